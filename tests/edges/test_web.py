"""The HTTP client against a plain server."""

from loopback import Site
from workers.edges.http.web import AiohttpWeb
from workers.news.web import Answer, Request


def web(**changes) -> AiohttpWeb:
    return AiohttpWeb(**{"seconds": 5, "body_bytes": 1_000_000, "private_addresses": True} | changes)


def ask(url, *, seconds=5, **validators):
    [answer] = web(seconds=seconds).get([Request(id="a", url=url, **validators)])
    return answer


def test_a_page_is_got_with_its_type_and_validators():
    with Site() as site:
        url = site.serve(
            "/fil", "Le ministre est arrivé.".encode(), headers={"ETag": '"v1"', "Content-Type": "text/html"}
        )
        answer = ask(url)
    assert answer == Answer(
        id="a",
        url=url,
        status=200,
        body="Le ministre est arrivé.".encode(),
        content_type="text/html",
        etag='"v1"',
    )

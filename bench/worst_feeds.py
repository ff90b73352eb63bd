"""Bodies that cost a reader of feeds the most, each as large as may be."""

from workers.stages.parse.guard import LONGEST_TAG, MOST_BYTES

HEAD = b'<rss version="2.0"><channel><title>F</title>'
ITEM = b"<item><title>a</title><link>https://guet.example/a</link></item>"
TAIL = b"</channel></rss>"
NESTED = HEAD + ITEM + b"<item><title>b</title>" + b"<x>" * 100_000 + b"</x>" * 100_000 + b"</item>" + TAIL


def worst_feeds() -> dict[str, bytes]:
    """Gives a body of ten megabytes for each way of being bad, by its name."""
    parts = {
        "nothing but <": b"<",
        "start tags": b"<a>",
        "ends": b"</",
        "almost entries": b"<itex ",
        "entries": ITEM,
        "tags of 16 KB": b"<" + b"a" * (LONGEST_TAG - 2) + b">",
        "tags with attributes": b"<a b='c' d='e' f='g' h='i'/>",
        "comments": b"<!---->",
        "CDATA": b"<![CDATA[x]]>",
        "instructions": b"<?x?>",
        "tags in comments": b"<!--<a>--><a></a>",
        "tags in CDATA": b"<a><![CDATA[<a>]]></a>",
        "one text": b"a",
        "zeros": b"\0",
    }
    bodies = {name: _filled(HEAD, part) for name, part in parts.items()}
    return bodies | {
        "an HTML page of links": _filled(b"<html><head>", b"<link "),
        "100,000 tags in each other": NESTED,
    }


def _filled(head: bytes, part: bytes) -> bytes:
    return (head + part * (MOST_BYTES // len(part)))[:MOST_BYTES]

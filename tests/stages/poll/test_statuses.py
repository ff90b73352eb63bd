"""A fault in words."""

import pytest

from workers.stages.poll import status_text


@pytest.mark.parametrize(
    ("status", "text"),
    [
        (404, "404: the page does not exist; check the url"),
        (410, "410: gone for good; take the feed out or find its new url"),
        (403, "403: access refused; the site may bar robots"),
        (429, "429: too many requests; visited again later"),
        (503, "503: the server is in trouble (Service Unavailable)"),
        (526, "526: the server is in trouble"),
        (499, "499: the server refuses the request"),
        (302, "302: a redirect that leads nowhere"),
        (204, "204: an answer without the page"),
        (999, "999: no known status"),
    ],
)
def test_a_status_is_told_in_words(status, text):
    assert status_text(status) == text

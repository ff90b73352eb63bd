"""The address of an article within the link that an aggregator, a network or a cache made of it."""

import binascii
import re
from base64 import urlsafe_b64decode
from urllib.parse import parse_qsl, unquote, urlsplit

MOST_WRAPPERS = 3  # an aggregator's link inside a newsletter's inside a network's

_WRAPPERS = re.compile(
    r"(?:www\.)?(?:google\.[a-z.]{2,6}/(?:url|amp/s)|bing\.com/news/apiclick\.aspx|l\.facebook\.com/l\.php|"
    r"lm\.facebook\.com/l\.php|news\.google\.com/(?:url|(?:rss/)?(?:articles|read)/)|out\.reddit\.com/|"
    r"getpocket\.com/redirect|flip\.it/redirect|flipboard\.com/redirect|feedproxy\.google\.com/url|"
    r"apple\.news/redirect|linkedin\.com/redir/redirect|t\.umblr\.com/redirect|vk\.com/away\.php|"
    r"youtube\.com/redirect|duckduckgo\.com/l/|news\.yahoo\.com/redirect|r\.search\.yahoo\.com/|"
    r"[a-z0-9-]+\.cdn\.ampproject\.org/)"
)
_TARGETS = ("url", "u", "q", "to", "target", "z", "uddg")
_AMP_CACHE = re.compile(r"/(?:amp/s|[vc](?:/s)?)/(?P<target>[^/?#]+\.[^/?#]+/?.*)")
_YAHOO = re.compile(r"/RU=(?P<target>https?(?:%3a|:)[^/]+)", re.IGNORECASE)
_GOOGLE_NEWS = re.compile(r"/(?:articles|read)/(?P<packed>CBMi[\w-]+)")
# A number, then a text of so many bytes, in Protocol Buffers.
_PACKED = re.compile(rb"\x08.\x22(?:[\x80-\xff])?.(?P<target>https?://[!-~]+)", re.DOTALL)


def unwrapped(url: str) -> str:
    """Gives the address that a link carries; the link itself where it carries none, or hides it."""
    for _ in range(MOST_WRAPPERS):
        parts = urlsplit(url)
        if not _WRAPPERS.match(f"{parts.netloc.lower()}{parts.path or '/'}"):
            break
        inner = _target(url)
        if inner is None:
            break
        url = inner
    return url


def _target(url: str) -> str | None:
    parts = urlsplit(url)
    given = dict(parse_qsl(parts.query))
    for name in _TARGETS:
        if given.get(name, "").startswith(("http://", "https://")):
            return given[name]
    if packed := _GOOGLE_NEWS.search(parts.path):
        return _unpacked(packed["packed"])
    if searched := _YAHOO.search(parts.path):
        return unquote(searched["target"])
    if cached := _AMP_CACHE.match(parts.path):
        return f"https://{unquote(cached['target'])}"
    return None


def _unpacked(packed: str) -> str | None:
    """Google News packed addresses as they are until 2024; what it makes since, only its servers can read."""
    try:
        found = _PACKED.match(urlsafe_b64decode(packed + "=" * (-len(packed) % 4)))
    except (binascii.Error, ValueError):
        return None
    return found["target"].decode("ascii") if found else None

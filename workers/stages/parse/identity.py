"""What makes two entries one article: the canonical form of their URL."""

import hashlib
import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from w3lib.url import canonicalize_url

# Parameters by which outlets and networks count their readers.
_TRACKERS = re.compile(
    r"(?:utm|at|ns|mtm|pk|hsa|cmp|mc|xt|vero|itm|oly|ml|sc)_|"
    r"(?:xtor|xtref|xts|xtcr|xtmc|fbclid|gclid|dclid|msclkid|twclid|igshid|yclid|origin|origine|cmpid|smid|"
    r"source_feed|from_rss|feature|_ga|spm|ref_src|echobox)$"
)
_PORTS = {"http": ":80", "https": ":443"}


def canonical_url(url: str) -> str:
    """Gives one form for all spellings of an address: no trackers, no fragment, parameters in order.

    Never raises: what is no address comes back without its outer spaces.
    """
    bare = url.strip()
    try:
        return str(canonicalize_url(_without_trackers(bare), keep_fragments=False))
    except (ValueError, UnicodeError):
        return bare


def _without_trackers(url: str) -> str:
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [pair for pair in pairs if not _TRACKERS.match(pair[0].lower())]
    host = parts.netloc.lower().removesuffix(_PORTS.get(parts.scheme, "none"))
    return urlunsplit(parts._replace(netloc=host, query=urlencode(kept) if pairs else parts.query))


def article_id(url: str | None, feed_id: str, guid: str) -> str:
    """Gives 32 hexadecimal digits: the same for one address, else for one guid of one feed."""
    name = canonical_url(url) if url else f"{feed_id}\n{guid}"
    return hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()

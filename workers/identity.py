"""What makes two addresses one article: their canonical form, and what a page says is its own."""

import hashlib
import re
from functools import cache
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from courlan.clean import TRACKERS_RE
from publicsuffixlist import PublicSuffixList
from w3lib.url import canonicalize_url

from workers.wrappers import unwrapped

LONGEST_URL = 4_000

# Parameters by which French outlets, their tools and the networks count readers; courlan knows the rest.
_TRACKERS = re.compile(
    r"(?:utm|at|ns|mtm|pk|hsa|cmp|mc|xt|vero|itm|oly|ml|sc|wt|cm|mkt|from|pcam|stm|piano)_.*|"
    r"(?:xtor|xtref|xts|xtcr|xtmc|xtnp|xtdate|xtatc|fbclid|gclid|gclsrc|gbraid|wbraid|dclid|msclkid|twclid|igshid|"
    r"igsh|yclid|origin|origine|cmpid|smid|source_feed|from_rss|feature|_ga|_gl|spm|ref_src|echobox|m_bt|"
    r"mkt_tok|_hsenc|_hsmi|__twitter_impression|__s|sr_share|s_cid|ocid|ito|taid|trk|amp_js_v|usqp|outputtype)|"
    r"amp"
)
_PORTS = {"http": ":80", "https": ":443"}
_TWIN_HOSTS = re.compile(r"^(?:amp|m|mobile|touch)\.(?=[^.]+\..)")
_TWIN_PATHS = re.compile(
    r"^(?:/amp)+(?=/.)|(?:/amp)+/?$|\.amp(?=\.html?$)|\.amp$|(?<=/)index\.(?:html?|php)$"
)
_ARTICLE = re.compile(r"\d{5,}|[^\W_]+(?:[-_][^\W_]+){3,}")  # a number, or a title of four words


def canonical_url(url: str) -> str:
    """Gives one form for all spellings of an address: no wrapper, trackers, twin or fragment, https.

    A name for comparing, not always an address that answers: a twin's host becomes www. Never raises:
    what is no address comes back without its outer spaces. Twice is as good as once.
    """
    bare = url.strip()
    for _ in range(_MOST_PASSES):
        once = _canonical(bare)
        if once == bare:
            break
        bare = once
    return bare


_MOST_PASSES = 8  # each pass only takes away; the properties found no address that needs more than four


def _canonical(url: str) -> str:
    try:
        return str(canonicalize_url(_plain(unwrapped(url)), keep_fragments=False)).strip()
    except (ValueError, UnicodeError):
        return url


def _plain(url: str) -> str:
    parts = urlsplit(url)
    scheme = "https" if parts.scheme.lower() in {"http", "https"} else parts.scheme
    host = parts.netloc.lower().removesuffix(_PORTS.get(parts.scheme.lower(), "none"))
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if not _tracks(name.lower(), value)]
    query = urlencode(kept) if pairs else parts.query
    # Not where the site itself is named amp or m: « m.example » keeps its name.
    return urlunsplit((scheme, _TWIN_HOSTS.sub("www.", host, count=1), _path(parts.path), query, ""))


def _path(path: str) -> str:
    shorter = _TWIN_PATHS.sub("", path)
    return shorter or "/"


def _tracks(name: str, value: str) -> bool:
    """Of courlan's broad words (ref, source, cid) those count whose value cannot be an article's number."""
    return bool(_TRACKERS.fullmatch(name)) or bool(TRACKERS_RE.search(name) and not value.isdecimal())


def article_id(url: str | None, feed_id: str, guid: str) -> str:
    """Gives 32 hexadecimal digits: the same for one address, else for one guid of one feed."""
    name = canonical_url(url).replace("://www.", "://", 1) if url else f"{feed_id}\n{guid}"
    return hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def own_address(page_url: str, said: str | None) -> str | None:
    """Gives the address that a page names as its own, where it may be believed; None otherwise.

    It must lie within the same registered domain and look like an article's: many a template names the home
    page, the section or the page's first part, which would make one article of all.
    """
    if not said or len(said) > LONGEST_URL:
        return None
    try:
        named = urljoin(page_url, said.strip())
        there, here = urlsplit(named), urlsplit(page_url)
        usable = there.scheme in {"http", "https"} and same_site(there.hostname or "", here.hostname or "")
    except ValueError:
        return None
    return named if usable and _is_article(there.path, there.query, here.path) else None


def _is_article(path: str, query: str, asked: str) -> bool:
    last = path.rstrip("/").rpartition("/")[2]
    section = asked.startswith(path.rstrip("/") + "/") and not _TWIN_PATHS.search(asked)
    same = path.rstrip("/") == asked.rstrip("/") != ""
    return not section and bool(same or _ARTICLE.search(last) or _ARTICLE.search(query))


def same_site(one: str, other: str) -> bool:
    """Whether two hosts belong to one registered domain: www.essai.example and m.essai.example."""
    site = _site(one)
    return bool(site) and site == _site(other)


def _site(host: str) -> str:
    return str(_suffixes().privatesuffix(host.lower().rstrip(".")) or "")


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()

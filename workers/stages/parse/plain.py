"""Markup of the web to plain text, bounded and free of control characters."""

import re
from html import unescape
from urllib.parse import urljoin, urlsplit

import lxml.etree
import lxml.html

LONGEST_TITLE = 500  # code points, as all below
LONGEST_NAME = 200
LONGEST_SUMMARY = 20_000
LONGEST_CONTENT = 200_000
LONGEST_URL = 4_000
MOST_ESCAPES = 3  # times that a text was escaped; more was never seen

_MARKUP = re.compile(r"<[a-zA-Z/!?]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_ESCAPED = re.compile(
    r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,10});|</?(?:a|b|br|em|font|i|p|span|strong|u)\b[^>]*>"
)
_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption",
        "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li",
        "main", "nav", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul",
    }
)  # fmt: skip
_UNSEEN = frozenset({"script", "style", "template", "iframe", "object", "noscript"})


def line(markup: object, most: int = LONGEST_TITLE) -> str:
    """Gives markup's text on one line, however often it was escaped."""
    text = paragraphs(markup, most * 2)
    for _ in range(MOST_ESCAPES):
        if not _ESCAPED.search(text):
            break
        text = paragraphs(text, most * 2)
    return " ".join(text.split())[:most]


def paragraphs(markup: object, most: int) -> str:
    """Gives markup's text, paragraphs apart by a blank line; anything but text is nothing."""
    if not isinstance(markup, str):
        return ""
    # Twice the bound in markup and more is no text worth parsing.
    bounded = markup[: most * 4]
    text = _without_tags(bounded) if _MARKUP.search(bounded) else unescape(bounded)
    lines = (" ".join(part.split()) for part in _CONTROLS.sub("", text).splitlines())
    return "\n\n".join(part for part in lines if part)[:most]


def _without_tags(markup: str) -> str:
    try:
        tree = lxml.html.fragment_fromstring(_CONTROLS.sub("", markup), create_parent="div")
    except (lxml.etree.LxmlError, ValueError):
        return unescape(re.sub(r"<[^>]*>", " ", markup))
    parts: list[str] = []
    _walk(tree, parts)
    return "".join(parts)


def _walk(tree: "lxml.html.HtmlElement", parts: list[str]) -> None:
    unseen = 0
    for event, element in lxml.etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event == "start":
            unseen += element.tag in _UNSEEN
            parts.append("\n" if element.tag in _BLOCKS else "")
            parts.append(_flat(element.text) if not unseen else "")
            continue
        if event == "end":
            unseen -= element.tag in _UNSEEN
            parts.append("\n" if element.tag in _BLOCKS else "")
        parts.append(_flat(element.tail) if not unseen else "")


def _flat(text: str | None) -> str:
    """A line's end in HTML is a space."""
    return text.replace("\n", " ") if text else ""


def joined(base: str, link: object) -> str | None:
    """Gives a link as an absolute address; None where it is none."""
    try:
        return urljoin(base, link) if isinstance(link, str) else None
    except ValueError:
        return None


def web_address(url: object) -> str | None:
    """Gives an absolute http or https URL of bearable length; None for anything else."""
    if not isinstance(url, str):
        return None
    bare = _CONTROLS.sub("", url).strip()
    try:
        parts = urlsplit(bare)
        usable = parts.scheme.lower() in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return None
    return bare if usable and len(bare) <= LONGEST_URL else None

"""Texts of the web made harmless for each target: there they are shown, and do nothing else."""

import re
from urllib.parse import quote, urlsplit

from markupsafe import escape

TITLE, PASSAGE = 300, 400  # code points shown; a title of 1 MB is cut before anything looks at it
LONGEST_LINK = 2000
# Controls (C0, DEL, C1), surrogates, marks that reorder or hide text, tags: U+E0000 to U+E007F.
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_MRKDWN = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "*": "∗", "~": "∼", "`": "ˋ"})
_AT_AN_EDGE = re.compile(r"(?<!\w)_|_(?!\w)")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|>~<&:$^=])")
_MARKDOWN_V2 = re.compile(r"([_*\[\]()~`>#+\-=|{}.!\\])")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_IN_LINKS = "%/:=&?~+$,;@#*.-_"  # neither quotes nor brackets, bars, blanks or backslashes


class Raw(str):
    """Of our own making, for the target: not escaped again."""

    __slots__ = ()


def line(text: str, most: int = TITLE) -> str:
    """Gives a text on one line, without what cannot be seen, cut at `most` code points with « … »."""
    short = " ".join(_UNSEEN.sub(" ", text[: 8 * most]).split())
    return short if len(short) <= most else short[: most - 1].rstrip() + "…"


def web_link(url: str) -> str:
    """Gives an address of the web with all encoded that could end it; empty for any other."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    usable = parts.scheme in {"http", "https"} and parts.hostname and len(url) <= LONGEST_LINK
    return quote(_UNSEEN.sub("", url.strip()), safe=_IN_LINKS) if usable else ""


def html(text: str) -> str:
    """Escapes for HTML, attributes included."""
    return str(escape(str(text)))


def mrkdwn(text: str) -> str:
    """Escapes for Slack, whose marks have no escape: they become signs that look alike."""
    return _AT_AN_EDGE.sub("ˍ", text.translate(_MRKDWN))


def markdown(text: str) -> str:
    """Escapes for Markdown; an @ names nobody, for Mattermost would call @channel."""
    return _MARKDOWN.sub(r"\\\1", text).replace("@", "@\u200b")


def markdown_v2(text: str) -> str:
    """Escapes for Telegram's MarkdownV2."""
    return _MARKDOWN_V2.sub(r"\\\1", text)


def cell(text: str) -> str:
    """Escapes for a table's cell: what a spreadsheet would take for a formula begins with an apostrophe."""
    shown = line(text, PASSAGE)
    return f"'{shown}" if shown.startswith(_FORMULA) else shown

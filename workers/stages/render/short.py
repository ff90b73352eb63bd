"""A text that fits one SMS: 160 signs of the GSM alphabet; with any other sign it would be 70."""

import unicodedata

LONGEST = 160
GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
DOUBLE = frozenset("^{}\\[~]|€")  # each takes two places
_ALIKE = str.maketrans(
    {"’": "'", "‘": "'", "«": '"', "»": '"', "“": '"', "”": '"', "–": "-", "—": "-", "…": "...", "œ": "oe",
     "Œ": "OE", "\u00a0": " ", "\u202f": " ", "·": "-", "°": "o"}
)  # fmt: skip
_MARK = "..."


def short(text: str, url: str = "") -> str:
    """Gives the text in GSM signs, cut at a word, with the address after it where both fit."""
    signs = " ".join(_gsm(text).split())
    tail = f" {_gsm(url)}" if url and _places(url) < LONGEST // 2 else ""
    return _cut(signs, LONGEST - _places(tail)) + tail


def _gsm(text: str) -> str:
    return "".join(_sign(one) for one in text.translate(_ALIKE))


def _sign(sign: str) -> str:
    if sign in GSM or sign in DOUBLE:
        return sign
    plain = "".join(one for one in unicodedata.normalize("NFKD", sign) if one in GSM)
    return plain or "?"


def _places(text: str) -> int:
    return sum(2 if sign in DOUBLE else 1 for sign in text)


def _cut(text: str, room: int) -> str:
    if _places(text) <= room:
        return text
    kept = text
    while _places(kept) > room - len(_MARK):
        kept = kept[:-1]
    return (kept.rpartition(" ")[0] or kept) + _MARK

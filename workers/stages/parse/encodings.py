"""A feed's bytes as UTF-8 that says so, whatever they were and whatever they were called.

The bytes are believed before any label: what decodes as UTF-8 and holds accents is UTF-8, for
no other text does by chance. Half of the French feeds that break, break here.
"""

import codecs
import re
from dataclasses import dataclass

HEAD = 8 * 1024  # bytes in which a document begins, after what a server's script wrote before it
FEW_CONTROLS = 50  # a text may hold one in so many bytes; more is binary

_DECLARED = re.compile(rb"""<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
_ROOT = re.compile(rb"<(?:[\w.-]+:)?(?:rss|feed|rdf|channel)[\s>:]", re.IGNORECASE)
_DECLARATION = re.compile(r"<\?xml\s[^>]{0,400}\?>")
_CHARSET = re.compile(r"charset=[\"']?([\w.:-]+)", re.IGNORECASE)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = (
    (b"<\0?\0", "utf-16-le"),
    (b"\0<\0?", "utf-16-be"),
    (b"<\0r\0", "utf-16-le"),
    (b"\0<\0r", "utf-16-be"),
)
_CONTROLS = bytes(number for number in range(32) if number not in b"\t\n\r")
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_TEXT = re.compile(r"iso8859-\d+|cp\d+|koi8-\w|mac-\w+|gb\w+|big5\w*|shift_jis\w*|euc_\w+")  # no zip, no hex
_LATIN = {"iso8859-1", "cp1252", "iso8859-15", "ascii", "utf-8"}
_OE = re.compile(rb"[a-z]\xbd[a-z]|\xbd(?:uvre|il|uf)")  # « cœur », « œuvre » in ISO 8859-15; ½ in others
# UTF-8 that was taken for windows-1252 and encoded again: « Ã© » for é, « Å“ » for œ, « â€™ » for a
# quote. Each says so by itself: an entry is read alike whatever stands beside it.
_BEHIND = "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122"
_TWICE = re.compile(f"[ÂÃ][{_BEHIND}]|Å[\u201c\u2019]|â€[{_BEHIND}]|â‚¬")
_TWICE_SIGNS = ("Ã", "Â", "â€", "Å\u201c", "Å\u2019", "â‚¬")
_BAD_BYTES = "beffroi-cp1252"


@dataclass(frozen=True, slots=True)
class Utf8:
    """A body in UTF-8 that declares nothing else."""

    body: bytes
    warnings: tuple[str, ...] = ()


def as_utf8(body: bytes, content_type: str = "") -> Utf8:
    """Gives the body in UTF-8, from its first markup on, without control characters; says what was mended."""
    bare = _from_markup(_without_boms(body))
    if _binary(bare):
        return Utf8(body)
    label = _label(bare, content_type)
    valid = _as_it_is(bare)
    encoding = _encoding(bare, label, valid=valid is not None)
    if encoding == "utf-8" and valid is not None and _nothing_to_mend(bare, valid):
        return Utf8(bare)
    text = _decoded(_without_controls(bare, encoding), encoding)
    mended = _mended_twice(text)
    warnings = []
    if label and not _same(label, encoding):
        warnings.append(f"the encoding is called {label} but is {encoding}")
    if mended != text:
        warnings.append("accents were encoded twice")
    return Utf8(_declaring_utf8(mended).encode("utf-8", "replace"), tuple(warnings))


def _without_boms(body: bytes) -> bytes:
    """Leaves one mark at most: UTF-8's says nothing that the bytes do not, and may stand twice."""
    bare = body.lstrip()
    while bare.startswith(codecs.BOM_UTF8):
        bare = bare.removeprefix(codecs.BOM_UTF8).lstrip()
    return bare


def _from_markup(body: bytes) -> bytes:
    """Drops what a script wrote before the declaration; one within a feed is a text about XML."""
    at = body.find(b"<?xml ", 0, HEAD)
    return body[at:] if at > 0 and not _ROOT.search(body, 0, at) else body


def _binary(body: bytes) -> bool:
    """Whether no text begins so: the guard will say what it is."""
    marked = any(body.startswith(mark) for mark, _ in (*_BOMS, *_WIDE))
    head = body[:HEAD]
    return not marked and (len(head) - len(head.translate(None, _CONTROLS))) * FEW_CONTROLS > len(head)


def _label(body: bytes, content_type: str) -> str:
    """The document's own word before the header's: servers send one charset for all they have."""
    declared = _DECLARED.match(body[:HEAD])
    header = _CHARSET.search(content_type)
    return declared[1].decode("ascii") if declared else header[1] if header else ""


def _as_it_is(body: bytes) -> str | None:
    """The text, where it is UTF-8."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _encoding(body: bytes, label: str, *, valid: bool) -> str:
    marked = next((name for mark, name in _BOMS if body.startswith(mark)), None)
    wide = next((name for start, name in _WIDE if body.startswith(start)), None)
    if found := marked or wide:
        return found
    return "utf-8" if valid or _mostly_utf8(body) else _eight_bit(body, label)


def _mostly_utf8(body: bytes) -> bool:
    """Whether a text in UTF-8 holds some bad bytes, rather than another encoding some good pairs."""
    good = len(_MULTIBYTE.findall(body))
    bad = body.decode("utf-8", "replace").count("\ufffd")
    return good > bad


def _eight_bit(body: bytes, label: str) -> str:
    name = _codec(label)
    if name not in _LATIN and _TEXT.fullmatch(name):
        return name
    if any(0x80 <= byte < 0xA0 for byte in set(body)):  # noqa: PLR2004 - typography in windows-1252, controls in ISO
        return "cp1252"
    return "iso8859-15" if name == "iso8859-15" or _OE.search(body) else "cp1252"


def _codec(label: str) -> str:
    try:
        return codecs.lookup(label).name if label else ""
    except LookupError:
        return ""


def _same(label: str, encoding: str) -> bool:
    name = _codec(label)
    if name in {"utf-16", "utf-32"}:
        return encoding.startswith(name)
    return name == encoding or (name, encoding) in {("iso8859-1", "cp1252"), ("ascii", "utf-8")}


def _nothing_to_mend(body: bytes, text: str) -> bool:
    """Whether a text in UTF-8 declares nothing else, and holds no controls or accents encoded twice."""
    declared = _DECLARED.match(body[:HEAD])
    if declared and _codec(declared[1].decode("ascii")) != "utf-8":
        return False
    return len(body.translate(None, _CONTROLS)) == len(body) and not _perhaps_twice(text)


def _perhaps_twice(text: str) -> bool:
    """Asked of the text: a letter is found in it fifty times as fast as its two bytes in the body."""
    return any(sign in text for sign in _TWICE_SIGNS)


def _without_controls(body: bytes, encoding: str) -> bytes:
    return body if encoding.startswith(("utf-16", "utf-32")) else body.translate(None, _CONTROLS)


def _decoded(body: bytes, encoding: str) -> str:
    """Bytes that are none in the encoding are read as windows-1252, one by one."""
    return body.decode(encoding, _BAD_BYTES).lstrip("\ufeff \t\r\n")


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    return bad.decode("cp1252", "replace"), error.end


codecs.register_error(_BAD_BYTES, _as_cp1252)


def _mended_twice(text: str) -> str:
    return _TWICE.sub(_once, text) if _perhaps_twice(text) else text


def _once(found: re.Match[str]) -> str:
    """One encoding less, where that gives UTF-8; else as it was."""
    try:
        return b"".join(map(_byte, found[0])).decode("utf-8")
    except UnicodeError:
        return found[0]


def _byte(sign: str) -> bytes:
    try:
        return sign.encode("cp1252")
    except UnicodeEncodeError:
        return sign.encode("latin-1")


def _declaring_utf8(text: str) -> str:
    return _DECLARATION.sub('<?xml version="1.0" encoding="UTF-8"?>', text, count=1)

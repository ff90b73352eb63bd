"""A French text comes back right, whatever its bytes are called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.stages.parse.encodings import as_utf8
from workers.stages.parse.entries import parse

TITLE = "Été à N’Djamena : l’armée déploie « mille » soldats, œuvre délicate"
LABELS = [
    None,
    "utf-8",
    "UTF8",
    "iso-8859-1",
    "iso-8859-15",
    "windows-1252",
    "us-ascii",
    "utf-16",
    "nimporte",
]
HEADERS = ["", "text/xml", "text/xml; charset=utf-8", "application/rss+xml; charset=ISO-8859-1"]


def feed(title, label, encoding):
    declared = f' encoding="{label}"' if label else ""
    return (
        f'<?xml version="1.0"{declared}?><rss version="2.0"><channel><title>Fil</title>'
        f"<item><title>{title}</title><link>https://fil.example/1</link></item></channel></rss>"
    ).encode(encoding)


def read(body, content_type=""):
    return parse(body, url="https://fil.example/rss", content_type=content_type)


def title(body, content_type=""):
    return read(body, content_type).entries[0].title


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("header", HEADERS)
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_the_bytes_are_believed_before_any_label(label, header, encoding):
    assert title(feed(TITLE, label, encoding), header) == TITLE


@pytest.mark.parametrize("label", ["iso-8859-15", "iso-8859-1", None])
def test_iso_8859_15_is_known_by_its_oe(label):
    text = TITLE.replace("’", "'")
    assert title(feed(text, label, "iso-8859-15")) == text


FRENCH = st.text(st.sampled_from("aàâæbcçdeéèêëiîïoôœuùûüÿzAÀÉÈŒ «»’-0123456789"), min_size=1, max_size=60)


@given(
    FRENCH, st.sampled_from(LABELS), st.sampled_from(HEADERS), st.sampled_from(["utf-8", "cp1252", "utf-16"])
)
def test_any_french_text_comes_back(text, label, header, encoding):
    wanted = " ".join(f"Titre {text} été".split())
    assert title(feed(f"Titre {text} été", label, encoding), header) == wanted


@given(st.binary(max_size=300), st.sampled_from(HEADERS))
def test_any_bytes_become_utf_8_or_are_left_as_binary(body, header):
    found = as_utf8(body, header).body
    assert found == body or found.decode("utf-8") is not None


def test_one_bad_byte_does_not_make_another_encoding():
    body = feed(TITLE, "utf-8", "utf-8").replace("déploie".encode(), b"d\xe9ploie")
    assert title(body) == TITLE


@pytest.mark.parametrize("title", ["«\u00a0l’été\u00a0»", "L’œuvre", "3 € de plus"])
def test_each_sign_encoded_twice_is_mended_by_itself(title):
    twice = title.encode().decode("cp1252")
    assert read(feed(twice, "utf-8", "utf-8")).entries[0].title == title.replace("\u00a0", " ")


def test_accents_encoded_twice_are_mended():
    twice = "Été à Bamako – l’armée".encode().decode("cp1252")
    found = read(feed(twice, "utf-8", "utf-8"))
    assert found.entries[0].title == "Été à Bamako – l’armée"
    assert "accents were encoded twice" in found.warnings


@pytest.mark.parametrize("text", ["São Tomé : Ângela Mendonça", "CHÂTEAU «fort»", "Â la recherche de l’Ãge"])
def test_letters_that_look_like_a_mistake_stay(text):
    assert title(feed(text, "utf-8", "utf-8")) == text


@pytest.mark.parametrize(
    "before",
    [
        *(b"\n\n  ", b"\n\xef\xbb\xbf", b"\xef\xbb\xbf\xef\xbb\xbf"),
        b"<br />\n<b>Warning</b>: include(): failed in <b>/www/fil.php</b> on line <b>3</b><br />\n",
    ],
)
def test_what_stands_before_the_declaration_is_dropped(before):
    assert title(before + feed(TITLE, "utf-8", "utf-8")) == TITLE


@pytest.mark.parametrize("sign", [b"\x00", b"\x0b", b"\x1f", b"\xef\xbb\xbf"])
def test_control_characters_are_dropped(sign):
    body = feed(TITLE, "utf-8", "utf-8")
    assert title(body.replace(b"mille", b"mi" + sign + b"lle")) == TITLE


def test_a_right_feed_is_left_as_it_is():
    body = feed(TITLE, "utf-8", "utf-8")
    assert as_utf8(body).body is body
    assert as_utf8(body).warnings == ()


def test_a_wrong_label_is_told():
    assert as_utf8(feed(TITLE, "utf-8", "cp1252")).warnings == ("the encoding is called utf-8 but is cp1252",)

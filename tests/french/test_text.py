"""A reading compares words as a French reader does, and leads back to the text as given."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.french.text import reading

TEXTS = st.text(
    alphabet=st.sampled_from("aeéÉêçœŒßN'’-  \n\u00a0\u0301\u00ad.,«»AZ0İ\U0001f6e1"), max_size=60
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("États-Unis", "etats unis"),
        ("l’ARMÉE", "l'armee"),
        ("un œil", "un oeil"),
        ("Cede\u0301ao", "cedeao"),
        ("so\u00adldat", "soldat"),
        ("à\u00a0N’Djamena", "a n'djamena"),
        ("deux  espaces\net ligne", "deux espaces et ligne"),
        ("États-\nUnis", "etats unis"),
        ("États–Unis", "etats unis"),
        ("Łódź, Tromsø, Kılıç, Đồng", "lodz, tromso, kilic, dong"),
        ("e\u0323\u0302tre", "etre"),
        ("œ\u0301il", "oeil"),
        ("\u0301a\u200d\u0301b", "ab"),
        ("İzmir I\u0307zmir", "izmir izmir"),
        ("Straße ﬁn ﬂûte", "strasse fin flute"),
        ("Киев", "киев"),
    ],
)
def test_what_a_reader_takes_for_the_same_is_folded_to_the_same(text, folded):
    assert reading(text).folded == folded


def test_a_blank_line_parts_and_a_line_end_does_not():
    assert "union africaine" in reading("l'Union\nafricaine").folded
    assert "union africaine" not in reading("l'Union\n \nafricaine").folded


@pytest.mark.parametrize("between", [" - ", " — ", "—", " – ", "\n- ", "\n\n", "\u2029", ". ", "… ", ", "])
def test_what_parts_two_words_is_no_space(between):
    assert "mali niger" not in reading(f"Mali{between}Niger").folded


def test_the_accented_folding_keeps_the_accents():
    assert reading("E\u0301TÉ").accented == "été"


def test_half_a_letter_is_read_as_an_unknown_sign():
    assert reading("Mali \ud83d").folded == "mali \ufffd"


@pytest.mark.parametrize(
    ("text", "word", "whole"),
    [
        ("Sana'a tient", "sana", False),
        ("Sana'a tient", "sana'a", True),
        ("Trump's army", "trump", True),
        ("Trump'sx", "trump", False),
        ("la presqu'île", "ile", False),
        ("la presqu’île", "presqu'ile", True),
        ("presqu'Otan", "otan", True),
        ("lorsqu'Otan", "otan", True),
        ("aujourd'hui", "hui", False),
        ("O'Brien", "brien", False),
        ("'Mali'", "mali", True),
        ("Bah N'Daw", "daw", False),
        ("M’Bala", "bala", False),
        ("Bah N’E\u0301do", "edo", False),
        ("il n'arme pas", "arme", True),
        ("IL N'ARME PAS", "arme", True),
        ("mali_2", "mali", False),
        ("Mali2", "mali", False),
        ("#Mali", "mali", True),
    ],
)
def test_a_word_is_whole_where_a_reader_parts_it(text, word, whole):
    read = reading(text)
    start = read.folded.index(word)
    assert read.is_whole(start, start + len(word)) is whole


def test_the_way_back_leaves_out_what_is_not_seen():
    assert reading("le Mali\u200b\u00ad.").span(3, 7) == (3, 7)


@pytest.mark.parametrize("row", [" ", "\n ", "-", " -", "e\u0301", "\u0301", "œ", "l'"])
def test_a_row_of_signs_takes_no_longer_than_it_is_long(row):
    read = reading(row * 50_000 + "x")  # where each stretch were tried from each sign: minutes
    assert read.folded.endswith("x")


@given(st.text("aéÉœ'lN .\u0301,ßİ–\n1", max_size=30))
def test_a_text_with_nothing_to_change_is_read_as_any_other(text):
    whole = reading(f"{text}…")  # a sign that is changed: all rules are gone through
    assert reading(text).folded == whole.folded[: len(reading(text).folded)]
    assert reading(text).accented == whole.accented[: len(reading(text).folded)]


@given(TEXTS)
def test_letters_beyond_latin_1_change_nothing_before_them(text):
    alone, beside = reading(text), reading(text + "Ж")
    assert (alone.folded + "ж", alone.accented + "ж") == (beside.folded, beside.accented)


@given(TEXTS)
def test_every_place_leads_back_to_the_text_in_order(text):
    read = reading(text)
    assert len(read.folded) == len(read.accented)
    places = [read.span(at, at + 1) for at in range(len(read.folded))]
    assert places == sorted(places)
    assert all(0 <= start <= end <= len(text) for start, end in places)


@given(st.text(max_size=60))
def test_any_text_is_folded_to_one_length(text):
    read = reading(text)
    assert len(read.folded) == len(read.accented)
    seen = text.rstrip("\u00ad\u200b\u200c\u200d\u2060\ufeff")
    first = read.span(0, 0)[0]
    assert read.span(0, len(read.folded)) == (first, max(first, len(seen)))


@given(TEXTS)
def test_composed_and_decomposed_accents_read_the_same(text):
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert reading(composed).folded == reading(decomposed).folded
    assert reading(composed).accented == reading(decomposed).accented


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("véhicules blin-\ndés", "vehicules blindes"),
        ("assié-\ngés", "assieges"),
        ("État-\nmajor", "etat major"),
    ],
)
def test_a_word_cut_at_a_line_s_end_is_whole_and_a_compound_keeps_its_parts(text, folded, form):
    assert reading(unicodedata.normalize(form, text)).folded == folded

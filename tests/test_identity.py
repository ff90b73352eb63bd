"""One article has one id whatever its links look like, and two articles have two."""

from base64 import urlsafe_b64encode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workers.identity import article_id, canonical_url, own_address, same_site

ONE = "https://www.essai.example/afrique/a"


@pytest.mark.parametrize(
    "url",
    [
        "https://www.essai.example/afrique/a?utm_source=rss&utm_medium=feed",
        "https://WWW.essai.example:443/afrique/a#xtor=RSS-3208",
        "https://www.essai.example/afrique/a?xtor=RSS-16",
        "https://www.essai.example/afrique/a#xtor=AL-32280270-[bnt]",
        "https://www.essai.example/afrique/../afrique/a?at_medium=custom7&at_campaign=flux",
        "https://www.essai.example/afrique/a?at_creation=x&at_variant=y&at_term=z",
        " https://www.essai.example/afrique/a?fbclid=abc ",
        "https://www.essai.example/afrique/a?gclid=a&gbraid=b&msclkid=c&yclid=d&igshid=e",
        "https://www.essai.example/afrique/a?xtref=https://autre.example",
        "https://www.essai.example/afrique/a?ns_mchannel=social&ns_source=x",
        "https://www.essai.example/afrique/a?xtmc=mali&xtnp=1&xtcr=3",
        "https://www.essai.example/afrique/a?wt_mc=1&cm_mmc=2&mkt_tok=3&M_BT=4",
        "https://www.essai.example/afrique/a?Echobox=1601628120&from_univers=monde",
        "https://www.essai.example/afrique/a#Echobox=1601628120",
        "https://www.essai.example/afrique/a?ref=rss&source=newsletter",
        "https://www.essai.example/afrique/a?amp=1",
        "https://www.essai.example/afrique/a?outputType=amp",
        "https://amp.essai.example/afrique/a",
        "https://m.essai.example/afrique/a",
        "https://www.essai.example/amp/afrique/a",
        "https://www.essai.example/afrique/a/amp/",
        "http://www.essai.example:80/afrique/a",
        "http://www.essai.example/afrique/a",
        "https://www.google.com/url?rct=j&url=http://www.essai.example/afrique/a&ct=ga",
        "https://www.google.fr/amp/s/www.essai.example/amp/afrique/a",
        "https://www.bing.com/news/apiclick.aspx?ref=FexRss&url=https%3a%2f%2fwww.essai.example%2fafrique%2fa",
        "https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.essai.example%2Fafrique%2Fa%3Ffbclid%3D1&h=2",
        "https://news.google.com/rss/articles/CBMiI2h0dHBzOi8vd3d3LmVzc2FpLmV4YW1wbGUvYWZyaXF1ZS9h0gEA?oc=5",
        "https://r.search.yahoo.com/_ylt=A/RV=2/RU=https%3a%2f%2fwww.essai.example%2fafrique%2fa/RK=2/RS=x-",
        "https://flipboard.com/redirect?url=https%3A%2F%2Fwww.essai.example%2Fafrique%2Fa",
        "https://duckduckgo.com/l/?uddg=https%3A%2F%2Fwww.essai.example%2Fafrique%2Fa&rut=1",
        "https://www-essai-example.cdn.ampproject.org/c/s/www.essai.example/amp/afrique/a",
    ],
)
def test_trackers_twins_and_wrappers_make_no_other_article(url):
    assert canonical_url(url) == ONE
    assert article_id(url, "f", "g") == article_id(ONE, "f", "g")


def test_an_index_page_is_its_folder_and_amp_html_the_page():
    assert canonical_url("https://essai.example/a/index.html") == "https://essai.example/a/"
    assert canonical_url("https://essai.example/a.amp.html") == "https://essai.example/a.html"


@pytest.mark.parametrize(
    "url",
    [
        "https://essai.example/?p=12&page=2",
        "https://essai.example/article?id=42",
        "https://essai.example/article?cid=42",
        "https://essai.example/article?uid=1601628120",
        "https://essai.example/amplification-du-conflit",
        "https://essai.example/lamp",
        "https://essai.example:8080/a",
        "https://m.example/a",
        "https://essai.example/voir?url=https%3A%2F%2Fautre.example%2Fb",
    ],
)
def test_what_names_the_article_stays(url):
    assert canonical_url(url) == url


def test_a_long_address_is_unpacked_too():
    address = "https://essai.example/" + "b" * 200
    packed = urlsafe_b64encode(b"\x08\x13\x22\xde\x01" + address.encode() + b"\xd2\x01\x00").decode()
    assert canonical_url(f"https://news.google.com/articles/{packed.rstrip('=')}") == address


@pytest.mark.parametrize("packed", ["CBMiX0FVX3lxTE1abc", "CBMi", "CBMiAAAA", "CBMi_____", "CBMié"])
def test_what_an_aggregator_hides_is_its_own_address(packed):
    assert canonical_url(f"https://news.google.com/rss/articles/{packed}").startswith("https://news.google")


def test_with_or_without_www_it_is_one_article():
    assert article_id("https://essai.example/a", "f", "g") == article_id(
        "https://www.essai.example/a", "f", "g"
    )
    assert article_id("https://m.essai.example/a", "f", "g") == article_id(
        "https://essai.example/a", "f", "g"
    )


def test_without_a_url_the_feed_and_its_guid_make_the_id():
    assert article_id(None, "a", "1") != article_id(None, "b", "1")
    assert article_id("https://x.example/1", "a", "1") == article_id("https://x.example/1#b", "b", "2")


PAGE = "https://m.essai.fr/afrique/mali-12345?xtor=RSS-1"


@pytest.mark.parametrize(
    ("said", "own"),
    [
        ("https://www.essai.fr/afrique/mali-12345", "https://www.essai.fr/afrique/mali-12345"),
        ("/afrique/mali-12345", "https://m.essai.fr/afrique/mali-12345"),
        ("/afrique/le-mali-ferme-sa-frontiere", "https://m.essai.fr/afrique/le-mali-ferme-sa-frontiere"),
        ("https://www.essai.fr/", None),
        ("https://www.essai.fr/afrique", None),
        ("https://www.essai.fr/afrique/", None),
        ("https://www.essai.fr/moyen-orient", None),
        ("https://www.autre.fr/afrique/mali-12345", None),
        ("https://www.autre.gouv.fr/afrique/mali-12345", None),
        ("javascript:alert(1)", None),
        ("https://[", None),
        ("", None),
        (None, None),
    ],
)
def test_a_page_is_believed_within_its_site_and_never_as_the_home_page_or_a_section(said, own):
    assert own_address(PAGE, said) == own


def test_hosts_under_one_public_suffix_are_not_one_site():
    assert same_site("www.essai.gouv.ci", "m.essai.gouv.ci")
    assert not same_site("a.gouv.ci", "b.gouv.ci")
    assert not same_site("", "")


PIECES = st.sampled_from(
    ["amp", "index.html", "a", "?", "&", "=", "#", "/", "url", "m.", "www.", ":80", ":443", "xtor", "%2F",
     "%", ";",
     "https://", "http://", "x.example", "google.com/url?url=", "news.google.com/articles/CBMi",
     "utm_", "é", " ", "..", "[", "\x00"]
)  # fmt: skip


@given(
    st.one_of(
        st.text(max_size=40),
        st.text(max_size=30).map("https://x.example/".__add__),
        st.lists(PIECES, max_size=12).map("".join),
        st.lists(PIECES, max_size=10).map(lambda parts: "http://m.x.example/" + "".join(parts)),
    )
)
@settings(max_examples=500)
def test_a_canonical_form_is_its_own_and_nothing_raises(url):
    once = canonical_url(url)
    assert canonical_url(once) == once


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_addresses_have_an_answer(page, said):
    own = own_address(page, said)
    assert own is None or own.startswith(("http://", "https://"))

"""In a browser: a vote, a mute and a watch's dry run, by mouse and by keyboard alone."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect, sync_playwright

from facts import NOON, alert, document
from page_server import served

CHROMIUM = "/usr/bin/chromium"  # Debian's package
SIZES = [(390, 844, "light"), (1440, 900, "dark")]


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture
def desk(press, tmp_path):
    """A page over three alerts, two articles and a file of one watch."""
    (tmp_path / "feeds.yaml").write_text("watches:\n  - id: mali\n    any: [Mali]\n")
    for number in range(3):
        press.outbox.put(
            alert(
                f"a{number}",
                article_id=f"e{number}",
                title=f"Titre {number}",
                marks=((3, 7),),
                created=NOON - timedelta(minutes=number),
            )
        )
    press.archive.put(
        [
            document("p1", title="Gao reçoit des blindés", published=NOON - timedelta(hours=2)),
            document("p2", title="Le Mali attend", published=NOON - timedelta(hours=3)),
        ]
    )
    with served(press) as reader:
        yield press, reader


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]} px, {size[2]}")
def tab(browser, request):
    width, height, scheme = request.param
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
    page = context.new_page()
    troubles = []
    page.on("console", lambda told: troubles.append(told.text) if told.type == "error" else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    yield page
    context.close()
    assert troubles == []


def test_a_vote_is_cast_without_leaving_the_page(desk, tab):
    press, reader = desk
    tab.goto(f"{reader.base}/alertes")
    first = tab.locator("#alerte-a0")
    expect(first.locator("mark")).to_have_text("Mali")
    first.get_by_role("button", name="Juste").click()
    expect(first).to_have_count(0)
    expect(tab.locator("[data-said]")).to_have_text("Titre 0 : Juste")
    assert [(vote.alert_id, vote.verdict) for vote in press.votes.votes()] == [("a0", "true")]


def test_an_inbox_is_done_with_by_keyboard_alone(desk, tab):
    press, reader = desk
    tab.goto(f"{reader.base}/alertes")
    tab.keyboard.press("j")
    tab.keyboard.press("3")
    expect(tab.locator("#alerte-a0")).to_have_count(0)
    tab.keyboard.press("p")
    expect(tab.locator("#alerte-a1")).to_have_count(0)
    tab.keyboard.press("m")
    expect(tab.locator(".alert")).to_have_count(0)
    assert [vote.verdict for vote in press.votes.votes()] == ["dull"]
    assert press.remarks.acknowledged("a1") == NOON
    assert list(press.remarks.mutes(NOON)) == ["story:e2"]


def test_what_was_said_is_shown_where_all_are(desk, tab):
    _, reader = desk
    tab.goto(f"{reader.base}/alertes?etat=toutes")
    false = tab.locator("#alerte-a1").get_by_role("button", name="Faux")
    false.click()
    expect(false).to_have_attribute("aria-pressed", "true")
    expect(false).to_be_focused()
    expect(tab.locator(".alert")).to_have_count(3)


def test_a_watch_is_tried_as_one_types_and_the_address_follows(desk, tab):
    _, reader = desk
    tab.goto(f"{reader.base}/veilles/essai")
    text = tab.get_by_label("La veille")
    text.press_sequentially("id: essai\nany: [blindé]")
    expect(tab.locator(".samples li")).to_have_count(2)
    expect(tab.locator(".samples mark").first).to_have_text("blindés")
    text.fill("id: essai\nany: [$sahel]")
    expect(tab.locator(".outcome .wrong")).to_contain_text("Ligne 2, signe 7")
    expect(text).to_have_attribute("aria-invalid", "")
    tab.get_by_label("requête").check()
    text.fill("blindé SAUF Gao")
    expect(tab.locator(".samples li")).to_have_count(1)
    tab.goto(tab.url)
    expect(tab.locator(".samples li")).to_have_count(1)
    expect(tab.locator(".paste pre")).to_contain_text("query: 'blindé SAUF Gao'")


@pytest.mark.parametrize("path", ["/alertes", "/veilles", "/veilles/essai?veille=mali", "/sources"])
def test_no_view_is_wider_than_its_window(desk, tab, path):
    _, reader = desk
    tab.goto(f"{reader.base}{path}")
    wide = tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0

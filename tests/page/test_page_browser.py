"""The page as a reader has it: a real browser over the running demo."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from desk import Desk
from eventually import eventually
from facts import document
from page_server import Reader, free_port
from workers.edges.tantivy_archive import TantivyArchive
from workers.news.document import Document
from workers.news.errors import Transient

IDS = "all => all.map(one => one.dataset.story)"
AT_START = 10  # articles that are out when the demo begins
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
WIDTHS = (390, 1440)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]  # all that a dark scheme can break


@dataclass
class Demo(Reader):
    """A reader of the demo, and where its index is."""

    index: TantivyArchive | None = None


@pytest.fixture(scope="module")
def demo(tmp_path_factory) -> Iterator[Demo]:
    """The demo, running, with its first articles read."""
    port = free_port()
    desk = Desk(tmp_path_factory.mktemp("demo"), {"BEFFROI_PAGE_PORT": str(port)})
    command = [sys.executable, "-m", "workers", "up", "--demo", "--plain"]
    with (desk.folder / "up.log").open("wb") as log:
        process = subprocess.Popen(command, env=desk.env, stdout=log, stderr=log)
    reader = Demo(port, index=TantivyArchive(desk.folder / "state-demo" / "index"))
    try:
        eventually(lambda: _stories(reader), lambda count: count >= AT_START, within=120)
        yield reader
    finally:
        process.terminate()
        process.wait(15)


def _stories(reader: Reader) -> int:
    try:
        return len(reader.ask("/fil.json").json)
    except (ConnectionError, ValueError):
        return 0


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The system's Chromium; as root it has no sandbox of its own."""
    assert CHROMIUM, "chromium is missing: apt install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


def context(chromium: Browser, demo: Reader, *, width: int = 1440, **given: object) -> BrowserContext:
    """A browser with nothing in it."""
    size = {"width": width, "height": 900}
    return chromium.new_context(viewport=size, base_url=demo.base, locale="fr-FR", **given)


@pytest.fixture
def page(chromium, demo) -> Iterator[Page]:
    """A page that must say nothing on its console: neither of our scripts nor of what may not be loaded."""
    told: list[str] = []
    with context(chromium, demo) as opened:
        one = opened.new_page()
        one.on("console", lambda message: told.append(message.text))
        one.on("pageerror", lambda error: told.append(str(error)))
        yield one
    assert told == []


def first_article(demo: Reader) -> str:
    """The path of an article that a watch answered."""
    found = demo.ask("/fil.json?q=africom").json
    return f"/article/{found[0]['article']}"


def test_a_story_is_announced_live_and_nothing_moves_until_it_is_asked_for(page, demo):
    page.goto("/")
    lines = page.locator("[data-story]")
    before = lines.evaluate_all(IDS)
    fresh = page.locator(".fresh button")
    arrive(demo, "neuve")
    expect(fresh).to_be_visible(timeout=30_000)
    expect(fresh).to_have_text(re.compile(r"^\d+ nouvelles?$"))
    assert lines.evaluate_all(IDS) == before
    page.keyboard.press("n")
    expect(fresh).to_be_hidden()
    expect(page.locator("[data-story=neuve].new")).to_be_visible()
    after = lines.evaluate_all(IDS)  # the demo's own may have come with it
    assert "neuve" in after[: after.index(before[0])]


def arrive(demo: "Demo", name: str) -> None:
    """Puts an article into the demo's index as its service does; that one may be writing just now."""
    one = document(name, title="Une nouvelle", published=datetime.now(UTC))  # noqa: TID251
    eventually(lambda: _put(demo.index, one), bool, within=30)


def _put(index: TantivyArchive, one: Document) -> bool:
    try:
        return index.put([one]) == []
    except Transient:
        return False


def test_a_search_is_completed_narrowed_and_taken_back(page):
    page.goto("/recherche")
    box = page.get_by_role("combobox", name="Ce que vous cherchez")
    box.press_sequentially("armée pays:mal")
    offers = page.get_by_role("option")
    expect(offers.filter(has_text="ML")).to_be_visible()
    box.press("Escape")
    box.fill("armée")
    box.press("Enter")
    expect(page.locator(".hit").first).to_be_visible()
    page.locator(".facets .with", has_text="France").first.click()
    assert parse_qs(urlsplit(page.url).query)["q"] == ["armée pays:FR"]
    expect(page.locator(".facets .chosen")).to_contain_text("France")
    page.get_by_role("link", name="Ôter pays:FR").click()
    page.get_by_role("link", name="Exclure France").first.click()
    assert parse_qs(urlsplit(page.url).query)["q"] == ["armée -pays:FR"]


def test_a_stretch_of_the_histogram_is_brushed(page):
    page.goto("/recherche?q=armée")
    bars = page.locator(".histogram a")
    first, last = bars.nth(1).bounding_box(), bars.last.bounding_box()
    page.mouse.move(first["x"] + 3, first["y"] + 20)
    page.mouse.down()
    page.mouse.move(last["x"] + 3, last["y"] + 20, steps=5)
    page.mouse.up()
    page.wait_for_url(re.compile("dates="))
    begin, end = bars.first.get_attribute("data-from"), bars.last.get_attribute("data-to")
    asked = page.get_by_role("combobox", name="Ce que vous cherchez").input_value()
    moment = r"\d{4}-\d\d-\d\d(T\d\dZ)?"  # hours, where the answers lie within few days
    assert re.fullmatch(f"armée depuis:{moment} avant:{moment}", asked)
    assert begin
    assert end
    expect(page.locator(".hit").first).to_be_visible()


def test_the_keyboard_alone_finds_opens_and_comes_back(page):
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("africom")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("recherche"))
    page.keyboard.press("j")
    page.keyboard.press("o")
    page.wait_for_url(re.compile("/article/"))
    expect(page.locator(".m-watch").first).to_be_visible()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("f")
    expect(page.locator("h1")).to_have_text("Fil")


def test_lines_are_walked_through_with_j_and_k(page):
    page.goto("/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    second = page.locator("[data-line]").nth(1)
    expect(second).to_have_class(re.compile("here"))
    page.keyboard.press("k")
    expect(page.locator("[data-line]").nth(0)).to_have_class(re.compile("here"))


def test_without_javascript_all_of_it_works(chromium, demo):
    with context(chromium, demo, java_script_enabled=False) as opened:
        page = opened.new_page()
        page.goto("/")
        page.locator(".story h3 a").first.click()
        expect(page.locator(".text h1")).to_be_visible()
        page.get_by_role("searchbox").fill("armée")
        page.get_by_role("searchbox").press("Enter")
        page.locator(".facets .with").first.click()
        expect(page.locator(".facets .chosen")).to_be_visible()
        page.locator(".histogram a:not([aria-hidden])").first.focus()
        page.keyboard.press("Enter")
        expect(page.locator(".hit").first).to_be_visible()
        page.get_by_role("link", name="English").click()
        expect(page.get_by_role("button", name="Search")).to_be_visible()


VIEWS = (
    *("/", "/recherche", "/recherche?q=armée", "/recherche?q=payz:ML"),
    *("/carte", "/etat", "/entrer", "/nulle-part", "article"),
    *("/alertes", "/alertes?etat=toutes", "/sources", "/sources/le-fanal", "/veilles"),
    *("/veilles/essai", "/veilles/essai?veille=africom", "/veilles/essai?forme=requete&texte=("),
)


@pytest.mark.parametrize("path", VIEWS)
def test_nothing_keeps_a_reader_out_of_a_view_and_nothing_overflows(chromium, demo, path):
    with context(chromium, demo, reduced_motion="reduce") as opened:
        page = opened.new_page()
        page.goto(first_article(demo) if path == "article" else path)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
            for scheme, rules in (("light", RULES), ("dark", COLOURS)):
                page.emulate_media(color_scheme=scheme)
                found = Axe().run(page, options={"runOnly": rules}).response["violations"]
                told = [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found]
                assert told == [], (width, scheme)

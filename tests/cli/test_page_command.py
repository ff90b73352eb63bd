"""`beffroi page`, and what `beffroi up` says of the page."""

import json
import signal
import subprocess
import sys
from datetime import UTC, datetime

from rich.console import Console

from desk import Desk
from eventually import eventually
from page_server import Reader, free_port
from workers.cli.page_notice import NO_PAGE, PageNotice, page_notice
from workers.cli.screen import render
from workers.page.serving import address, bound
from workers.settings import Settings

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def screen(notice: PageNotice) -> str:
    console = Console(width=110, height=24, record=True, force_terminal=True)
    console.print(render(None, [], NOW, page=notice))
    return console.export_text()


def test_the_screen_names_the_pages_address():
    notice = page_notice(Settings(page_port=free_port()))
    assert notice.served
    assert notice.address in screen(notice)


def test_a_port_that_is_taken_is_told_and_stops_nothing_else():
    settings = Settings(page_port=free_port())
    with bound(settings):
        notice = page_notice(settings)
    assert not notice.served
    assert "BEFFROI_PAGE_PORT en choisit un autre" in screen(notice)


def test_an_open_page_is_not_served_and_the_reason_is_told():
    notice = page_notice(Settings(page_host="0.0.0.0", page_port=free_port()))  # noqa: S104
    assert not notice.served
    assert "BEFFROI_PAGE_PASSWORD" in notice.trouble


def test_no_page_is_served_where_none_is_wanted():
    assert page_notice(Settings(page_port=0)) == NO_PAGE


def test_an_address_is_told_as_one_opens_it():
    assert address(Settings(page_host="0.0.0.0", page_port=81)) == "http://127.0.0.1:81"  # noqa: S104
    assert address(Settings(page_host="::1", page_port=81)) == "http://[::1]:81"


def test_the_page_by_itself_serves_until_it_is_stopped(valkey, tmp_path):
    (tmp_path / "feeds.yaml").write_text("feeds: []", "utf-8")
    reader = Reader(free_port())
    desk = Desk(tmp_path, {"BEFFROI_REDIS_URL": valkey, "BEFFROI_PAGE_PORT": str(reader.port)})
    (tmp_path / "state").mkdir()
    with (tmp_path / "log").open("wb") as log:
        command = [sys.executable, "-m", "workers", "page"]
        process = subprocess.Popen(command, env=desk.env, stdout=log, stderr=log)
    try:
        told = eventually(lambda: _state(reader), bool, within=60)
        assert told["shelves"] == []
        taken = desk.run("page")
        assert (taken.returncode, f"port {reader.port} is taken" in taken.stderr) == (1, True)
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 0


def _state(reader: Reader) -> dict:
    try:
        return json.loads(reader.ask("/etat.json").text)
    except ConnectionError:
        return {}


def test_a_page_open_to_all_is_refused(tmp_path):
    (tmp_path / "feeds.yaml").write_text("feeds: []", "utf-8")
    done = Desk(tmp_path, {"BEFFROI_PAGE_HOST": "0.0.0.0", "BEFFROI_PAGE_PORT": "8080"}).run("page")  # noqa: S104
    assert done.returncode == 2
    assert "BEFFROI_PAGE_PASSWORD" in done.stderr

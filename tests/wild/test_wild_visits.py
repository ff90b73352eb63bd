"""Visit after visit: what a feed does over hours, and what a person sees of it."""

from collections.abc import Callable
from datetime import timedelta
from email.utils import formatdate

import pytest

from eventually import eventually
from facts import NOON
from odd_server import drips, odd_server
from wild_desk import HOUR, MINUTE, Desk, rss

DAY = 24 * HOUR
PAGE = b"<!doctype html><html><head><title>Travaux</title></head><body>De retour bientot.</body></html>"


def dated(*items: tuple[str, str]) -> bytes:
    return rss(*({"title": name, "link": f"/{name}", "pubDate": date} for name, date in items))


def at(hour: int, day: int = 2) -> str:
    return f"{day:02} Mar 2026 {hour:02}:00:00 GMT"


class TestABodyThatDidNotChange:
    def test_01_a_304_is_no_work_and_the_feed_is_due_later(self, desk):
        desk.watch(desk.site.serve("/rss", rss("a", "b"), headers={"ETag": '"1"'}))
        desk.poll(times=2, after=HOUR)
        assert [asked.headers.get("If-None-Match") for asked in desk.site.requests] == [None, '"1"']
        assert (desk.visit().outcome, desk.visit().entries, desk.titles()) == ("unchanged", 2, ["a", "b"])
        assert desk.wait_for() > timedelta(0)

    def test_02_the_same_bytes_are_known_by_their_hash(self, desk, capsys):
        desk.watch(desk.site.serve("/rss", rss("a", "b") + b"<oups>"))
        desk.poll(times=3, after=HOUR)
        assert (desk.visit().outcome, desk.titles()) == ("unchanged", ["a", "b"])
        assert capsys.readouterr().out.count("feed.odd") == 1

    def test_03_another_etag_over_the_same_entries_brings_nothing_new(self, desk):
        for etag, ending in (('"1"', b""), ('"2"', b"\n")):
            desk.watch(desk.site.serve("/rss", rss("a", "b") + ending, headers={"ETag": etag}))
            desk.poll(after=HOUR)
        assert (desk.visit().outcome, desk.visit().new, desk.titles()) == ("unchanged", 0, ["a", "b"])

    def test_a_server_that_says_304_over_new_entries_is_found_out_and_believed_no_more(self, desk):
        desk.watch(desk.site.serve("/rss", dated(("a", at(11))), headers={"ETag": '"vieux"'}), interval=HOUR)
        desk.poll(times=2, after=HOUR)
        desk.site.serve("/rss", dated(("b", at(13)), ("a", at(11))), headers={"ETag": '"vieux"'})
        desk.poll(times=8, after=HOUR)
        assert desk.titles() == ["a", "b"]
        assert "stale-validator" in desk.troubles()


class TestAFeedThatMoves:
    @pytest.mark.parametrize("status", [301, 308])
    def test_04_for_good_is_followed_and_proposed_after_three_visits(self, desk, status):
        new = desk.site.serve("/neuf", rss("a"))
        desk.watch(desk.site.serve("/rss", b"", status=status, headers={"Location": "/neuf"}))
        desk.poll(times=2, after=HOUR)
        assert (desk.titles(), desk.troubles()) == (["a"], set())
        desk.poll(after=HOUR)
        assert (desk.troubles(), desk.visit().moved_to) == ({"moved"}, new)

    @pytest.mark.parametrize("status", [302, 303, 307])
    def test_for_the_moment_is_followed_and_not_proposed(self, desk, status):
        desk.site.serve("/neuf", rss("a"))
        desk.watch(desk.site.serve("/rss", b"", status=status, headers={"Location": "/neuf"}))
        desk.poll(times=4, after=HOUR)
        assert (desk.titles(), desk.troubles()) == (["a"], set())

    def test_05_to_a_page_of_excuses_keeps_its_address(self, desk):
        desk.site.serve("/travaux", PAGE)
        desk.watch(desk.site.serve("/rss", b"", status=301, headers={"Location": "/travaux"}))
        desk.poll(times=4, after=HOUR)
        assert "moved" not in desk.troubles()
        desk.site.serve("/rss", rss("a"))
        desk.poll(after=DAY)
        assert (desk.visit().outcome, desk.titles(), desk.troubles()) == ("new", ["a"], set())

    def test_over_five_redirects_is_still_followed(self, desk):
        for number in range(5):
            desk.site.serve(f"/{number}", b"", status=302, headers={"Location": f"/{number + 1}"})
        desk.site.serve("/5", rss("a"))
        desk.watch(desk.at("/0"))
        desk.poll()
        assert desk.titles() == ["a"]


class TestAFeedInTrouble:
    def test_08_that_is_gone_twice_a_day_apart_is_visited_no_more_and_told_once(self, desk):
        desk.watch(desk.site.serve("/rss", b"", status=410))
        desk.poll(times=3, after=HOUR)
        assert "gone for good" in (desk.visit().reason or "")
        assert not desk.visit().paused
        desk.poll(after=DAY)
        assert desk.visit().paused
        assert desk.wait_for() > 30 * DAY
        assert len(desk.told("feed-health")) == 1

    def test_09_is_visited_ever_more_rarely_but_never_given_up(self, desk):
        desk.watch(desk.site.serve("/rss", b"", status=404))
        waits = []
        for _ in range(40):
            desk.poll(after=HOUR)
            waits.append(desk.wait_for())
        assert waits == sorted(waits)
        assert waits[0] < HOUR
        assert waits[-1] == DAY

    def test_12_that_wants_peace_without_saying_how_long_gets_more_each_time(self, desk):
        desk.watch(desk.site.serve("/rss", b"", status=429), interval=10 * MINUTE)
        waits = []
        for _ in range(5):
            desk.poll(after=HOUR)
            waits.append(desk.wait_for())
        assert waits == sorted(set(waits))

    def test_13_that_bars_robots_is_not_hammered(self, desk):
        desk.watch(desk.site.serve("/rss", PAGE, status=403), interval=MINUTE)
        desk.poll(times=8, after=HOUR)
        assert "bar robots" in (desk.visit().reason or "")
        assert desk.wait_for() > 3 * HOUR

    def test_is_told_once_and_its_recovery_once(self, desk):
        desk.watch(desk.site.serve("/rss", b"", status=500))
        desk.poll(times=12, after=HOUR)
        assert len(desk.told("feed-health")) == 1
        desk.site.serve("/rss", rss("a"))
        desk.poll(times=3, after=HOUR)
        told = desk.told("feed-health")
        assert (len(told), told[-1]) == (2, "Essai : le flux est rétabli")

    def test_23_a_page_in_place_of_a_feed_is_told_with_the_feeds_it_names(self, desk):
        link = b'<link rel="alternate" type="application/atom+xml" href="/le/flux"></head>'
        desk.watch(desk.site.serve("/rss", PAGE.replace(b"</head>", link)))
        desk.poll(times=4, after=HOUR)
        assert desk.troubles() == {"html"}
        assert desk.at("/le/flux") in (desk.visit().reason or "")
        assert desk.told("feed-health") == ["Essai : une page HTML à la place du flux"]
        assert desk.articles() == []

    def test_that_is_well_again_after_one_failure_tells_nobody(self, desk):
        desk.watch(desk.site.serve("/rss", b"", status=502))
        desk.poll()
        desk.site.serve("/rss", rss("a"))
        desk.poll(after=HOUR)
        assert (desk.told("feed-health"), desk.troubles(), desk.titles()) == ([], set(), ["a"])


class TestAServerThatAsksForPeace:
    def test_10_in_seconds_gets_it(self, desk):
        desk.watch(desk.site.serve("/rss", b"", status=429, headers={"Retry-After": "7200"}))
        desk.poll()
        assert desk.wait_for() == 2 * HOUR

    def test_10_for_years_gets_a_day(self, desk):
        desk.watch(desk.site.serve("/rss", b"", status=429, headers={"Retry-After": "99999999"}))
        desk.poll()
        assert desk.wait_for() == DAY

    def test_11_until_a_date_gets_it(self, desk):
        dates = {"Date": formatdate(0, usegmt=True), "Retry-After": formatdate(3 * 3600, usegmt=True)}
        body = "".join(f"{name}: {value}\r\n" for name, value in dates.items())
        from odd_server import says

        with odd_server(says(f"HTTP/1.1 503 Plus tard\r\n{body}Content-Length: 0\r\n\r\n".encode())) as url:
            desk.watch(f"{url}/rss")
            desk.poll()
        assert desk.wait_for() == 3 * HOUR

    def test_for_two_of_its_feeds_gets_it_for_all(self, desk):
        peace = {"status": 429, "headers": {"Retry-After": "7200"}}
        desk.watch(desk.site.serve("/a", b"", **peace), "a")
        desk.watch(desk.site.serve("/b", b"", **peace), "b")
        desk.watch(desk.site.serve("/c", rss("c")), "c", interval=10 * MINUTE)
        desk.poll()
        desk.room.wait(HOUR)
        desk.room.tick("poll")
        assert not desk.room.relay.waiting

    def test_for_one_of_its_feeds_does_not_silence_the_others(self, desk):
        desk.watch(desk.site.serve("/a", b"", status=429, headers={"Retry-After": "7200"}), "a")
        desk.watch(desk.site.serve("/c", rss("c")), "c", interval=10 * MINUTE)
        desk.poll()
        desk.room.wait(HOUR)
        desk.room.tick("poll")
        assert list(desk.room.relay.waiting) == [("fetch", ("c",))]


class TestOurOwnNetwork:
    def test_14_when_most_feeds_fail_together_none_is_blamed(self, desk):
        for number in range(6):
            desk.watch(f"http://nulle-part-{number}.test/rss", f"f{number}", interval=10 * MINUTE)
        desk.watch(desk.site.serve("/rss", rss("a")), "proche")
        desk.poll(times=4, after=15 * MINUTE)
        last = [desk.visit(f"f{number}") for number in range(2, 6)]
        assert all("our own network" in (visit.reason or "") for visit in last)
        assert desk.told("feed-health") == []
        assert all(desk.wait_for(f"f{number}") < HOUR for number in range(2, 6))

    def test_one_slow_host_costs_the_others_nothing(self, site, hasty):
        desk = Desk(site, hasty)
        with odd_server(drips(b"HTTP/1.1 200 OK\r\n\r\n", b" ")) as slow:
            desk.watch(f"{slow}/rss", "lent")
            desk.watch(site.serve("/rss", rss("a")), "vif")
            desk.poll()
        assert (desk.titles(), desk.visit("vif").outcome, desk.visit("lent").outcome) == (
            ["a"],
            "new",
            "failed",
        )


class TestHowOften:
    def test_the_interval_of_feeds_yaml_wins_over_all(self, desk):
        headers = {"Cache-Control": "max-age=3600"}
        desk.watch(
            desk.site.serve("/rss", rss("a", head="<ttl>120</ttl>"), headers=headers), interval=2 * MINUTE
        )
        desk.poll()
        assert desk.wait_for() == 2 * MINUTE

    def test_a_feed_that_is_fresh_for_half_an_hour_is_left_for_that_long(self, desk):
        desk.watch(desk.site.serve("/rss", rss("a"), headers={"Cache-Control": "max-age=3000"}))
        desk.poll()
        assert desk.wait_for() >= 50 * MINUTE

    def test_a_feed_that_names_its_time_to_live_is_left_for_that_long(self, desk):
        desk.watch(desk.site.serve("/rss", rss("a", head="<ttl>55</ttl>")))
        desk.poll()
        assert desk.wait_for() >= 55 * MINUTE

    def test_hours_to_skip_are_skipped(self, desk):
        hours = "".join(f"<hour>{hour}</hour>" for hour in (12, 13, 14))
        desk.watch(desk.site.serve("/rss", rss("a", head=f"<skipHours>{hours}</skipHours>")))
        desk.poll()
        assert desk.wait_for() >= 3 * HOUR

    def test_days_to_skip_are_skipped(self, desk):
        desk.watch(desk.site.serve("/rss", rss("a", head="<skipDays><day>Monday</day></skipDays>")))
        desk.poll()
        assert desk.wait_for() >= 12 * HOUR

    def test_a_period_by_syndication_is_kept(self, desk):
        head = "<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>"
        desk.watch(desk.site.serve("/rss", rss("a", head=head)))
        desk.poll()
        assert desk.wait_for() >= 30 * MINUTE

    def test_a_max_age_of_sixteen_years_is_not_believed(self, desk):
        desk.watch(desk.site.serve("/rss", rss("a"), headers={"Cache-Control": "max-age=504576000"}))
        desk.poll()
        assert desk.wait_for() <= 6 * HOUR

    def test_a_busy_feed_is_visited_more_often_than_a_quiet_one(self, desk):
        busy = dated(*((f"n{n}", f"02 Mar 2026 {n // 6 + 2:02}:{n % 6 * 10:02}:00 GMT") for n in range(60)))
        desk.watch(desk.site.serve("/vif", busy), "vif")
        desk.watch(desk.site.serve("/calme", dated(("a", at(8, 1)))), "calme")
        desk.poll()
        assert MINUTE <= desk.wait_for("vif") < desk.wait_for("calme") <= 6 * HOUR


class TestEntriesThatCameAndWent:
    def later(self, desk: Desk) -> None:
        desk.poll()
        desk.site.serve("/rss", dated(("e", at(18)), ("d", at(17))))
        desk.poll(after=6 * HOUR)

    def test_are_counted(self, desk):
        desk.watch(desk.site.serve("/rss", dated(("b", at(11)), ("a", at(10)))))
        self.later(desk)
        assert (desk.visit().missed, desk.titles()) == (1, ["b", "a", "e", "d"])
        assert "missed" in desk.troubles()

    def test_are_read_from_the_news_sitemap_where_one_is_known(self, desk):
        sitemap = news_sitemap(desk, ("e", 18), ("d", 17), ("c", 15), ("b", 11))
        desk.watch(
            desk.site.serve("/rss", dated(("b", at(11)), ("a", at(10)))),
            sitemap=desk.site.serve("/news.xml", sitemap),
        )
        with desk.site.held("/news.xml"):
            self.later(desk)
            assert sorted(desk.titles()) == ["a", "b", "d", "e"], "the visit does not wait for the sitemap"
        eventually(self.titles_of(desk), ["a", "b", "c", "d", "e"].__eq__, within=10)

    def test_are_looked_for_once_more_at_the_next_visit(self, desk):
        feed = desk.site.serve("/rss", dated(("b", at(11)), ("a", at(10))))
        desk.watch(feed, sitemap=desk.at("/news.xml"))
        self.later(desk)
        desk.site.serve("/news.xml", news_sitemap(desk, ("c", 15)))
        desk.poll(after=HOUR)
        eventually(self.titles_of(desk), ["a", "b", "c", "d", "e"].__eq__, within=10)
        asked = desk.site.count("/news.xml")
        desk.poll(after=HOUR, times=3)
        assert desk.site.count("/news.xml") == asked == 2

    def titles_of(self, desk: Desk) -> Callable[[], list[str]]:
        def look() -> list[str]:
            desk.room.work()
            return sorted(desk.titles())

        return look

    def test_and_a_news_sitemap_can_be_a_feed_of_its_own(self, desk):
        sitemap = news_sitemap(desk, ("b", 11), ("a", 10))
        desk.watch(desk.site.serve("/news.xml", sitemap), type="sitemap")
        desk.poll()
        found = [(article.title, article.url, article.published) for article in desk.articles()]
        assert found == [
            (name, desk.at(f"/{name}"), NOON.replace(hour=hour)) for name, hour in (("b", 11), ("a", 10))
        ]


def news_sitemap(desk: Desk, *entries: tuple[str, int]) -> bytes:
    urls = "".join(
        f"<url><loc>{desk.at(f'/{name}')}</loc><news:news><news:title>{name}</news:title>"
        f"<news:publication_date>2026-03-02T{hour}:00:00Z</news:publication_date></news:news></url>"
        for name, hour in entries
    )
    spaces = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    spaces += ' xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    return f'<?xml version="1.0"?><urlset {spaces}>{urls}</urlset>'.encode()

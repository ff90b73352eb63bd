"""Dates are read as French feeds write them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.stages.parse.dates import when


@pytest.mark.parametrize(
    ("written", "utc"),
    [
        ("ven., 02 oct. 2020 10:42:00 +0200", "2020-10-02 08:42"),
        ("vendredi 2 octobre 2020 à 10h42", "2020-10-02 08:42"),
        ("mer., 12 août 2020 09:00", "2020-08-12 07:00"),
        ("1er février 2021 à 8 h 05", "2021-02-01 07:05"),
        ("02/10/2020 10:42", "2020-10-02 08:42"),
        ("1601628120", "2020-10-02 08:42"),
        ("Fri, 02 Oct 2020 10:42:00 CEST", "2020-10-02 08:42"),
        ("15 déc. 2020 23:30 Z", "2020-12-15 23:30"),
        ("Ven, 02 Oct 2020 10:42:00 +0200", "2020-10-02 08:42"),
        ("mar 3 novembre 2020 10:00", "2020-11-03 09:00"),
        ("2 octobre 2020 à 11h03", "2020-10-02 09:03"),
        ("1er août 2020", "2020-08-01 00:00"),
        ("02/10/2020", "2020-10-02 00:00"),
        ("02-10-2020 10:42", "2020-10-02 08:42"),
        ("Mis à jour le 02.10.2020 à 10:42", "2020-10-02 08:42"),
        ("Fri, 02 Dec 2020 10:42:00 CEST", "2020-12-02 09:42"),
        ("Fri, 02 Oct 2020 10:42:00", "2020-10-02 08:42"),
        ("Fri, 02 Oct 2020 10:42:60 GMT", "2020-10-02 10:42"),
        ("Fri, 02 Oct 2020 10:42:00 GMT+2", "2020-10-02 08:42"),
        ("2020-10-02T10:42:00.123Z", "2020-10-02 10:42"),
        ("2020-10-02 10:42:00", "2020-10-02 08:42"),
        ("2020-10-02 10:42:00 Europe/Paris", "2020-10-02 08:42"),
        ("2020-10-02 10:42:00 Africa/Abidjan", "2020-10-02 10:42"),
        ("Friday, October 2, 2020 - 10:42", "2020-10-02 08:42"),
        ("1601628120000", "2020-10-02 08:42"),
    ],
)
def test_a_french_date_is_read(written, utc):
    assert f"{when(written):%Y-%m-%d %H:%M}" == utc


@pytest.mark.parametrize(
    "written",
    [
        *("", None, 7, "0000-00-00", "hier", "31/02/2020", "12 brumaire 2020", "99999999999999"),
        *("2025-02-30", "2025-02-30T10:00:00Z", "Sun, 30 Feb 2025 10:00:00 GMT", "0000-00-00 00:00:00"),
        *("32/13/2020", "Fri, 02 Oct 2020 25:42:00 GMT", "1970-01-01T00:00:00Z"),
    ],
)
def test_what_is_no_date_is_none(written):
    assert when(written) is None
    assert when(written, (-1, 0, 0, 0, 0, 0, 0, 0, 0)) is None


@given(st.text(max_size=40))
def test_no_text_raises(written):
    assert when(written) is None or when(written).tzinfo


MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
FORMS = (
    "{at.day} {month} {at.year} à {at.hour}h{at.minute:02}",
    "le {at.day} {month} {at.year}, {at.hour:02}:{at.minute:02}",
    "{at.day:02}/{at.month:02}/{at.year} {at.hour:02}:{at.minute:02}",
    "{at.year}-{at.month:02}-{at.day:02} {at.hour:02}:{at.minute:02}:00",
)
PARIS = ZoneInfo("Europe/Paris")


@given(st.datetimes(datetime(1996, 1, 1), datetime(2090, 1, 1)), st.sampled_from(FORMS))  # noqa: DTZ001
def test_what_was_written_is_what_is_read(at, form):
    at = at.replace(second=0, microsecond=0)
    written = form.format(at=at, month=MONTHS[at.month - 1])
    assert when(written) == at.replace(tzinfo=PARIS).astimezone(UTC)


def test_the_zone_of_dates_without_one_can_be_another():
    dakar = ZoneInfo("Africa/Dakar")
    assert when("2 octobre 2020 à 11h03", None, dakar) == datetime(2020, 10, 2, 11, 3, tzinfo=UTC)
    assert when("2 octobre 2020 11:03 +0200", None, dakar) == datetime(2020, 10, 2, 9, 3, tzinfo=UTC)

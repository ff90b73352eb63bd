"""Days that a text names: « mardi », « hier », « le 3 mars 2026 », « mars 2025 », « 2024 »."""

from collections.abc import Sequence
from datetime import date, timedelta

WEEKDAYS = {
    word: day
    for day, word in enumerate(("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"))
}
MONTHS = {
    word: month
    for month, words in enumerate(
        (
            *("janvier janv", "fevrier fevr", "mars", "avril", "mai", "juin", "juillet juil", "aout"),
            *("septembre sept", "octobre oct", "novembre nov", "decembre dec"),
        ),
        start=1,
    )
    for word in words.split()
}
AROUND = frozenset(("hier", "demain"))
SOME_DAY = "d"  # « hier » is another day in each paper that prints it a day later
NEAR = timedelta(days=7)  # nearer days are told by their weekday: « mardi » and « le 3 mars » are then one
YEARS = range(1900, 2101)
OF_DAYS = frozenset((*WEEKDAYS, *MONTHS, *AROUND, "aujourd", "premier"))
"""Words with which a day may begin; so may a figure."""

# « sept » is a number and « oct » no word: alone they are no months.
_ALONE = {word for word in MONTHS if len(word) > 3 and word not in {"sept", "janv", "fevr", "juil"}} | {"mai"}  # noqa: PLR2004


def day(words: Sequence[str], at: int, on: date) -> tuple[str, int] | None:
    """Gives the day, month or year that begins at a word, as told by one who writes `on`, and its length.

    A day within a week of `on` is its weekday, `d1`; another its date; a month is `2025-03` or `-03`;
    « hier » and « aujourd'hui » are only `d`.
    """
    word = words[at]
    if word in AROUND:
        return SOME_DAY, 1
    if word == "aujourd" and words[at + 1 : at + 2] == ["hui"]:
        return SOME_DAY, 2
    if word in WEEKDAYS:
        dated = _dated(words, at + 1, on)
        return (dated[0], dated[1] + 1) if dated else (f"d{WEEKDAYS[word]}", 1)
    return _dated(words, at, on) or _month(words, at) or _year(words, at)


def _told(named: date, on: date) -> str:
    return f"d{named.weekday()}" if abs(named - on) < NEAR else named.isoformat()


def _dated(words: Sequence[str], at: int, on: date) -> tuple[str, int] | None:
    number, month = (*words[at : at + 2], "", "")[:2]
    number = "1" if number in {"1er", "premier"} else number
    if month not in MONTHS or not number.isdecimal() or len(number) > 2:  # noqa: PLR2004
        return None
    year = _year(words, at + 2)
    length = 3 if year else 2
    try:
        if year:
            return _told(date(int(year[0]), MONTHS[month], int(number)), on), length
        around = [date(on.year + shift, MONTHS[month], int(number)) for shift in (-1, 0, 1)]
    except ValueError:  # the 31st of February
        return None
    return _told(min(around, key=lambda one: abs(one - on)), on), length


def _month(words: Sequence[str], at: int) -> tuple[str, int] | None:
    if words[at] not in _ALONE:
        return None
    year = _year(words, at + 1)
    return (f"{year[0] if year else ''}-{MONTHS[words[at]]:02}", 2 if year else 1)


def _year(words: Sequence[str], at: int) -> tuple[str, int] | None:
    word = "".join(words[at : at + 1])
    return (word, 1) if word.isdecimal() and len(word) == 4 and int(word) in YEARS else None  # noqa: PLR2004

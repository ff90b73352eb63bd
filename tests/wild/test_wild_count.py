"""The cases are those that were asked for: eighty and more, and the forty bad inputs among them."""

import re
from pathlib import Path

CASES = re.compile(r'^(?: +(?:def |async def )?| *)(?:"|(?:def )?test_)(\d\d)[ _]', re.MULTILINE)
FORTY = {f"{number:02}" for number in range(1, 41)}


def test_each_of_the_forty_bad_inputs_is_among_the_cases():
    written = "".join(path.read_text("utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    assert FORTY - set(CASES.findall(written)) == set()


def test_there_are_eighty_cases_at_least(request):
    cases = [item for item in request.session.items if "/wild/" in item.nodeid]
    assert len(cases) >= 80 or len(request.session.items) < 80

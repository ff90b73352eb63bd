"""The cases are those that were asked for, and docs/feeds.md says of each number what becomes of it."""

import re
from pathlib import Path

HERE = Path(__file__).parent
DOC = (HERE.parents[1] / "docs/feeds.md").read_text("utf-8")
CASES = "".join(path.read_text("utf-8") for path in sorted(HERE.glob("test_*.py")))
NAMED = re.compile(r'^ *(?:"[^"]+": |def test_)', re.MULTILINE)
NUMBERED = re.compile(r'^ *(?:"|def test_)(\d\d)[ _]', re.MULTILINE)
FORTY = [f"{number:02}" for number in range(1, 41)]


def test_each_of_the_forty_bad_inputs_has_a_case_and_a_line_in_the_document():
    assert sorted(set(NUMBERED.findall(CASES))) == FORTY
    assert re.findall(r"^\| (\d\d) \|", DOC, re.MULTILINE) == FORTY


def test_there_are_eighty_named_cases_at_least():
    assert len(NAMED.findall(CASES)) >= 80

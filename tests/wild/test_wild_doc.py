"""docs/feeds.md says what is tested, and all of it."""

import re
from pathlib import Path

HERE = Path(__file__).parent
DOC = HERE.parents[1] / "docs/feeds.md"
CASE = re.compile(r'^ *(?:"|def test_)(\d\d)[ _]', re.MULTILINE)


def test_each_line_of_the_table_has_a_case_and_each_numbered_case_a_line():
    cases = "".join(path.read_text("utf-8") for path in HERE.glob("test_*.py"))
    lines = re.findall(r"^\| (\d\d) \|", DOC.read_text("utf-8"), re.MULTILINE)
    assert lines == sorted(set(lines))
    assert set(lines) == set(CASE.findall(cases))

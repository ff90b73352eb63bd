"""The core schema of YAML 1.2, chapter 10.3: NO is text and so is 18:30."""

import re

LONGEST_NUMBER = 30  # digits; Python itself refuses to read more than 4 300
NULL = re.compile(r"~|null|Null|NULL|")
TRUE = re.compile(r"true|True|TRUE")
FALSE = re.compile(r"false|False|FALSE")
INTEGER = re.compile(r"[-+]?[0-9]+")
OTHER_NUMBER = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(\.inf|\.Inf|\.INF)|\.nan|\.NaN|\.NAN")
FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")


def resolved(text: str) -> bool | float | str | None:
    """Gives the value of a scalar without quotes."""
    if NULL.fullmatch(text):
        return None
    if TRUE.fullmatch(text):
        return True
    if FALSE.fullmatch(text):
        return False
    if INTEGER.fullmatch(text) and len(text) <= LONGEST_NUMBER:
        return int(text)
    if FLOAT.fullmatch(text):
        return float(text)
    return 0.0 if OTHER_NUMBER.fullmatch(text) else text  # no key takes such a number

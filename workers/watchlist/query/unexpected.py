"""What the parser did not expect, in words."""

import re
from typing import TYPE_CHECKING

from workers.watchlist.query.mistake import QueryMistake

if TYPE_CHECKING:
    from lark.exceptions import UnexpectedInput

A_TERM = "a term, a phrase in quotes, '(' or '-'"
_OPERATOR = re.compile(r"(?:AND|ET|OR|OU|NOT|SAUF|O?(?:NEAR|PROCHE)(?:/\d*)?)(?![^\s()\"])")


_ODD = {
    '"': ("this quote is not closed", 'expected another " to the right'),
    "-": (f"expected {A_TERM} here, not a dash alone", "write -term without a blank"),
    "$": ("expected the name of a list after '$'", "write it as $sahel"),
    ":": ("expected the name of a field before ':'", 'put a text with a colon in quotes: "18:30"'),
    "~": ("expected a phrase in quotes before '~'", 'write it as "…"~3'),
}


def misread(text: str, error: "UnexpectedInput") -> QueryMistake:
    """Gives the mistake with its place, and what was expected there."""
    from lark.exceptions import UnexpectedToken

    if not isinstance(error, UnexpectedToken):
        return _odd_sign(text, error.pos_in_stream or 0)
    if error.token.type == "$END":
        return _ends_early(text)
    return _out_of_place(text, error.token.start_pos or 0, str(error.token))


def _odd_sign(text: str, at: int) -> QueryMistake:
    sign = text[at : at + 1]
    if operator := _OPERATOR.match(text, at):
        if not operator[0][-1].isdigit() and operator[0].lstrip("O").startswith(("NEAR", "PROCHE")):
            return QueryMistake(at, f"expected how many words after {operator[0]}", "write it as NEAR/5")
        return _out_of_place(text, at, operator[0])
    message, help = _ODD.get(sign, (f"expected {A_TERM} here, not '{sign}'", ""))
    return QueryMistake(at, message, help)


def _ends_early(text: str) -> QueryMistake:
    at = len(text)
    last = text.rsplit(maxsplit=1)[-1] if text.split() else ""
    if _OPERATOR.fullmatch(last):
        return QueryMistake(at, f"expected {A_TERM} after {last}", "the query ends here")
    if last.endswith(":"):
        return QueryMistake(at, f"expected a value after {last}", "the query ends here")
    if (opened := _unclosed(text)) is not None and not last.endswith("("):
        message = f"expected ')' here: the parenthesis at character {opened + 1} is not closed"
        return QueryMistake(at, message, "add it, or take the other away")
    return QueryMistake(at, f"expected {A_TERM} here", "the query ends here")


def _out_of_place(text: str, at: int, seen: str) -> QueryMistake:
    before = text[:at].rstrip()
    if seen == ")":
        if before.endswith("("):
            return QueryMistake(at, f"expected {A_TERM} between the parentheses")
        if _unclosed(before) is None:
            return QueryMistake(at, "no parenthesis is open that this one closes", "take it away, or add '('")
    after = before.split()[-1] if before else ""
    where = f"after {after}" if _OPERATOR.fullmatch(after) else "here"
    return QueryMistake(at, f"expected {A_TERM} {where}, not {seen}", "an operator stands between two terms")


def _unclosed(text: str) -> int | None:
    """Gives where the innermost parenthesis is that nothing closes, quotes left out."""
    opened: list[int] = []
    for at, sign in enumerate(re.sub(r'"[^"]*"', lambda found: "x" * len(found[0]), text)):
        if sign == "(":
            opened.append(at)
        elif sign == ")" and opened:
            opened.pop()
    return opened[-1] if opened else None

"""What pydantic found, in our words and at its place."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from difflib import get_close_matches
from typing import get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from workers.watchlist.mistakes import Mistake
from workers.watchlist.model import File
from workers.watchlist.source import Source
from workers.watchlist.strict import Strict
from workers.watchlist.tree import Loc, Node, where

WANTED = {
    "string_type": ("text", "put it in quotes"),
    "list_type": ("a list", "write [one, two], or one a line after '- '"),
    "bool_type": ("true or false", "write true or false, without quotes"),
    "int_type": ("a number", "write a number, without quotes"),
    "dict_type": ("a mapping", "write 'key: value' lines below it"),
    "model_type": ("a mapping", "write 'key: value' lines below it"),
}
TERMS = ("any", "all", "none", "terms")
KINDS = {type(None): "nothing", bool: "true or false", int: "a number", float: "a number", str: "text"}


def explain(error: ValidationError, root: Node, source: Source, unset: Collection[Loc]) -> list[Mistake]:
    """Gives a mistake for each error, but none where a variable is missing: that is told already."""
    details = error.errors(include_url=False, include_input=False)
    return [
        _explained(one, root, source)
        for one in details
        if not any(one["loc"][: len(loc)] == loc for loc in unset)
    ]


def nearest(word: str, known: Iterable[str]) -> str:
    """Gives `did you mean 'channels'?`, or all the words where none is near."""
    words = list(known)
    near = get_close_matches(word.lower(), words, n=1, cutoff=0.6)
    return f"did you mean '{near[0]}'?" if near else f"choose among {', '.join(words)}"


def _explained(detail: ErrorDetails, root: Node, source: Source) -> Mistake:
    kind, loc = detail["type"], detail["loc"]
    for known, explained in EXPLAINED:
        if kind in known:
            return explained(detail, loc, root, source)
    context = detail.get("ctx", {})
    if "help" in context:
        message = f"{where(_written(loc, root))}: {context['message']}"
        return source.mistake(root.at(loc).place, kind, message, str(context["help"]))
    said = (
        detail["msg"].replace("String", "the text").replace("Input", "the number").replace("should", "must")
    )
    message = f"{where(_written(loc, root))}: {said}"
    return source.mistake(root.at(loc).place, "bad-value", message)


def _unknown(_: ErrorDetails, loc: Loc, root: Node, source: Source) -> Mistake:
    keys = _model(loc[:-1]).named()
    message = f"unknown key '{loc[-1]}' in {where(loc[:-1])}"
    return source.mistake(root.key_place(loc), "unknown-key", message, nearest(str(loc[-1]), keys))


def _missing(_: ErrorDetails, loc: Loc, root: Node, source: Source) -> Mistake:
    message = f"required key '{loc[-1]}' is missing in {where(loc[:-1])}"
    return source.mistake(root.at(loc[:-1]).place, "missing-key", message, f"add a line '{loc[-1]}: …'")


def _wrong_type(detail: ErrorDetails, loc: Loc, root: Node, source: Source) -> Mistake:
    wanted, help = WANTED[detail["type"]]
    node = root.at(loc)
    if wanted == "a mapping" and loc[:1] in (("feeds",), ("channels",)) and len(loc) > 1:
        wanted += " or an address"
    if wanted == "a mapping" and len(loc) > 1 and isinstance(loc[-1], int) and loc[-2] in TERMS:
        wanted, help = "text or a mapping", "put it in quotes, or write [one, two]"
    if wanted == "a list" and len(loc) > 1:
        wanted, help = "text or a list", "put it in quotes, or write [one, two]"
    if isinstance(node.plain, list | dict) and wanted == "text":
        help = "write one text here"
    message = f"{where(_written(loc, root))} must be {wanted}, not {_kind(node.plain)}"
    return source.mistake(node.place, "wrong-type", message, help)


def _bad_choice(detail: ErrorDetails, loc: Loc, root: Node, source: Source) -> Mistake:
    allowed = re.findall(r"'([^']+)'", str(detail.get("ctx", {}).get("expected")))
    if loc[-1] == "[key]":  # of a mapping whose keys are chosen
        message = f"unknown key '{loc[-2]}' in {where(loc[:-2])}"
        return source.mistake(
            root.key_place(loc[:-1]), "unknown-key", message, nearest(str(loc[-2]), allowed)
        )
    node = root.at(loc)
    message = f"{where(_written(loc, root))} must be one of {', '.join(allowed)}, not {_quoted(node.plain)}"
    return source.mistake(node.place, "bad-value", message, nearest(str(node.plain), allowed))


def _bad_pattern(_: ErrorDetails, loc: Loc, root: Node, source: Source) -> Mistake:
    if loc[-1] == "[key]":
        loc = loc[:-1]
        place, text = root.key_place(loc), str(loc[-1])
    else:
        place, text = root.at(loc).place, str(root.at(loc).plain)
    if "lang" in loc[-2:]:  # one, or one of a list
        return source.mistake(
            place, "bad-value", f"'{text[:40]}' is no language", "write it as fr, en or fr-CA"
        )
    help = (
        "use letters without accents, figures, '.', '_' and '-'; 100 at most; begin with a letter or a figure"
    )
    return source.mistake(place, "bad-value", f"'{text[:40]}' is no id", help)


def _written(loc: Loc, root: Node) -> Loc:
    """Leaves out what stands in no file: the keys of a mapping that a short form stands for."""
    node = root
    for depth, step in enumerate(loc):
        if step not in node.inner:
            return loc[:depth]
        node = node.inner[step]
    return loc


def _model(loc: Loc) -> type[Strict]:
    """Gives the shape of the mapping at `loc`."""
    model: type[Strict] = File
    for step in loc:
        named = {field.alias or name: field for name, field in model.model_fields.items()}
        if step in named:
            model = _shape(named[str(step)].annotation) or model
    return model


def _shape(annotation: object) -> type[Strict] | None:
    """Gives the mapping within a list, an option or a check of one."""
    if isinstance(annotation, type) and issubclass(annotation, Strict):
        return annotation
    return next((found for part in get_args(annotation) if (found := _shape(part))), None)


def _kind(plain: object) -> str:
    return KINDS.get(type(plain), "a list" if isinstance(plain, list) else "a mapping")


def _quoted(plain: object) -> str:
    return f"'{plain[:40]}'" if isinstance(plain, str) else _kind(plain)


EXPLAINED: Sequence[tuple[Collection[str], Callable[[ErrorDetails, Loc, Node, Source], Mistake]]] = (
    ({"extra_forbidden"}, _unknown),
    ({"missing"}, _missing),
    (WANTED.keys(), _wrong_type),
    ({"literal_error"}, _bad_choice),
    ({"string_pattern_mismatch"}, _bad_pattern),
)

"""Names of the gazetteer and terms of the vocabulary, as the lexicon's files have them."""

from dataclasses import dataclass

from workers.french.lexicon.yaml_entries import Mistake, Values
from workers.french.signs import Needs

TYPES = frozenset({"person", "organisation", "place", "event", "equipment", "other"})
CATEGORIES = frozenset(
    [
        "cooperation",
        "operation",
        "exercise",
        "land",
        "air",
        "naval",
        "space",
        "cyber",
        "nuclear",
        "drone",
        "armament",
        "command",
        "intelligence",
        "terrorism",
        "coup",
        "peace",
        "sanctions",
        "losses",
        "hostage",
        "border",
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name of the gazetteer; `where` is the file and line that it comes from."""

    name: str
    type: str
    where: str
    aliases: Values = ()
    country: str = ""
    note: str = ""
    needs: Needs | None = None
    guarded: Values = ()
    """The forms that need it; none: all of them."""
    unless: Values = ()
    weight: float = 0.0
    """How surely a text that holds it is a defence text, 0 to 1."""
    acts: bool = False
    """Whether what it does is done by its country."""

    @property
    def key(self) -> tuple[str, str]:
        """What an entry laid over this one has too."""
        return self.type, self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term of the vocabulary; `where` is the file and line that it comes from."""

    term: str
    category: str
    where: str
    aliases: Values = ()
    forms: Values = ()
    feminine: bool = False
    invariable: bool = False
    needs: Needs | None = None
    unless: Values = ()
    weight: float = 1.0

    @property
    def key(self) -> tuple[str, str]:
        """What an entry laid over this one has too."""
        return self.category, self.term


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All names and terms, and what was wrong in their files."""

    names: tuple[Name, ...]
    terms: tuple[Term, ...]
    mistakes: tuple[Mistake, ...] = ()

    def under(self, other: "Lexicon") -> "Lexicon":
        """Gives both; an entry of the other replaces one of the same name and type, or term and category."""
        names = {one.key: one for one in (*self.names, *other.names)}
        terms = {one.key: one for one in (*self.terms, *other.terms)}
        return Lexicon((*names.values(),), (*terms.values(),), (*self.mistakes, *other.mistakes))

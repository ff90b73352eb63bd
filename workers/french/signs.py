"""What a written form stands for."""

from dataclasses import dataclass, field

COUNTRY, REGION, KEYWORD, NAME = "country", "region", "keyword", "name"
BLOCK, NO_KEYWORD, NO_NAME = "block", "no keyword", "no name"
"""Phrases that hold a place's form, a keyword's, a name's, and mean something else."""
PLACES = frozenset({COUNTRY, REGION, BLOCK})


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """What must be around a form for it to count; of the same words read twice, both are equal."""

    after: tuple[str, ...] = ()
    """Words of which one stands directly before."""
    company: tuple[str, ...] = ()
    """Words of which one is in the same sentence."""
    weak: bool = False
    """Whether military company is enough."""
    _hash: int = field(init=False, repr=False, compare=False)
    """Made once: there are up to a hundred words, and it is asked for at each hit."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "_hash", hash((self.after, self.company, self.weak)))

    def __hash__(self) -> int:
        return self._hash


@dataclass(frozen=True, slots=True)
class Sign:
    """What a form stands for: `name` is canonical, `detail` a code, a category or a type.

    `place` is the place that the form itself names (« Bamako » for Mali), empty for « malien ».
    """

    kind: str
    name: str
    detail: str = ""
    place: str = ""
    capital: bool = False
    """Whether the form counts only where it begins with a capital: « Tours », not « tours »."""
    part: str = ""
    """What a country's word is: its name, a demonym, its capital, another city, a province."""
    guard: str = ""
    """What a city's word is besides: person, common, country or name, as `places` reads them."""
    why: str = ""
    """The sense that a rule chose, in French; empty where there was nothing to choose."""
    needs: Needs | None = None
    """What a word of the lexicon needs around it; None: nothing."""
    acts_for: str = ""
    """The country that somebody of this name acts for, by its code: a minister, an army, a palace."""
    weight: float = 1.0
    """How surely a text that holds it is a defence text, 0 to 1."""
    where: str = ""
    """The file and line of the lexicon that it comes from."""

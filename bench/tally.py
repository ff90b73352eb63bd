"""The findings of gold texts beside what their annotators marked: hits, misses and false finds, by figure."""

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass, field

from country_cases import CountryCase
from gold_texts import ENTITY_TYPES, GoldText
from workers.news.document import Findings

Mark = tuple[int, int, str]
RARE = ("event", "equipment")  # too few of each to score apart
# The guide annotates no continents; the index keeps them.
CONTINENTS = frozenset(
    {
        *("Afrique", "Asie", "Europe", "Océanie", "Antarctique"),
        *("Amérique", "Amériques", "Amérique du Nord", "Amérique du Sud"),
    }
)
AROUND = 30  # code points shown on each side of a case


@dataclass(frozen=True)
class Case:
    """One thing missed or found wrongly."""

    figure: str
    verdict: str
    form: str
    where: str
    context: str


@dataclass
class Tally:
    """Counts of one half."""

    hit: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    cases: list[Case] = field(default_factory=list)

    def recall(self, figure: str) -> float:
        """Gives the share of the marks that were found."""
        return self.hit[figure] / self.gold[figure] if self.gold[figure] else 0.0

    def precision(self, figure: str) -> float:
        """Gives the share of the finds that are right."""
        return self.right[figure] / self.found[figure] if self.found[figure] else 0.0

    def f1(self, figure: str) -> float:
        """Gives the harmonic mean of both."""
        both = self.recall(figure) + self.precision(figure)
        return 2 * self.recall(figure) * self.precision(figure) / both if both else 0.0

    def sets(self, figure: str, gold: Collection[Hashable], found: Collection[Hashable]) -> None:
        """Counts what both hold."""
        both = len(set(gold) & set(found))
        self.hit[figure] += both
        self.right[figure] += both
        self.gold[figure] += len(set(gold))
        self.found[figure] += len(set(found))


def add(tally: Tally, gold: GoldText, findings: Findings, *, defence: float) -> None:
    """Counts one text."""
    _entities(tally, gold, findings)
    _countries(tally, gold, findings)
    regions = {region.name for region in findings.regions} - CONTINENTS
    _plain(tally, gold, "regions", gold.regions - CONTINENTS, regions)
    _keywords(tally, gold, findings)
    said = getattr(findings, "defence_score", 0.0) >= defence
    _plain(tally, gold, "defence", {"yes"} if gold.defence else set(), {"yes"} if said else set())


def _plain(tally: Tally, gold: GoldText, figure: str, marked: set[str], found: set[str]) -> None:
    tally.sets(figure, marked, found)
    tally.cases += [Case(figure, "missed", form, gold.name, "") for form in sorted(marked - found)]
    tally.cases += [Case(figure, "wrong", form, gold.name, "") for form in sorted(found - marked)]


def _entities(tally: Tally, gold: GoldText, findings: Findings) -> None:
    called = {
        (*span, entity.type): entity.canonical
        for entity in findings.entities
        for span in entity.mentions
        if entity.type in ENTITY_TYPES
    }
    marked = {(name.start, name.end, name.type): name.canonical for name in gold.entities}
    for type in ENTITY_TYPES:
        figure = "event+equipment" if type in RARE else type
        tally.sets(
            figure, [key for key in marked if key[2] == type], [key for key in called if key[2] == type]
        )
    tally.sets("entities", marked, called)
    _spans(tally, gold, "missed", marked.keys() - called.keys())
    _spans(tally, gold, "wrong", called.keys() - marked.keys())
    for key in sorted(marked.keys() & called.keys()):
        tally.sets("canonical", [_same(marked[key])], [_same(called[key])])
        if _same(marked[key]) != _same(called[key]):
            form = f"{called[key]}, not {marked[key]}"
            tally.cases.append(Case("canonical", "wrong", form, gold.name, ""))


def _of(type: str, keys: Iterable[Mark]) -> list[Mark]:
    return [key for key in keys if key[2] == type]


def _same(name: str) -> str:
    return " ".join(name.replace("’", "'").split())


def _countries(tally: Tally, gold: GoldText, findings: Findings) -> None:
    roles = {country.code: _roles(country) for country in findings.countries}
    _plain(tally, gold, "countries", set(gold.countries), set(roles))
    both = gold.countries.keys() & roles.keys()
    marked = {f"{code} {role}" for code in both for role in gold.countries[code]}
    _plain(tally, gold, "roles", marked, {f"{code} {role}" for code in both for role in roles[code]})


def add_sentence(tally: Tally, case: CountryCase, findings: Findings) -> None:
    """Counts the countries and roles of one sentence, apart from those of the texts."""
    found = {country.code: _roles(country) for country in findings.countries}
    tally.sets("sentence countries", case.countries, found)
    both = case.countries.keys() & found.keys()
    marked = {f"{code} {role}" for code in both for role in case.countries[code]}
    tally.sets("sentence roles", marked, {f"{code} {role}" for code in both for role in found[code]})


def _roles(country: object) -> tuple[str, ...]:
    roles = getattr(country, "roles", None) or getattr(country, "role", None) or ()
    return (roles,) if isinstance(roles, str) else tuple(roles)


def _keywords(tally: Tally, gold: GoldText, findings: Findings) -> None:
    """A mark counts as found where a find of its category touches it, and the other way round."""
    marked = {(word.start, word.end, word.category) for word in gold.keywords}
    found = {(*span, keyword.category) for keyword in findings.keywords for span in keyword.mentions}
    missed, wrong = _untouched(marked, found), _untouched(found, marked)
    tally.gold["keywords"] += len(marked)
    tally.hit["keywords"] += len(marked) - len(missed)
    tally.found["keywords"] += len(found)
    tally.right["keywords"] += len(found) - len(wrong)
    _spans(tally, gold, "missed", missed, "keyword ")
    _spans(tally, gold, "wrong", wrong, "keyword ")


def _untouched(these: Iterable[Mark], those: Iterable[Mark]) -> list[Mark]:
    by_category = defaultdict(list)
    for start, end, category in those:
        by_category[category].append((start, end))
    return [
        (start, end, category)
        for start, end, category in these
        if not any(first < end and start < last for first, last in by_category[category])
    ]


def _spans(tally: Tally, gold: GoldText, verdict: str, spans: Iterable[Mark], of: str = "") -> None:
    for start, end, kind in sorted(spans):
        context = gold.text[max(0, start - AROUND) : end + AROUND].replace("\n", " ")
        tally.cases.append(Case(of + kind, verdict, gold.text[start:end], gold.name, context))

"""What watching costs: 100, 1,000 and 10,000 watches, beside a regular expression and one query a watch.

The watches are of the words of the lexicon, as a desk's are; the articles are the gold texts.
"""

import random
import re
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import tantivy

from gold_texts import gold_texts
from workers.french.lexicon import lexicon
from workers.french.tables import table
from workers.french.text import reading
from workers.news.expression import Term
from workers.news.watch import Watch
from workers.stages.match import Watcher, written_forms

OUT = Path(__file__).with_name("matching.md")
COLUMNS = (
    *("watches", "forms", "built in s", "MB", "matches an article", "µs an article", "articles/s"),
    *("alternation, articles/s", "queries, articles/s"),
)
MOST_FOR_QUERIES = 20  # articles: ten thousand queries each take seconds


def texts() -> list[str]:
    """Gives the gold texts, which are articles of a page."""
    return [one.text for one in gold_texts("tuning")]


def watches(count: int) -> list[Watch]:
    """Gives a desk's watches, the same at every run: five terms in `any`, a country for every second one.

    The terms are of the lexicon: a name, vocabulary with people or place, and in one of ten vocabulary alone.
    """
    chance = random.Random(7)  # noqa: S311 - a bench, no secret
    vocabulary = [one.term for one in lexicon().terms if one.weight == 1.0]
    names = [one.name for one in lexicon().names]
    countries = [row for row in table("countries") if row["demonyms"]]
    listed = []
    for number in range(count):
        first, second, third = chance.sample(vocabulary, 3)
        people = chance.choice(countries)["demonyms"].split("|")[0].strip("-")
        terms = [chance.choice(names), f"{first} {people}", f"{second} à {chance.choice(countries)['name']}"]
        terms.append(third if number % 10 == 0 else f"{third} de {chance.choice(names)}")
        terms.append(f"{second} {people}")
        wanted = (chance.choice(countries)["name"],) if number % 2 else ()
        listed.append(Watch(id=f"w{number}", title="", any=tuple(terms), all=wanted, none=("football",)))
    return listed


def seconds(work: Callable[[], object], times: int) -> float:
    """Gives the best of three runs, a round's seconds."""
    best = float("inf")
    for _ in range(3):
        begin = time.process_time()
        for _ in range(times):
            work()
        best = min(best, (time.process_time() - begin) / times)
    return best


def row(count: int, articles: Sequence[str]) -> str:
    """Measures one number of watches."""
    listed = watches(count)
    begin, before = time.process_time(), _megabytes()
    watcher = Watcher(listed)
    watcher.matches("")
    built, memory = time.process_time() - begin, _megabytes() - before
    read = [reading(text) for text in articles]
    each = seconds(lambda: [watcher.matches(one.text, one) for one in read], 1) / len(read)
    found = sum(len(watcher.matches(one.text, one)) for one in read) / len(read)
    return (
        f"| {count:,} | {len(watcher.forms()):,} | {built:.1f} | {memory:.0f} | {found:.1f} "
        f"| {each * 1e6:,.0f} | {1 / each:,.0f} "
        f"| {_rate(alternation(listed, articles))} | {_rate(queries(listed, articles))} |"
    )


def alternation(listed: Sequence[Watch], articles: Sequence[str]) -> float | None:
    """Gives seconds an article of one compiled expression; None for a size that takes minutes."""
    forms = {
        reading(form.text).folded
        for watch in listed
        for term in watch.any
        for form in written_forms(Term(text=str(term)))
    }
    if len(forms) > 200_000:
        return None
    pattern = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, forms), key=len, reverse=True))})\b")
    some = [reading(text).folded for text in articles[: 2 if len(listed) > 1_000 else MOST_FOR_QUERIES]]
    begin = time.process_time()
    for text in some:
        pattern.findall(text)
    return (time.process_time() - begin) / len(some)


def queries(listed: Sequence[Watch], articles: Sequence[str]) -> float:
    """Gives seconds an article where each watch is a query over an index of that article alone."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", stored=False, tokenizer_name="fr_stem")
    schema = builder.build()
    some = articles[:MOST_FOR_QUERIES] if len(listed) < 10_000 else articles[:3]
    begin = time.process_time()
    for text in some:
        index = tantivy.Index(schema)
        writer = index.writer(15_000_000, 1)
        writer.add_document(tantivy.Document(text=text))
        writer.commit()
        index.reload()
        searcher = index.searcher()
        for watch in listed:
            searcher.search(index.parse_query(" OR ".join(f'"{term}"' for term in watch.any), ["text"]), 1)
    return (time.process_time() - begin) / len(some)


def _rate(each: float | None) -> str:
    return "–" if each is None else f"{1 / each:,.1f}"


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Prints and keeps the table."""
    articles = texts()
    signs = sum(map(len, articles)) / len(articles)
    normal = seconds(lambda: [reading(text) for text in articles], 3) / len(articles)
    lines = [
        "# Matching (`make bench`)",
        "",
        f"{len(articles)} gold texts of {signs:,.0f} signs; normalising one, which enrichment needs anyway,",
        f"takes {normal * 1e6:,.0f} µs and is not counted; times are of the processor. Beside it: one",
        "compiled alternation of all forms over the same text, and one query a watch over an embedded",
        "index of the article (percolator style).",
        "",
        f"| {' | '.join(COLUMNS)} |",
        "|---" * len(COLUMNS) + "|",
    ]
    for count in (100, 1_000, 10_000):
        lines.append(row(count, articles))
        sys.stdout.write(lines[-1] + "\n")
    OUT.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()

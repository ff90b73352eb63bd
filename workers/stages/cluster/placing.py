"""An article's place: the story it is a copy in, or a story of its own."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from workers.news.article import Article
from workers.news.document import Findings
from workers.news.story import Actor, Copy, Fingerprint, Nearby, Placed, Placing, Story
from workers.stages.cluster.copies import LEAST_OF_BRIEF, LEAST_SHARED, is_copy, kind
from workers.stages.cluster.likeness import Likeness, Weighed
from workers.stages.cluster.window import MOST_STORIES

MOST_COMPARED = 8  # stories looked at closely; the ninth shares a phrase
NEW_WORDS = 0.15  # of a copy that no kept text has, so that its own copies are found by it
MOST_KEPT = 8  # texts of a story: its first and the last versions
MOST_COPIES = 500  # of which a story knows more than the number; the most copied texts have a fifth
MOST_ACTORS = 200


def nearest(postings: Mapping[int, Collection[str]]) -> list[str]:
    """Gives the stories to look at closely, of those that have each gram: rare grams count more."""
    counted: Counter[str] = Counter()
    weighed: Counter[str] = Counter()
    for stories in postings.values():
        if len(stories) <= MOST_STORIES:
            counted.update(stories)
            for one in stories:
                weighed[one] += 60 // len(stories)
    close = (one for one, shared in counted.items() if shared >= LEAST_SHARED)
    return sorted(close, key=lambda one: (-weighed[one], one))[:MOST_COMPARED]


def spread(postings: Mapping[int, Collection[str]]) -> dict[int, int]:
    """Gives in how many stories each gram is, 0 where in too many to say anything."""
    return {gram: len(in_) if len(in_) <= MOST_STORIES else 0 for gram, in_ in postings.items() if in_}


def placed(article: Article, findings: Findings, text: Fingerprint, near: Nearby) -> Placing:
    """Gives the article's story with the article in it; the same again for one that is in it already."""
    if near.own:
        return _again(article, findings, text, near, near.own)
    best = _best(text, near)
    if best is None:
        first = _copy(article)
        story = Story(id=article.id, copies=(first,), outlets=(article.source,))
        grown = _grown(story, first, article, findings)
        return Placing(text=text, story=grown, placed=standing(grown, first), fingerprints=(text,))
    story, found = best
    copy = replace(_copy(article), kind=kind(found), similarity=_share(found))
    grown = _grown(replace(story, copies=(*story.copies, copy)[:MOST_COPIES]), copy, article, findings)
    return Placing(
        text=text,
        story=grown,
        placed=standing(grown, copy),
        fingerprints=_kept(text, near.fingerprints[story.id]),
    )


def standing(story: Story, copy: Copy) -> Placed:
    """Gives where a copy stands in its story."""
    return Placed(
        story_id=story.id,
        is_first=copy.article_id == story.id,
        copy_kind=copy.kind,
        similarity=copy.similarity,
        related=story.related,
        title=story.first.title,
        first_outlet=story.first.source,
        first_seen=story.first.at,
        outlets=_outlets(story, copy),
        agency=story.agency or "",
    )


def _outlets(story: Story, copy: Copy) -> int:
    """How many carried it with this copy: a second run gives the same, whoever joined since."""
    ids = [one.article_id for one in story.copies]
    if copy.article_id not in ids:  # the 501st
        return len(story.outlets)
    return len({one.source for one in story.copies[: ids.index(copy.article_id) + 1]})


def _again(article: Article, findings: Findings, text: Fingerprint, near: Nearby, story: Story) -> Placing:
    """A second run changes nothing; a revision brings its new words and names."""
    copy = next((one for one in story.copies if one.article_id == article.id), _copy(article))
    if article.revision == 1:
        return Placing(text=text, story=story, placed=standing(story, copy), is_new=False)
    grown = _grown(story, copy, article, findings)
    kept = _kept(text, near.fingerprints.get(story.id, ()))
    return Placing(
        text=text,
        story=grown,
        placed=standing(grown, copy),
        fingerprints=kept,
        is_new=grown != story or kept is not None,
    )


def _best(text: Fingerprint, near: Nearby) -> tuple[Story, Likeness] | None:
    """The story that has most of the text, or whose text it has most of."""
    if not near.stories:
        return None
    weighed = Weighed(text, near.spread)
    found = [
        (story, compared)
        for story_id, story in near.stories.items()
        if (compared := _closest(weighed, near.fingerprints.get(story_id, ())))
    ]
    return max(found, key=lambda one: (one[1].contained, one[1].shared, one[0].id), default=None)


def _closest(text: Weighed, kept: Iterable[Fingerprint]) -> Likeness | None:
    """The likeness to that version of a story which it is the best copy of; None if to none."""
    others = (old for old in kept if old.article_id != text.text.article_id)
    alike = ((old, text.likeness(old, least=LEAST_OF_BRIEF)) for old in others)
    found = [compared for old, compared in alike if compared and is_copy(text.text, old, compared)]
    return max(found, key=lambda one: (one.contained, one.shared), default=None)


def _kept(text: Fingerprint, kept: tuple[Fingerprint, ...]) -> tuple[Fingerprint, ...] | None:
    known = {gram for old in kept for gram in old.grams}
    new = sum(gram not in known for gram in text.grams)
    if new <= NEW_WORDS * len(text.grams):
        return None
    return (*kept[:1], *kept[1:][-(MOST_KEPT - 2) :], text)


def _copy(article: Article) -> Copy:
    return Copy(
        article_id=article.id,
        source=article.source,
        title=article.title,
        url=article.url,
        at=article.seen,
        published=article.published,
        agencies=article.agencies,
    )


def _grown(story: Story, copy: Copy, article: Article, findings: Findings) -> Story:
    actors = (*story.actors, *(Actor(type=one.type, name=one.canonical) for one in findings.entities))
    keywords = (*story.keywords, *(one.term for one in findings.keywords))
    return replace(
        story,
        outlets=tuple(dict.fromkeys((*story.outlets, article.source))),
        agency=_agency((*story.copies, copy)),
        actors=tuple(dict.fromkeys(actors))[:MOST_ACTORS],
        keywords=tuple(dict.fromkeys(keywords))[:MOST_ACTORS],
    )


def _agency(copies: Iterable[Copy]) -> str | None:
    """Credited by the copy published first; a paper's own agency credit comes after the agency's own text."""
    credited = [copy for copy in copies if copy.agencies]
    return min(credited, key=lambda one: one.published or one.at).agencies[0] if credited else None


def _share(found: Likeness) -> float:
    return round(found.contained, 3)

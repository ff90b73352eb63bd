"""Stories and what was told of them, in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from workers.news.story import Event, Fingerprint, Nearby, Placing, Story, Told
from workers.stages.cluster import MOST_AROUND, MOST_STORIES, SPAN, WINDOW, event, nearest, spread


@dataclass
class MemoryStories:
    """Grams by story; a story goes when nothing joined it for the window."""

    kept: dict[str, Story] = field(default_factory=dict)
    texts: dict[str, tuple[Fingerprint, ...]] = field(default_factory=dict)
    postings: dict[int, tuple[str, ...]] = field(default_factory=dict)
    members: dict[str, str] = field(default_factory=dict)
    scenes: dict[str, dict[str, datetime]] = field(default_factory=dict)
    joined: dict[str, datetime] = field(default_factory=dict)
    """Each story's last join, the longest ago first."""
    notices: dict[str, dict[str, Told]] = field(default_factory=dict)

    def near(self, text: Fingerprint, now: datetime, places: Sequence[str] = ()) -> Nearby:
        """The story that the article is in, stories that share grams with it, events at these places."""
        self._forget(now)
        postings = {gram: self.postings.get(gram, ()) for gram in text.grams}
        found = nearest(postings)
        own = self.story_of(text.article_id)
        close = dict.fromkeys([*found, *([own.id] if own else [])])
        return Nearby(
            own=own,
            stories={one: self.kept[one] for one in found},
            fingerprints={one: self.texts[one] for one in close},
            spread=spread(postings),
            around=self._around(places, now - SPAN),
        )

    def join(self, near: Nearby, placing: Placing, places: Sequence[str], now: datetime) -> bool:
        """Keeps an article's story; nobody else is here to change it."""
        del near
        story = placing.story
        self.kept[story.id] = story
        self.members[placing.text.article_id] = story.id
        self.joined.pop(story.id, None)
        self.joined[story.id] = now
        for place in places:
            self.scenes.setdefault(place, {})[story.id] = now
        if placing.fingerprints:
            self.texts[story.id] = placing.fingerprints
            for gram in placing.text.grams:
                self._post(gram, story.id)
        return True

    def _post(self, gram: int, story_id: str) -> None:
        known = self.postings.get(gram, ())
        if story_id not in known and len(known) <= MOST_STORIES:
            self.postings[gram] = (*known, story_id)

    def _forget(self, now: datetime) -> None:
        while self.joined:
            story_id, at = next(iter(self.joined.items()))
            if now - at <= WINDOW:
                return
            self._drop(story_id)

    def _drop(self, story_id: str) -> None:
        del self.joined[story_id]
        self.notices.pop(story_id, None)
        for copy in self.kept.pop(story_id).copies:
            self.members.pop(copy.article_id, None)
        for gram in {gram for text in self.texts.pop(story_id) for gram in text.grams}:
            rest = tuple(one for one in self.postings.get(gram, ()) if one != story_id)
            self.postings[gram] = rest
            if not rest:
                del self.postings[gram]
        for place in [place for place, at in self.scenes.items() if at.pop(story_id, None) and not at]:
            del self.scenes[place]

    def story(self, story_id: str) -> Story | None:
        """A story by the id of its first article."""
        return self.kept.get(story_id)

    def story_of(self, article_id: str) -> Story | None:
        """The story that an article is in."""
        return self.kept.get(self.members.get(article_id, ""))

    def _around(self, places: Sequence[str], since: datetime) -> tuple[Event, ...]:
        found = {name: at for place in places for name, at in self.scenes.get(place, {}).items()}
        newest = sorted((at, name) for name, at in found.items() if at >= since)
        return tuple(event(self.kept[name]) for _, name in newest[::-1][:MOST_AROUND] if name in self.kept)

    def told(self, story_id: str) -> dict[str, Told]:
        """What each watch was told of a story."""
        return dict(self.notices.get(story_id, {}))

    def tell(self, story_id: str, watch_id: str, told: Told, now: datetime) -> bool:
        """Keeps it, unless its version is not the next."""
        del now
        known = self.notices.setdefault(story_id, {})
        if told.version != (known[watch_id].version if watch_id in known else 0) + 1:
            return False
        known[watch_id] = told
        return True

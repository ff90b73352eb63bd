"""What joining needs from the world: the stories of the last 14 days, shared by all workers."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from workers.news.story import Fingerprint, Nearby, Placing, Story, Told


class Stories(Protocol):
    """Which texts tell one story, for 14 days; what each watch was told of it."""

    def near(self, text: Fingerprint, now: datetime, places: Sequence[str] = ()) -> Nearby:
        """The story that the article is in, stories that share grams with it, events at these places."""

    def join(self, near: Nearby, placing: Placing, places: Sequence[str], now: datetime) -> bool:
        """Keeps an article's story; False where another changed what was near: decide again."""

    def story(self, story_id: str) -> Story | None:
        """A story by the id of its first article, as long as it is kept."""

    def story_of(self, article_id: str) -> Story | None:
        """The story that an article is in."""

    def told(self, story_id: str) -> dict[str, Told]:
        """What each watch was told of a story, by the watch's id."""

    def tell(self, story_id: str, watch_id: str, told: Told, now: datetime) -> bool:
        """Keeps it; False where its version is not the next: another worker told something meanwhile."""

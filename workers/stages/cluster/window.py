"""How long a story is open to copies."""

from datetime import timedelta

WINDOW = timedelta(days=14)
"""Between two publications: of later ones it is the yearly exercise, not its copies."""
MOST_STORIES = 10
"""Stories that share a gram before it counts as nobody's words: the house's or the language's."""

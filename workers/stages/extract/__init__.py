"""From an entry and its page to the article."""

from workers.stages.extract.agencies import agencies as agencies
from workers.stages.extract.article import extract as extract

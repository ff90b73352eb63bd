"""From an article's text to its story: what is said, what is said alike, what only looks alike."""

from workers.stages.cluster.event import MOST_AROUND as MOST_AROUND
from workers.stages.cluster.event import SPAN as SPAN
from workers.stages.cluster.event import event as event
from workers.stages.cluster.event import related as related
from workers.stages.cluster.event import scene as scene
from workers.stages.cluster.event import sought as sought
from workers.stages.cluster.fingerprint import fingerprint as fingerprint
from workers.stages.cluster.placing import nearest as nearest
from workers.stages.cluster.placing import placed as placed
from workers.stages.cluster.placing import spread as spread
from workers.stages.cluster.window import MOST_STORIES as MOST_STORIES
from workers.stages.cluster.window import WINDOW as WINDOW

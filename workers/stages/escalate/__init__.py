"""From a copy to a new notice: only where it brings a fact that the watch's readers were not told."""

from workers.stages.escalate.facts import Facts as Facts
from workers.stages.escalate.facts import facts as facts
from workers.stages.escalate.notice import noticed as noticed

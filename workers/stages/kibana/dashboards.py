"""The dashboards, in their order."""

from workers.stages.kibana.alertes import ALERTES
from workers.stages.kibana.histoires import HISTOIRES
from workers.stages.kibana.sources import SOURCES
from workers.stages.kibana.veille import VEILLE

DASHBOARDS = (VEILLE, HISTOIRES, ALERTES, SOURCES)

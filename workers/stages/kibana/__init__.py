"""Kibana's data views, lists, saved queries and dashboards, as it imports them; its rules."""

from workers.stages.kibana.build import ndjson as ndjson
from workers.stages.kibana.build import objects as objects
from workers.stages.kibana.build import queries as queries
from workers.stages.kibana.dashboards import DASHBOARDS as DASHBOARDS
from workers.stages.kibana.panels import Panel as Panel
from workers.stages.kibana.panels import question as question
from workers.stages.kibana.rules import rules as rules
from workers.stages.kibana.views import VIEWS as VIEWS

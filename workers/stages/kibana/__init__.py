"""Kibana's data view, saved search and dashboards, as it imports them."""

from workers.stages.kibana.build import ndjson as ndjson
from workers.stages.kibana.build import objects as objects
from workers.stages.kibana.dashboards import DASHBOARDS as DASHBOARDS
from workers.stages.kibana.panels import Panel as Panel
from workers.stages.kibana.panels import question as question

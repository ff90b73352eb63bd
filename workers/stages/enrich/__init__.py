"""From a text to its findings: entities, countries, regions, defence vocabulary, language."""

from workers.stages.enrich.findings import enrich as enrich
from workers.stages.enrich.language import language_of as language_of

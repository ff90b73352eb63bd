"""From a text to its findings: entities, countries, regions, defence vocabulary, language."""

from workers.stages.enrich.capitals import uncapitalised as uncapitalised
from workers.stages.enrich.defence import DEFENCE as DEFENCE
from workers.stages.enrich.explanation import Mark as Mark
from workers.stages.enrich.explanation import explained as explained
from workers.stages.enrich.findings import enrich as enrich
from workers.stages.enrich.language import language_of as language_of
from workers.stages.enrich.recognised import recognised as recognised
from workers.stages.enrich.unwrapped import moved_back as moved_back
from workers.stages.enrich.unwrapped import unwrapped as unwrapped

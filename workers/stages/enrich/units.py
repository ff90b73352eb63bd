"""Units known by their number: « 47e brigade mécanisée », « 13e demi-brigade de Légion étrangère »."""

import re
from collections.abc import Iterator

from workers.stages.enrich.entities import Named

UNIT = "a unit by its number"
_NUMBER = r"(?<![\w.,-])\d{1,4}(?:er|re|ère|e|è|ème|nde?|de?)"
# These are military by themselves; the others need what they are made of behind them.
_SURE = r"(?:demi-)?brigade|régiment|bataillon|escadre|corps d['’]armée"
_OTHER = r"division|groupe|groupement|compagnie|escadron|flotte|flottille|corps|armée|base|batterie|section"
_KINDS = (
    "mécanisée?s?|blindée?s?|motorisée?s?|parachutistes?|aéroportée?s?|aéromobiles?|amphibies?|"
    "navale?s?|aérienn?e?s?|royale?|légère?s?|lourde?s?|alpine?s?|étrang(?:er|ère)|"
    "territoriale?s?|interarmes|multinationale?|indépendante?|séparée?|littorale?|logistique|"
    "expéditionnaire|franco-allemande|de marine|de montagne|de la garde|militaire|combinée?s?|"
    "interarmées|stratégique|spéciale?|d['’]élite"
)
_OF = r"(?:de |du |des |de la |de l['’]|d['’])"
_ARMS = (
    "infanterie|artillerie|cavalerie|chasseurs?|tirailleurs?|dragons?|hussards?|cuirassiers?|"
    "spahis|chars?|génie|marines?|parachutistes?|commandos?|fusiliers?|hélicoptères?|"
    "reconnaissance|transmissions|transport|soutien|défense|assaut|légion étrangère|"
    "Légion étrangère|chasse|drones?|systèmes?|missiles?|train|matériel|gendarmerie|"
    "Garde nationale|garde présidentielle|opérations spéciales|forces spéciales|intervention|"
    "sécurité|cyber"
)
_MORE = rf"(?:\s(?:{_KINDS}|{_OF}(?:{_ARMS}))(?!\w))"
_UNIT = re.compile(rf"{_NUMBER}\s(?:(?:{_SURE}){_MORE}*|(?:{_OTHER}){_MORE}+)(?!\w)")


def units(text: str) -> Iterator[Named]:
    """Gives the numbered units that a text names, as organisations."""
    for found in _UNIT.finditer(text):
        yield Named(found.start(), found.end(), "organisation", found[0], by=UNIT)

"""The words around an alert, in French and English."""

from collections.abc import Mapping

FRENCH = {
    "severity": {"low": "faible", "normal": "normale", "high": "élevée", "critical": "critique"},
    "kind": {
        "any": "au moins un de",
        "all": "tous",
        "none": "aucun de",
        "near": "près de",
        "count": "occurrences, au moins",
        "field": "dans",
        "country": "pays",
        "entity": "nom",
        "keyword": "vocabulaire",
        "source": "source",
        "language": "langue",
        "defence": "texte de défense",
    },
    "detail": {
        "place": "lieu",
        "actor": "acteur",
        "mention": "mention",
        "person": "personne",
        "organisation": "organisation",
        "source": "sources",
        "defence": "texte de défense",
    },
    "words": "mots au plus",
    "met": "vu",
    "watch": "Veille",
    "watches": "Veilles",
    "importance": "Gravité",
    "source": "Source",
    "agency": "Agence",
    "countries": "Pays",
    "places": "Lieux",
    "reason": "Motif",
    "conditions": "Conditions",
    "story": "Récit",
    "news": "Nouveau",
    "published": "Publié",
    "seen": "Vu",
    "matched": "Reconnu",
    "sent": "Envoyé",
    "read": "Lire l’article",
    "search": "Voir le récit",
    "true": "Juste",
    "false": "Faux",
    "dull": "Sans intérêt",
    "acknowledge": "Pris en compte",
    "mute": "Ne plus suivre ce récit",
    "doubtful": "Copie possible : un premier envoi a pu arriver.",
    "escalation": "Personne n’a encore pris cette alerte en compte.",
    "test": "Essai : ce message ne signale rien.",
    "elsewhere": "Sans pays",
    "open": "«\u00a0",
    "close": "\u00a0»",
    "colon": "\u00a0: ",
}
ENGLISH = {
    "severity": {"low": "low", "normal": "normal", "high": "high", "critical": "critical"},
    "kind": {
        "any": "at least one of",
        "all": "all of",
        "none": "none of",
        "near": "near",
        "count": "times, at least",
        "field": "in",
        "country": "country",
        "entity": "name",
        "keyword": "vocabulary",
        "source": "source",
        "language": "language",
        "defence": "defence text",
    },
    "detail": {"source": "sources", "defence": "defence text"},
    "words": "words at most",
    "met": "seen",
    "watch": "Watch",
    "watches": "Watches",
    "importance": "Severity",
    "source": "Source",
    "agency": "Agency",
    "countries": "Countries",
    "places": "Places",
    "reason": "Why",
    "conditions": "Conditions",
    "story": "Story",
    "news": "New",
    "published": "Published",
    "seen": "Seen",
    "matched": "Matched",
    "sent": "Sent",
    "read": "Read the article",
    "search": "See the story",
    "true": "True",
    "false": "False",
    "dull": "Dull",
    "acknowledge": "Acknowledge",
    "mute": "Mute this story",
    "doubtful": "Possible second copy: an earlier attempt may have arrived.",
    "escalation": "Nobody has acknowledged this alert yet.",
    "test": "Test: this message reports nothing.",
    "elsewhere": "No country",
    "open": "“",
    "close": "”",
    "colon": ": ",
}
LABELS: Mapping[str, Mapping[str, object]] = {"fr": FRENCH, "en": ENGLISH}
LANGUAGES = tuple(LABELS)


def carried(lang: str, number: int, outlet: str) -> str:
    """Gives how many outlets carry the story and who had it first; empty where nothing is known of either."""
    if lang == "en":
        told = f"carried by {number} outlets" if number > 1 else ""
        return ", ".join(filter(None, (told, f"first in {outlet}" if outlet else "")))
    told = f"repris par {number} titres" if number > 1 else ""
    return ", ".join(filter(None, (told, f"d’abord dans {outlet}" if outlet else "")))


def headline(lang: str, number: int, watches: str) -> str:
    """Gives the subject of a digest."""
    if lang == "en":
        return f"{number} alert{'s' if number > 1 else ''}: {watches}"
    return f"{number} alerte{'s' if number > 1 else ''}\u00a0: {watches}"


def more(lang: str, number: int) -> str:
    """Gives what is said of those left out; empty for none."""
    if number < 1:
        return ""
    if lang == "en":
        return f"and {number} more (beffroi alerts list)"
    return f"et {number} autre{'s' if number > 1 else ''} (beffroi alerts list)"

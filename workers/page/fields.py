"""What each field of the query language holds, in the reader's language."""

from workers.stages.index.fields import FIELDS, Field

FRENCH = {
    "pays": "pays, par code ou par nom",
    "pays-lieu": "pays où cela se passe",
    "pays-acteur": "pays qui agit",
    "personne": "personne, par n’importe quelle partie du nom",
    "org": "organisation, aussi par son sigle",
    "lieu": "lieu",
    "événement": "événement, exercice, opération",
    "matériel": "matériel",
    "nom": "l’un de ces cinq noms",
    "région": "partie du monde",
    "mot": "mot du vocabulaire de défense, ou sa catégorie",
    "source": "source, par son titre ou son identifiant",
    "agence": "agence de presse qui signe",
    "auteur": "auteur",
    "rubrique": "rubrique ou étiquette de la source",
    "langue": "langue, par son code",
    "veille": "veille qui a répondu, par son identifiant",
    "qualité": "full (entier), feed (du flux) ou stub (tronqué)",
    "id": "article, par son identifiant",
    "défense": "combien il touche à la défense, de 0 à 1",
    "titre": "mots du titre",
    "texte": "mots du corps",
    "depuis": "pas plus vieux qu’une durée ou qu’une date",
    "avant": "avant une date, ou il y a plus d’une durée",
    "après": "après le jour d’une date",
    "date": "un jour, un mois ou une année",
}
"""By the field's first name."""


def holds(field: Field, lang: str) -> str:
    """Gives what a field holds."""
    return FRENCH[field.names[0]] if lang == "fr" else field.holds


def example(field: Field, lang: str) -> str:
    """Gives a query with the field, under the name that the language has for it."""
    name, _, value = field.example.partition(":")
    if lang == "fr":
        return field.example
    english = next((one for one in field.names[1:] if one.isascii()), name)
    return f"{english}:{value}"


__all__ = ["FIELDS", "example", "holds"]

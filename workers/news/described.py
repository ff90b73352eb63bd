"""What each field of the index holds, for docs/fields.md and for Kibana's labels."""

DESCRIBED = {
    "@timestamp": (
        "Publié ou vu",
        "Publication, or first sight where no date is told: the time field, in UTC",
    ),
    "published": ("Publié", "First publication, as the page or the feed says; missing where neither does"),
    "seen": ("Vu", "When the feed first announced it"),
    "late_ms": (
        "Délai de publication",
        "Milliseconds from publication to first sight; missing where no date is told",
    ),
    "paged": ("Page reçue", "When its page came, or was found to be missing"),
    "read": ("Lu", "When it was read: its names, its story, its watches; alerts are raised then"),
    "indexed": ("Indexé", "When this revision was written to the index"),
    "modified": ("Modifié", "When the page says it was changed last"),
    "id": ("Identifiant", "The article's id, the hash of its canonical URL; also the document's `_id`"),
    "trace_id": ("Trace", "What finds the article in the logs"),
    "feed": ("Flux", "Id of the feed in feeds.yaml"),
    "source": ("Source", "Title of the feed"),
    "url": ("Adresse", "Address of the article"),
    "title": ("Titre", "Title, stemmed; `title.exact` by its written words, `title.keyword` whole"),
    "body": (
        "Texte",
        "Text, as far as the feed's `store` lets it be kept, stemmed; `body.exact` by its written words",
    ),
    "authors": ("Auteurs", "Authors, without « Par » and without agencies"),
    "agencies": ("Agences", "News agencies that sign the text"),
    "section": ("Rubrique", "Section that the page or its address names"),
    "categories": ("Étiquettes", "Labels that the feed gave"),
    "image": ("Image", "Address of the picture; not searched"),
    "enclosures": ("Pièces jointes", "Addresses of sound, film and documents; not searched"),
    "photo_credit": ("Crédit photo", "Credit of the picture"),
    "text_quality": ("Qualité du texte", "full; feed, the feed's own text; stub, what a paywall left"),
    "paywalled": ("Payant", "Whether the page says that it must be paid for"),
    "store": ("Conservation", "How much of the text may be kept: full, extract or headline"),
    "revision": ("Révision", "Counts the changes of the text; the version of the document as well"),
    "added": ("Ajouts", "Sentences that the last change brought; not searched"),
    "removed": ("Retraits", "How many sentences the last change took away"),
    "story_id": ("Histoire", "Id of the story, that of its first article: groups the copies of one text"),
    "is_first": ("Premier", "Whether it is the first of its story; true leaves one article of each"),
    "copy_kind": ("Copie", "verbatim, cut or rewritten; missing for the first"),
    "related": ("Liées", "Ids of stories on the same event"),
    "story_title": ("Titre de l'histoire", "Title of its first article"),
    "first_outlet": ("Premier titre", "The source whose article of the story was seen first"),
    "outlets": ("Titres", "How many sources carried the story once this article was in it"),
    "story_agency": ("Agence d'origine", "Agency credited by the copy published first, as known by then"),
    "behind_ms": (
        "Retard sur le premier",
        "Milliseconds from the sight of the story's first article to this one's",
    ),
    "language": ("Langue", "Language of the text, by its code"),
    "origin": ("Origine", "Where the text comes from: page, content or summary"),
    "origin_reason": ("Motif d'origine", "Why it is not the page"),
    "entities": ("Noms", "All names that were recognised, as they are called in full"),
    "persons": ("Personnes", "Names of persons"),
    "organisations": ("Organisations", "Names of organisations"),
    "places": ("Lieux", "Names of places"),
    "events": ("Événements", "Names of events, exercises and operations"),
    "equipment": ("Matériels", "Names of equipment"),
    "mentions": ("Mentions", "Each name with its type, written form and count together; nested"),
    "mentions.canonical": ("Nom complet", "As it is called in full"),
    "mentions.text": ("Forme écrite", "As the text writes it"),
    "mentions.type": ("Type", "person, organisation, place, event, equipment or other"),
    "mentions.count": ("Nombre", "How often"),
    "countries": (
        "Pays",
        "Codes (ISO 3166-1 alpha-2) of all countries that are named, by demonym or city too",
    ),
    "country_names": ("Noms de pays", "Their French names"),
    "place_countries": ("Pays du lieu", "Codes of those where something happens"),
    "actor_countries": ("Pays acteurs", "Codes of those that act"),
    "geo": ("Position", "Cities where something happens, for maps"),
    "regions": ("Régions", "Parts of the world: Sahel, Maghreb"),
    "keywords": ("Vocabulaire", "Words of the defence vocabulary"),
    "keyword_categories": ("Catégories", "Their categories: losses, drone, naval…"),
    "defence_score": ("Score défense", "0 to 1: how surely a defence desk wants it"),
    "watches": ("Veilles", "Ids of the watches that matched"),
    "matched_forms": ("Formes vues", "The written forms that made them match"),
    "search": ("Recherche", "Names as `beffroi search` looks for them, by their words; nothing to show"),
}
"""French label and description of each field; those of `search` are one."""


def label(field: str) -> str:
    """Gives the French label of a field."""
    return DESCRIBED[field][0]


def body_fields() -> frozenset[str]:
    """Gives the names of the fields of a document."""
    return frozenset(name for name in DESCRIBED if "." not in name)

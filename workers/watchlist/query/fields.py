"""The fields of a query, by their French and English names."""

PLACES = {
    "titre": "title",
    "title": "title",
    "chapeau": "lead",
    "lead": "lead",
    "corps": "body",
    "body": "body",
}
"""Where a term must stand."""
FACTS = {
    "source": ("source", ""),
    "pays": ("country", ""),
    "country": ("country", ""),
    "personne": ("entity", "person"),
    "person": ("entity", "person"),
    "org": ("entity", "organisation"),
    "lieu": ("entity", "place"),
    "place": ("entity", "place"),
    "entité": ("entity", ""),
    "entity": ("entity", ""),
    "thème": ("keyword", ""),
    "keyword": ("keyword", ""),
    "langue": ("language", ""),
    "lang": ("language", ""),
}
"""What must be known of the article: the kind of fact, and its detail."""
NAMES = (*PLACES, *FACTS)

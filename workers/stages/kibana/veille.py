"""Veille: what the press says, and which watches matched."""

from workers.stages.kibana.panels import Dashboard, Measure, Panel

SCORE = Measure(title=("Score défense", "Defence score"), operation="average", field="defence_score")
DEFENCE = "defence_score >= 0.5"

VEILLE = Dashboard(
    id="veille",
    title=("Beffroi · Veille", "Beffroi · Watch"),
    about=(
        "Ce que dit la presse : où, qui, quoi, et quelles veilles ont réagi.",
        "What the press says: where, who, what, and which watches matched.",
    ),
    panels=(
        Panel(id="total", title=("Articles", "Articles"), kind="number", width=8, height=6),
        Panel(
            id="militaires",
            title=("Dont défense", "Of them defence"),
            kind="number",
            query=DEFENCE,
            width=8,
            height=6,
        ),
        Panel(id="veilles", title=("Veilles", "Watches"), kind="share", field="watches", width=16),
        Panel(
            id="categories",
            title=("Vocabulaire par catégorie", "Vocabulary by category"),
            kind="share",
            field="keyword_categories",
            width=16,
        ),
        Panel(
            id="temps",
            title=("Dans le temps, par veille", "Over time, by watch"),
            kind="time",
            split="watches",
            width=48,
            height=11,
        ),
        Panel(
            id="carte",
            title=("Carte des lieux", "Map of places"),
            kind="map",
            field="geo",
            width=24,
            height=18,
        ),
        Panel(
            id="pays",
            title=("Pays où cela se passe", "Countries where it happens"),
            kind="top",
            field="place_countries",
            measures=(SCORE,),
            height=18,
        ),
        Panel(
            id="acteurs",
            title=("Pays acteurs", "Countries that act"),
            kind="top",
            field="actor_countries",
            measures=(SCORE,),
            height=18,
        ),
        Panel(id="personnes", title=("Personnes", "Persons"), kind="top", field="persons", size=15),
        Panel(
            id="organisations",
            title=("Organisations", "Organisations"),
            kind="top",
            field="organisations",
            size=15,
        ),
        Panel(id="lieux", title=("Lieux", "Places"), kind="top", field="places", size=15),
        Panel(id="mots", title=("Mots", "Words"), kind="top", field="keywords", size=15),
        Panel(
            id="articles",
            title=("Derniers articles", "Latest articles"),
            kind="list",
            query=DEFENCE,
            width=48,
            height=20,
        ),
    ),
)

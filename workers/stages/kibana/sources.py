"""Sources: what each publishes, and how much of it can be read."""

from workers.stages.kibana.panels import Dashboard, Measure, Panel

SCORE = Measure(title=("Score défense", "Defence score"), operation="average", field="defence_score")

LATE = Measure(title=("Délai médian", "Median delay"), operation="median", field="late_ms", form="time")
LATEST = Measure(title=("95 % vus en", "95 % seen within"), operation="p95", field="late_ms", form="time")

CAME = Measure(title=("Publiés", "Published"), operation="sum", field="entries", form="count")
USUAL = Measure(title=("Habituels", "Usual"), operation="sum", field="usual", form="count")
HAD_LAST = Measure(title=("Habituels par jour", "Usual per day"), operation="average", field="usual")

SOURCES = Dashboard(
    id="sources",
    title=("Beffroi · Sources", "Beffroi · Sources"),
    about=(
        "Ce que chaque source publie, et ce qui en reste lisible.",
        "What each source publishes, and how much of it can be read.",
    ),
    panels=(
        Panel(
            id="volume",
            title=("Volume par source", "Volume by source"),
            kind="time",
            split="source",
            width=48,
            height=12,
        ),
        Panel(
            id="attendu",
            title=("Volume et volume habituel, par flux", "Volume and usual volume, by feed"),
            kind="top",
            view="feeds",
            field="source",
            measures=(CAME, USUAL),
            by=1,
            size=100,
            width=24,
            height=16,
        ),
        Panel(
            id="attendu-temps",
            title=("Volume et volume habituel, par jour", "Volume and usual volume, by day"),
            kind="trend",
            view="feeds",
            measures=(CAME, USUAL),
            width=24,
            height=16,
        ),
        Panel(
            id="muets",
            title=("Flux qui se sont tus", "Feeds that fell silent"),
            kind="top",
            view="feeds",
            field="source",
            measures=(HAD_LAST,),
            query="troubles : silent",
            size=50,
            width=24,
            height=12,
        ),
        Panel(
            id="ennuis",
            title=("Ennuis des flux", "Troubles of feeds"),
            kind="top",
            view="feeds",
            field="troubles",
            beside="source",
            size=20,
            width=24,
            height=12,
        ),
        Panel(
            id="sources",
            title=("Sources et score défense", "Sources and defence score"),
            kind="top",
            field="source",
            measures=(SCORE,),
            size=50,
            width=16,
            height=20,
        ),
        Panel(
            id="qualite",
            title=("Qualité du texte", "Quality of the text"),
            kind="share",
            field="text_quality",
            width=16,
            height=10,
        ),
        Panel(
            id="tronques",
            title=("Sources aux textes tronqués", "Sources whose texts are cut"),
            kind="top",
            field="source",
            query="text_quality : stub",
            width=16,
            height=20,
        ),
        Panel(
            id="delai",
            title=("Délai depuis la publication", "Delay from publication"),
            kind="top",
            field="source",
            measures=(LATE, LATEST),
            by=0,
            size=50,
            width=24,
            height=16,
        ),
        Panel(
            id="delai-temps",
            title=("Délai depuis la publication, dans le temps", "Delay from publication over time"),
            kind="trend",
            measures=(LATE, LATEST),
            width=24,
            height=16,
        ),
        Panel(
            id="agences",
            title=("Agences", "Agencies"),
            kind="share",
            field="agencies",
            width=16,
            height=10,
        ),
        Panel(
            id="langues",
            title=("Langues", "Languages"),
            kind="share",
            field="language",
            width=16,
            height=10,
        ),
        Panel(
            id="revisions",
            title=("Textes corrigés par source", "Texts corrected, by source"),
            kind="top",
            field="source",
            query="revision > 1",
            width=16,
            height=10,
        ),
    ),
)

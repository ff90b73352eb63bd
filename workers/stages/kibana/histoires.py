"""Histoires: what is taken up, by how many, how fast, and who had it first."""

from workers.stages.kibana.panels import Dashboard, Measure, Panel

OUTLETS = Measure(title=("Titres", "Outlets"), operation="max", field="outlets", form="count")
STORIES = Measure(title=("Histoires", "Stories"), operation="distinct", field="story_id", form="count")
BEHIND = Measure(title=("Retard médian", "Median delay"), operation="median", field="behind_ms", form="time")
LAST = Measure(title=("Dernière reprise", "Last copy after"), operation="max", field="behind_ms", form="time")
COPIES = "is_first : false"
TAKEN_UP = "outlets > 1"
FIRST_HOUR = "is_first : false and behind_ms <= 3600000"

HISTOIRES = Dashboard(
    id="histoires",
    title=("Beffroi · Histoires", "Beffroi · Stories"),
    about=(
        "Ce que la presse reprend : combien de titres, à quelle vitesse, qui l'a eu le premier.",
        "What the press takes up: by how many outlets, how fast, and who had it first.",
    ),
    panels=(
        Panel(
            id="histoires",
            title=("Histoires", "Stories"),
            kind="number",
            measures=(STORIES,),
            width=12,
            height=6,
        ),
        Panel(
            id="reprises",
            title=("Reprises", "Copies"),
            kind="number",
            query=COPIES,
            width=12,
            height=6,
        ),
        Panel(
            id="plus-reprise",
            title=("Titres de la plus reprise", "Outlets of the most copied"),
            kind="number",
            measures=(OUTLETS,),
            width=12,
            height=6,
        ),
        Panel(
            id="retard",
            title=("Retard médian d'une reprise", "Median delay of a copy"),
            kind="number",
            measures=(BEHIND,),
            query=COPIES,
            width=12,
            height=6,
        ),
        Panel(
            id="plus-reprises",
            title=("Histoires les plus reprises", "Stories most taken up"),
            kind="top",
            field="story_title",
            beside="first_outlet",
            measures=(OUTLETS, LAST),
            by=0,
            query=TAKEN_UP,
            size=20,
            width=48,
            height=18,
        ),
        Panel(
            id="vitesse",
            title=("Reprises dans l'heure", "Taken up within the hour"),
            kind="top",
            field="story_title",
            beside="first_outlet",
            measures=(OUTLETS, BEHIND),
            by=0,
            query=FIRST_HOUR,
            size=15,
            width=32,
            height=15,
        ),
        Panel(
            id="agence",
            title=("Agence d'origine", "Agency of origin"),
            kind="share",
            field="story_agency",
            query=TAKEN_UP,
            width=16,
            height=15,
        ),
        Panel(
            id="premiers",
            title=("Qui l'a eu le premier", "Who had it first"),
            kind="top",
            field="first_outlet",
            measures=(STORIES,),
            by=0,
            query=TAKEN_UP,
            size=15,
            width=16,
            height=15,
        ),
        Panel(
            id="repreneurs",
            title=("Qui reprend, et avec quel retard", "Who copies, and how late"),
            kind="top",
            field="source",
            measures=(BEHIND,),
            query=COPIES,
            size=15,
            width=16,
            height=15,
        ),
        Panel(
            id="sortes",
            title=("Sortes de reprises", "Kinds of copies"),
            kind="share",
            field="copy_kind",
            width=16,
            height=15,
        ),
        Panel(
            id="temps",
            title=("Reprises dans le temps, par sorte", "Copies over time, by kind"),
            kind="time",
            split="copy_kind",
            query=COPIES,
            width=48,
            height=11,
        ),
        Panel(
            id="dernieres",
            title=("Dernières reprises", "Latest copies"),
            kind="list",
            query=COPIES,
            width=48,
            height=16,
        ),
    ),
)

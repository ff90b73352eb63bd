"""Alertes: how many, how good, how quick, and what did not arrive."""

from workers.stages.kibana.panels import Dashboard, Measure, Panel

PRECISION = Measure(title=("Précision", "Precision"), operation="average", field="as_meant", form="percent")
MEDIAN = Measure(title=("Délai médian", "Median delay"), operation="median", field="total_ms", form="time")
SLOWEST = Measure(
    title=("95 % arrivent en", "95 % arrive within"), operation="p95", field="total_ms", form="time"
)
STAGES = (
    Measure(title=("Lecture", "Reading"), operation="median", field="reading_ms", form="time"),
    Measure(title=("Attente", "Waiting"), operation="median", field="waiting_ms", form="time"),
    Measure(title=("Envoi", "Sending"), operation="median", field="sending_ms", form="time"),
)
FAILED = "states : failed"

ALERTES = Dashboard(
    id="alertes",
    title=("Beffroi · Alertes", "Beffroi · Alerts"),
    about=(
        "Combien d'alertes, si elles étaient justes, en combien de temps, et ce qui n'est pas arrivé.",
        "How many alerts, whether they were right, how quick, and what did not arrive.",
    ),
    view="alerts",
    panels=(
        Panel(id="total", title=("Alertes", "Alerts"), kind="number", width=12, height=6),
        Panel(
            id="precision",
            title=("Précision selon les votes", "Precision by votes"),
            kind="number",
            measures=(PRECISION,),
            width=12,
            height=6,
        ),
        Panel(
            id="delai",
            title=("95 % arrivent en", "95 % arrive within"),
            kind="number",
            measures=(SLOWEST,),
            width=12,
            height=6,
        ),
        Panel(
            id="echecs",
            title=("Avec un canal en échec", "With a channel that failed"),
            kind="number",
            query=FAILED,
            width=12,
            height=6,
        ),
        Panel(
            id="temps",
            title=("Dans le temps, par veille", "Over time, by watch"),
            kind="time",
            split="watch",
            width=48,
            height=11,
        ),
        Panel(
            id="veilles",
            title=("Volume et précision par veille", "Volume and precision by watch"),
            kind="top",
            field="watch",
            measures=(PRECISION,),
            size=30,
            width=24,
            height=16,
        ),
        Panel(
            id="delais",
            title=("Délai par veille et par étape", "Delay by watch and stage"),
            kind="top",
            field="watch",
            measures=(*STAGES, MEDIAN, SLOWEST),
            size=30,
            width=24,
            height=16,
        ),
        Panel(
            id="etapes",
            title=("Délai médian par étape", "Median delay by stage"),
            kind="trend",
            measures=STAGES,
            width=32,
            height=12,
        ),
        Panel(
            id="verdicts",
            title=("Verdicts", "Verdicts"),
            kind="share",
            field="verdict",
            width=16,
            height=12,
        ),
        Panel(
            id="canaux",
            title=("Canaux en échec", "Channels that failed"),
            kind="top",
            field="failed_channels",
            size=15,
            width=16,
            height=12,
        ),
        Panel(
            id="erreurs",
            title=("Ce que répondent les canaux", "What channels answer"),
            kind="top",
            field="errors",
            size=15,
            width=16,
            height=12,
        ),
        Panel(
            id="gravite",
            title=("Gravité", "Severity"),
            kind="share",
            field="severity",
            width=16,
            height=12,
        ),
        Panel(
            id="liste",
            title=("Dernières alertes", "Latest alerts"),
            kind="list",
            width=48,
            height=20,
        ),
    ),
)

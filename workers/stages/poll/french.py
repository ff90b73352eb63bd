"""Why a visit failed, in French: screen and alerts are the desk's, the commands are the operator's."""

from workers.news.feed import Visit
from workers.stages.poll.statuses import TROUBLE
from workers.stages.poll.visits import OWN_NETWORK

FAULTS = {
    "dns": "nom introuvable",
    "connection": "pas de connexion",
    "timeout": "pas de réponse à temps",
    "tls": "certificat refusé",
    "private": "adresse privée, refusée",
    "robots": "robots.txt l’interdit",
    "size": "réponse trop longue",
    "redirects": "redirections sans fin",
    "url": "adresse incorrecte",
    "busy": "serveur trop sollicité",
    "http": "réponse illisible",
    "html": "ce qui répond n’est pas un flux",
}
STATUSES = {
    401: "mot de passe demandé",
    402: "accès payant",
    403: "accès refusé, peut-être aux robots",
    404: "page introuvable",
    410: "disparu pour de bon",
    429: "trop de demandes",
    451: "retenu pour des raisons juridiques",
}


def in_french(visit: Visit) -> str:
    """Gives why a visit failed: « 404 : page introuvable »; its own reason where no word stands for it."""
    said = _said(visit.fault) or visit.reason or "sans motif"
    if visit.candidates:
        said += f" ; la page nomme {', '.join(visit.candidates)}"
    own = (visit.reason or "").startswith(OWN_NETWORK)
    return f"notre réseau est sans doute en panne ({said})" if own else said


def _said(fault: str) -> str | None:
    kind, _, status = fault.partition("-")
    if kind != "http" or not status:
        return FAULTS.get(fault)
    number = int(status)
    other = "le serveur est en panne" if number >= TROUBLE else "le serveur refuse"
    return f"{number} : {STATUSES.get(number, other)}"

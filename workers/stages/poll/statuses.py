"""HTTP statuses and other faults: for a person to read, and how heavily each weighs."""

from http import HTTPStatus

from workers.news.web import Answer, NoAnswer

OK = 200
NOT_MODIFIED = 304
GONE = 410
TOO_MANY = 429
UNAVAILABLE = 503
TROUBLE = 500

STATUS = {
    400: "the server does not understand the request",
    401: "a password is wanted",
    402: "payment is wanted",
    403: "access refused; the site may bar robots",
    404: "the page does not exist; check the url",
    406: "the server has it in no form that we read",
    408: "the server got tired of waiting",
    410: "gone for good; take the feed out or find its new url",
    418: "access refused; the site bars robots",
    429: "too many requests; visited again later",
    451: "withheld for legal reasons",
}
STATUS_CLASS = {
    1: "an interim answer and no more",
    2: "an answer without the page",
    3: "a redirect that leads nowhere",
    4: "the server refuses the request",
    5: "the server is in trouble",
}
# Doublings of the wait that one failure brings. What is likely to pass soon weighs less, as in
# Media Cloud's fetcher (hard 1, 404, 429 and 5xx 1/2, DNS 1/4).
WEIGHTS = {"dns": 0.25, "connection": 0.5, "timeout": 0.5, "tls": 0.5, "busy": 0.0}
LIGHT_STATUS = {404, 408, 425, 429}
LIGHT, FULL = 0.5, 1.0
ASKS_FOR_PEACE = {"http-429", "http-503"}  # whose Retry-After counts for the host, said twice
OF_THE_NETWORK = {"dns", "connection", "timeout"}  # also what a feed shows when our own line is down


def status_text(status: int) -> str:
    """Gives an HTTP status for a person to read, such as "410: gone for good …"."""
    meaning = STATUS.get(status) or STATUS_CLASS.get(status // 100, "no known status")
    return f"{status}: {meaning}{_phrase(status) if status >= TROUBLE else ''}"


def _phrase(status: int) -> str:
    try:
        return f" ({HTTPStatus(status).phrase})"
    except ValueError:
        return ""


def fault(answer: Answer | NoAnswer) -> str:
    """Gives what failed as one word, `http-404` for a status; nothing where nothing did."""
    if isinstance(answer, NoAnswer):
        return answer.fault
    return "" if answer.status in {OK, NOT_MODIFIED} else f"http-{answer.status}"


def weight(fault: str) -> float:
    """Gives by how many doublings a fault lengthens the wait."""
    if fault.startswith("http-"):
        status = int(fault.removeprefix("http-"))
        return LIGHT if status in LIGHT_STATUS or status >= TROUBLE else FULL
    return WEIGHTS.get(fault, FULL)

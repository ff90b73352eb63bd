"""A way to a person."""

from dataclasses import dataclass

from workers.news.calm import ALWAYS, Calm


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A way to a person, as feeds.yaml names it; `docs/configuration.md` lists the kinds."""

    id: str
    kind: str
    url: str = ""
    secret: str | None = None
    """What signs a webhook, logs in to a mail server, or is the token of a service."""
    sender: str = ""
    """The From of e-mails, such as « Beffroi <veille@example.org> »."""
    to: tuple[str, ...] = ()
    """Mail addresses; of Telegram the chat, of Pushover the user."""
    lang: str = "fr"
    timezone: str = "Europe/Paris"
    """Zone in which times are told, beside UTC."""
    private: bool = False
    """Whether its host may be on a private address."""
    templates: tuple[tuple[str, str], ...] = ()
    """Parts of messages with the template that stands in for the shipped one."""
    calm: Calm = ALWAYS

"""Templates to texts, in a sandbox: those of the package, or a channel's own in their place.

A template sees plain texts only, each escaped for its target as it is written out; it reaches
neither Python nor files.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache, lru_cache
from importlib.resources import files

import jinja2
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from workers.news.channel import Channel
from workers.news.notice import Notice
from workers.stages.render import escape
from workers.stages.render.facts import MOST_STORIES, as_digest, facts, sample

PARTS = ("subject", "text", "html", "chat", "short")
ESCAPES: Mapping[str, Callable[[str], str]] = {
    "plain": str,
    "html": escape.html,
    "mrkdwn": escape.mrkdwn,
    "markdown": escape.markdown,
    "markdown_v2": escape.markdown_v2,
}
_DIALECT = {"html": "html"}  # of the parts that have one only; chat has its channel's
FEWER = (10, 5, 2, 1, 0)
_TRIED = datetime(2026, 11, 2, 8, 30, tzinfo=UTC)


class _Sandbox(ImmutableSandboxedEnvironment):
    """Refuses what makes a large text of a short template, beside what any sandbox refuses."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def call_binop(self, context: object, operator: str, left: object, right: object) -> object:
        """Refuses them all: no message needs one."""
        del context, left, right
        raise SecurityError(f"the operator {operator} is not available in templates")


def rendered(part: str, notice: Notice, channel: Channel, dialect: str = "", room: int = 0) -> str:
    """Gives a part of a message; a digest's own template is named `digest_` and the part.

    Where a digest has more signs than there is `room`, it names fewer stories and says so.
    Raises jinja2.TemplateError where a channel's own template fails.
    """
    dialect = dialect or _DIALECT.get(part, "plain")
    form = "digest" if notice.form == "digest" else "alert"
    own = dict(channel.templates).get(part if form == "alert" else f"digest_{part}")
    template = _compiled(_shipped(form, part, dialect) if own is None else own, dialect)
    text = ""
    for most in FEWER if room and form == "digest" else (MOST_STORIES,):
        text = template.render(facts(notice, channel, most=most)).strip()
        if len(text) <= room:
            break
    return text


def template_trouble(part: str, source: str) -> str:
    """Says what is wrong with a channel's own template, tried on a sample; empty where nothing is."""
    notice = sample(_TRIED, "essai")
    name = part.removeprefix("digest_")
    if part != name:
        notice = as_digest(notice)
    channel = Channel(id="essai", kind="log", templates=((part, source),))
    try:
        rendered(name, notice, channel, "mrkdwn" if name == "chat" else "")
    except jinja2.TemplateSyntaxError as error:
        return f"line {error.lineno}: {error.message}"
    except jinja2.TemplateError as error:
        return str(error.message)
    except (TypeError, ValueError, ArithmeticError, LookupError) as error:
        return str(error)
    return ""


@lru_cache(500)
def _compiled(source: str, dialect: str) -> jinja2.Template:
    return _environment(dialect).from_string(source)


@cache
def _environment(dialect: str) -> _Sandbox:
    escaped = ESCAPES[dialect]

    def written(value: object) -> object:
        return value if isinstance(value, escape.Raw) else escaped(str(value))

    made = _Sandbox(
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=dialect == "html",
        finalize=None if dialect == "html" else written,
    )
    made.globals.clear()
    return made


@cache
def _shipped(form: str, part: str, dialect: str) -> str:
    name = f"{part}.{dialect}.txt" if part == "chat" else f"{part}.{'html' if part == 'html' else 'txt'}"
    return files("workers.stages.render").joinpath("templates", form, name).read_text("utf-8")

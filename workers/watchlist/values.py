"""The values that feeds.yaml takes, each with its check and its place in the JSON Schema."""

import re
from datetime import timedelta
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from workers.french.demonyms import country_code, country_codes
from workers.watchlist import durations
from workers.watchlist.term_text import LONGEST_TERM, term_trouble

Severity = Literal["low", "normal", "high", "critical"]
Kind = Literal[
    "log", "webhook", "mail", "syslog", "slack", "teams", "mattermost", "telegram", "ntfy", "gotify",
    "pushover", "apprise",
]  # fmt: skip
ChannelLang = Literal["fr", "en"]
FeedType = Literal["feed", "sitemap"]
Store = Literal["full", "extract", "headline"]
ID = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$"
LIST = r"\$[A-Za-z0-9][A-Za-z0-9._-]{0,99}"
OVER = r"^[0-9]{1,3}(\.[0-9])?x$"
LANG = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"


def mistake(code: str, message: str, help: str) -> PydanticCustomError:
    """Gives the error that pydantic carries to the printer; braces in the texts are safe."""
    return PydanticCustomError(code, "{message}", {"message": message, "help": help})


def _duration(value: object) -> object:
    if not isinstance(value, str):
        raise mistake("wrong-type", "a duration must be text with a unit", DURATIONS)
    try:
        return durations.parse(value)
    except ValueError as error:
        raise mistake("bad-duration", str(error), DURATIONS) from None


DURATIONS = "write 30s, 15m, 2h, 1d or 1h30m; 1s at least, 1d at most"


def web_trouble(url: str) -> str:
    """Says why an address is none of the web; empty where it is one. The answer never quotes the address."""
    if re.search(r"[\s\x00-\x1f\x7f]", url):
        return "the address has a blank in it"
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return "the address has a port or a bracket that is wrong"
    if parts.scheme not in {"http", "https"}:
        return "the address is not one of http:// or https://"
    return "" if parts.hostname and port != 0 else "the address names no host"


def _web(url: str) -> str:
    if trouble := web_trouble(url):
        raise mistake("bad-url", trouble, "write it as https://host/path")
    return url


def _term(text: str) -> str:
    if not re.fullmatch(LIST, text) and (trouble := term_trouble(text)):
        raise mistake("bad-value", *trouble)
    return text


def _over(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(OVER, value):
        return float(value.rstrip("x"))
    raise mistake("bad-value", "a burst is so many times what is usual", "write it as 4x")


def _country(code: str) -> str:
    if code not in country_codes():
        known = country_code(code)
        raise mistake(
            "bad-value", f"'{code}' is no country's code", f"write {known}" if known else "write it as ML"
        )
    return code


def countries_as_mapping(value: object) -> object:
    """Gives codes and roles in any order as one mapping: `[ML, {place: [NE]}]`."""
    if isinstance(value, str | dict):
        value = [value]
    if not isinstance(value, list) or not all(isinstance(one, str | dict) for one in value):
        return {"any": value}
    named: dict[str, object] = {"any": [one for one in value if isinstance(one, str)]}
    for one in value:
        named |= one if isinstance(one, dict) else {}
    return named


def term_as_mapping(value: object) -> object:
    """Gives a bare term as the mapping it stands for."""
    return {"term": value} if isinstance(value, str) else value


def context_as_mapping(value: object) -> object:
    """Gives terms alone as the mapping they stand for."""
    return value if isinstance(value, dict) else {"terms": value}


def _sentence(text: str) -> str:
    if not text.strip():
        raise mistake("bad-value", "an example is empty", "write a sentence, or take it away")
    return text


def _timezone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (OSError, ValueError, LookupError):  # a folder of zones, a path, a zone that is not there
        raise mistake("bad-value", f"'{name}' is no time zone", "write it as Europe/Paris or UTC") from None
    return name


def one_as_list(value: object) -> object:
    """Gives one text as the list it stands for."""
    return [value] if isinstance(value, str) else value


def one_term_as_list(value: object) -> object:
    """Gives one term, a text or a mapping, as the list that holds it."""
    return [value] if isinstance(value, str | dict) else value


def url_as_mapping(value: object) -> object:
    """Gives a bare address as the mapping it stands for."""
    return {"url": value} if isinstance(value, str) else value


Id = Annotated[str, Field(pattern=ID)]
Lang = Annotated[str, Field(pattern=LANG)]
Text = Annotated[str, Field(min_length=1, max_length=300)]
WebAddress = Annotated[str, AfterValidator(_web), Field(max_length=2000)]
Term = Annotated[str, AfterValidator(_term), Field(min_length=1, max_length=LONGEST_TERM)]
Words = Annotated[list[Term], BeforeValidator(one_as_list, json_schema_input_type=Term | list[Term])]
Code = Annotated[str, AfterValidator(_country), Field(examples=["ML"])]
Codes = Annotated[list[Code], BeforeValidator(one_as_list, json_schema_input_type=Code | list[Code])]
Part = Literal["title", "lead", "body"]
Parts = Annotated[list[Part], BeforeValidator(one_as_list, json_schema_input_type=Part | list[Part])]
Langs = Annotated[list[Lang], BeforeValidator(one_as_list, json_schema_input_type=Lang | list[Lang])]
Within = Literal["sentence", "article"]
Over = Annotated[
    float, BeforeValidator(_over, json_schema_input_type=Annotated[str, Field(pattern=OVER, examples=["4x"])])
]
Sentence = Annotated[str, AfterValidator(_sentence), Field(min_length=1, max_length=20_000)]
Timezone = Annotated[str, AfterValidator(_timezone), Field(examples=["Europe/Paris"])]
Interval = Annotated[
    timedelta,
    BeforeValidator(
        _duration, json_schema_input_type=Annotated[str, Field(pattern=durations.PATTERN, examples=["15m"])]
    ),
]
Ids = Annotated[list[Id], BeforeValidator(one_as_list, json_schema_input_type=Id | list[Id])]
Tags = Annotated[list[Text], BeforeValidator(one_as_list, json_schema_input_type=Text | list[Text])]
Sentences = Annotated[
    list[Sentence], BeforeValidator(one_as_list, json_schema_input_type=Sentence | list[Sentence])
]

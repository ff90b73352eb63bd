"""The REST API under /api/v1: the operations as routes, and the OpenAPI document that describes them."""

from collections.abc import Callable, Mapping
from importlib.metadata import version
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from workers.news.search import BadQuery
from workers.page.dry_run import DryRun, Mistaken, Outcome, answering
from workers.page.formats import as_json
from workers.page.operations import MOST, OPERATIONS, NotAsked, Operation, Parameter
from workers.page.security import Door
from workers.page.world import World

ROOT = "/api/v1"
DRY_RUN = "/watches/dry-run"
LONGEST = 2000  # code points of a value
REF = "#/components/schemas/{name}"


def routes(world: World, door: Door) -> list[Route]:
    """Gives a route an operation, and that of the document."""
    listed = [Route(ROOT + one.path, _answering(world, one)) for one in OPERATIONS]
    trial = Route(ROOT + DRY_RUN, answering(world, door), methods=["POST"])
    return [Route(f"{ROOT}/openapi.json", _document), trial, *listed]


def _answering(world: World, operation: Operation) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        try:
            return as_json(operation.answer(world, given(operation, request)))
        except NotAsked as error:
            return as_json({"error": str(error)}, error.status)
        except BadQuery as error:
            return as_json({"error": error.message, "at": error.at, "help": error.help}, 400)

    return answer


def given(operation: Operation, request: Request) -> dict[str, Any]:
    """Gives the parameters of a request; raises NotAsked where one is missing or wrong."""
    sent: Mapping[str, str] = {**request.query_params, **request.path_params}
    return {one.name: _value(one, sent.get(one.name)) for one in operation.parameters}


def _value(parameter: Parameter, sent: str | None) -> str | int | None:
    if sent is None:
        if parameter.default is None:
            raise NotAsked(400, f"'{parameter.name}' is missing")
        return parameter.default
    if parameter.type is int:
        if not (sent.isascii() and sent.isdigit() and len(sent) <= len(str(MOST)) and 1 <= int(sent) <= MOST):
            raise NotAsked(400, f"'{parameter.name}' must be a whole number from 1 to {MOST}")
        return int(sent)
    if parameter.choices and sent not in parameter.choices:
        raise NotAsked(400, f"'{parameter.name}' must be one of {', '.join(parameter.choices)}")
    if len(sent) > LONGEST:
        raise NotAsked(400, f"'{parameter.name}' is longer than {LONGEST} signs")
    return sent


async def _document(request: Request) -> Response:
    del request
    return as_json(document())


def document() -> dict[str, Any]:
    """Gives the OpenAPI 3.1 document, from the table of operations and the types of their answers."""
    types = [*(one.gives for one in OPERATIONS), DryRun, Outcome, Mistaken]
    schemas, components = msgspec.json.schema_components(types, ref_template=REF)
    paths = {
        ROOT + operation.path: {"get": _described(operation, schema)}
        for operation, schema in zip(OPERATIONS, schemas, strict=False)
    }
    paths[ROOT + DRY_RUN] = {"post": _tried(*schemas[len(OPERATIONS) :])}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Beffroi", "version": version("beffroi"), "description": "Reads; changes nothing."},
        "paths": paths,
        "components": {"schemas": {**components, "Error": ERROR}},
    }


ERROR: dict[str, Any] = {
    "type": "object",
    "properties": {
        "error": {"type": "string"},
        "at": {"type": "integer", "description": "the code point of the query from which on it is wrong"},
        "help": {"type": "string"},
    },
    "required": ["error"],
}


def _described(operation: Operation, schema: Mapping[str, Any]) -> dict[str, Any]:
    answers = {"200": _answer("what was asked for", schema), "503": _answer("out of reach now", _ERROR_REF)}
    if operation.parameters:
        answers["400"] = _answer("a parameter or a query that means nothing", _ERROR_REF)
    if any(one.default is None for one in operation.parameters):
        answers["404"] = _answer("none of that id", _ERROR_REF)
    return {
        "operationId": operation.name,
        "summary": operation.summary,
        "parameters": [_parameter(one) for one in operation.parameters],
        "responses": answers,
    }


def _tried(takes: Mapping[str, Any], gives: Mapping[str, Any], mistaken: Mapping[str, Any]) -> dict[str, Any]:
    """The one operation that takes a body: a watch may be longer than an address."""
    refused = {"400": "a body that means nothing", "403": "sent by a page of another site"}
    refused |= {"413": "too large", "415": "no JSON", "503": "out of reach now"}
    return {
        "operationId": "dry-run",
        "summary": "What watches would have told in the last days; read for two seconds, the newest first",
        "requestBody": {"required": True, "content": {"application/json": {"schema": takes}}},
        "responses": {
            "200": _answer("what they would have told", gives),
            "422": _answer("the watch has mistakes: each with its line and column", mistaken),
            **{status: _answer(told, _ERROR_REF) for status, told in refused.items()},
        },
    }


_ERROR_REF = {"$ref": REF.format(name="Error")}


def _answer(description: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def _parameter(parameter: Parameter) -> dict[str, Any]:
    kind: dict[str, Any] = {"type": "string", "maxLength": LONGEST}
    if parameter.type is int:
        kind = {"type": "integer", "minimum": 1, "maximum": MOST}
    if parameter.choices:
        kind = {"type": "string", "enum": list(parameter.choices)}
    within = parameter.default is None
    described = {"description": parameter.description} if parameter.description else {}
    default = {} if within else {"default": parameter.default}
    return {
        "name": parameter.name,
        "in": "path" if within else "query",
        "required": within,
        "schema": kind | default,
        **described,
    }

"""JSON in requests and answers."""

from typing import Any

import msgspec
from flask import Response, make_response, request

from ...meeting import registry
from ...meeting.refusal import Refusal


def answer(value: object, status: int = 200) -> Response:
    """A JSON answer."""
    response = make_response(msgspec.json.encode(value), status)
    response.headers["Content-Type"] = "application/json"
    return response


def body(kind: type[Any]) -> Any:
    """The request's JSON as this struct. Raises Refusal `bad_args` or `bad_command`."""
    try:
        return msgspec.json.decode(request.get_data(), type=kind)
    except msgspec.ValidationError as error:
        raise Refusal("bad_args", field=registry.field_of(str(error))) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Refusal("bad_command") from None

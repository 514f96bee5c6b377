"""JSON in requests and responses."""

from typing import TypeVar

import msgspec
from flask import Response, make_response, request

from ...meeting import registry
from ...meeting.refusal import Refusal

Body = TypeVar("Body", bound=msgspec.Struct)


def answer(value: object, status: int = 200) -> Response:
    """A JSON response with this status."""
    response = make_response(msgspec.json.encode(value), status)
    response.headers["Content-Type"] = "application/json"
    return response


def body(struct: type[Body]) -> Body:
    """The request's body, decoded and validated as this struct.

    Raises Refusal `bad_args` for JSON that does not fit the struct, and `bad_command` for anything that is not JSON."""
    try:
        return msgspec.json.decode(request.get_data(), type=struct)
    except msgspec.ValidationError as error:
        raise Refusal("bad_args", field=registry.field_of(str(error))) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Refusal("bad_command") from None

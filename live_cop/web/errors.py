"""When something is not possible: one sentence, as JSON for a program and as a calm page for a person."""

from typing import Any

from flask import Flask, Response, make_response, request
from werkzeug.exceptions import HTTPException

from .. import words
from ..live.hub import refusal
from ..meeting.refusal import Refusal
from . import pages
from .api import answer

STATUS = {
    "not_allowed": 403,
    "not_a_host": 401,
    "not_your_meeting": 403,
    "locked": 403,
    "paused": 409,
    "closed": 409,
    "chair_moved_on": 403,
    "not_published": 403,
    "who_are_you": 401,
    "too_many_tries": 429,
    "too_big": 413,
    "not_saved": 503,
}
_OF_HTTP = {404: "no_page", 405: "no_page", 413: "too_big"}


def register(app: Flask) -> None:
    """Answers refusals and HTTP errors."""

    @app.errorhandler(Refusal)
    def refused(error: Refusal) -> Response:
        unknown = error.code.startswith("unknown_") or error.code in ("bad_link", "no_page")
        return _say(error, STATUS.get(error.code, 404 if unknown else 400))

    @app.errorhandler(HTTPException)
    def failed(error: HTTPException) -> Response:
        status = error.code or 500
        return _say(Refusal(_OF_HTTP.get(status, "bad_command" if status < 500 else "our_fault")), status)


def _say(error: Refusal, status: int) -> Response:
    if request.path.startswith("/api/"):
        return answer(refusal(error), status)
    facts: dict[str, Any] = {"urls": {"home": "/"}}
    page = pages.render("message", facts, message=words.t(f"refusals.{error.code}", **error.params), refused=error.code)
    return make_response(page, status)

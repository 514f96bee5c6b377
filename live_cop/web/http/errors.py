"""When something is not possible: one sentence, as JSON for a program and as a calm page with a way on for a person."""

from typing import Any

from flask import Flask, Response, make_response, request
from werkzeug.exceptions import HTTPException

from ... import words
from ...live.sync.hub import refusal
from ...meeting.codes import is_code, normalise_code
from ...meeting.refusal import Refusal
from ...store.file import StoreError
from .. import templating
from .json import answer

STATUS = {
    "not_allowed": 403,
    "not_a_host": 401,
    "not_your_meeting": 403,
    "locked": 403,
    "kept_out": 403,
    "paused": 409,
    "closed": 409,
    "in_a_community": 409,
    "no_next": 404,
    "chair_moved_on": 403,
    "not_published": 403,
    "who_are_you": 401,
    "too_many_tries": 429,
    "too_fast": 429,
    "too_big": 413,
    "file_too_big": 413,
    "not_saved": 503,
    "not_drawn": 503,
    "sent_meanwhile": 409,
}
_OF_HTTP = {404: "no_page", 405: "no_page", 413: "too_big"}
#: The refusals of links that lead nowhere any more.
_GONE = ("bad_link", "bad_community_link", "no_entry", "no_page", "no_report")
#: The refusals after which one may still join the meeting whose page this was.
_JOINS = ("who_are_you", "chair_moved_on", "not_published")
#: The refusals after which typing a code is the way on.
_TYPES = ("unknown_meeting", "too_many_tries")
#: The refusals that may pass by themselves.
_WAITS = ("locked", "kept_out", "not_saved", "not_drawn", "our_fault", "not_published")


def register(app: Flask) -> None:
    """Answers refusals and HTTP errors."""

    @app.errorhandler(Refusal)
    def refused(error: Refusal) -> Response:
        unknown = error.code.startswith("unknown_") or error.code in _GONE
        return _say(error, STATUS.get(error.code, 404 if unknown else 400))

    @app.errorhandler(StoreError)
    def not_saved(error: StoreError) -> Response:
        app.logger.error("the store did not take it: %s", error)
        return _say(Refusal("not_saved"), STATUS["not_saved"])

    @app.errorhandler(HTTPException)
    def failed(error: HTTPException) -> Response:
        status = error.code or 500
        response = _say(Refusal(_OF_HTTP.get(status, "bad_command" if status < 500 else "our_fault")), status)
        if "Allow" in (headers := dict(error.get_headers())):
            response.headers["Allow"] = headers["Allow"]
        return response


def _say(error: Refusal, status: int) -> Response:
    if request.path.startswith("/api/"):
        return answer(refusal(error), status)
    return make_response(_page(error), status)


def _page(error: Refusal) -> str:
    code = normalise_code((request.view_args or {}).get("code", ""))
    facts: dict[str, Any] = {"urls": {"home": "/"}}
    return templating.render(
        "message",
        facts,
        message=words.t(f"refusals.{error.code}", **error.params),
        refused=error.code,
        join=f"/m/{code}" if error.code in _JOINS and is_code(code) else "",
        again=request.full_path.rstrip("?") if error.code in _WAITS and request.method == "GET" else "",
        typed=(request.args.get("code", "") or code)[:12] if error.code in _TYPES else None,
    )

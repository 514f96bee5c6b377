"""Error responses: one sentence, as JSON for programs, and for people as a page that says what they can do next."""

from typing import Any

from flask import Flask, Response, make_response, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from ...live.sync.client_messages import refusal, sentence
from ...meeting.codes import is_code, normalise_code
from ...meeting.refusal import Refusal
from ...store.errors import StoreError
from ...store.leases import Elsewhere
from .. import templating
from .identity import probe
from .json import answer
from .routing import Rerouted, lead_to_owner, reroute

#: The HTTP status of each refusal; any other is 404 where something was not found, or else 400.
STATUS = {
    "not_allowed": 403,
    "from_another_site": 403,
    "not_a_host": 401,
    "sign_in_first": 401,
    "not_signed_in": 403,
    "no_provider": 503,
    "not_your_meeting": 403,
    "locked": 403,
    "cancelled": 409,
    "kept_out": 403,
    "paused": 409,
    "closed": 409,
    "in_a_community": 409,
    "no_next": 404,
    "chair_moved_on": 403,
    "not_published": 403,
    "who_are_you": 401,
    "lost_place": 401,
    "too_many_tries": 429,
    "too_fast": 429,
    "too_many_joining": 429,
    "too_many_meetings": 429,
    "too_big": 413,
    "file_too_big": 413,
    "slides_too_big": 413,
    "logo_too_big": 413,
    "not_saved": 503,
    "elsewhere": 503,
    "not_drawn": 503,
    "reports_busy": 503,
    "imports_busy": 503,
    "uploads_busy": 503,
    "practice_busy": 503,
    "sent_meanwhile": 409,
}
_REFUSAL_OF_STATUS = {404: "no_page", 405: "no_page", 413: "too_big"}
#: Refusals of links and addresses that lead nowhere: 404.
_NOT_FOUND = ("bad_link", "bad_community_link", "no_entry", "no_page", "no_report")
#: Refusals whose page offers to join the meeting,
_OFFER_JOIN = (
    "who_are_you", "lost_place", "chair_moved_on", "not_published", "too_many_joining", "from_another_site"
)  # fmt: skip
#: to type a code,
_OFFER_CODE_ENTRY = ("unknown_meeting",)
#: or to try again, because the reason may pass. A form that another site sent is never among them.
_OFFER_RETRY = (
    "locked", "kept_out", "not_saved", "elsewhere", "not_drawn", "reports_busy", "our_fault", "not_published",
    "too_many_tries", "too_many_joining", "no_cookies", "too_fast",
)  # fmt: skip
#: Seconds after which a browser asks again: for a code that could not be looked at (who asks again comes first), or for
#: a meeting whose process is gone, which another one takes over.
RETRY_SECONDS = {"too_many_tries": 3, "elsewhere": 1}


def register(app: Flask) -> None:
    """Handles refusals, HTTP errors and failures of the store."""

    @app.errorhandler(Refusal)
    def refused(error: Refusal) -> Response:
        not_found = error.code.startswith("unknown_") or error.code in _NOT_FOUND
        return _respond(error, STATUS.get(error.code, 404 if not_found else 400))

    @app.errorhandler(StoreError)
    def not_saved(error: StoreError) -> Response:
        app.logger.error("the store did not take it: %s", error)
        return _respond(Refusal("not_saved"), STATUS["not_saved"])

    @app.errorhandler(Elsewhere)
    def elsewhere(error: Elsewhere) -> AnyResponse:
        return lead_to_owner(error) or _respond(Refusal("elsewhere"), STATUS["elsewhere"])

    app.register_error_handler(Rerouted, reroute)

    @app.errorhandler(HTTPException)
    def failed(error: HTTPException) -> Response:
        status = error.code or 500
        code = _REFUSAL_OF_STATUS.get(status, "bad_command" if status < 500 else "our_fault")
        response = _respond(Refusal(code), status)
        if "Allow" in (headers := dict(error.get_headers())):
            response.headers["Allow"] = headers["Allow"]
        return response


def _respond(error: Refusal, status: int) -> Response:
    response = (
        answer(refusal(error), status) if request.path.startswith("/api/") else make_response(_page(error), status)
    )
    if error.code == "no_cookies":
        # They may have been allowed meanwhile, or the browser has forgotten the one from before.
        probe(response)
    if error.code in RETRY_SECONDS:
        # Nobody has to press anything: the page has no field in which something could be lost.
        response.headers["Retry-After" if request.method != "GET" else "Refresh"] = RETRY_SECONDS[error.code]
    return response


def _page(error: Refusal) -> str:
    code = normalise_code((request.view_args or {}).get("code", ""))
    page_data: dict[str, Any] = {"urls": {"home": "/"}}
    retry = error.code in _OFFER_RETRY
    fields = _fields_to_resend() if retry else None
    return templating.render(
        "message",
        page_data,
        message=sentence(error),
        refused=error.code,
        join=f"/m/{code}" if error.code in _OFFER_JOIN and is_code(code) else "",
        again=request.full_path.rstrip("?") if retry and (request.method == "GET" or fields is not None) else "",
        fields=fields,
        retried=_retried_code(error),
        typed=(request.args.get("code", "") or code)[:12] if error.code in _OFFER_CODE_ENTRY else None,
    )


def _fields_to_resend() -> list[tuple[str, str]] | None:
    """What was typed into the form that is refused, so that it can be sent again; None if nothing like it was sent, or
    more than a form may have. A form with a file shows refusals itself."""
    if request.method != "POST" or request.mimetype != "application/x-www-form-urlencoded":
        return None
    try:
        return list(request.form.items(multi=True))
    except HTTPException:
        return None


def _retried_code(error: Refusal) -> str:
    """The code with which the browser itself asks again, or ""."""
    code = normalise_code((request.view_args or {}).get("code") or request.args.get("code", ""))
    return code if error.code == "too_many_tries" and request.method == "GET" and is_code(code) else ""

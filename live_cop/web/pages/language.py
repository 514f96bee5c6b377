"""The page on which a language is chosen for this device, and easy reading."""

from flask import Blueprint, make_response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from ...meeting.refusal import Refusal
from ...words import languages
from .. import templating
from ..addresses import own_path
from ..http.language import COOKIE, EASY, READING_COOKIE

#: Seconds: as long as browsers keep a cookie.
_LIFETIME = 400 * 24 * 3600
blueprint = Blueprint("language", __name__)


@blueprint.get("/language")
def choice() -> str:
    """All languages, each by its name in itself."""
    known = languages.languages().values()
    return templating.render(
        "language",
        {"urls": {}},
        languages=known,
        unchecked=any(not each.checked for each in known),
        there=own_path(request.args.get("there", "")),
    )


@blueprint.post("/language")
def choose() -> AnyResponse:
    """Keeps the chosen language on the device, and leads back to the page on which it was chosen. Raises Refusal
    `bad_args` for a language without words."""
    language = request.form.get("language", "")
    if language not in languages.languages():
        raise Refusal("bad_args", field="language")
    return _keep(COOKIE, language)


@blueprint.post("/reading")
def choose_reading() -> AnyResponse:
    """Switches easy reading on or off for the device, and leads back to the page on which that was done. Raises Refusal
    `bad_args` for anything else."""
    reading = request.form.get("reading", "")
    if reading not in (EASY, "usual"):
        raise Refusal("bad_args", field="reading")
    return _keep(READING_COOKIE, reading if reading == EASY else "")


def _keep(cookie: str, value: str) -> AnyResponse:
    """Leads back, with the choice as a cookie; "" deletes it."""
    response = make_response(redirect(own_path(request.form.get("there", "")), 303))
    lifetime = _LIFETIME if value else 0
    response.set_cookie(cookie, value, lifetime, httponly=True, samesite="Lax", secure=request.is_secure)
    return response

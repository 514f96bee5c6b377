"""The form "How your community looks", which stands on the community's page and works without a script."""

from flask import Blueprint, Response, make_response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from ...meeting.refusal import Refusal
from ...meeting.texts.text import TITLE_LENGTH, required
from ...pictures.worker import Request
from ...report.accent import Accent, accent_of, parse
from ...store.communities import StoredLogo, StoredTheme
from ...store.errors import StoreError
from ..http import json, uploads
from ..http.errors import STATUS
from ..http.forms import limit_saving
from ..photos import picture_worker
from ..services import save, services
from . import communities, theme

blueprint = Blueprint("themes", __name__)
#: Bytes of the file of a logo: more than what logos have that were made for print.
MAX_FILE_BYTES = 5 << 20


@blueprint.post("/communities/<id>/theme")
def change(id: str) -> AnyResponse:
    """Saves the theme: all of the form, or if anything is wrong nothing, and the page says what.

    Raises Refusal `bad_community_link`."""
    community = communities.require_access(id)
    typed: dict[str, str] = {}
    try:
        with uploads.receive("logo", MAX_FILE_BYTES) as upload:
            typed = upload.fields
            limit_saving(f"theme {community.id}")
            name, accent = required(typed.get("name", ""), TITLE_LENGTH), _accent(typed.get("accent", ""))
            before = services().store.communities.theme(community.id)
            logo = None if "remove" in typed else before and before.logo
            if upload.file:
                logo = _painted(community.id, bytes(upload.file))
                upload.check()
        save(services().store.communities.set_theme, community.id, StoredTheme(name, accent, logo))
    except (Refusal, StoreError) as failure:
        error = _for_the_form(failure if isinstance(failure, Refusal) else Refusal("not_saved"))
        return make_response(communities.render_page(community, typed, error), STATUS.get(error.code, 400))
    return redirect(f"/communities/{community.id}?looks#theme", 303)


@blueprint.get("/communities/<id>/logo/<digest>.png")
def logo(id: str, digest: str) -> Response:
    """The logo of the community. Raises Refusal `bad_community_link` or `no_page`."""
    community = communities.require_access(id)
    return theme.send_logo(theme.of_community(services().store, community.id), digest)


@blueprint.get("/api/communities/<id>/shades")
def shades(id: str) -> Response:
    """What becomes of a colour (`?accent=`), for a look at it before it is saved. Raises Refusal `bad_community_link`
    or `bad_colour`."""
    communities.require_access(id)
    accent: Accent = accent_of(_accent(request.args.get("accent", "")))
    return json.answer(accent)


def _accent(typed: str) -> str:
    """The colour that somebody typed, or "" for the usual ones. Raises Refusal `bad_colour`."""
    accent = parse(typed) if typed.strip() else ""
    if accent is None:
        raise Refusal("bad_colour", field="accent")
    return accent


def _painted(community: str, file: bytes) -> StoredLogo:
    """The logo, painted anew in a process of its own. Raises Refusal as `picture_worker.run` does."""
    [made] = picture_worker.run(f"community {community}", Request("logo", file)).pictures
    return StoredLogo(made.digest, made.width, made.height, made.data)


def _for_the_form(refusal: Refusal) -> Refusal:
    """The refusal as the form shows it, with the field that it is about, if any."""
    match refusal.code:
        case "empty" | "too_long":
            return Refusal(refusal.code, **{**refusal.params, "field": "name"})
        case "not_a_picture":
            return Refusal("not_a_logo", field="logo")
        case "too_big":
            return Refusal("logo_too_big", limit=MAX_FILE_BYTES >> 20, field="logo")
        case "uploads_busy" | "not_drawn":
            return Refusal("uploads_busy", field="logo")
    return refusal

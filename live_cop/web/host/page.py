"""The page of the host, behind the host key: meetings, communities, figures of today and what needs a look.

It does what the commands do, by the same functions. Nothing that changes something is a link: forms are sent, and what
cannot be taken back is asked about first.
"""

from typing import Any

from flask import Blueprint, current_app, make_response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from ... import words
from ...doctor import database, inside
from ...live import runtime
from ...live.sync.client_messages import sentence
from ...meeting.codes import is_code, normalise_code
from ...meeting.refusal import Refusal
from ...report.dates import Clock
from ...settings import Settings
from ...store import overview
from ...store.opening import reading
from ...words import figures
from .. import access, addresses, templating
from ..http.identity import HostSession
from ..services import services
from . import actions

blueprint = Blueprint("host", __name__, url_prefix=HostSession.PATH)
#: Meetings on a page: the sizes of so many are found out at once.
PAGE_SIZE = 50
#: The last page: more meetings than a server has.
MAX_START = 1_000_000
#: Characters of a search.
MAX_FIND = 100


@blueprint.get("")
def page() -> AnyResponse | str:
    """The page; for whoever has not given the key yet, the form for it. Raises Refusal `no_page` where the server has
    no host key."""
    return _overview() if _session().is_on(request.cookies) else _key_form()


@blueprint.post("")
def enter() -> AnyResponse | str:
    """Takes the key. Raises Refusal `no_page`."""
    session = _session()
    try:
        access.check_key(request.form.get("key", "").strip().encode())
    except Refusal as error:
        return _key_form(sentence(error))
    response = make_response(redirect(HostSession.PATH, 303))
    session.begin(response)
    return response


@blueprint.post("/leave")
def leave() -> AnyResponse:
    response = make_response(redirect(HostSession.PATH, 303))
    _session().end(response)
    return response


@blueprint.post("/chair-link")
def chair_link() -> str:
    """Makes a link for the chair of a meeting (`?m=`), and shows it. Raises Refusal `no_page` and `unknown_meeting`."""
    _require_host()
    token = actions.make_chair_link(services().hub, _code())
    return _overview(made=addresses.capability_link("chair", token), about="host.chair_link")


@blueprint.get("/delete-meeting")
def ask_about_meeting() -> str:
    _require_host()
    return _sure("sure_meeting", "host.page.delete_meeting", code=_code())


@blueprint.post("/delete-meeting")
def delete_meeting() -> AnyResponse:
    """Raises Refusal `no_page` and `unknown_meeting`."""
    _require_host()
    actions.delete_meeting(services().hub, services().end_connections, _code())
    return redirect(f"{HostSession.PATH}?done=meeting", 303)


@blueprint.get("/community-link")
def ask_about_community_link() -> str:
    _require_host()
    return _sure("sure_community_link", "host.page.community_link", id=request.args.get("id", ""))


@blueprint.post("/community-link")
def community_link() -> str:
    """Raises Refusal `no_page` and `unknown_community`."""
    _require_host()
    token = actions.renew_community_link(services().hub, request.args.get("id", ""))
    return _overview(made=addresses.capability_link("community", token), about="host.community_link")


@blueprint.get("/delete-community")
def ask_about_community() -> str:
    _require_host()
    return _sure("sure_community", "host.page.delete_community", id=request.args.get("id", ""))


@blueprint.post("/delete-community")
def delete_community() -> AnyResponse:
    """Raises Refusal `no_page` and `unknown_community`."""
    _require_host()
    actions.delete_community(services().hub, request.args.get("id", ""))
    return redirect(f"{HostSession.PATH}?done=community", 303)


def _overview(made: str = "", about: str = "") -> str:
    find = request.args.get("find", "").strip()[:MAX_FIND]
    start = min(max(0, request.args.get("start", 0, type=int)), MAX_START)
    found = runtime.in_thread(_read, services().settings, find, start)
    return _render(
        "overview",
        find=find,
        start=start,
        made=made,
        about=about,
        done=request.args.get("done", ""),
        connections=services().hub.metrics.connections,
        page_size=PAGE_SIZE,
        size=figures.size,
        moment=_moment,
        **found,
    )


def _read(settings: Settings, find: str, start: int) -> dict[str, Any]:
    """What the page shows from the disk. Slow: not for the live loop."""
    folder = settings.data
    with reading(folder, database=settings.database) as here:
        # One more than it shows, to know whether there are more.
        meetings = overview.meetings(here, most=PAGE_SIZE + 1, start=start, find=find)
        stats = overview.stats(here, figures.midnight())
        communities = overview.communities(here)
    of_data = database.examine(settings.database) if settings.database else []
    checks = [*of_data, *inside.disk(folder), *inside.backups(settings), *inside.zone(None)]
    return {"meetings": meetings, "stats": stats, "communities": communities, "checks": checks}


def _moment(at: int) -> str:
    """A time (UTC milliseconds) in the zone of this machine, in words; a dash for 0."""
    clock = Clock()
    return words.listed([clock.short(at), clock.time(at)]) if at else "–"


def _sure(question: str, button: str, **params: str) -> str:
    """The question before something that cannot be taken back; its button sends a form to the same address."""
    return _render("sure", question=words.t(f"host.{question}", **params), button=words.t(button))


def _key_form(error: str = "") -> AnyResponse:
    return make_response(_render("key", error=error), 403 if error else 200)


def _render(view: str, **values: object) -> str:
    return templating.render("host", {}, view=view, base=HostSession.PATH, **values)


def _code() -> str:
    """The meeting of `?m=`; where another process has it, the request goes there. Raises Refusal `unknown_meeting`."""
    code = normalise_code(request.args.get("m", ""))
    if not is_code(code):
        raise Refusal("unknown_meeting")
    access.require_here(code)
    return code


def _session() -> HostSession:
    """Raises Refusal `no_page` where the server has no host key: then there is nothing that keeps others out."""
    key = services().settings.host_key
    if not key:
        raise Refusal("no_page")
    return HostSession(str(current_app.config["SECRET_KEY"]), key)


def _require_host() -> None:
    if not _session().is_on(request.cookies):
        raise Refusal("no_page")

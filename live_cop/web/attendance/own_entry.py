"""One's own entry on the attendance list: a voluntary form in the meeting, and a page behind a personal link.

Only people in the meeting can fill in the form, but nothing of the participant is stored with the entry.
"""

from typing import Any

from flask import Blueprint, Response, make_response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from ...meeting.codes import is_code, normalise_code
from ...meeting.contacts.attendance import KINDS, Entry, check_entry
from ...meeting.refusal import Refusal
from ...meeting.state import State
from ...report import dates
from ...store.attendance import AttendanceEntry
from ...words import t
from .. import access, templating
from ..http.forms import form_error, limit_entries, limit_saving, new_form_key, submitted_form_key
from ..services import save, services
from .entry_form import CONSENT_VERSION, attended, check_consent_version, consent, own_link, submitted_entry

blueprint = Blueprint("attendance", __name__)
_COOKIE = "cop_a_"
#: The device's cookie is sent to the pages of meetings only, and to no live connection.
_COOKIE_PATH = "/m"
#: Seconds. A community meets every three months, and may leave one out; browsers keep no cookie longer than this.
_COOKIE_LIFETIME = 400 * 24 * 3600
#: The entries that one device may remember: one for each community of its owner.
_MAX_COOKIES = 20


@blueprint.get("/m/<code>/attendance")
def form(code: str) -> AnyResponse | str:
    """The empty form, or the page of the entry that this device remembers."""
    code, state, _ = access.require_person(code)
    if remembered := _remembered(code):
        return redirect(url_for(".own", token=remembered[0], m=code))
    return _form(code, state, Entry())


@blueprint.post("/m/<code>/attendance")
def add(code: str) -> AnyResponse | str:
    """Adds somebody to the list. The form's key becomes the token of the personal link, so that a form that is sent
    twice counts once.

    Raises Refusal `too_many` for a full list, `too_fast`, and `bad_args` for a key that we did not make."""
    code, state, viewer = access.require_person(code)
    limit_saving(viewer.person)
    submitted, token = submitted_entry(), submitted_form_key()
    try:
        check_consent_version()
        new = check_entry(submitted)
    except Refusal as error:
        return make_response(_form(code, state, submitted, error), 400)
    store = services().store.attendance
    existing = store.by_token(token)
    if known := (token, existing) if existing else _remembered(code):
        if known[1].entry == new:
            return _saved(known[0], code)
        # Another page of this device was first: nothing is overwritten unseen, and nothing that was typed is lost.
        return _own(*known, submitted=submitted, error=Refusal("changed_since"), meeting=(code, state))
    try:
        limit_entries(code)
    except Refusal as error:
        return make_response(_form(code, state, submitted, error), 429)
    if not save(store.add, token, code, new, consent(), attended(code, state), on_paper=False):
        raise Refusal("too_many")
    return _saved(token, code)


@blueprint.get("/a/<token>")
def own(token: str) -> AnyResponse | str:
    """The page of the entry behind a personal link. Raises Refusal `no_entry`."""
    return _own(token, _entry(token), meeting=_meeting(request.args.get("m", "")))


@blueprint.post("/a/<token>")
def change(token: str) -> AnyResponse | str:
    """Changes the entry if it still has the version that the form showed.

    Raises Refusal `no_entry`, `too_fast`, and `bad_args` for a version that is not a number."""
    stored, submitted = _entry(token), submitted_entry()
    limit_saving(stored.id)
    meeting = _meeting(request.form.get("m", ""))
    version = request.form.get("version", "")
    try:
        check_consent_version()
        new = check_entry(submitted)
    except Refusal as error:
        return _own(token, stored, submitted=submitted, error=error, meeting=meeting)
    here = attended(*meeting) if meeting else None
    if not version.isascii() or not version.isdigit() or len(version) > 9:
        raise Refusal("bad_args", field="version")
    if not save(services().store.attendance.change, token, int(version), new, consent(), here):
        return _own(token, _entry(token), submitted=submitted, error=Refusal("changed_since"), meeting=meeting)
    return _saved(token, meeting[0] if meeting else "")


@blueprint.post("/a/<token>/erase")
def erase(token: str) -> AnyResponse:
    """Deletes the entry and its links. Raises Refusal `no_entry`."""
    if not save(services().store.attendance.erase, token):
        raise Refusal("no_entry")
    title, about = t("attendance.erased.title"), t("attendance.erased.about")
    response = make_response(templating.render("plain", {"urls": {}}, title=title, about=about, button=""))
    _delete_cookie(response, token)
    return response


@blueprint.post("/a/<token>/forget")
def forget(token: str) -> AnyResponse:
    """Deletes this device's cookie, for the next person who uses the device; the entry stays."""
    meeting = _meeting(request.form.get("m", ""))
    response = make_response(redirect(f"/m/{meeting[0]}" if meeting else "/", 303))
    _delete_cookie(response, token)
    return response


def _form(code: str, state: State, submitted: Entry, error: Refusal | None = None) -> str:
    return templating.render(
        "attendance",
        {"urls": {}},
        **_form_values(submitted, error),
        action=f"/m/{code}/attendance",
        key=new_form_key(),
        kept=None,
        code=code,
        meeting=state.get("meeting", "meeting"),
    )


def _own(
    token: str,
    stored: AttendanceEntry,
    *,
    submitted: Entry | None = None,
    error: Refusal | None = None,
    meeting: tuple[str, State] | None = None,
) -> AnyResponse:
    """The entry's page; after an error it shows what was submitted. `meeting` is the one that somebody came from."""
    page = templating.render(
        "attendance",
        {"urls": {}},
        **_form_values(submitted or stored.entry, error),
        action=f"/a/{token}",
        kept=stored,
        link=own_link(token),
        saved="saved" in request.args and not error,
        meetings=[(_title(each.meeting), dates.day(each.day)) for each in stored.meetings],
        agreed_on=dates.day(stored.consent.day),
        code=meeting[0] if meeting else "",
        meeting=meeting[1].get("meeting", "meeting") if meeting else None,
        here=meeting is not None and meeting[0] not in {each.meeting for each in stored.meetings},
    )
    response: Response = make_response(page, 409 if error and error.code == "changed_since" else 400 if error else 200)
    return response


def _form_values(shown: Entry, error: Refusal | None) -> dict[str, Any]:
    return {"entry": shown, "kinds": KINDS, "words": CONSENT_VERSION, "error": form_error(error)}


def _saved(token: str, code: str) -> AnyResponse:
    """Redirects to the entry's page and lets this device remember the entry."""
    response = redirect(url_for(".own", token=token, m=code or None, saved=1), 303)
    response.set_cookie(
        _cookie(token),
        token,
        max_age=_COOKIE_LIFETIME,
        path=_COOKIE_PATH,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure,
    )
    return response


def _delete_cookie(response: AnyResponse, token: str) -> None:
    response.delete_cookie(_cookie(token), path=_COOKIE_PATH, httponly=True, samesite="Lax", secure=request.is_secure)


def _cookie(token: str) -> str:
    return _COOKIE + token[:8]


def _remembered(code: str) -> tuple[str, AttendanceEntry] | None:
    """The entry on this meeting's list that this device remembers, with its token."""
    owner = services().store.communities.of_meeting(code) or code
    tokens = [text for name, text in request.cookies.items() if name.startswith(_COOKIE)]
    for token in tokens[:_MAX_COOKIES]:
        stored = services().store.attendance.by_token(token)
        if stored is not None and stored.owner == owner:
            return token, stored
    return None


def _entry(token: str) -> AttendanceEntry:
    """The entry behind a personal link. Raises Refusal `no_entry`."""
    found = services().store.attendance.by_token(token)
    if found is None:
        raise Refusal("no_entry")
    return found


def _meeting(typed: str) -> tuple[str, State] | None:
    """The meeting that somebody came from, if they are one of its people."""
    code = normalise_code(typed)
    if not is_code(code) or not services().identities.has_been_in(request.cookies, code):
        return None
    try:
        code, state, _ = access.require_person(code)
    except Refusal:
        return None
    return code, state


def _title(code: str) -> str:
    state = services().hub.read(code)
    return state.get("meeting", "meeting").title if state else code

"""The attendance list as each person sees it: a voluntary form in the meeting, a page of one's own by a personal link,
and a page to stop being written to. The chair's page of the list is in `people.py`.

Who fills the form in is known to be in the meeting, and that is all: nothing of the participant is kept with the entry.
"""

import re
import secrets
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, Response, make_response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from ... import words
from ...live.clock import now_ms
from ...meeting.codes import is_code, normalise_code
from ...meeting.contacts.attendance import KINDS, Entry, check_entry
from ...meeting.refusal import Refusal
from ...meeting.state import State
from ...report import dates
from ...store.attendance import AttendanceEntry, Attended, Consent
from .. import access, addresses, templating
from ..http import qr
from ..services import services

blueprint = Blueprint("attendance", __name__)
#: The version of the words that people agree to (`attendance.consent` in the catalogue). Other words, another version.
WORDS = "en-1"
CONSENT = ("who", "write", "named", "rights")
_COOKIE = "cop_a_"
#: The device remembers the entry on the pages of meetings, and tells it to no other address and on no live connection.
_COOKIE_PATH = "/m"
#: A community meets every three months, and may leave one out. Browsers keep a cookie no longer than this.
_COOKIE_LIFETIME = 400 * 24 * 3600
_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}", re.ASCII)
#: The places on the list that one device remembers at most, one for each community of its owner.
_MOST_COOKIES = 20


@blueprint.get("/m/<code>/attendance")
def form(code: str) -> AnyResponse | str:
    code, state, _ = access.require_person(code)
    if known := _remembered(code):
        return redirect(url_for(".own", token=known[0], m=code))
    return _form(code, state, Entry())


@blueprint.post("/m/<code>/attendance")
def add(code: str) -> AnyResponse | str:
    """Puts somebody on the list. The form carries the token of the link to be, so that sent twice it counts once."""
    code, state, viewer = access.require_person(code)
    not_too_often(viewer.person)
    given, token = given_entry(), given_key()
    try:
        check_words()
        kept = check_entry(given)
    except Refusal as error:
        return make_response(_form(code, state, given, error), 400)
    before = services().store.attendance.by_token(token)
    if known := (token, before) if before else _remembered(code):
        if known[1].entry == kept:
            return _saved(known[0], code)
        # Another page of this device was first: nothing of that is overwritten unseen, and nothing typed is lost.
        return _own(*known, given=given, error=Refusal("changed_since"), meeting=(code, state))
    if not services().store.attendance.add(token, code, kept, agreed(), there(code, state), on_paper=False):
        raise Refusal("too_many")
    return _saved(token, code)


@blueprint.get("/a/<token>")
def own(token: str) -> AnyResponse | str:
    return _own(token, _entry(token), meeting=_meeting(request.args.get("m", "")))


@blueprint.post("/a/<token>")
def change(token: str) -> AnyResponse | str:
    known, given = _entry(token), given_entry()
    not_too_often(known.id)
    meeting = _meeting(request.form.get("m", ""))
    version = request.form.get("version", "")
    try:
        check_words()
        kept = check_entry(given)
    except Refusal as error:
        return _own(token, known, given=given, error=error, meeting=meeting)
    here = there(*meeting) if meeting else None
    if not version.isascii() or not version.isdigit() or len(version) > 9:
        raise Refusal("bad_args", field="version")
    if not services().store.attendance.change(token, int(version), kept, agreed(), here):
        return _own(token, _entry(token), given=given, error=Refusal("changed_since"), meeting=meeting)
    return _saved(token, meeting[0] if meeting else "")


@blueprint.post("/a/<token>/erase")
def erase(token: str) -> AnyResponse:
    if not services().store.attendance.erase(token):
        raise Refusal("no_entry")
    response = make_response(plain("attendance.erased.title", "attendance.erased.about"))
    _forget(response, token)
    return response


@blueprint.post("/a/<token>/forget")
def forget(token: str) -> AnyResponse:
    """This device forgets the entry, for whoever uses it next; the entry stays."""
    meeting = _meeting(request.form.get("m", ""))
    response = make_response(redirect(f"/m/{meeting[0]}" if meeting else "/", 303))
    _forget(response, token)
    return response


@blueprint.get("/u/<token>")
def ask_to_stop(token: str) -> str:
    """Only asks: mail programs and their scanners open every link that passes through them."""
    if not services().store.attendance.is_unsubscribe_token(token):
        raise Refusal("no_entry")
    return plain("attendance.stop.title", "attendance.stop.about", button="attendance.stop.button")


@blueprint.post("/u/<token>")
def stop(token: str) -> str:
    """Takes the first tick back. A mail program may do it for its reader with one tap (RFC 8058)."""
    if not services().store.attendance.unsubscribe(token):
        raise Refusal("no_entry")
    return plain("attendance.stop.done", "attendance.stop.done_about")


def given_entry() -> Entry:
    """What stands in the form, as it was typed."""
    lines = {name: request.form.get(name, "") for name in ("name", "organisation", "email", "kind")}
    return Entry(**lines, write="write" in request.form, named="named" in request.form)


def new_key() -> str:
    """The token of a link to be."""
    return secrets.token_urlsafe(24)


def given_key() -> str:
    """The token of the link to be, which the form has carried since it was shown."""
    token = request.form.get("key", "")
    if not _TOKEN.fullmatch(token):
        raise Refusal("bad_args", field="key")
    return token


def consent_text() -> str:
    """The words that people agree to, as they are shown."""
    return "\n\n".join(words.t(f"attendance.consent.{part}") for part in CONSENT)


def agreed() -> Consent:
    """What is kept with an entry about the words that were shown."""
    return Consent(WORDS, consent_text(), today())


def check_words() -> None:
    """Raises Refusal `new_words` where the form showed others than those that would be kept."""
    if request.form.get("words") != WORDS:
        raise Refusal("new_words")


def there(code: str, state: State) -> Attended:
    """That somebody is at this meeting. Its day counts, also for who fills the form in later."""
    return Attended(code, _day(state.get("meeting", "meeting").opened_at or now_ms()))


def today() -> str:
    return _day(now_ms())


def not_too_often(who: str) -> None:
    """Raises Refusal `too_fast` for somebody who saves more often than anybody types. A room shares one address, so
    this counts by person; it is in memory only."""
    if services().save_throttle.blocked(who):
        raise Refusal("too_fast")
    services().save_throttle.failed(who)


def plain(title: str, about: str, button: str = "") -> str:
    """A page with one thing to say, and perhaps one to do."""
    return templating.render("plain", {"urls": {}}, title=words.t(title), about=words.t(about), button=button)


def said(error: Refusal | None) -> dict[str, str]:
    """What a form shows where something was not right: the sentence, and the field that it is about."""
    if error is None:
        return {"words": "", "field": ""}
    return {
        "words": words.t(f"refusals.{error.code}", **error.params),
        "field": str(error.params.get("field", "")),
    }


def own_link(token: str) -> dict[str, str]:
    """A personal link, and its QR code in no request of its own."""
    address = addresses.capability_link("a", token)
    return {"url": address, "qr": qr.data_uri(address)}


def _form(code: str, state: State, given: Entry, error: Refusal | None = None) -> str:
    return templating.render(
        "attendance",
        {"urls": {}},
        **_shown(given, error),
        action=f"/m/{code}/attendance",
        key=new_key(),
        kept=None,
        code=code,
        meeting=state.get("meeting", "meeting"),
    )


def _own(
    token: str,
    kept: AttendanceEntry,
    *,
    given: Entry | None = None,
    error: Refusal | None = None,
    meeting: tuple[str, State] | None = None,
) -> AnyResponse:
    page = templating.render(
        "attendance",
        {"urls": {}},
        **_shown(given or kept.entry, error),
        action=f"/a/{token}",
        kept=kept,
        link=own_link(token),
        saved="saved" in request.args and not error,
        meetings=[(_title(each.meeting), dates.day(each.day)) for each in kept.meetings],
        agreed_on=dates.day(kept.consent.day),
        code=meeting[0] if meeting else "",
        meeting=meeting[1].get("meeting", "meeting") if meeting else None,
        here=meeting is not None and meeting[0] not in {each.meeting for each in kept.meetings},
    )
    response: Response = make_response(page, 409 if error and error.code == "changed_since" else 400 if error else 200)
    return response


def _shown(given: Entry, error: Refusal | None) -> dict[str, Any]:
    return {"entry": given, "kinds": KINDS, "words": WORDS, "error": said(error)}


def _saved(token: str, code: str) -> AnyResponse:
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


def _forget(response: AnyResponse, token: str) -> None:
    response.delete_cookie(_cookie(token), path=_COOKIE_PATH, httponly=True, samesite="Lax", secure=request.is_secure)


def _cookie(token: str) -> str:
    return _COOKIE + token[:8]


def _remembered(code: str) -> tuple[str, AttendanceEntry] | None:
    """The entry on this meeting's list that this device remembers, with its token."""
    of = services().store.community_of(code) or code
    tokens = [text for name, text in request.cookies.items() if name.startswith(_COOKIE)]
    for token in tokens[:_MOST_COOKIES]:
        kept = services().store.attendance.by_token(token)
        if kept is not None and kept.owner == of:
            return token, kept
    return None


def _entry(token: str) -> AttendanceEntry:
    found = services().store.attendance.by_token(token)
    if found is None:
        raise Refusal("no_entry")
    return found


def _meeting(typed: str) -> tuple[str, State] | None:
    """The meeting that somebody came from, where they are in it."""
    code = normalise_code(typed)
    if not is_code(code) or not services().identities.has_been_in(request.cookies, code):
        return None
    try:
        code, state, _ = access.require_person(code)
    except Refusal:
        return None
    return code, state


def _title(code: str) -> str:
    state = services().hub.state(code)
    return state.get("meeting", "meeting").title if state else code


def _day(at: int) -> str:
    return datetime.fromtimestamp(at / 1000, UTC).strftime("%Y-%m-%d")

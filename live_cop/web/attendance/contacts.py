"""The chair's pages of the attendance list: whom the chair may write to, and the decision-makers to inform.

For the chair alone."""

import hashlib
from typing import Any

from flask import Blueprint, Response, make_response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from ... import words
from ...meeting.contacts.attendance import KINDS, Decider, Entry, check_decider, check_entry
from ...meeting.contacts.pasted_addresses import addresses_in
from ...meeting.refusal import Refusal
from ...meeting.state import State
from ...meeting.texts.fold import fold
from ...report.formats import csv
from ...store.attendance import AttendanceEntry, DeciderEntry
from .. import access, templating
from ..http.downloads import download
from ..http.forms import form_error, limit_saving, new_form_key, submitted_form_key
from ..services import save, services
from .entry_form import CONSENT_VERSION, attended, check_consent_version, consent, own_link, submitted_entry

blueprint = Blueprint("people", __name__)


@blueprint.get("/m/<code>/attendance/list")
def people(code: str) -> str:
    code, state, _ = access.require_chair(code)
    return _people_page(code, state)


@blueprint.post("/m/<code>/attendance/list/find")
def find(code: str) -> str:
    """Those on the list who match. A POST, because people mostly search for names, and proxies log addresses."""
    code, state, _ = access.require_chair(code)
    return _people_page(code, state, query=request.form.get("q", "").strip())


@blueprint.post("/m/<code>/attendance/list")
def add(code: str) -> AnyResponse | str:
    """Adds somebody who consented on paper. Their personal link is shown once, for them to take home.

    Raises Refusal `too_many` for a full list, `too_fast`, and `bad_args` for a key that we did not make."""
    code, state, viewer = access.require_chair(code)
    limit_saving(viewer.person)
    submitted, token = submitted_entry(), submitted_form_key()
    try:
        check_consent_version()
        new = check_entry(submitted)
        if "agreed" not in request.form:
            raise Refusal("not_agreed", field="agreed")
    except Refusal as error:
        return make_response(_people_page(code, state, submitted=submitted, error=error), 400)
    here = attended(code, state) if "here" in request.form else None
    if not save(services().store.attendance.add, token, code, new, consent(), here, on_paper=True):
        raise Refusal("too_many")
    return _people_page(code, state, link=own_link(token))


@blueprint.post("/m/<code>/attendance/list/paste")
def paste(code: str) -> AnyResponse | str:
    """Adds people who agreed on paper to be written to, from a pasted text. Who is on the list already is left as they
    are. The form's key makes their personal links, so that a form that is sent twice adds nobody twice.

    Raises Refusal `too_many` for a full list, `too_fast`, and `bad_args` for a key that we did not make."""
    code, state, viewer = access.require_chair(code)
    limit_saving(viewer.person)
    text, key = request.form.get("text", ""), submitted_form_key()
    try:
        check_consent_version()
        pasted = addresses_in(text)
        if not pasted.entries:
            raise Refusal("no_addresses", field="text")
        if "agreed" not in request.form:
            raise Refusal("not_agreed", field="agreed")
    except Refusal as error:
        return make_response(_people_page(code, state, pasting=text, paste_error=error), 400)
    store = services().store.attendance
    known = {each.entry.email.casefold() for each in store.entries(code)}
    new = [each for each in pasted.entries if each.email.casefold() not in known]
    for each in new:
        token = hashlib.sha256(f"{key} {each.email.casefold()}".encode()).hexdigest()
        if not save(store.add, token, code, each, consent(), None, on_paper=True):
            raise Refusal("too_many")
    result = {"added": len(new), "known": len(pasted.entries) - len(new), "unread": pasted.unread}
    return _people_page(code, state, pasted=result)


@blueprint.post("/m/<code>/attendance/list/remove")
def remove(code: str) -> AnyResponse:
    code, _, _ = access.require_chair(code)
    save(services().store.attendance.remove, code, request.form.get("id", ""))
    return redirect(url_for(".people", code=code, done="removed"), 303)


@blueprint.get("/m/<code>/attendance/list.csv")
def people_csv(code: str) -> Response:
    code, _, _ = access.require_chair(code)
    header = [words.t(f"attendance.{name}") for name in ("name", "organisation", "email", "experience.legend")]
    header += [words.t("people.write"), words.t("people.named")]
    rows = [
        [
            each.entry.name,
            each.entry.organisation,
            each.entry.email,
            words.t(f"attendance.experience.is_{each.entry.kind}") if each.entry.kind else "",
            _yes_or_no(each.entry.write),
            _yes_or_no(each.entry.named),
        ]
        for each in _by_name(services().store.attendance.entries(code))
    ]
    return _csv([header, *rows], "people.csv.people")


@blueprint.get("/m/<code>/attendance/boards")
def boards(code: str) -> str:
    code, state, _ = access.require_chair(code)
    return _boards_page(code, state)


@blueprint.post("/m/<code>/attendance/boards")
def add_board(code: str) -> AnyResponse | str:
    """Adds a decision-maker. Raises Refusal `too_many` for a full list, and `too_fast`."""
    code, state, viewer = access.require_chair(code)
    limit_saving(viewer.person)
    submitted = Decider(**{name: request.form.get(name, "") for name in Decider.__struct_fields__})
    try:
        new = check_decider(submitted)
    except Refusal as error:
        return make_response(_boards_page(code, state, submitted=submitted, error=error), 400)
    if not save(services().store.attendance.add_decider, code, new):
        raise Refusal("too_many")
    return redirect(url_for(".boards", code=code, done="added"), 303)


@blueprint.post("/m/<code>/attendance/boards/remove")
def remove_board(code: str) -> AnyResponse:
    code, _, _ = access.require_chair(code)
    save(services().store.attendance.remove_decider, code, request.form.get("id", ""))
    return redirect(url_for(".boards", code=code, done="removed"), 303)


@blueprint.get("/m/<code>/attendance/boards.csv")
def boards_csv(code: str) -> Response:
    code, _, _ = access.require_chair(code)
    header = [
        words.t(key) for key in ("attendance.name", "people.boards.role", "attendance.organisation", "attendance.email")
    ]
    rows = [[getattr(each.decider, name) for name in Decider.__struct_fields__] for each in _deciders(code)]
    return _csv([header, *rows], "people.csv.boards")


def _people_page(
    code: str,
    state: State,
    *,
    query: str = "",
    submitted: Entry | None = None,
    error: Refusal | None = None,
    link: dict[str, str] | None = None,
    pasting: str = "",
    paste_error: Refusal | None = None,
    pasted: dict[str, Any] | None = None,
) -> str:
    everyone = _by_name(services().store.attendance.entries(code))
    return _page(
        code,
        state,
        tab="list",
        asked=query,
        people=[each for each in everyone if _matches(each, query)],
        total=len(everyone),
        writable=sum(each.entry.write for each in everyone),
        named=sum(each.entry.named for each in everyone),
        in_community=services().store.communities.of_meeting(code) is not None,
        entry=submitted or Entry(),
        retrying=submitted is not None,
        error=form_error(error),
        link=link,
        pasting=pasting,
        paste_error=form_error(paste_error),
        pasted=pasted,
        key=new_form_key(),
        kinds=KINDS,
        words=CONSENT_VERSION,
    )


def _boards_page(code: str, state: State, *, submitted: Decider | None = None, error: Refusal | None = None) -> str:
    return _page(
        code,
        state,
        tab="boards",
        deciders=_deciders(code),
        entry=submitted or Decider(),
        retrying=submitted is not None,
        error=form_error(error),
    )


def _page(code: str, state: State, **values: object) -> str:
    done = request.args.get("done", "")
    return templating.render(
        "people",
        {"urls": {}},
        code=code,
        meeting=state.get("meeting", "meeting"),
        done=done if done in ("added", "removed") else "",
        **values,
    )


def _matches(stored: AttendanceEntry, query: str) -> bool:
    entry = stored.entry
    return any(fold(query) in fold(field) for field in (entry.name, entry.organisation, entry.email))


def _by_name(everyone: list[AttendanceEntry]) -> list[AttendanceEntry]:
    """Sorted by name, those without a name last."""
    return sorted(everyone, key=lambda each: (not each.entry.name, fold(each.entry.name), each.id))


def _deciders(code: str) -> list[DeciderEntry]:
    found = services().store.attendance.deciders(code)
    return sorted(found, key=lambda each: (fold(each.decider.organisation), fold(each.decider.name), each.id))


def _yes_or_no(value: bool) -> str:
    return words.t("people.csv.yes" if value else "people.csv.no")


def _csv(rows: list[list[str]], name: str) -> Response:
    return download(csv.encode(rows), "text/csv", f"{words.t(name)}.csv")

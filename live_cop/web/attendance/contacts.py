"""The chair's page of the attendance list: who may be written to, and boards and deciders. For the chair alone."""

from typing import Any

from flask import Blueprint, Response, make_response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from ... import words
from ...meeting.contacts.attendance import KINDS, Decider, Entry, check_decider, check_entry
from ...meeting.refusal import Refusal
from ...meeting.state import State
from ...report.formats import csv
from ...store.attendance import AttendanceEntry, DeciderEntry
from .. import access, templating
from ..http.downloads import download
from ..services import services
from .own_entry import WORDS, agreed, check_words, given_entry, given_key, new_key, not_too_often, own_link, said, there

blueprint = Blueprint("people", __name__)


@blueprint.get("/m/<code>/attendance/list")
def people(code: str) -> str:
    code, state, _ = access.require_chair(code)
    return _people(code, state)


@blueprint.post("/m/<code>/attendance/list/find")
def find(code: str) -> str:
    """Those on the list who match. What is looked for is mostly a name, and so in no address that a proxy notes."""
    code, state, _ = access.require_chair(code)
    return _people(code, state, asked=request.form.get("q", "").strip())


@blueprint.post("/m/<code>/attendance/list")
def add(code: str) -> AnyResponse | str:
    """Somebody asked on paper. Their link is shown once, for them to take along."""
    code, state, viewer = access.require_chair(code)
    not_too_often(viewer.person)
    given, token = given_entry(), given_key()
    try:
        check_words()
        kept = check_entry(given)
        if "agreed" not in request.form:
            raise Refusal("not_agreed", field="agreed")
    except Refusal as error:
        return make_response(_people(code, state, given=given, error=error), 400)
    here = there(code, state) if "here" in request.form else None
    if not services().store.attendance.add(token, code, kept, agreed(), here, on_paper=True):
        raise Refusal("too_many")
    return _people(code, state, link=own_link(token))


@blueprint.post("/m/<code>/attendance/list/remove")
def remove(code: str) -> AnyResponse:
    code, _, _ = access.require_chair(code)
    services().store.attendance.remove(code, request.form.get("id", ""))
    return redirect(url_for(".people", code=code, done="removed"), 303)


@blueprint.get("/m/<code>/attendance/list.csv")
def people_csv(code: str) -> Response:
    code, _, _ = access.require_chair(code)
    heads = [words.t(f"attendance.{name}") for name in ("name", "organisation", "email", "experience.legend")]
    heads += [words.t("people.write"), words.t("people.named")]
    rows = [
        [
            each.entry.name,
            each.entry.organisation,
            each.entry.email,
            words.t(f"attendance.experience.is_{each.entry.kind}") if each.entry.kind else "",
            _yes(each.entry.write),
            _yes(each.entry.named),
        ]
        for each in _by_name(services().store.attendance.entries(code))
    ]
    return _csv([heads, *rows], "people.csv.people")


@blueprint.get("/m/<code>/attendance/boards")
def boards(code: str) -> str:
    code, state, _ = access.require_chair(code)
    return _boards(code, state)


@blueprint.post("/m/<code>/attendance/boards")
def add_board(code: str) -> AnyResponse | str:
    code, state, viewer = access.require_chair(code)
    not_too_often(viewer.person)
    given = Decider(**{name: request.form.get(name, "") for name in Decider.__struct_fields__})
    try:
        kept = check_decider(given)
    except Refusal as error:
        return make_response(_boards(code, state, given=given, error=error), 400)
    if not services().store.attendance.add_decider(code, kept):
        raise Refusal("too_many")
    return redirect(url_for(".boards", code=code, done="added"), 303)


@blueprint.post("/m/<code>/attendance/boards/remove")
def remove_board(code: str) -> AnyResponse:
    code, _, _ = access.require_chair(code)
    services().store.attendance.remove_decider(code, request.form.get("id", ""))
    return redirect(url_for(".boards", code=code, done="removed"), 303)


@blueprint.get("/m/<code>/attendance/boards.csv")
def boards_csv(code: str) -> Response:
    code, _, _ = access.require_chair(code)
    heads = [
        words.t(key) for key in ("attendance.name", "people.boards.role", "attendance.organisation", "attendance.email")
    ]
    rows = [[getattr(each.decider, name) for name in Decider.__struct_fields__] for each in _deciders(code)]
    return _csv([heads, *rows], "people.csv.boards")


def _people(
    code: str,
    state: State,
    *,
    asked: str = "",
    given: Entry | None = None,
    error: Refusal | None = None,
    link: dict[str, str] | None = None,
) -> str:
    everyone = _by_name(services().store.attendance.entries(code))
    return _page(
        code,
        state,
        tab="list",
        asked=asked,
        people=[each for each in everyone if _matches(each, asked)],
        total=len(everyone),
        writable=sum(each.entry.write for each in everyone),
        named=sum(each.entry.named for each in everyone),
        in_community=services().store.community_of(code) is not None,
        entry=given or Entry(),
        retrying=given is not None,
        error=said(error),
        link=link,
        key=new_key(),
        kinds=KINDS,
        words=WORDS,
    )


def _boards(code: str, state: State, *, given: Decider | None = None, error: Refusal | None = None) -> str:
    return _page(
        code,
        state,
        tab="boards",
        deciders=_deciders(code),
        entry=given or Decider(),
        retrying=given is not None,
        error=said(error),
    )


def _page(code: str, state: State, **values: Any) -> str:
    done = request.args.get("done", "")
    return templating.render(
        "people",
        {"urls": {}},
        code=code,
        meeting=state.get("meeting", "meeting"),
        done=done if done in ("added", "removed") else "",
        **values,
    )


def _matches(kept: AttendanceEntry, asked: str) -> bool:
    entry = kept.entry
    return asked.casefold() in f"{entry.name}\n{entry.organisation}\n{entry.email}".casefold()


def _by_name(everyone: list[AttendanceEntry]) -> list[AttendanceEntry]:
    return sorted(everyone, key=lambda each: (not each.entry.name, each.entry.name.casefold(), each.id))


def _deciders(code: str) -> list[DeciderEntry]:
    found = services().store.attendance.deciders(code)
    return sorted(found, key=lambda each: (each.decider.organisation.casefold(), each.decider.name.casefold(), each.id))


def _yes(is_so: bool) -> str:
    return words.t("people.csv.yes" if is_so else "people.csv.no")


def _csv(rows: list[list[str]], name: str) -> Response:
    return download(csv.encode(rows), "text/csv", f"{words.t(name)}.csv")

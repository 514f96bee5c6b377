"""Sending a mailing: a test to the chair, the mailing itself, and its progress with stop and retry. For the chair
alone."""

import hashlib

from flask import Blueprint, make_response, redirect, request, url_for
from msgspec.structs import replace
from werkzeug.wrappers import Response as AnyResponse

from ... import words
from ...live.mail.smtp import MailUnavailable
from ...meeting.contacts.attendance import Decider, check_decider
from ...meeting.contacts.mailing import SUBJECT_LENGTH, Mailing, not_before
from ...meeting.refusal import Refusal
from ...meeting.state import State
from ...report import dates
from ...store.mailings import StoredMailing
from ...words import languages
from .. import access, addresses
from ..http.forms import form_error, limit_saving, new_form_key, submitted_form_key, today
from ..services import save, services
from . import delivery_status
from .mailing_form import (
    checked_mailing,
    contents_of,
    example_envelope,
    example_recipient,
    may_remind,
    page,
    preview_page,
    recipients,
)

blueprint = Blueprint("sending", __name__)


@blueprint.post("/m/<code>/send/test")
def test(code: str) -> AnyResponse | str:
    """Sends one e-mail to the address that the chair types, which is not stored.

    Raises Refusal `only_practice`, `no_mail_server` and `too_fast`, and those of `checked_mailing`."""
    code, state, viewer = access.require_chair(code)
    limit_saving(viewer.person)
    wanted = _sendable_mailing(state)
    mailer = services().mailer
    try:
        email = check_decider(Decider(name="x", email=request.form.get("email", ""))).email
        if not email:
            raise Refusal("bad_email", field="email")
        person = example_recipient(code, wanted)
        contents, envelope = contents_of(state, wanted, person), replace(example_envelope(person), email=email)
        mailer.test(email, services().letters.letter(contents, envelope, f"<{new_form_key()}@{mailer.domain}>"))
    except Refusal as error:
        return make_response(preview_page(code, state, wanted, error=form_error(error)), 400)
    except MailUnavailable as failure:
        trouble = {"words": words.t(f"mail.trouble.{failure.reason}"), "field": "email"}
        return make_response(preview_page(code, state, wanted, error=trouble), 503)
    return preview_page(code, state, wanted, tested=True)


@blueprint.post("/m/<code>/send/now")
def send(code: str) -> AnyResponse | str:
    """Sends the mailing and leads to its progress. The form's key becomes the mailing's id, so that a form that is sent
    twice sends once; and it carries the number of mailings (`seen`), so that two tabs do not send the same.

    Raises Refusal `only_practice`, `nobody_to_write_to`, `no_mail_server`, `too_fast`, `bad_args` for a form that we
    did not make, and those of `checked_mailing`."""
    code, state, viewer = access.require_chair(code)
    limit_saving(viewer.person)
    wanted, id = _sendable_mailing(state), submitted_form_key()
    seen = request.form.get("seen", "")
    if not seen.isascii() or not seen.isdigit() or len(seen) > 6:
        raise Refusal("bad_args", field="seen")
    # Contents that cannot be rendered are refused now, and not later for each recipient.
    contents_of(state, wanted, with_attachments=False)
    to, _ = recipients(code, wanted)
    store = services().store.mailings
    stored = StoredMailing(id, code, addresses.base_url(), today(), wanted)
    if not to and store.get(id) is None and store.count(code) == int(seen):
        raise Refusal("nobody_to_write_to")
    if not save(store.add, stored, [each.id for each in to], services().mailer.domain, int(seen)):
        return make_response(preview_page(code, state, wanted, error=form_error(Refusal("sent_meanwhile"))), 409)
    if wanted.kind == "invitation" and "remind" in request.form and may_remind(state):
        _add_reminder(state, stored, int(seen) + 1)
    if wanted.kind == "report":
        # It goes out with the numbers of people, as one that is published.
        save(services().store.count_breadth, code)
    services().mailer.wake()
    return redirect(url_for(".progress", code=code, id=id), 303)


@blueprint.get("/m/<code>/send/<id>")
def progress(code: str, id: str) -> str:
    """The status of each e-mail of a mailing. Raises Refusal `no_page` for one of another meeting."""
    code, state, _ = access.require_chair(code)
    stored = _mailing(code, id)
    rows = delivery_status.rows(stored)
    return page(
        code,
        state,
        stored.mailing.kind,
        view="progress",
        mailing=stored,
        day=dates.day(stored.day),
        rows=rows,
        counts=delivery_status.counts([each["letter"] for each in rows]),
        trouble=services().mailer.trouble,
        due=_due(state, stored),
        uncomposed=form_error(Refusal(why) if (why := services().mailer.uncomposed.get(id)) else None)["words"],
    )


@blueprint.post("/m/<code>/send/<id>")
def retry_or_stop(code: str, id: str) -> AnyResponse:
    """Stops what is waiting, or sends again what failed: all of it, or the e-mail to one recipient (`one`).

    Raises Refusal `no_page`, `no_mail_server`, and `bad_args` for another action."""
    code, _, _ = access.require_chair(code)
    stored, store = _mailing(code, id), services().store.mailings
    action, recipient = request.form.get("do"), request.form.get("one", "")
    if action == "stop":
        save(store.stop, stored.id)
    elif action == "again" and not services().mailer.ready:
        raise Refusal("no_mail_server")
    elif action == "again" and recipient:
        save(store.retry_letter, stored.id, recipient)
    elif action == "again":
        save(store.retry, stored.id)
    else:
        raise Refusal("bad_args", field="do")
    services().mailer.wake()
    return redirect(url_for(".progress", code=code, id=id), 303)


def _due(state: State, stored: StoredMailing) -> str:
    """When a reminder goes, in words; "" for everything else."""
    meeting = state.get("meeting", "meeting")
    at = not_before(stored.mailing.kind, meeting)
    if stored.mailing.kind != "reminder" or at is None:
        return ""
    clock = dates.Clock.in_zone(meeting.time_zone)
    return words.listed((clock.date(at), clock.hour(at)))


def _add_reminder(state: State, invitation: StoredMailing, seen: int) -> None:
    """A reminder for those who get this invitation and for whom none is waiting yet. It goes when its time has come."""
    store, meeting = services().store.mailings, state.get("meeting", "meeting")
    waiting = store.waiting_recipients(invitation.meeting, "reminder")
    to = [each.recipient for each in store.letters(invitation.id) if each.recipient not in waiting]
    with languages.using(meeting.language):
        subject = words.t("mail.subject_of.reminder", title=meeting.title)[:SUBJECT_LENGTH]
    reminder = replace(invitation.mailing, kind="reminder", subject=subject, words="")
    # With an id that follows from the invitation's, so that a form that is sent twice adds one reminder.
    id = hashlib.sha256(f"reminder {invitation.id}".encode()).hexdigest()[: len(invitation.id)]
    if to:
        save(store.add, invitation._replace(id=id, mailing=reminder), to, services().mailer.domain, seen)


def _sendable_mailing(state: State) -> Mailing:
    """The mailing that the form describes. Raises Refusal `only_practice`, `no_mail_server`, and those of
    `checked_mailing`."""
    if state.get("meeting", "meeting").practice:
        raise Refusal("only_practice")
    if not services().mailer.ready:
        raise Refusal("no_mail_server")
    return checked_mailing(state)


def _mailing(code: str, id: str) -> StoredMailing:
    """This meeting's mailing. Raises Refusal `no_page`."""
    stored = services().store.mailings.get(id)
    if stored is None or stored.meeting != code:
        raise Refusal("no_page")
    return stored

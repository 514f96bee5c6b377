"""The chair's page to send the report, the next date and the recommendations: choose, look, try, send, see what came of
it. Where the server has no mail server it gives drafts for the chair's own. For the chair alone."""

import io
import zipfile
from typing import Any

from flask import Blueprint, Response, g, make_response, redirect, request, url_for
from msgspec.structs import replace
from werkzeug.wrappers import Response as AnyResponse

from ... import words
from ...live import runtime
from ...live.clock import now_ms
from ...live.mail.mailer import recipients_of, unique_addresses
from ...live.mail.smtp import MailUnavailable
from ...meeting.contacts.attendance import Decider, check_decider
from ...meeting.contacts.mailing import KINDS, SUBJECT_LENGTH, WORDS_LENGTH, Mailing, check_mailing
from ...meeting.refusal import Refusal
from ...meeting.state import State
from ...report import dates
from ...report.compile import next_meeting
from ...report.facts import Report
from ...report.formats import email_message
from ...report.formats.email_message import Contents, Envelope
from ...store.attendance import Recipient
from ...store.mailings import StoredMailing
from .. import access, addresses, templating
from ..attendance.own_entry import given_key, new_key, not_too_often, said, today
from ..http.downloads import download
from ..reports import forms
from ..services import services
from . import delivery_status, letters

blueprint = Blueprint("sending", __name__)
#: More drafts than this nobody opens one by one; each may hold a PDF.
MOST_DRAFTS = 200


@blueprint.get("/m/<code>/send")
def form(code: str) -> str:
    code, state, _ = access.require_chair(code)
    kind = request.args.get("what", "report")
    return _form(code, state, _proposed(state, kind if kind in KINDS else "report"))


@blueprint.post("/m/<code>/send")
def preview(code: str) -> AnyResponse | str:
    """Shows what people get, or the form again."""
    code, state, _ = access.require_chair(code)
    given = _given()
    if request.form.get("do") == "change":
        return _form(code, state, given)
    try:
        return _preview(code, state, _checked(given))
    except Refusal as error:
        if given.kind not in KINDS:
            raise
        return make_response(_form(code, state, given, error), 400)


@blueprint.post("/m/<code>/send/test")
def test(code: str) -> AnyResponse | str:
    """One message to the chair's own address, which is not kept."""
    code, state, viewer = access.require_chair(code)
    not_too_often(viewer.person)
    wanted = _sendable()
    try:
        email = check_decider(Decider(name="x", email=request.form.get("email", ""))).email
        if not email:
            raise Refusal("bad_email", field="email")
        envelope = replace(_example(code, wanted), email=email)
        contents = letters.contents_of(_report(state), wanted)
        services().mailer.test(
            email, services().letters.letter(contents, envelope, f"<{new_key()}@{services().mailer.domain}>")
        )
    except Refusal as error:
        return make_response(_preview(code, state, wanted, error=said(error)), 400)
    except MailUnavailable as trouble:
        told = {"words": words.t(f"mail.trouble.{trouble.reason}"), "field": "email"}
        return make_response(_preview(code, state, wanted, error=told), 503)
    return _preview(code, state, wanted, tested=True)


@blueprint.post("/m/<code>/send/now")
def send(code: str) -> AnyResponse | str:
    """Sends it. The form carries the id of the mailing to be, so that sent twice it goes once; and how many mailings
    there were when it was shown, so that two pages do not send the same."""
    code, state, viewer = access.require_chair(code)
    not_too_often(viewer.person)
    wanted, id = _sendable(), given_key()
    seen = request.form.get("seen", "")
    if not seen.isascii() or not seen.isdigit() or len(seen) > 6:
        raise Refusal("bad_args", field="seen")
    # What cannot be made is refused now, and not to each letter.
    letters.contents_of(_report(state), wanted, whole=False)
    recipients, _ = _recipients(code, wanted.kind)
    store = services().store.mailings
    kept = StoredMailing(id, code, addresses.base_url(), today(), wanted)
    if not recipients and store.get(id) is None and store.count(code) == int(seen):
        raise Refusal("nobody_to_write_to")
    if not store.add(kept, [each.id for each in recipients], services().mailer.domain, int(seen)):
        return make_response(_preview(code, state, wanted, error=said(Refusal("sent_meanwhile"))), 409)
    services().mailer.wake()
    return redirect(url_for(".progress", code=code, id=id), 303)


@blueprint.get("/m/<code>/send/report.pdf")
def attachment_preview(code: str) -> Response:
    """The file that comes along with a mailing, to be looked at first."""
    code, state, _ = access.require_chair(code)
    response = make_response(letters.pdf_of(_report(state), forms.length()))
    response.headers["Content-Type"] = "application/pdf"
    return response


@blueprint.get("/m/<code>/send/<id>")
def progress(code: str, id: str) -> str:
    code, state, _ = access.require_chair(code)
    kept = _mailing(code, id)
    rows = delivery_status.rows(kept)
    return _page(
        code,
        state,
        kept.mailing.kind,
        view="progress",
        mailing=kept,
        day=dates.day(kept.day),
        rows=rows,
        counts=delivery_status.counted([each["letter"] for each in rows]),
        trouble=services().mailer.trouble,
    )


@blueprint.post("/m/<code>/send/<id>")
def retry_or_stop(code: str, id: str) -> AnyResponse:
    """Stops what waits, or tries again what failed: all of it, or one letter."""
    code, _, _ = access.require_chair(code)
    kept, store = _mailing(code, id), services().store.mailings
    do, one = request.form.get("do"), request.form.get("one", "")
    if do == "stop":
        store.stop(kept.id)
    elif do == "again" and not services().mailer.ready:
        raise Refusal("no_mail_server")
    elif do == "again" and one:
        store.retry_letter(kept.id, one)
    elif do == "again":
        store.retry(kept.id)
    else:
        raise Refusal("bad_args", field="do")
    services().mailer.wake()
    return redirect(url_for(".progress", code=code, id=id), 303)


@blueprint.post("/m/<code>/send/draft.eml")
def draft(code: str) -> Response:
    """One draft for everyone; the addresses go into BCC by the chair's own hand."""
    code, state, _ = access.require_chair(code)
    contents = letters.contents_of(_report(state), _checked(_given()))
    made = email_message.build_message(contents, Envelope()).as_bytes()
    return download(made, "message/rfc822", f"{words.t('mail.drafts.file')}.eml")


@blueprint.post("/m/<code>/send/drafts.zip")
def drafts(code: str) -> Response:
    """A draft for each person."""
    code, state, _ = access.require_chair(code)
    wanted = _checked(_given())
    recipients = unique_addresses(recipients_of(services().store, wanted.kind, code))
    if not recipients:
        raise Refusal("nobody_to_write_to")
    if len(recipients) > MOST_DRAFTS:
        raise Refusal("too_many")
    contents = letters.contents_of(_report(state), wanted)
    base = addresses.base_url()
    envelopes = [letters.envelope_for(each, base) for each in recipients]
    return download(
        runtime.in_thread(_packed, contents, envelopes), "application/zip", f"{words.t('mail.drafts.zip')}.zip"
    )


def _packed(contents: Contents, envelopes: list[Envelope]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as files:
        for n, envelope in enumerate(envelopes, start=1):
            # Numbers and no names: the list is in nobody's file names.
            files.writestr(
                f"{words.t('mail.drafts.file')}-{n:03}.eml", email_message.build_message(contents, envelope).as_bytes()
            )
    return made.getvalue()


def _report(state: State) -> Report:
    return letters.report_of(services().store, state, now_ms())


def _mailing(code: str, id: str) -> StoredMailing:
    kept = services().store.mailings.get(id)
    if kept is None or kept.meeting != code:
        raise Refusal("no_page")
    return kept


def _given() -> Mailing:
    """What stands in the form, as it was typed."""
    how = request.form.get("how", "summary")
    return Mailing(
        kind=request.form.get("kind", ""),
        subject=request.form.get("subject", ""),
        words=request.form.get("words", ""),
        length="summary" if how == "link" else how,
        link=request.form.get("link", "") if how == "link" else "",
    )


def _checked(given: Mailing) -> Mailing:
    """The mailing as it goes out. Raises Refusal."""
    wanted = check_mailing(given)
    if wanted.kind != "next" and request.form.get("how") == "link" and not wanted.link:
        raise Refusal("bad_web_link", field="link")
    return wanted


def _sendable() -> Mailing:
    """What is to be sent. Raises Refusal."""
    if not services().mailer.ready:
        raise Refusal("no_mail_server")
    return _checked(_given())


def _proposed(state: State, kind: str) -> Mailing:
    """A mailing with a subject to begin with."""
    title, following = state.get("meeting", "meeting").title, next_meeting(state)
    if kind == "next":
        title = following.title if following else title
    date = dates.Clock().date(following.at) if following else ""
    subject = words.t(f"mail.subject_of.{kind}", title=title, date=date)
    return Mailing(kind, subject[:SUBJECT_LENGTH])


def _recipients(code: str, kind: str) -> tuple[list[Recipient], int]:
    """To whom it goes, and how many are left out because they have had one of this kind."""
    everyone = unique_addresses(recipients_of(services().store, kind, code))
    if "again" in request.form:
        return everyone, 0
    had = services().store.mailings.recipients_so_far(code, kind)
    left = [each for each in everyone if each.id not in had]
    return left, len(everyone) - len(left)


def _example(code: str, wanted: Mailing) -> Envelope:
    """The first person on the list, whose letter stands for all; a made-up one on an empty list."""
    found = unique_addresses(recipients_of(services().store, wanted.kind, code))
    if found:
        # The link that ends it is that person's own: in a preview and a test it leads nowhere.
        envelope = letters.envelope_for(found[0], addresses.base_url())
        return replace(
            envelope, unsubscribe_url=f"{addresses.base_url()}/u/example" if envelope.unsubscribe_url else ""
        )
    return Envelope(name=words.t("mail.preview.example"))


def _form(code: str, state: State, given: Mailing, error: Refusal | None = None) -> str:
    missing = ""
    if given.kind == "next" and next_meeting(state) is None:
        missing = "next_date"
    elif given.kind == "recommendations" and not state.of_kind("recommendation"):
        missing = "no_recommendations"
    elif not recipients_of(services().store, given.kind, code):
        missing = given.kind
    how = "link" if request.form.get("how") == "link" else given.length
    return _page(code, state, given.kind, view="form", given=given, how=how, missing=missing, error=said(error))


def _preview(
    code: str, state: State, wanted: Mailing, *, error: dict[str, str] | None = None, tested: bool = False
) -> str:
    contents = letters.contents_of(_report(state), wanted, whole=False)
    envelope, mailer = _example(code, wanted), services().mailer
    recipients, had = _recipients(code, wanted.kind)
    everyone = unique_addresses(recipients_of(services().store, wanted.kind, code))
    # The letter's own style may be used in this page's frame, and nothing else.
    shown = email_message.html(contents, envelope).replace("<style>", f'<style nonce="{g.nonce}">', 1)
    return _page(
        code,
        state,
        wanted.kind,
        view="preview",
        given=wanted,
        how="link" if wanted.link else wanted.length,
        again="again" in request.form,
        shown=shown,
        text=email_message.text(contents, envelope),
        envelope=envelope,
        enclosed=contents.attachments,
        going_on=state.get("meeting", "meeting").state != "closed" and wanted.kind != "next",
        ready=mailer.ready,
        sender=str(mailer.sender) if mailer.sender else "",
        n=len(recipients),
        had=had,
        addresses=", ".join(each.email for each in everyone),
        few=len(everyone) <= MOST_DRAFTS,
        key=new_key(),
        seen=services().store.mailings.count(code),
        error=error or said(None),
        tested=tested,
        email=request.form.get("email", ""),
    )


def _page(code: str, state: State, kind: str, **values: Any) -> str:
    store = services().store
    past = [
        {
            "id": each.id,
            "kind": each.mailing.kind,
            "day": dates.day(each.day),
            **delivery_status.counted(store.mailings.letters(each.id)),
        }
        for each in store.mailings.of_meeting(code)
    ]
    return templating.render(
        "send",
        {"urls": {}},
        code=code,
        meeting=state.get("meeting", "meeting"),
        kind=kind,
        kinds=KINDS,
        past=past,
        to=len(unique_addresses(recipients_of(store, kind, code))),
        limits={"subject": SUBJECT_LENGTH, "words": WORDS_LENGTH},
        **values,
    )

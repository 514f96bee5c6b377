"""The form of a mailing and its preview: the report, the next date or the recommendations, for the chair alone.

From here a mailing is sent (`sending.py`), or on a server without a mail server saved as drafts (`drafts.py`).
"""

from collections.abc import Callable

from flask import Blueprint, Response, g, make_response, request
from msgspec.structs import replace
from werkzeug.wrappers import Response as AnyResponse

from ... import words
from ...live.clock import now_ms
from ...live.mail.recipients import recipients_of, unique_addresses
from ...meeting.contacts.mailing import (
    KINDS,
    PLANNED_KINDS,
    SUBJECT_LENGTH,
    WORDS_LENGTH,
    Mailing,
    check_mailing,
    not_before,
)
from ...meeting.records.lifecycle import Meeting
from ...meeting.refusal import Refusal
from ...meeting.state import State
from ...report import dates
from ...report.compile import next_meeting
from ...report.formats import email_message
from ...report.formats.email_message import Contents, Envelope
from ...report.source import Source
from ...store.attendance import Recipient
from ...words import languages
from .. import access, addresses, templating
from ..http.forms import form_error, new_form_key
from ..reports import formats
from ..services import services
from . import announcements, delivery_status, letters

blueprint = Blueprint("mailing_form", __name__)
#: Drafts for more recipients than these nobody would open one by one, and each may contain a PDF.
MAX_DRAFTS = 200


@blueprint.get("/m/<code>/send")
def form(code: str) -> str:
    """The form for the kind of mailing in `?what=`, the report by default."""
    code, state, _ = access.require_chair(code)
    kind = request.args.get("what", "report")
    return _form_page(code, state, _suggested(state, kind if kind in KINDS else "report"))


@blueprint.post("/m/<code>/send")
def preview(code: str) -> AnyResponse | str:
    """The preview of what recipients get; or the form again, after an error or to change something.

    Raises Refusal `bad_args` for an unknown kind of mailing."""
    code, state, _ = access.require_chair(code)
    submitted = _submitted()
    if request.form.get("do") == "change":
        return _form_page(code, state, submitted)
    try:
        return preview_page(code, state, checked_mailing(state))
    except Refusal as error:
        if submitted.kind not in KINDS:
            raise
        return make_response(_form_page(code, state, submitted, error), 400)


@blueprint.get("/m/<code>/send/report.pdf")
def attachment_preview(code: str) -> Response:
    """The PDF that would be attached."""
    code, state, _ = access.require_chair(code)
    response = make_response(letters.pdf_of(services().store, state, _as_sent(state), formats.requested_length()))
    response.headers["Content-Type"] = "application/pdf"
    return response


def checked_mailing(state: State) -> Mailing:
    """The mailing that the form describes. Raises Refusal `bad_web_link`, and those of `check_mailing`."""
    wanted = check_mailing(replace(_submitted(), sequence=state.get("meeting", "meeting").sequence))
    if wanted.kind not in ("next", *PLANNED_KINDS) and request.form.get("how") == "link" and not wanted.link:
        raise Refusal("bad_web_link", field="link")
    return wanted


def contents_of(
    state: State, wanted: Mailing, person: Recipient | None = None, *, with_attachments: bool = True
) -> Contents:
    """What would be sent now to this person, or to everybody. Raises Refusal as `letters.contents_of` does."""
    return contents_by_recipient(state, wanted, with_attachments=with_attachments)(person)


def contents_by_recipient(
    state: State, wanted: Mailing, *, with_attachments: bool = True
) -> Callable[[Recipient | None], Contents]:
    """What would be sent now to each recipient."""
    store = services().store
    if wanted.kind in PLANNED_KINDS:
        told = announcements.contents_of(store, state, wanted, addresses.base_url(), services().mailer.sender, now_ms())
        return lambda person: told
    source = _as_sent(state)
    return letters.contents_by_recipient(store, state, source, wanted, with_attachments=with_attachments)


def _as_sent(state: State) -> Source:
    return letters.as_sent(services().store, state, now_ms())


def example_recipient(code: str, wanted: Mailing) -> Recipient | None:
    """The person whose letter previews and tests show: the first on the list, if there is anybody."""
    return next(iter(unique_addresses(recipients_of(services().store, wanted.kind, code))), None)


def example_envelope(person: Recipient | None) -> Envelope:
    """The envelope that previews and tests show: that of this person, or of a made-up one."""
    if person is not None:
        # The real unsubscribe link belongs to that person alone; the one in previews and tests leads nowhere.
        envelope = letters.envelope_for(person, addresses.base_url())
        return replace(
            envelope, unsubscribe_url=f"{addresses.base_url()}/u/example" if envelope.unsubscribe_url else ""
        )
    return Envelope(name=words.t("mail.preview.example"))


def recipients(code: str, wanted: Mailing) -> tuple[list[Recipient], int]:
    """The recipients, and how many people are left out because they have had a mailing of this kind, and nothing that
    it says has changed since. With the form's tick `again`, nobody is left out."""
    everyone = unique_addresses(recipients_of(services().store, wanted.kind, code))
    if "again" in request.form:
        return everyone, 0
    sequence = wanted.sequence if wanted.kind in PLANNED_KINDS else 0
    had = services().store.mailings.recipients_so_far(code, wanted.kind, sequence)
    left = [each for each in everyone if each.id not in had]
    return left, len(everyone) - len(left)


def preview_page(
    code: str, state: State, wanted: Mailing, *, error: dict[str, str] | None = None, tested: bool = False
) -> str:
    """The preview with its buttons to test and to send; `tested` says that a test has just been sent."""
    person, mailer = example_recipient(code, wanted), services().mailer
    contents, envelope = contents_of(state, wanted, person, with_attachments=False), example_envelope(person)
    to, had = recipients(code, wanted)
    everyone = unique_addresses(recipients_of(services().store, wanted.kind, code))
    # The page's nonce permits the style of the e-mail inside the frame, and nothing else.
    shown = email_message.html_alone(contents, envelope).replace("<style>", f'<style nonce="{g.nonce}">', 1)
    return page(
        code,
        state,
        wanted.kind,
        view="preview",
        given=wanted,
        how="link" if wanted.link else wanted.length,
        again="again" in request.form,
        remind="remind" in request.form,
        letter=shown,
        text=email_message.text(contents, envelope),
        envelope=envelope,
        enclosed=contents.attachments,
        going_on=state.get("meeting", "meeting").state != "closed" and wanted.kind not in ("next", *PLANNED_KINDS),
        ready=mailer.ready,
        sender=str(mailer.sender) if mailer.sender else "",
        n=len(to),
        had=had,
        addresses=", ".join(each.email for each in everyone),
        few=len(everyone) <= MAX_DRAFTS,
        key=new_form_key(),
        seen=services().store.mailings.count(code),
        error=error or form_error(None),
        tested=tested,
        email=request.form.get("email", ""),
    )


def page(code: str, state: State, kind: str, **values: object) -> str:
    """The page in one of its views, with the list of the meeting's mailings."""
    store = services().store
    past = [
        {
            "id": each.id,
            "kind": each.mailing.kind,
            "day": dates.day(each.day),
            **delivery_status.counts(store.mailings.letters(each.id)),
        }
        for each in store.mailings.of_meeting(code)
    ]
    return templating.render(
        "send",
        {"urls": {}},
        code=code,
        meeting=state.get("meeting", "meeting"),
        kind=kind,
        kinds=tabs_of(state),
        calendar="meeting.ics" if kind in PLANNED_KINDS else "next.ics",
        past=past,
        to=len(unique_addresses(recipients_of(store, kind, code))),
        limits={"subject": SUBJECT_LENGTH, "words": WORDS_LENGTH},
        **values,
    )


def tabs_of(state: State) -> list[str]:
    """The kinds of mailing to choose from; those about the meeting itself first, while there is something to tell."""
    meeting = state.get("meeting", "meeting")
    about_itself = [kind for kind in ("invitation", "cancellation") if not_before(kind, meeting) is not None]
    if not about_itself and meeting.state == "waiting" and not meeting.cancelled:
        about_itself = ["invitation"]
    return [*about_itself, *(kind for kind in KINDS if kind not in PLANNED_KINDS)]


def may_remind(state: State) -> bool:
    """Whether there is time for a reminder, and a mail server to send it."""
    due = not_before("reminder", state.get("meeting", "meeting"))
    return services().mailer.ready and due is not None and due > now_ms()


def _submitted() -> Mailing:
    """The fields of the submitted form as they were typed, unchecked."""
    how = request.form.get("how", "summary")
    return Mailing(
        kind=request.form.get("kind", ""),
        subject=request.form.get("subject", ""),
        words=request.form.get("words", ""),
        length="summary" if how == "link" else how,
        link=request.form.get("link", "") if how == "link" else "",
        reply_to=request.form.get("reply_to", ""),
    )


def _suggested(state: State, kind: str) -> Mailing:
    """A mailing with a subject to begin with."""
    meeting: Meeting = state.get("meeting", "meeting")
    title, following = meeting.title, next_meeting(state)
    if kind == "next":
        title = following.title if following else title
    at = meeting.starts_at if kind in PLANNED_KINDS else following.at if following else None
    changed = "_changed" if kind == "invitation" and announcements.is_change(services().store, state) else ""
    with languages.using(meeting.language):
        date = dates.Clock.in_zone(meeting.time_zone).date(at) if at is not None else ""
        subject = words.t(f"mail.subject_of.{kind}{changed}", title=title, date=date)
    # Answers go where those to the mailing before went.
    last = services().store.mailings.of_meeting(state.code)
    return Mailing(kind, subject[:SUBJECT_LENGTH], reply_to=last[0].mailing.reply_to if last else "")


def _form_page(code: str, state: State, shown: Mailing, error: Refusal | None = None) -> str:
    missing = ""
    if shown.kind == "next" and next_meeting(state) is None:
        missing = "next_date"
    elif shown.kind in PLANNED_KINDS and not_before(shown.kind, state.get("meeting", "meeting")) is None:
        missing = "not_planned"
    elif shown.kind == "recommendations" and not state.of_kind("recommendation"):
        missing = "no_recommendations"
    elif not recipients_of(services().store, shown.kind, code):
        missing = shown.kind
    how = "link" if request.form.get("how") == "link" else shown.length
    return page(
        code,
        state,
        shown.kind,
        view="form",
        given=shown,
        how=how,
        missing=missing,
        error=form_error(error),
        may_remind=may_remind(state),
        remind="remind" in request.form,
    )

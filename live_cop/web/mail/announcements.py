"""What people are told by e-mail of a meeting before it starts: an invitation, a change, a cancellation, a reminder."""

from email.headerregistry import Address

from ...meeting.contacts.mailing import Mailing, not_before
from ...meeting.refusal import Refusal
from ...meeting.state import State
from ...report import invitation
from ...report.formats import email_body, ics
from ...report.formats.email_message import Attachment, Contents
from ...report.own_texts import in_own_language
from ...store.store import Store
from ...words import languages, t
from ..communities import theme


def contents_of(store: Store, state: State, mailing: Mailing, base: str, sender: Address | None, at: int) -> Contents:
    """What recipients get, in the language of the meeting and with links below this address. Raises Refusal
    `not_planned` or `not_cancelled` if there is nothing to tell as the meeting stands."""
    meeting = state.get("meeting", "meeting")
    if not_before(mailing.kind, meeting) is None:
        raise Refusal("not_cancelled" if mailing.kind == "cancellation" else "not_planned")
    with languages.using(meeting.language):
        planned = invitation.planned_meeting(in_own_language(state), base)
        look = theme.of_meeting(store, state.code)
        organizer = Address(addr_spec=mailing.reply_to) if mailing.reply_to else sender
        file = Attachment(
            "ics",
            t("invitation.page.file"),
            ics.invitation(planned, at, organizer),
            "CANCEL" if planned.cancelled else "PUBLISH",
        )
        return Contents(
            kind=mailing.kind,
            subject=mailing.subject,
            words=mailing.words,
            body=email_body.body(invitation.write(planned, at, mailing.kind)),
            attachments=[file],
            community=look.name if look else meeting.community or meeting.title,
            list_key=meeting.community or state.code,
            reply_to=mailing.reply_to,
            theme=look,
            language=meeting.language,
        )


def is_change(store: Store, state: State) -> bool:
    """Whether somebody is invited to the meeting as it was before it changed."""
    so_far, sequence = store.mailings.recipients_so_far, state.get("meeting", "meeting").sequence
    return bool(so_far(state.code, "invitation") - so_far(state.code, "invitation", sequence))

"""What stands in the letters of a mailing, made from the meeting as it is when they go."""

from collections.abc import Callable
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from ...live.clock import now_ms
from ...live.mail.mailer import MailAccount
from ...live.sync.hub import Hub
from ...meeting.contacts.mailing import Mailing
from ...meeting.refusal import Refusal
from ...meeting.state import State
from ...report.compile import ContactFacts, compile
from ...report.document import Length
from ...report.facts import Report
from ...report.formats.email_body import Body
from ...report.formats.email_message import Attachment, Contents, Envelope, build_message
from ...report.worker import Request
from ...store.attendance import Recipient
from ...store.mailings import StoredMailing
from ...store.store import Store
from ..http.downloads import NEXT_MEETING, file_stem
from ..reports import report_worker

#: The chapters of which a letter consists that is not about the whole report.
_ONLY = {"next": ["next-meeting"], "recommendations": ["recommendations"]}


class _Made(NamedTuple):
    """The last contents that were made, and of what report."""

    id: str
    at: int
    moment: tuple[str, int, ContactFacts]
    report: Report
    contents: Contents


class Letters:
    """Writes the letters of mailings for the mailer."""

    def __init__(self, hub: Hub, account: MailAccount | None) -> None:
        self._hub = hub
        self._account = account
        self._last: _Made | None = None

    def __call__(self, kept: StoredMailing) -> Callable[[Recipient, str], bytes]:
        """The letters of this mailing. Raises Refusal."""
        contents = self._contents(kept)

        def write(person: Recipient, message_id: str) -> bytes:
            return self.letter(contents, envelope_for(person, kept.base), message_id)

        return write

    def letter(self, contents: Contents, envelope: Envelope, message_id: str) -> bytes:
        """One letter as it leaves us."""
        sender = self._account.sender if self._account else None
        return build_message(contents, replace(envelope, sender=sender, message_id=message_id, at=now_ms())).as_bytes()

    def _contents(self, kept: StoredMailing) -> Contents:
        """Made once for all its letters, and anew when the report has changed: words may have been erased."""
        state = self._hub.state(kept.meeting)
        if state is None:
            raise Refusal("unknown_meeting")
        last = self._last if self._last and self._last.id == kept.id else None
        moment = (state.epoch, state.revision, contact_facts(self._hub.store, state.code))
        if last and last.moment == moment:
            return last.contents
        # By the same clock, so that only what people changed makes a difference.
        at = last.at if last else now_ms()
        report = report_of(self._hub.store, state, at)
        contents = last.contents if last and last.report == report else contents_of(report, kept.mailing)
        self._last = _Made(kept.id, at, moment, report, contents)
        return contents


def report_of(store: Store, state: State, at: int) -> Report:
    """The report as people get it. That is no draft: sending it is what makes it known."""
    return replace(compile(state, at, contact_facts(store, state.code)), published=True)


def contact_facts(store: Store, code: str) -> ContactFacts:
    """What the attendance list says for the report."""
    return ContactFacts(store.attendance.backgrounds(code), store.attendance.named_in_report(code))


def contents_of(report: Report, mailing: Mailing, *, whole: bool = True) -> Contents:
    """What everyone gets; without `whole` what comes along is empty files. Raises Refusal."""
    if mailing.kind == "next" and report.next_meeting is None:
        raise Refusal("no_next")
    if mailing.kind == "recommendations" and not report.recommendations:
        raise Refusal("no_recommendations")
    # A summary has room for the first recommendations only.
    length: Length = "full" if mailing.kind == "recommendations" else "summary"
    enclosed: list[Attachment] = []
    if mailing.kind == "next":
        enclosed = [Attachment("ics", NEXT_MEETING, report.calendar.encode())]
    elif not mailing.link:
        along: Length = "full" if mailing.length == "full" else "summary"
        enclosed = [
            Attachment("pdf", f"{file_stem(report.title, report.began)}.pdf", pdf_of(report, along) if whole else b"")
        ]
    body = report_worker.render(Request("mail", report, length=length, only=_ONLY.get(mailing.kind, [])))
    return Contents(
        kind=mailing.kind,
        subject=mailing.subject,
        words=mailing.words,
        body=msgspec.json.decode(body, type=Body),
        link=mailing.link,
        attachments=enclosed,
        community=report.community or report.title,
    )


def pdf_of(report: Report, length: Length) -> bytes:
    """The report that comes along."""
    return report_worker.render(Request("pdf", report, length=length))


def envelope_for(person: Recipient, base: str) -> Envelope:
    """What is one person's own."""
    url = f"{base}/u/{person.unsubscribe_token}" if person.unsubscribe_token else ""
    return Envelope(name=person.name, email=person.email, unsubscribe_url=url)

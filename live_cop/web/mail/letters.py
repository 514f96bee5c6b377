"""The e-mails of a mailing, called letters: written from the meeting as it is at the moment when each is sent."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from ... import words
from ...live.clock import now_ms
from ...live.mail.mailer import MailAccount
from ...live.sync.hub import Hub
from ...meeting.change import MINUTE_MS
from ...meeting.contacts.mailing import PLANNED_KINDS, Mailing, addressed_to
from ...meeting.records.lifecycle import Meeting
from ...meeting.refusal import Refusal
from ...meeting.state import State
from ...report.compile import ContactFacts, next_meeting, start_of
from ...report.document import Length
from ...report.formats import ics
from ...report.formats.email_body import Body
from ...report.formats.email_message import Attachment, Contents, Envelope, build_message
from ...report.source import Source, source_of
from ...report.worker import Request
from ...store.attendance import Recipient
from ...store.mailings import StoredMailing
from ...store.store import Store
from ...words import languages
from ..communities import theme
from ..http.downloads import NEXT_MEETING, file_stem
from ..reports import report_worker
from . import announcements

#: The chapters in the letters of mailings that are not about the whole report.
_CHAPTERS = {"next": ["next-meeting"], "recommendations": ["recommendations"]}


class _Version(NamedTuple):
    """What the letters of a mailing are written from; where it is as before, nothing is rendered again."""

    epoch: str
    last_change: int
    contacts: ContactFacts
    look: tuple[str, str, str] | None


@dataclass(frozen=True)
class _Cached:
    """The mailing that was rendered last: from which version of the report, and what it has for each recipient."""

    mailing_id: str
    at: int
    version: _Version
    source: Source
    contents: Callable[[Recipient], Contents]


class Letters:
    """Writes the letters of mailings for the mailer."""

    def __init__(self, hub: Hub, account: MailAccount | None) -> None:
        self._hub = hub
        self._account = account
        self._cached: _Cached | None = None

    def __call__(self, stored: StoredMailing) -> Callable[[Recipient, str], bytes]:
        """A function that writes this mailing's letter to a recipient, with a message id. Raises Refusal:
        `unknown_meeting`, and those of `contents_of`."""
        state = self._hub.read(stored.meeting)
        if state is None:
            raise Refusal("unknown_meeting")
        cached = self._newest(stored, state)

        def write(person: Recipient, message_id: str) -> bytes:
            return self.letter(cached.contents(person), envelope_for(person, stored.base), message_id)

        return write

    def letter(self, contents: Contents, envelope: Envelope, message_id: str) -> bytes:
        """One letter as it goes to the mail server."""
        sender = self._account.sender if self._account else None
        return build_message(contents, replace(envelope, sender=sender, message_id=message_id, at=now_ms())).as_bytes()

    def _newest(self, stored: StoredMailing, state: State) -> _Cached:
        """Rendered once for all letters, and again when the report has changed, because words may have been erased."""
        last = self._cached if self._cached and self._cached.mailing_id == stored.id else None
        look = theme.of_meeting(self._hub.store, state.code)
        contacts = contact_facts(self._hub.store, state.code)
        version = _Version(state.epoch, state.last_change, contacts, look.version if look else None)
        if last and last.version == version:
            return last
        # Compiled for the same time as before, so that two reports differ only by what people have changed.
        at = last.at if last else now_ms()
        source = as_sent(self._hub.store, state, at)
        contents: Callable[[Recipient], Contents]
        if stored.mailing.kind in PLANNED_KINDS:
            contents = self._announcement(stored, state, at)
        elif last and last.source == source and last.version.look == version.look:
            contents = last.contents
        else:
            contents = contents_by_recipient(self._hub.store, state, source, stored.mailing)
        self._cached = _Cached(stored.id, at, version, source, contents)
        return self._cached

    def _announcement(self, stored: StoredMailing, state: State, at: int) -> Callable[[Recipient], Contents]:
        """What everybody gets alike before the meeting."""
        sender = self._account.sender if self._account else None
        told = announcements.contents_of(self._hub.store, state, stored.mailing, stored.base, sender, at)
        return lambda person: told


def as_sent(store: Store, state: State, at: int) -> Source:
    """The meeting, with the report as recipients get it at this time (UTC milliseconds). It is not marked as a draft,
    because sending publishes it."""
    source = source_of(state, at, contact_facts(store, state.code))
    # Without the revision, which is another one after changes that are not in the report.
    return replace(source, revision=0, published=True)


def contact_facts(store: Store, code: str) -> ContactFacts:
    """What the report shows of the people who were there."""
    return ContactFacts(store.breadth(code), store.attendance.named_in_report(code))


def recommendations_for(store: Store, state: State, mailing: Mailing, person: Recipient | None) -> list[str]:
    """The ids of the recommendations in the letter to this decision-maker; all for nobody in particular. None in a
    mailing that is not about recommendations alone."""
    if mailing.kind != "recommendations":
        return []
    given = {id: each.to for id, each in state.of_kind("recommendation").items()}
    deciders = {each.id: each.decider for each in store.attendance.deciders(state.code)}
    if person is None or person.id not in deciders:
        return list(given)
    return addressed_to(deciders[person.id], given, deciders.values())


def contents_by_recipient(
    store: Store, state: State, source: Source, mailing: Mailing, *, with_attachments: bool = True
) -> Callable[[Recipient | None], Contents]:
    """What each recipient gets of this mailing, made once for all who get the same. The function raises as
    `contents_of`."""
    made: dict[frozenset[str], Contents] = {}

    def contents(person: Recipient | None) -> Contents:
        theirs = frozenset(recommendations_for(store, state, mailing, person))
        if theirs not in made:
            made[theirs] = contents_of(store, state, source, mailing, theirs, with_attachments=with_attachments)
        return made[theirs]

    return contents


def contents_of(
    store: Store,
    state: State,
    source: Source,
    mailing: Mailing,
    recommendations: Collection[str] = (),
    *,
    with_attachments: bool = True,
) -> Contents:
    """What recipients get, those of recommendations only `recommendations` (ids); without attachments, the attached PDF
    is an empty file. `source` is from `as_sent`.

    Raises Refusal `no_next` or `no_recommendations` if there is nothing to send, `not_drawn` and `reports_busy`."""
    meeting: Meeting = state.get("meeting", "meeting")
    if mailing.kind == "recommendations" and not state.of_kind("recommendation"):
        raise Refusal("no_recommendations")
    # A summary contains only the first few recommendations.
    length: Length = "full" if mailing.kind == "recommendations" else "summary"
    if mailing.kind == "next":
        attachments = [_calendar(state, source)]
    else:
        attachments = [] if mailing.link else [_pdf(store, state, source, mailing, with_attachments)]
    look = theme.of_meeting(store, state.code)
    only = _CHAPTERS.get(mailing.kind, [])
    request = Request("mail", source, theme=look, length=length, only=only, language=meeting.language)
    if mailing.kind == "recommendations":
        kept = [each for each in source.records if each[0] != "recommendation" or each[1] in recommendations]
        request = replace(request, source=replace(source, records=kept))
    return Contents(
        kind=mailing.kind,
        subject=mailing.subject,
        words=mailing.words,
        body=msgspec.json.decode(_rendered(state, request), type=Body),
        link=mailing.link,
        attachments=attachments,
        community=look.name if look else meeting.community or meeting.title,
        list_key=meeting.community or state.code,
        reply_to=mailing.reply_to,
        theme=look,
        language=meeting.language,
    )


def _calendar(state: State, source: Source) -> Attachment:
    """The next meeting as an attached calendar file. Raises Refusal `no_next`."""
    upcoming = next_meeting(state)
    if upcoming is None:
        raise Refusal("no_next")
    return Attachment("ics", NEXT_MEETING, ics.calendar(upcoming, state.get("meeting", "meeting"), source.at))


def _pdf(store: Store, state: State, source: Source, mailing: Mailing, with_content: bool) -> Attachment:
    """The report as an attached PDF file, an empty one without its content. Raises as `pdf_of`."""
    meeting: Meeting = state.get("meeting", "meeting")
    length: Length = "full" if mailing.length == "full" else "summary"
    content = pdf_of(store, state, source, length) if with_content else b""
    began = start_of(meeting)
    with languages.using(meeting.language):
        part = words.t(f"report.file.{length}")
    name = file_stem(meeting.title, source.at if began is None else began, part)
    return Attachment("pdf", f"{name}.pdf", content)


def pdf_of(store: Store, state: State, source: Source, length: Length) -> bytes:
    """The report as a PDF file to attach. Raises Refusal `not_drawn` or `reports_busy`."""
    pictures = report_worker.read_pictures(store, state.code, source.pictures)
    look = theme.of_meeting(store, state.code)
    language = state.get("meeting", "meeting").language
    return _rendered(state, Request("pdf", source, length=length, pictures=pictures, theme=look, language=language))


def _rendered(state: State, request: Request) -> bytes:
    """The file, made once for a preview, a test and the mailing if they follow each other within a minute."""
    source = request.source
    assert source is not None
    sent = tuple(id for kind, id, *_ in source.records if kind == "recommendation")
    key = (request.format, request.length, tuple(request.only), sent)
    look = request.theme and request.theme.version
    version = (state.epoch, state.last_change, msgspec.json.encode(source.contacts), source.at // MINUTE_MS, look)
    # Apart from what the people of the meeting ask for, so that neither keeps the other waiting.
    return report_worker.render_once(f"letters {state.code}", key, version, lambda: request)


def envelope_for(person: Recipient, base: str) -> Envelope:
    """The recipient's own part of a letter: name, address and unsubscribe link below this base address."""
    url = f"{base}/u/{person.unsubscribe_token}" if person.unsubscribe_token else ""
    return Envelope(name=person.name, email=person.email, unsubscribe_url=url)

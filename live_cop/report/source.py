"""A meeting as a worker process gets it: the records that a report may be made of, from which it compiles the report.

Compiling a large meeting takes longer than the event loop may wait, so the loop only copies references.
"""

from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec import UNSET, Struct
from msgspec.structs import replace

from ..meeting.audience import EVERYONE
from ..meeting.change import NoteSighting
from ..meeting.lifecycle import meeting_file
from ..meeting.records import RECORDS
from ..meeting.records.base import NOT_WITHOUT_PICTURES
from ..meeting.records.photos import Photo
from ..meeting.state import Entry, State
from .compile import NO_CONTACTS, ContactFacts, compile
from .facts import Report
from .own_texts import in_own_language

#: The kinds of record that a report or an export is made of, with all that pictures consist of. All others stay in the
#: server.
KINDS = frozenset(meeting_file.KINDS) | {"meeting", "report", "brought", "folded", "removed"}
KINDS |= {kind for kind, record in RECORDS.items() if record.kept_in == NOT_WITHOUT_PICTURES}


class Source(Struct, frozen=True, omit_defaults=True):
    """A meeting at one revision, and what its report shows beside the records (see `compile`)."""

    code: str
    revision: int
    #: Each record with its kind, its id and its audience, in the order of their last change.
    records: list[tuple[str, str, str, Any]]
    at: int
    contacts: ContactFacts = NO_CONTACTS
    sightings: list[NoteSighting] = []
    #: Whether the report is made as if it were published already.
    published: bool = False
    #: The address below which the files of resources are served to whoever reads the report; "" for a report that
    #: people take home.
    files_at: str = ""

    @property
    def state(self) -> State:
        """The state with these records, however they came: as records, or as what JSON makes of them."""
        entries = [
            (kind, id, Entry(msgspec.convert(record, RECORDS[kind]), self.revision, audience))
            for kind, id, audience, record in self.records
        ]
        return State.restore(self.code, "", self.revision, entries)

    @property
    def report(self) -> Report:
        """The report of the meeting, in the language of the context."""
        report = compile(in_own_language(self.state), self.at, self.contacts, self.sightings, self.files_at)
        return replace(report, published=True) if self.published else report

    @property
    def pictures(self) -> list[str]:
        """The addresses of the pictures of all photographs, on the wall and in snapshots."""
        photos = (
            getattr(record, "photo", None) if kind == "pictured" else record for kind, _, _, record in self.records
        )
        return list(dict.fromkeys(photo.picture for photo in photos if isinstance(photo, Photo)))

    @property
    def files(self) -> list[str]:
        """The addresses of the files of all resources."""
        resources = (record for kind, _, _, record in self.records if kind == "resource")
        return [each.file.digest for each in resources if each.file is not None]

    def best_photographs(self, most: int) -> list[str]:
        """The addresses of the photographs of the wall that most people support, at most so many."""
        photos = [
            record
            for kind, _, audience, record in self.records
            if kind == "photo" and audience == EVERYONE and record.cut_from is UNSET
        ]
        # Of those that are alike not the one that was added first: order tells nothing.
        photos.sort(key=lambda photo: (-((photo.too or 0) + (photo.votes or 0)), photo.picture))
        return list(dict.fromkeys(photo.picture for photo in photos))[:most]

    @property
    def slides(self) -> list[str]:
        """The addresses of the pictures of the slides' pages, which only an export has."""
        return [record.picture for kind, _, _, record in self.records if kind == "slide" and record.shown]

    def encoded(self) -> "Source":
        """The same with each record as JSON. To be called in a thread: encoding everything in one call would keep the
        event loop waiting for a large meeting."""
        raw = [
            (kind, id, audience, msgspec.Raw(msgspec.json.encode(record)))
            for kind, id, audience, record in self.records
        ]
        return replace(self, records=raw)


def source_of(
    state: State,
    at: int,
    contacts: ContactFacts = NO_CONTACTS,
    sightings: Sequence[NoteSighting] = (),
    files_at: str = "",
) -> Source:
    """The meeting as it is now, whose report is made as at `at` (UTC milliseconds). Quick: it copies references."""
    records = [
        (kind, id, entry.audience, entry.record)
        for kind, id, entry in state.entries()
        if entry.record is not None and kind in KINDS
    ]
    return Source(state.code, state.revision, records, at, contacts, list(sightings), files_at=files_at)

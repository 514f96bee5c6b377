"""Any meeting, with photographs, offers and resources: its report in every format, and the same report elsewhere."""

from hypothesis import settings
from hypothesis.stateful import rule

from live_cop.meeting.audience import SYSTEM
from live_cop.meeting.lifecycle.import_meeting import MeetingImport
from live_cop.meeting.lifecycle.meeting_file import read
from live_cop.meeting.state import State
from live_cop.report import series, tables
from live_cop.report.chapters import write
from live_cop.report.compile import NO_CONTACTS, compile
from live_cop.report.formats import docx, email_body, html, markdown, meeting_file, xlsx
from live_cop.report.series_facts import Series

from ...meeting.room import Room
from ...meeting.test_any_meeting import PICTURES, AnyMeeting
from .test_meeting_file import LATER, same


class AnyMeetingReported(AnyMeeting):
    """The meetings of the core's property tests, whose reports are made now and then."""

    @rule()
    def is_written_in_every_format(self) -> None:
        self.step("report")

    @rule()
    def is_moved_to_another_server(self) -> None:
        self.step("move")

    def report(self) -> None:
        found = compile(self.room.state, self.room.now)
        both = Series(title="All", community="", reports=[found, found], missing=0, made_at=self.room.now)
        for length in ("summary", "full"):
            for document in (write(found, length), series.write(both, length)):
                pages = [html.render(document), markdown.render(document), email_body.body(document).html]
                assert docx.render(document).startswith(b"PK")
                for id, each in self.room.state.of_kind("resource").items():
                    assert id not in "".join(pages), "no address of a file where none is served"
                    assert not each.file or length == "summary" or "leaflet.webp" in pages[0]
        xlsx.render(tables.sheets_of(found), found.title, found.made_at)
        xlsx.render(tables.sheets_of_series(both.reports), "All", found.made_at)

    def move(self) -> None:
        state = self.room.state
        json, addresses = meeting_file.write_beside(state, self.room.now, NO_CONTACTS, frozenset(PICTURES))
        file = read(json, addresses)
        there = Room.empty("ACDEFG", LATER)
        there.state = State.restore("ACDEFG", "other", file.revision, ())
        there.give(SYSTEM, MeetingImport(code="ACDEFG", file=file))
        if state.get("meeting", "meeting").state == "closed":
            assert same(compile(there.state, LATER)) == same(compile(state, self.room.now))
        # Nothing that waits for a look, was removed or was only offered goes along.
        kinds = {kind for kind, _, _ in there.state.entries()}
        assert not kinds & {"held", "held_photo", "removed", "removed_photo", "resource_offer", "own_resource_offer"}
        shown = {photo.picture for photo in state.public("photo").values()}
        assert {photo.picture for photo in there.state.of_kind("photo").values()} <= shown
        assert {each.file for each in there.state.of_kind("resource").values()} == {
            each.file for each in state.of_kind("resource").values()
        }


AnyMeetingReported.TestCase.settings = settings(max_examples=settings.default.max_examples // 5, stateful_step_count=40)
TestAnyMeetingReported = AnyMeetingReported.TestCase

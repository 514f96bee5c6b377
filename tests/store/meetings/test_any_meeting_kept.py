"""Any sequence of commands by anyone, kept on disk in batches of any size: what is there is always the meeting."""

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import rule

from live_cop.store.store import Store

from ...meeting.test_any_meeting import KNOWN, VIEWERS, AnyMeeting, play
from ..kept import Keeper, everything, present


class AnyMeetingKept(AnyMeeting):
    """The same meetings as in the tests of the core, with a file under them."""

    def open(self, order: str) -> None:
        super().open(order)
        self.folder = tempfile.TemporaryDirectory()
        self.store = Store(Path(self.folder.name))
        self.keeper = Keeper(self.store, self.room)
        self.keeper.keep()

    @rule()
    def saves(self) -> None:
        self.step("save")

    def save(self) -> None:
        """A batch of whatever was done since the last one."""
        self.keeper.keep()
        kept, again = self.keeper.on_disk(), self.store.rebuild(self.room.state.code)
        assert everything(kept) == everything(again)
        if kept.epoch == self.room.state.epoch:
            assert everything(kept) == everything(self.room.state)
        else:
            # After a close the disk has forgotten what memory still knows to be gone.
            assert present(kept) == present(self.room.state)

    @rule()
    def restarts(self) -> None:
        self.step("restart")

    def restart(self) -> None:
        self.save()
        self.store.close()
        self.store = self.keeper.store = Store(Path(self.folder.name))
        kept = self.keeper.on_disk()
        if kept.epoch != self.room.state.epoch:
            # Screens are shown everything anew, and the journal of this test goes on from what is on the disk.
            self.before, self.keeper.state = self.keeper.on_disk(), self.keeper.on_disk()
            self.room.journal.clear()
            self.screens = {viewer: {} for viewer in VIEWERS}
            self.cursor = dict.fromkeys(VIEWERS)
        self.room.state = kept

    @rule()
    def closes(self) -> None:
        """All ends that a meeting can have, now and then with more after it in the same batch."""
        if self.room.state.get("meeting", "meeting").state != "closed":
            self.step("give", "chair", "meeting.close", {})

    @rule(on=st.booleans())
    def notes_wait_for_a_look(self, on: bool) -> None:
        self.step("give", "chair", "meeting.hold", {"on": on})

    def teardown(self) -> None:
        if hasattr(self, "store"):
            try:
                self.step("save")
            finally:
                super().teardown()
                self.store.close()
                self.folder.cleanup()


# A file for each meeting takes longer than the meeting itself.
AnyMeetingKept.TestCase.settings = settings(max_examples=settings.default.max_examples // 5, stateful_step_count=40)
TestAnyMeetingKept = AnyMeetingKept.TestCase

#: Meetings that once went wrong once they were kept; see tests/meeting/test_any_meeting.py.
KNOWN_KEPT: dict[str, list[tuple[Any, ...]]] = {}


@pytest.mark.parametrize("name", [*KNOWN, *KNOWN_KEPT])
def test_a_kept_meeting_that_once_went_wrong(name: str) -> None:
    meeting = AnyMeetingKept()
    try:
        play(meeting, {**KNOWN, **KNOWN_KEPT}[name])
    finally:
        meeting.teardown()

"""Any sequence of commands by anyone, written in batches of any size: the disk always holds the meeting."""

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import rule

from live_cop.store.opening import open_store

from ...meeting.test_any_meeting import KNOWN, VIEWERS, AnyMeeting, play
from ..stored_room import StoredRoom, full_state


class AnyStoredMeeting(AnyMeeting):
    """The meetings of the core's property tests, written to a file."""

    def open(self, order: str) -> None:
        super().open(order)
        self.folder = tempfile.TemporaryDirectory()
        self.store = open_store(Path(self.folder.name))
        self.stored = StoredRoom(self.store, self.room)
        self.stored.save()

    @rule()
    def saves(self) -> None:
        self.step("save")

    def save(self) -> None:
        """Writes the commands since the last save as one batch."""
        self.stored.save()
        loaded, rebuilt = self.stored.on_disk(), self.store.rebuild(self.room.state.code)
        assert full_state(loaded) == full_state(rebuilt) == full_state(self.room.state)

    @rule()
    def restarts(self) -> None:
        self.step("restart")

    def restart(self) -> None:
        self.save()
        self.store.close()
        self.store = self.stored.store = open_store(Path(self.folder.name))
        loaded = self.stored.on_disk()
        if loaded.epoch != self.room.state.epoch:
            # Screens receive everything again, and the journal of this test continues from what is on disk.
            self.before, self.stored.state = self.stored.on_disk(), self.stored.on_disk()
            self.room.journal.clear()
            self.screens = {viewer: {} for viewer in VIEWERS}
            self.cursor = dict.fromkeys(VIEWERS)
        self.room.state = loaded

    @rule()
    def closes(self) -> None:
        """Closes the meeting; other commands may follow in the same batch."""
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
AnyStoredMeeting.TestCase.settings = settings(max_examples=settings.default.max_examples // 5, stateful_step_count=40)
TestAnyStoredMeeting = AnyStoredMeeting.TestCase

#: Meetings that once failed when they were stored; see tests/meeting/test_any_meeting.py.
KNOWN_STORED: dict[str, list[tuple[Any, ...]]] = {}


@pytest.mark.parametrize("name", [*KNOWN, *KNOWN_STORED])
def test_a_stored_meeting_that_once_failed(name: str) -> None:
    meeting = AnyStoredMeeting()
    try:
        play(meeting, {**KNOWN, **KNOWN_STORED}[name])
    finally:
        meeting.teardown()

"""Any sequence of commands by anyone, kept on disk in batches of any size: what is there is always the meeting."""

import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from live_cop.store import Store

from ..meeting.test_any_meeting import PHASES, AnyMeeting
from .kept import Keeper, everything


class AnyMeetingKept(AnyMeeting):
    """The same meetings as in the tests of the core, with a file under them."""

    @initialize(order=st.sampled_from(["standing", "solution", "blank"]))
    def open(self, order: str) -> None:
        super().open(order)
        self.folder = tempfile.TemporaryDirectory()
        self.store = Store(Path(self.folder.name))
        self.keeper = Keeper(self.store, self.room)
        self.keeper.keep()

    @rule()
    def saves(self) -> None:
        """A batch of whatever was done since the last one."""
        self.keeper.keep()
        code = self.room.state.code
        assert everything(self.keeper.on_disk()) == everything(self.room.state)
        assert everything(self.store.rebuild(code)) == everything(self.room.state)

    @rule()
    def restarts(self) -> None:
        self.saves()
        self.store.close()
        self.store = self.keeper.store = Store(Path(self.folder.name))
        self.room.state = self.keeper.on_disk()

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.saves()
            self.store.close()
            self.folder.cleanup()


AnyMeetingKept.TestCase.settings = settings(max_examples=20, stateful_step_count=40, derandomize=True, phases=PHASES)
TestAnyMeetingKept = AnyMeetingKept.TestCase

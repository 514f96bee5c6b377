"""A process that serves screens of a very large meeting that another one owns.

It has a copy of the meeting, which it keeps up to date from the meeting's stream. Where something is missing in it (it
was cut short, Redis was started again, the meeting was closed), the copy is read from the store again. Commands go to
the owner, and their answers come back. People here may be participants and boards: the chair's side stays with the
owner, so nothing that is only for them is here."""

import itertools
import logging
import time
from collections.abc import Callable
from typing import Any

from ...meeting.records.moderation import BannedPerson
from ...meeting.refusal import Refusal
from ...store.errors import StoreError
from .. import runtime
from ..clock import now_ms
from ..sync.client_messages import refused
from ..sync.connection import Connection
from ..sync.delivery import Delivery
from ..sync.hub import Hub
from ..sync.rate_limit import COMMANDS_AT_ONCE, COMMANDS_PER_SECOND, check_size
from ..token_bucket import TokenBuckets
from .entry import StreamEntry, copy_of, decode, decoded_changes
from .streams import Streams

log = logging.getLogger(__name__)
#: The roles whose screens may be at a follower.
ROLES = ("participant", "board")
#: How often it tells the owner who is here, and looks whether that is still the owner.
REPORT_SECONDS = 1.0
#: Seconds without a word from the owner after which it is looked who that is now.
SILENT_SECONDS = 3.0
#: Seconds after which a command without an answer is refused: its device sends it again.
ANSWER_SECONDS = 5.0
#: Seconds for which a copy stays that no screen needs.
IDLE_SECONDS = 30.0


class _Followed:
    """A meeting that is followed. `revision` is that up to which the copy has everything."""

    def __init__(self) -> None:
        self.revision = 0
        self.owner = ""
        #: When the owner was last heard, and when somebody was last here (`time.monotonic`).
        self.heard = self.used = time.monotonic()
        #: What everybody waits for who comes while it is read.
        self.reading: Any = None
        self.is_stale = True
        #: The owner, and how often its boards had to come again; None before it was heard.
        self.endings: tuple[str, int] | None = None


class Follower:
    """`send_away` ends all screens of a meeting here, so that they come again; `end_boards` ends its boards, and
    `end_banned` the screens of people whom the chair has banned."""

    def __init__(
        self,
        hub: Hub,
        streams: Streams,
        delivery: Delivery,
        send_away: Callable[[str], None],
        end_boards: Callable[[str], None],
        end_banned: Callable[[str], None],
    ) -> None:
        self._hub, self._streams, self._delivery = hub, streams, delivery
        self._send_away, self._end_boards, self._end_banned = send_away, end_boards, end_banned
        self._followed: dict[str, _Followed] = {}
        #: Commands without an answer: until when it is waited for, and where it goes.
        self._waiting: dict[int, tuple[float, Callable[[dict[str, Any]], None]]] = {}
        self._numbers = itertools.count()
        self._rate_limit = TokenBuckets(COMMANDS_AT_ONCE, COMMANDS_PER_SECOND)
        streams.on_entry = self._take
        streams.on_message["answer"] = self._take_answer
        hub.metrics.count_followed(lambda: len(self._followed))
        runtime.spawn(self._report)

    def follows(self, code: str) -> bool:
        """Whether screens of this meeting may stay here, though another process owns it. May wait."""
        meeting = self._followed.get(code)
        if meeting is None:
            if not self._streams.is_published(code) or not self._owner(code):
                return False
            meeting = self._followed.setdefault(code, _Followed())
        if meeting.is_stale:
            self._read(code, meeting)
        meeting.used = time.monotonic()
        return code in self._delivery.copies

    def submit(self, connection: Connection, message: Any, answer: Callable[[dict[str, Any]], None]) -> None:
        """Passes a command on to the owner. `answer` is called once."""
        meeting = self._followed.get(connection.code)
        try:
            check_size(message)
        except Refusal as error:
            answer(refused(error))
            return
        if not self._rate_limit.take((connection.code, connection.viewer.person)):
            answer(refused(Refusal("too_fast")))
            return
        if meeting is None or not meeting.owner or not self._streams.connected_for(0):
            answer(refused(Refusal("not_saved")))
            return
        number = next(self._numbers)
        self._waiting[number] = time.monotonic() + ANSWER_SECONDS, answer
        command = {"what": "do", "from": self._streams.me, "number": number, "code": connection.code}
        self._streams.send(meeting.owner, {**command, "viewer": connection.viewer, "command": message})

    def _take_answer(self, message: dict[str, Any]) -> None:
        _, answer = self._waiting.pop(message["number"], (0.0, None))
        if answer is not None:
            answer(message["answer"])

    def _owner(self, code: str) -> str:
        """The name of another process that owns this meeting; "" where none does."""
        leases = self._hub.store.leases
        try:
            owner = str(runtime.in_thread(leases.owner_of, code)) if leases else ""
        except StoreError:
            return ""
        return "" if owner == self._streams.me else owner

    def _read(self, code: str, meeting: _Followed) -> None:
        """Reads the copy from the store; entries of the stream that are older do nothing then."""
        if meeting.reading is not None:
            meeting.reading.wait()
            return
        meeting.reading = reading = runtime.Event()
        try:
            loaded = runtime.in_thread(self._hub.store.load, code)
            if loaded is None:
                self._end(code)
            elif self._followed.get(code) is meeting:
                copy = copy_of(loaded)
                meeting.revision, meeting.is_stale = copy.revision, False
                self._hub.metrics.copy_read()
                self._delivery.begin_again(code, copy)
                # What came meanwhile is still in its stream, or it is missed.
                self._streams.follow(code)
                self._end_banned(code)
        except StoreError as error:
            # It is tried again with the next entry.
            log.error("a followed meeting could not be read: %s", error)
        finally:
            meeting.reading = None
            reading.send()

    def _take(self, code: str, data: bytes) -> None:
        """An entry of the meeting's stream."""
        meeting, entry = self._followed.get(code), decode(data)
        if meeting is None:
            return
        copy = self._delivery.copies.get(code)
        meeting.owner, meeting.heard = entry.owner, time.monotonic()
        if meeting.is_stale or copy is None or entry.epoch != copy.epoch or entry.after > meeting.revision:
            self._read_later(code, meeting, entry)
        elif entry.revision > meeting.revision:
            copy.apply(entry.revision, decoded_changes(entry))
            meeting.revision = entry.revision
            self._hub.metrics.follower_lag(max(0, now_ms() - entry.at) / 1000)
            self._delivery.meeting_changed(code)
            if any(kind == BannedPerson.kind for kind, *_ in entry.changes):
                self._end_banned(code)
        if copy is not None and entry.skipped_to > copy.revision:
            copy.skip_revisions(entry.skipped_to - copy.revision)
        if meeting.endings not in (None, (entry.owner, entry.endings)):
            # Those that may still be boards come back.
            self._end_boards(code)
        meeting.endings = entry.owner, entry.endings

    def _read_later(self, code: str, meeting: _Followed, entry: StreamEntry) -> None:
        """Reads the copy again, unless the entry is older than that: its epoch is that of an earlier close."""
        if meeting.is_stale or entry.revision > meeting.revision:
            meeting.is_stale = True
            if meeting.reading is None:
                runtime.spawn(self._read, code, meeting)

    def _report(self) -> None:
        while True:
            runtime.sleep(REPORT_SECONDS)
            now = time.monotonic()
            for number in [number for number, (until, _) in self._waiting.items() if until < now]:
                self._waiting.pop(number)[1](refused(Refusal("not_saved")))
            for code, meeting in list(self._followed.items()):
                self._look_after(code, meeting, now)

    def _look_after(self, code: str, meeting: _Followed, now: float) -> None:
        here = self._delivery.connections_of(code)
        if here:
            meeting.used = now
        if self._hub.has(code) or now - meeting.used > IDLE_SECONDS:
            self._end(code)
            return
        silent = now - meeting.heard > SILENT_SECONDS
        if silent and self._streams.connected_for(SILENT_SECONDS):
            meeting.owner = self._owner(code)
            if not meeting.owner:
                # Whoever comes first makes another process its owner.
                self._end(code)
                return
        if meeting.owner:
            people = sorted({each.viewer.person for each in here if each.viewer.role != "board"})
            report = {"what": "follow", "from": self._streams.me, "code": code, "people": people}
            self._streams.send(meeting.owner, report)

    def _end(self, code: str) -> None:
        self._followed.pop(code, None)
        self._streams.leave(code)
        self._send_away(code)
        self._delivery.copies.pop(code, None)
        self._delivery.forget(code)

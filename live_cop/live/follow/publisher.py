"""The owner's side of a very large meeting: leads screens on to followers, publishes what is on disk, carries out what
the people there do, and counts them among those who are here."""

import itertools
import time
from collections.abc import Callable, Sequence
from typing import Any

from ...meeting.audience import Viewer
from ...store.meetings.commit import Commit
from .. import runtime
from ..clock import now_ms
from ..sync.hub import Hub
from ..sync.presence import Presence
from .entry import StreamEntry, changes_for_followers
from .streams import Streams

#: How often followers are told that the owner is there.
BEAT_SECONDS = 1.0
#: Seconds without a word after which a follower is gone, and its people with it.
FOLLOWER_GONE_SECONDS = 8.0


class Publisher:
    """`screens` says how many screens of a meeting this process serves itself; from `most` of them on it leads further
    ones on."""

    def __init__(
        self, hub: Hub, streams: Streams, presence: Presence, screens: Callable[[str], int], most: int
    ) -> None:
        self._hub, self._streams, self._presence = hub, streams, presence
        self._screens, self._most = screens, most
        #: The meetings that are published: the epoch, and the revision up to which followers have been told.
        self._published: dict[str, tuple[str, int]] = {}
        #: How often the boards of each had to come again.
        self._endings: dict[str, int] = {}
        #: By meeting, when each follower was last heard of (`time.monotonic`).
        self._followers: dict[str, dict[str, float]] = {}
        self._turns = itertools.count()
        streams.on_message["follow"] = self._hear_follower
        streams.on_message["do"] = self._carry_out
        hub.outcomes.on_saved = self._saved
        hub.on_skipped = self._skipped
        runtime.spawn(self._beat)

    def is_followed(self, code: str) -> bool:
        """Whether people of this meeting are at followers."""
        return bool(self._followers.get(code))

    def leads_to(self, code: str, at: str) -> str | None:
        """The name of the process to which a new screen of this meeting goes, None for this one. One that was led here
        (`at`) stays: no follower could take it."""
        me = self._streams.me
        others = [each for each in self._streams.present if each != me]
        if self._screens(code) < self._most or at == _name(me) or not others or not self._streams.connected_for(0):
            return None
        self._begin(code)
        return _name(others[next(self._turns) % len(others)])

    def end_boards(self, code: str) -> None:
        """The boards have to come again."""
        if code in self._published:
            self._endings[code] = self._endings.get(code, 0) + 1
            self._publish(code)

    def forget(self, code: str) -> None:
        """This process no longer has the meeting."""
        self._followers.pop(code, None)
        self._endings.pop(code, None)
        if self._published.pop(code, None):
            self._streams.end(code)

    def _hear_follower(self, message: dict[str, Any]) -> None:
        """A follower says who is there; it does so again and again."""
        code, follower = message["code"], message["from"]
        if self._hub.has(code):
            self._begin(code)
            self._followers.setdefault(code, {})[follower] = time.monotonic()
            self._presence.elsewhere(code, follower, frozenset(message["people"]))

    def _carry_out(self, message: dict[str, Any]) -> None:
        """A person at a follower gives a command. If this process no longer has the meeting, the follower finds the
        one that does, and the command is sent again."""

        def answered(answer: dict[str, Any]) -> None:
            self._streams.send(message["from"], {"what": "answer", "number": message["number"], "answer": answer})

        if self._hub.has(message["code"]):
            self._hub.submit(message["code"], Viewer(*message["viewer"]), message["command"], answered)

    def _begin(self, code: str) -> None:
        if code not in self._published:
            # When memory and disk agree.
            self._hub.run_between_batches(lambda: self._start(code))

    def _start(self, code: str) -> None:
        if code not in self._published and self._hub.has(code) and (state := self._hub.state(code)):
            self._published[code] = state.epoch, state.last_change
            self._streams.begin(code)

    def _saved(self, batch: Sequence[Commit]) -> None:
        for code in {commit.code for commit in batch if commit.code in self._published}:
            commits = [commit for commit in batch if commit.code == code]
            if any(commit.forgets or commit.erased is not None for commit in commits):
                # What was published before may hold the words.
                self._streams.empty(code)
            commits = [commit for commit in commits if commit.changes]
            if not commits:
                continue
            _, after = self._published[code]
            # After a close followers read it again: all its revisions are new.
            kept = () if any(commit.forgets for commit in commits) else commits
            changes = [change for commit in kept for change in changes_for_followers(commit.entries)]
            self._published[code] = commits[-1].epoch, commits[-1].revision
            self._publish(code, after, changes=changes)

    def _skipped(self, code: str, revision: int) -> None:
        self._publish(code, skipped_to=revision)

    def _publish(self, code: str, after: int | None = None, **said: Any) -> None:
        if code in self._published:
            epoch, revision = self._published[code]
            after = revision if after is None else after
            said |= {"owner": self._streams.me, "at": now_ms(), "endings": self._endings.get(code, 0)}
            self._streams.publish(code, StreamEntry(epoch=epoch, after=after, revision=revision, **said))

    def _beat(self) -> None:
        while True:
            runtime.sleep(BEAT_SECONDS)
            for code in list(self._published):
                self._drop_silent(code)
                if self.is_followed(code) or self._screens(code) >= self._most:
                    self._publish(code)
                else:
                    self.forget(code)

    def _drop_silent(self, code: str) -> None:
        # While Redis is away nobody can be heard.
        if not self._streams.connected_for(FOLLOWER_GONE_SECONDS):
            return
        latest = time.monotonic() - FOLLOWER_GONE_SECONDS
        for follower in [each for each, heard in self._followers.get(code, {}).items() if heard < latest]:
            del self._followers[code][follower]
            self._presence.elsewhere(code, follower, frozenset())


def _name(process: str) -> str:
    """How the proxy knows a process."""
    return process.rpartition(" ")[0]

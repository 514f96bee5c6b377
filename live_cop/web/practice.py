"""Practice meetings: a chair tries out the console with pretend people, and nothing is kept.

The people are real clients in a process of their own, as in the demo. The meeting is deleted when the chair has had
enough, and after a few minutes at the latest.
"""

import subprocess
from collections.abc import Callable
from typing import NamedTuple

from flask import request

from ..live import runtime
from ..live.sync.hub import Hub
from ..meeting.codes import is_code, normalise_code
from ..meeting.refusal import Refusal
from . import worker_process
from .host.actions import delete_meeting

#: How long a practice meeting lasts at most. It takes about three minutes to go through one.
MOST_SECONDS = 600.0
#: How many there may be at a time. The process of the people takes about 40 MB.
MOST_AT_ONCE = 4


class _Practice(NamedTuple):
    """The meeting that the chair came from, and the process of the pretend people."""

    origin: str
    people: subprocess.Popen[bytes]


def practised_from() -> str:
    """The code of the meeting from which the chair of this request went to practise, from its address; "" if none."""
    code = normalise_code(request.args.get("from", ""))
    return code if is_code(code) else ""


class PracticeMeetings:
    """Those that are on, by their codes. `base` is where the pretend people reach this server; `end_connections(code,
    role)` ends the connections of a role."""

    def __init__(self, hub: Hub, base: str, end_connections: Callable[[str, str], None]) -> None:
        self._hub = hub
        self._base = base
        self._end_connections = end_connections
        self._on: dict[str, _Practice] = {}

    def make_room(self, origin: str) -> None:
        """Ends the one that was started from this meeting, if any. Raises Refusal `practice_busy` when there are as
        many of other meetings as there may be."""
        for code in [code for code, practice in self._on.items() if practice.origin == origin]:
            self.end(code)
        if len(self._on) >= MOST_AT_ONCE:
            raise Refusal("practice_busy")

    def start(self, code: str, origin: str) -> None:
        """Sends pretend people into this new meeting, which is deleted later."""
        self._on[code] = _Practice(origin, runtime.in_thread(self._send_people, code))
        runtime.spawn_later(MOST_SECONDS, self._expire, code)

    def end(self, code: str) -> str:
        """Deletes the meeting and all that was in it; the code of the meeting that its chair came from, or "" for one
        that a server before this one has left. Raises Refusal `unknown_meeting` for a meeting that is no practice."""
        state = self._hub.state(code)
        if state is None or not state.get("meeting", "meeting").practice:
            raise Refusal("unknown_meeting")
        practice = self._on.pop(code, None)
        if practice is not None:
            practice.people.kill()
            runtime.in_thread(practice.people.wait)
        delete_meeting(self._hub, self._end_connections, code)
        return practice.origin if practice else ""

    def _send_people(self, code: str) -> subprocess.Popen[bytes]:
        command = [*worker_process.command("live_cop.demo.practice"), self._base, code]
        environment = {**worker_process.environment(), "NO_PROXY": "*"}
        # What goes wrong there may name a meeting's code, and is nobody's concern.
        return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def _expire(self, code: str) -> None:
        if code in self._on:
            self.end(code)

    def stop(self) -> None:
        """Ends all of them; the server is stopping."""
        for code in list(self._on):
            self.end(code)

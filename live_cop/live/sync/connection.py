"""A connection of a screen to a meeting, and the transport that carries its frames."""

from collections import deque
from typing import Protocol

from ...meeting.audience import Viewer
from ..transport.frames import TextFrame


class Connection:
    """One screen of one person. `session` is its id in the transport."""

    __slots__ = (
        "code",
        "commands_in_flight",
        "cursor",
        "epoch",
        "follows",
        "id",
        "refused_at",
        "sent",
        "session",
        "since",
        "slow",
        "told_can_save",
        "viewer",
    )

    def __init__(self, id: str, session: str, code: str, viewer: Viewer, since: int | None, epoch: str | None) -> None:
        self.id = id
        self.session = session
        self.code = code
        self.viewer = viewer
        #: What the screen has, by its own account.
        self.since = since
        self.epoch = epoch
        #: The revision that it was last sent; None until it has been welcomed.
        self.cursor: int | None = None
        #: The revisions that were sent to its viewer, over this connection or another.
        self.sent: deque[int] = deque()
        #: What it was last told about the disk. A welcome implies that changes can be saved.
        self.told_can_save = True
        #: Since when (`time.monotonic`) it has not taken a frame.
        self.refused_at: float | None = None
        #: Whether that has been for too long.
        self.slow = False
        #: How many of its commands wait for their answer.
        self.commands_in_flight = 0
        #: Whether another process owns its meeting, and this one follows that.
        self.follows = False


class Transport(Protocol):
    """What delivery needs of the transport; engineio_bridge.py and emit_transport.py have it."""

    def offer(self, session: str, frame: TextFrame) -> bool: ...
    def flush_pending(self, session: str) -> bool: ...
    def is_stuck(self, session: str, since: float) -> bool: ...
    def end(self, session: str) -> None: ...

"""What is to be rehearsed, and whether it can be."""

from typing import Any, Literal

from msgspec import Struct

from .. import os_limits, words

Workload = Literal["mixed", "notes", "slider"]

MOST_PEOPLE = 5_000
MOST_MINUTES = 240
#: Commands a second of one person: as many as dragging a slider sends.
MOST_COMMANDS_PER_PERSON = 5
#: Files that are open besides the connections.
_OTHER_FILES = 100


class CannotRehearse(Exception):
    """Says in one sentence why there can be no rehearsal."""

    def __init__(self, why: str, **params: Any) -> None:
        super().__init__(words.t(f"cli.rehearse.{why}", **params))


class Plan(Struct, frozen=True, kw_only=True):
    """What is to be rehearsed."""

    people: int
    seconds: float
    commands_per_second: float
    workload: Workload = "mixed"
    host_key: str = ""
    #: The server's process, if it is known.
    pid: int | None = None
    #: Whether some people are disconnected on purpose.
    disconnects: bool = True

    def check(self) -> None:
        """Raises CannotRehearse unless this is possible. Raises this process's limit of open files, too."""
        if not 1 <= self.people <= MOST_PEOPLE:
            raise CannotRehearse("people", most=MOST_PEOPLE)
        if not 0 < self.seconds <= MOST_MINUTES * 60:
            raise CannotRehearse("minutes", most=MOST_MINUTES)
        most = MOST_COMMANDS_PER_PERSON * self.people
        if not 0 < self.commands_per_second <= most:
            raise CannotRehearse("pace", n=self.people, most=most)
        allowed = os_limits.allow_open_files(self.people + _OTHER_FILES)
        if allowed is not None:
            raise CannotRehearse("open_files", people=self.people, allowed=allowed)

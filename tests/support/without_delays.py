"""The command line of a server that delays nothing, for tests that are not about delays.

In a real meeting newcomers appear in batches, and what somebody adds right after their arrival is shown a little later
(voices/arrivals.py, safety/first_notes.py); a note that its author erases goes within minutes (safety/erase_text.py); a
command right after another waits whether more come (live/sync/batch_queue.py). A test that joins, writes, and looks at
another screen would wait for that. There is no switch for it in the server, on purpose: this is the one place that
takes the delays away. Nor are lots drawn, for the places in a round or on the wall: people speak in the order in which
a test lets them join, and notes fill the wall as one reads.
"""

from typing import Any

from live_cop import cli
from live_cop.live.sync import batch_queue, presence
from live_cop.meeting.safety import erase_text, first_notes
from live_cop.meeting.voices import arrivals, rounds
from live_cop.meeting.wall import placement

#: What is replaced, as (module, name, value).
REPLACED: tuple[tuple[Any, str, Any], ...] = (
    (first_notes, "NEW_FOR", 0),
    (first_notes, "BACK_FOR", 0),
    (erase_text, "ERASED_WITHIN", (0, 0)),
    (batch_queue, "BATCH_INTERVAL_SECONDS", 0),
    (presence, "SKIPS_PER_SECOND", 0),
    (arrivals, "is_shown_at_once", lambda role: True),
    (placement, "lot", lambda draft, taken, draw, cells: (taken + draw) % cells),
    (placement, "offset", lambda draft, purpose: 0.5),
    (rounds, "lot", lambda draft, person: 0),
)
#: What a real meeting has instead.
REAL = tuple((module, name, getattr(module, name)) for module, name, _ in REPLACED)


def delay_nothing() -> None:
    """Takes the delays away in this process."""
    for module, name, value in REPLACED:
        setattr(module, name, value)


def main() -> None:
    """The command line without the delays; other modules of tests that lead to it come through here."""
    delay_nothing()
    cli.main()


if __name__ == "__main__":
    main()

"""Destroying every link from a person to what they wrote, marked or chose.

Such a link is always a record that only its owner sees. It exists while it is needed, so that they can change or
withdraw something, and no longer. The same goes for records of which their class says so: counts of which some were
never shown, and what the server knows of people's devices. (A short file: the promise should be easy to find and to
check.)
"""

from ..audience import NOBODY, SHARED
from ..draft import Draft
from ..records import RECORDS

#: The kinds of record that never outlive the meeting.
FORGOTTEN = frozenset(kind for kind, record in RECORDS.items() if record.forgotten_at_close)


def on_close(draft: Draft) -> None:
    """Deletes every record that only one person sees or that its class forgets, and has all history destroyed."""
    # As the draft has them: the close itself has shown some, and written others.
    for kind, id, _ in draft.state.entries():
        if (draft.audience(kind, id) or NOBODY) not in SHARED:
            draft.drop(kind, id)
    for kind in FORGOTTEN:
        for id in list(draft.of_kind(kind)):
            draft.drop(kind, id)
    draft.forgets = True

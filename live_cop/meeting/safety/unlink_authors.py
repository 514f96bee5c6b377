"""Destroying every link from a person to what they wrote, marked or chose.

Such a link is always a record that only its owner sees. It exists while it is needed, so that they can change or
withdraw something, and no longer. (A short file: the promise should be easy to find and to check.)
"""

from ..audience import SHARED
from ..draft import Draft


def on_close(draft: Draft) -> None:
    """Deletes every record that only one person sees, and has the store destroy the history of such records."""
    for kind, id, entry in draft.state.entries():
        if entry.record is not None and entry.audience not in SHARED:
            draft.drop(kind, id)
    draft.forgets = True

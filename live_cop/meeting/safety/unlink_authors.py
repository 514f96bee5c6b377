"""The end of every link from a person to what they wrote, marked or chose.

Such a link is always a record that only its owner sees. It is there while it is needed, to change something or take it
back, and not a moment longer.
"""

from ..audience import SHARED
from ..draft import Draft


def on_close(draft: Draft) -> None:
    """Takes away all that is one person's own, and has the store destroy what it kept of it."""
    for kind, id, entry in draft.state.entries():
        if entry.record is not None and entry.audience not in SHARED:
            draft.drop(kind, id)
    draft.forgets = True

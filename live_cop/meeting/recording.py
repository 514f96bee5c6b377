"""How a meeting is recorded. The group decides, everyone sees it, and everything that is kept obeys it."""

from msgspec.structs import replace

from .commands import recording as c
from .draft import Draft
from .records import Keeps
from .refusal import Refusal
from .text import TITLE_LENGTH, clean

#: What everyone reads, unless the group has words of its own.
SAID: dict[Keeps, str] = {
    "pictures": "Notes are anonymous",
    "notes": "Notes only, no pictures",
    "steps": "Nothing but the next steps",
}
_PICTURES = ("snapshot", "picture")
#: What goes when the meeting closes.
_NOT_KEPT: dict[Keeps, tuple[str, ...]] = {
    "pictures": (),
    "notes": _PICTURES,
    "steps": (
        *_PICTURES,
        "note",
        "removed",
        "held",
        "folded",
        "hiding",
        "group",
        "scale",
        "tally",
        "hopes",
        "hope_tally",
        "review",
        "review_tally",
    ),
}


def agree(draft: Draft, command: c.MeetingRecord) -> None:
    """The group agrees, or agrees anew: also while the meeting is on."""
    said = clean(command.words, TITLE_LENGTH) or SAID[command.keeps]
    draft.put(replace(draft.one("meeting"), keeps=command.keeps, recording=said))


def takes_pictures(draft: Draft) -> bool:
    """Whether snapshots are kept."""
    return bool(draft.one("meeting").keeps == "pictures")


def check_pictures(draft: Draft) -> None:
    """Raises Refusal `no_pictures` where the group wants none."""
    if not takes_pictures(draft):
        raise Refusal("no_pictures")


def settle(draft: Draft) -> None:
    """The meeting ends: what the group does not want kept is taken away, and out of the history too."""
    kinds = _NOT_KEPT[draft.one("meeting").keeps]
    for kind in kinds:
        for id in list(draft.all(kind)):
            draft.drop(kind, id)
    for id, zone in draft.all("zone").items():
        if zone.scale and draft.get("scale", zone.scale) is None:
            draft.put(replace(zone, scale=None), id)
    for id, section in draft.all("section").items():
        if section.scale and draft.get("scale", section.scale) is None:
            draft.put(replace(section, scale=None), id)
    draft.wiped |= frozenset(kinds)


RULES = {
    c.MeetingRecord: agree,
}

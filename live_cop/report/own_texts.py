"""What a meeting has from the start is stored in English: a report shows what nobody changed in its own language."""

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from ..meeting.records.display import PART_KINDS
from ..meeting.state import Entry, State
from ..words import languages, shown_name, shown_text

#: The fields that may hold such a text, by the kind of record. The screens have the same in core/own-language.js.
FIELDS = {
    "meeting": ("recording",),
    "scale": ("question", "low_label", "high_label"),
    "section": ("title", "prompt", "line"),
    "snapshot": ("title",),
    "team": ("title",),
    "zone": ("title", "prompt"),
}


def in_own_language(state: State) -> State:
    """The state with these texts in the language of the context."""
    if languages.current().code == languages.DEFAULT:
        return state
    return State.restore(state.code, "", state.revision, _entries(state))


def _entries(state: State) -> Iterator[tuple[str, str, Entry]]:
    for kind, id, entry in state.entries():
        yield kind, id, replace(entry, record=_shown(kind, entry.record)) if entry.record is not None else entry


def _shown(kind: str, record: Any) -> Any:
    if kind == "pictured":
        name, part = record.part
        return replace(record, **{name: _shown(name, part)}) if name in PART_KINDS else record
    if kind == "step":
        return replace(record, who=[shown_name(name) for name in record.who])
    fields = FIELDS.get(kind, ())
    return replace(record, **{field: shown_text(getattr(record, field)) for field in fields}) if fields else record

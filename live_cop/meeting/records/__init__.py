"""The kinds of record that make up a meeting: the vocabulary that all rules share, one file a facet.

Times are UTC milliseconds since 1970. Durations are milliseconds too, unless the name says minutes or seconds.
A field that is UNSET is left out on the wire; a field that is None is `null`.
"""

from types import ModuleType

from . import (
    agenda,
    answer_batches,
    best_hopes,
    breakouts,
    display,
    followup,
    lifecycle,
    moderation,
    photos,
    report_texts,
    resources,
    scales,
    schedule,
    slides,
    undo,
    voices,
    wall,
)
from .base import Record

_FILES: tuple[ModuleType, ...] = (
    lifecycle, agenda, wall, undo, best_hopes, moderation, scales, voices, breakouts, display, report_texts, resources,
    followup, schedule, answer_batches, photos, slides,
)  # fmt: skip

#: Every kind of record by its name.
RECORDS: dict[str, type[Record]] = {
    record.kind: record
    for file in _FILES
    for record in vars(file).values()
    if isinstance(record, type) and issubclass(record, Record) and record.kind
}

"""The chair's own words for the report, and who may read it."""

from msgspec import UNSET
from msgspec.structs import replace

from .changes import CHAIR, EVERYONE
from .commands import report as c
from .draft import Draft
from .records import ReportWords
from .text import PAGE_LENGTH, clean


def edit(draft: Draft, command: c.ReportEdit) -> None:
    words = draft.one("report")
    if command.introduction is not UNSET:
        words = replace(words, introduction=clean(command.introduction, PAGE_LENGTH, lines=True))
    if command.conclusions is not UNSET:
        words = replace(words, conclusions=clean(command.conclusions, PAGE_LENGTH, lines=True))
    _put(draft, words)


def publish(draft: Draft, command: c.ReportPublish) -> None:
    _put(draft, replace(draft.one("report"), published=True))


def unpublish(draft: Draft, command: c.ReportUnpublish) -> None:
    _put(draft, replace(draft.one("report"), published=False))


def _put(draft: Draft, words: ReportWords) -> None:
    draft.put(words, audience=EVERYONE if words.published else CHAIR)


RULES = {
    c.ReportEdit: edit,
    c.ReportPublish: publish,
    c.ReportUnpublish: unpublish,
}

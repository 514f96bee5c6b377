"""What the chair's side writes for the report, and who may read it: its own words, recommendations, resources.

All of it is the chair's side's alone until the report is published, and everyone's from then on.
"""

from msgspec import UNSET
from msgspec.structs import replace

from .addresses import web_address
from .changes import CHAIR, EVERYONE
from .commands import report as c
from .draft import Draft
from .order import next_order, put_at
from .records import Recommendation, Record, ReportWords, Resource
from .refusal import Refusal
from .text import CAPTION_LENGTH, PAGE_LENGTH, PROMPT_LENGTH, TITLE_LENGTH, clean, required
from .together import grown
from .visible import shown_note

#: So many recommendations, and so many resources.
MOST = 100
_LISTS = ("recommendation", "resource")


def edit(draft: Draft, command: c.ReportEdit) -> None:
    words, was = draft.one("report"), command.was
    for field in ("introduction", "conclusions", "thanks"):
        given = getattr(command, field)
        if given is not UNSET:
            text = grown(getattr(words, field), given, was.get(field), PAGE_LENGTH, lines=True)
            words = replace(words, **{field: text})
    draft.put(words, audience=_audience(words))


def publish(draft: Draft, command: c.ReportPublish) -> None:
    _publish(draft, published=True)


def unpublish(draft: Draft, command: c.ReportUnpublish) -> None:
    _publish(draft, published=False)


def _publish(draft: Draft, *, published: bool) -> None:
    words = draft.one("report")
    begins = published and not words.published
    words = replace(words, published=published, sharings=words.sharings + begins)
    draft.put(words, audience=_audience(words))
    for kind in _LISTS:
        for id, record in draft.all(kind).items():
            draft.put(record, id, audience=_audience(words))


def add_recommendation(draft: Draft, command: c.RecommendationAdd) -> None:
    text = command.text
    if command.note is not None:
        # Only what everyone has seen may go into what everyone will read.
        note = shown_note(draft, command.note)
        text = text if text.strip() else note.text
    record = Recommendation(
        text=required(text, CAPTION_LENGTH, lines=True),
        to=clean(command.to, TITLE_LENGTH),
        order=next_order(draft.all("recommendation")),
    )
    _add(draft, record, "r")


def edit_recommendation(draft: Draft, command: c.RecommendationEdit) -> None:
    record, was = draft.find("recommendation", command.recommendation), command.was
    if command.text is not UNSET:
        text = grown(record.text, command.text, was.get("text"), CAPTION_LENGTH, lines=True)
        record = replace(record, text=required(text, CAPTION_LENGTH, lines=True))
    if command.to is not UNSET:
        record = replace(record, to=grown(record.to, command.to, was.get("to"), TITLE_LENGTH))
    draft.put(record, command.recommendation)


def move_recommendation(draft: Draft, command: c.RecommendationMove) -> None:
    put_at(draft, "recommendation", command.recommendation, command.to)


def remove_recommendation(draft: Draft, command: c.RecommendationRemove) -> None:
    draft.find("recommendation", command.recommendation)
    draft.drop("recommendation", command.recommendation)


def add_resource(draft: Draft, command: c.ResourceAdd) -> None:
    record = Resource(
        title=required(command.title, TITLE_LENGTH),
        url=web_address(command.url, "bad_web_link") or "",
        helps=clean(command.helps, PROMPT_LENGTH),
        order=next_order(draft.all("resource")),
    )
    _add(draft, record, "u")


def edit_resource(draft: Draft, command: c.ResourceEdit) -> None:
    record, was = draft.find("resource", command.resource), command.was
    if command.title is not UNSET:
        title = grown(record.title, command.title, was.get("title"), TITLE_LENGTH)
        record = replace(record, title=required(title, TITLE_LENGTH))
    if command.url is not UNSET:
        record = replace(record, url=web_address(command.url, "bad_web_link") or "")
    if command.helps is not UNSET:
        record = replace(record, helps=grown(record.helps, command.helps, was.get("helps"), PROMPT_LENGTH))
    draft.put(record, command.resource)


def move_resource(draft: Draft, command: c.ResourceMove) -> None:
    put_at(draft, "resource", command.resource, command.to)


def remove_resource(draft: Draft, command: c.ResourceRemove) -> None:
    draft.find("resource", command.resource)
    draft.drop("resource", command.resource)


def _audience(words: ReportWords) -> str:
    return EVERYONE if words.published else CHAIR


def _add(draft: Draft, record: Record, prefix: str) -> None:
    kind = record.kind
    if len(draft.all(kind)) >= MOST:
        raise Refusal("too_many")
    id = draft.new_id(prefix)
    draft.put(record, id, audience=_audience(draft.one("report")))
    draft.result = {kind: id}


RULES = {
    c.ReportEdit: edit,
    c.ReportPublish: publish,
    c.ReportUnpublish: unpublish,
    c.RecommendationAdd: add_recommendation,
    c.RecommendationEdit: edit_recommendation,
    c.RecommendationMove: move_recommendation,
    c.RecommendationRemove: remove_recommendation,
    c.ResourceAdd: add_resource,
    c.ResourceEdit: edit_resource,
    c.ResourceMove: move_resource,
    c.ResourceRemove: remove_resource,
}

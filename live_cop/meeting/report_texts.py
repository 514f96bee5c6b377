"""The texts that the chair and helpers write for the report: an introduction and the like, recommendations, resources.

Only the chair and helpers see them until the report is published; then everyone does. Each edit says in `was` what its
writer began from, so that two people can edit one text at the same time (see text_merge.py).
"""

from typing import ClassVar

from msgspec import UNSET, UnsetType, field
from msgspec.structs import replace

from .audience import CHAIR, EVERYONE
from .command import AllowedAfterClose, ByChair, PlaceInList
from .draft import Draft, Rules
from .ordering import move_to, next_order
from .records.base import Record
from .records.report_texts import Recommendation, ReportWords, Resource, ToShare
from .refusal import Refusal
from .texts.text import CAPTION_LENGTH, PAGE_LENGTH, PROMPT_LENGTH, TITLE_LENGTH, clean, required
from .texts.text_merge import merged_with
from .texts.web_address import web_address
from .wall.visibility import public_note


class ReportEdit(AllowedAfterClose, frozen=True, kw_only=True):
    name: ClassVar[str] = "report.edit"
    introduction: str | UnsetType = UNSET
    conclusions: str | UnsetType = UNSET
    thanks: str | UnsetType = UNSET
    was: dict[str, str] = field(default_factory=dict)


class ReportPicture(AllowedAfterClose, frozen=True, kw_only=True):
    """What the picture to share shows; null: the first that there is."""

    name: ClassVar[str] = "report.picture"
    of: ToShare | None = None


class ReportPublish(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "report.publish"
    open_only: ClassVar[bool] = False


class ReportUnpublish(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "report.unpublish"
    open_only: ClassVar[bool] = False


class RecommendationAdd(AllowedAfterClose, frozen=True, kw_only=True):
    """With `note`, an empty `text` becomes the text of that note."""

    name: ClassVar[str] = "recommendation.add"
    text: str = ""
    to: str = ""
    note: str | None = None


class RecommendationEdit(AllowedAfterClose, frozen=True, kw_only=True):
    name: ClassVar[str] = "recommendation.edit"
    recommendation: str
    text: str | UnsetType = UNSET
    to: str | UnsetType = UNSET
    answer: str | UnsetType = UNSET
    was: dict[str, str] = field(default_factory=dict)


class RecommendationMove(AllowedAfterClose, frozen=True, kw_only=True):
    name: ClassVar[str] = "recommendation.move"
    recommendation: str
    to: PlaceInList


class RecommendationRemove(AllowedAfterClose, frozen=True, kw_only=True):
    name: ClassVar[str] = "recommendation.remove"
    recommendation: str


class ResourceAdd(AllowedAfterClose, frozen=True, kw_only=True):
    name: ClassVar[str] = "resource.add"
    title: str
    url: str = ""
    helps: str = ""


class ResourceEdit(AllowedAfterClose, frozen=True, kw_only=True):
    name: ClassVar[str] = "resource.edit"
    resource: str
    title: str | UnsetType = UNSET
    url: str | UnsetType = UNSET
    helps: str | UnsetType = UNSET
    was: dict[str, str] = field(default_factory=dict)


class ResourceMove(AllowedAfterClose, frozen=True, kw_only=True):
    name: ClassVar[str] = "resource.move"
    resource: str
    to: PlaceInList


#: The limit for recommendations, and for resources.
MOST_ITEMS = 100
_LISTS = ("recommendation", "resource")


def edit(draft: Draft, command: ReportEdit) -> None:
    words, was = draft.singleton("report"), command.was
    for part in ("introduction", "conclusions", "thanks"):
        given = getattr(command, part)
        if given is not UNSET:
            text = merged_with(getattr(words, part), given, was.get(part), PAGE_LENGTH, lines=True)
            words = replace(words, **{part: text})
    draft.put(words, audience=_audience(words))


def choose_picture(draft: Draft, command: ReportPicture) -> None:
    """Whoever gets the picture is nobody who was there: only what everyone in the meeting sees can be on it."""
    chosen = command.of
    if chosen is not None:
        draft.require(chosen.kind, chosen.id)
        if chosen.kind != "recommendation" and draft.audience(chosen.kind, chosen.id) != EVERYONE:
            raise Refusal(f"unknown_{chosen.kind}")
    words = replace(draft.singleton("report"), to_share=chosen)
    draft.put(words, audience=_audience(words))


def publish(draft: Draft, command: ReportPublish) -> None:
    _publish(draft, published=True)


def unpublish(draft: Draft, command: ReportUnpublish) -> None:
    _publish(draft, published=False)


def add_recommendation(draft: Draft, command: RecommendationAdd) -> None:
    text = command.text
    if command.note is not None:
        # The report will be read by everyone, so only a note that everyone sees may go into it.
        note = public_note(draft, command.note)
        text = text if text.strip() else note.text
    record = Recommendation(
        text=required(text, CAPTION_LENGTH, lines=True),
        to=clean(command.to, TITLE_LENGTH),
        order=next_order(draft.of_kind("recommendation")),
    )
    _add(draft, record, "r")


def edit_recommendation(draft: Draft, command: RecommendationEdit) -> None:
    record, was = draft.require("recommendation", command.recommendation), command.was
    if command.text is not UNSET:
        text = merged_with(record.text, command.text, was.get("text"), CAPTION_LENGTH, lines=True)
        record = replace(record, text=required(text, CAPTION_LENGTH, lines=True))
    if command.to is not UNSET:
        record = replace(record, to=merged_with(record.to, command.to, was.get("to"), TITLE_LENGTH))
    if command.answer is not UNSET:
        answer = merged_with(record.answer, command.answer, was.get("answer"), CAPTION_LENGTH, lines=True)
        record = replace(record, answer=answer)
    draft.put(record, command.recommendation)


def move_recommendation(draft: Draft, command: RecommendationMove) -> None:
    move_to(draft, "recommendation", command.recommendation, command.to)


def remove_recommendation(draft: Draft, command: RecommendationRemove) -> None:
    draft.require("recommendation", command.recommendation)
    draft.drop("recommendation", command.recommendation)


def add_resource(draft: Draft, command: ResourceAdd) -> None:
    record = Resource(
        title=required(command.title, TITLE_LENGTH),
        url=web_address(command.url, "bad_web_link") or "",
        helps=clean(command.helps, PROMPT_LENGTH),
        order=next_order(draft.of_kind("resource")),
    )
    _add(draft, record, "u")


def edit_resource(draft: Draft, command: ResourceEdit) -> None:
    record, was = draft.require("resource", command.resource), command.was
    if command.title is not UNSET:
        title = merged_with(record.title, command.title, was.get("title"), TITLE_LENGTH)
        record = replace(record, title=required(title, TITLE_LENGTH))
    if command.url is not UNSET:
        record = replace(record, url=web_address(command.url, "bad_web_link") or "")
    if command.helps is not UNSET:
        record = replace(record, helps=merged_with(record.helps, command.helps, was.get("helps"), PROMPT_LENGTH))
    draft.put(record, command.resource)


def move_resource(draft: Draft, command: ResourceMove) -> None:
    move_to(draft, "resource", command.resource, command.to)


def _publish(draft: Draft, *, published: bool) -> None:
    words = draft.singleton("report")
    begins = published and not words.published
    words = replace(words, published=published, sharings=words.sharings + begins)
    draft.put(words, audience=_audience(words))
    for kind in _LISTS:
        for id, record in draft.of_kind(kind).items():
            shared = isinstance(record, Resource) and record.shared
            draft.put(record, id, audience=EVERYONE if shared else _audience(words))


def _audience(words: ReportWords) -> str:
    return EVERYONE if words.published else CHAIR


def _add(draft: Draft, record: Record, prefix: str) -> None:
    kind = record.kind
    if len(draft.of_kind(kind)) >= MOST_ITEMS:
        raise Refusal("too_many")
    id = draft.new_id(prefix)
    draft.put(record, id, audience=_audience(draft.singleton("report")))
    draft.result = {kind: id}


RULES: Rules = {
    ReportEdit: edit,
    ReportPicture: choose_picture,
    ReportPublish: publish,
    ReportUnpublish: unpublish,
    RecommendationAdd: add_recommendation,
    RecommendationEdit: edit_recommendation,
    RecommendationMove: move_recommendation,
    RecommendationRemove: remove_recommendation,
    ResourceAdd: add_resource,
    ResourceEdit: edit_resource,
    ResourceMove: move_resource,
}

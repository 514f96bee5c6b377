"""Useful links and files that people offer: the chair's side takes each over into the list for everyone.

What the chair's side writes itself is in report_texts.py, and stays theirs until the report is published.
"""

from typing import Any, ClassVar

from msgspec.structs import replace

from .audience import EVERYONE, SHARED
from .command import AllowedAfterClose, ByAuthor, ByPerson
from .draft import Draft, Rules
from .ordering import next_order
from .records.report_texts import Resource
from .records.resources import OwnResourceOffer, ResourceFile, ResourceOffer, Useful
from .refusal import Refusal
from .report_texts import MOST_ITEMS
from .safety import first_notes
from .safety.redaction import Redaction, location
from .texts.text import PROMPT_LENGTH, TITLE_LENGTH, clean
from .texts.web_address import web_address


class OfferResource(ByPerson, frozen=True, kw_only=True):
    """Without a title, the host of its link is its title."""

    name: ClassVar[str] = "resource.offer"
    title: str = ""
    url: str = ""
    helps: str = ""


class OfferFile(OfferResource, frozen=True, kw_only=True):
    """Offers a file that is stored in the same transaction. Without a title, its name is its title."""

    name: ClassVar[str] = "resource.offer_file"
    by_http_only: ClassVar[bool] = True
    file: ResourceFile


class TakeResource(AllowedAfterClose, frozen=True, kw_only=True):
    name: ClassVar[str] = "resource.take"
    resource: str


class RemoveResource(ByAuthor, frozen=True, kw_only=True):
    """By the chair's side; by the person who offered it as long as it is only an offer.

    With `ask`, nothing happens if it is somebody else's offer; the result says so.
    """

    name: ClassVar[str] = "resource.remove"
    rewrites_history: ClassVar[bool] = True
    open_only: ClassVar[bool] = False
    resource: str
    ask: bool = False


#: Each waits for somebody of the chair's side to read it.
MOST_OFFERS = 100
#: Of one person: nobody else's offer should find the list full.
MOST_OFFERS_EACH = 10


def offer(draft: Draft, command: OfferResource) -> None:
    """Raises Refusal `bad_web_link`, `too_long`, `empty` or `too_many`."""
    _offer(draft, command)


def offer_file(draft: Draft, command: OfferFile) -> None:
    file = replace(command.file, name=clean(command.file.name, TITLE_LENGTH))
    _offer(draft, command, file)


def _offer(draft: Draft, command: OfferResource, file: ResourceFile | None = None) -> None:
    url = web_address(command.url, "bad_web_link") or ""
    title = clean(command.title, TITLE_LENGTH) or (file.name if file else _host(url))
    offers, person = draft.of_kind("resource_offer"), draft.actor.person
    own = [id for id in draft.of_kind("own_resource_offer") if draft.audience("own_resource_offer", id) == person]
    waiting = [id for id in own if id in offers]
    if first_notes.is_full(draft, offers, MOST_OFFERS) or len(waiting) >= MOST_OFFERS_EACH:
        raise Refusal("too_many")
    if not title:
        raise Refusal("empty")
    id = draft.new_id("u")
    own_copy = OwnResourceOffer(title=title, url=url, helps=clean(command.helps, PROMPT_LENGTH), file=file)
    draft.put(own_copy, id, audience=person)
    draft.put(ResourceOffer(**_said_by(own_copy), order=first_notes.order_of_next(draft, "resource_offer")), id)
    draft.result = {"resource": id}
    first_notes.keep_waiting(draft, "resource_offer", id)


def take(draft: Draft, command: TakeResource) -> None:
    """Moves an offer into the list that everyone sees from now on, and the report has."""
    id = command.resource
    offered, resources = draft.get("resource_offer", id), draft.of_kind("resource")
    if offered is None or not draft.actor.sees(draft.audience("resource_offer", id) or ""):
        raise Refusal("unknown_resource")
    if len(resources) >= MOST_ITEMS:
        raise Refusal("too_many")
    draft.put(Resource(**_said_by(offered), order=next_order(resources), shared=True), id, audience=EVERYONE)
    draft.drop("resource_offer", id)
    own = draft.get("own_resource_offer", id)
    if own is not None:
        draft.put(replace(own, taken=True), id)


def remove(draft: Draft, command: RemoveResource) -> None:
    """Raises Refusal `unknown_resource`, also to those who must not learn that there is such an offer."""
    id = command.resource
    own = draft.audience("own_resource_offer", id) == draft.actor.person and draft.get("resource_offer", id) is not None
    audience = draft.audience("resource_offer", id) or draft.audience("resource", id)
    if audience is None or not (own or (draft.actor.is_chair_or_helper and audience in SHARED)):
        raise Refusal("unknown_resource")
    record = draft.get("resource_offer", id) or draft.get("resource", id)
    if draft.asks_first(command.ask, {"others": int(record.kind == "resource_offer" and not own)}):
        return
    draft.drop("resource", id)
    drop(draft, id)
    if record.file is not None:
        # The store deletes a file with the last record that names it.
        draft.erased = Redaction({location("resource", id): None}, (), only_merged=True)


def drop(draft: Draft, id: str) -> None:
    """Deletes an offer, and the copy of it for the person who made it."""
    draft.drop("resource_offer", id)
    draft.drop("own_resource_offer", id)


def file_name(name: str, ending: str) -> str:
    """The name of a file with the ending of its type, so that a device opens it with what it is for."""
    stem = name.replace("\\", "/").rpartition("/")[2]
    stem = (stem.rpartition(".")[0] or stem)[:100].strip(" .")
    return f"{stem or 'file'}.{ending}"


def _said_by(record: Useful) -> dict[str, Any]:
    return {name: getattr(record, name) for name in Useful.__struct_fields__}


def _host(url: str) -> str:
    return url.partition("://")[2].split("/")[0].split("?")[0].split("#")[0][:TITLE_LENGTH]


RULES: Rules = {
    OfferResource: offer,
    OfferFile: offer_file,
    TakeResource: take,
    RemoveResource: remove,
}

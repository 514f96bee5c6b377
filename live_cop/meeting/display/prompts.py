"""The prompt: the question that the chair asks now. Every screen shows it until it is hidden."""

from typing import ClassVar

from ..command import ByChair
from ..draft import Draft, Rules
from ..ordering import next_order
from ..records.agenda import current_section
from ..records.display import Prompt
from ..records.wall import Zone
from ..refusal import Refusal
from ..texts.text import PROMPT_LENGTH, required
from ..wall.visibility import NOTES_BY_ZONE, PHOTOS_BY_ZONE
from ..wall.zones import MOST_ZONES

#: Characters of a question that is the title of its own zone, which has to fit on a tab.
TITLE_LENGTH = 30
#: The title of the zone of a longer one. The beginning of the question would stay when its words are erased.
TITLE = "Ideas"


class PromptShow(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "prompt.show"
    text: str


class PromptHide(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "prompt.hide"


def show(draft: Draft, command: PromptShow) -> None:
    text = required(command.text, PROMPT_LENGTH)
    clear(draft)
    draft.put(Prompt(text=text, zone=_own_zone(draft, text)))


def hide(draft: Draft, command: PromptHide) -> None:
    if draft.singleton("prompt") is None:
        raise Refusal("no_prompt")
    clear(draft)


def clear(draft: Draft) -> None:
    """Hides the prompt, if there is one, and removes the zone that it has got if nobody has answered."""
    prompt = draft.singleton("prompt")
    if prompt is None:
        return
    draft.drop("prompt")
    cards = sum(draft.count(index, prompt.zone) for index in (NOTES_BY_ZONE, PHOTOS_BY_ZONE))
    if prompt.zone in draft.of_kind("zone") and not cards:
        draft.drop("zone", prompt.zone)


def _own_zone(draft: Draft, text: str) -> str | None:
    """A zone for the answers while people are asked for their hopes: each has one hope, so those who have given it
    could write nowhere. None where there is another place."""
    zones = draft.of_kind("zone")
    section = current_section(draft.of_kind("section")) if draft.singleton("meeting").state == "live" else None
    here = {id: zone for id, zone in zones.items() if section and zone.section == section}
    if not any(zone.role == "hopes" for zone in here.values()):
        return None
    asked_before = (id for id, zone in here.items() if text == (zone.prompt or zone.title) and not zone.role)
    if id := next(asked_before, None):
        return id
    if len(zones) >= MOST_ZONES:
        return None
    title, prompt = (text, "") if len(text) <= TITLE_LENGTH else (TITLE, text)
    id = draft.new_id("z")
    draft.put(Zone(title=title, prompt=prompt, order=next_order(zones), section=section), id)
    return id


RULES: Rules = {
    PromptShow: show,
    PromptHide: hide,
}

"""What each kind of section opens by itself when it starts, and closes when it ends. The chair can do otherwise at any
time; nothing here ever refuses."""

from .. import best_hopes, scales
from ..draft import Draft
from ..ordering import next_order, ordered
from ..records.agenda import Section
from ..records.display import View
from ..records.wall import Zone
from ..scales import ScaleOpen
from ..voices import rounds
from .running_orders import PRESENTATION_QUESTIONS

#: The kinds that have a board view of their own; the others show the wall.
VIEWS: dict[str, View] = {"welcome": "welcome", "presentation": "presentation", "closing": "closing", "steps": "steps"}


def open_(draft: Draft, id: str) -> None:
    """Opens what belongs to this section, which has just begun."""
    section: Section = draft.get("section", id)
    if section.section_kind == "round":
        _start_round(draft, id, section.voice_seconds)
    elif section.section_kind == "scaling":
        _open_scale(draft, id, section)
    elif section.section_kind == "presentation":
        _bring_questions(draft, id)
    elif section.section_kind == "closing":
        best_hopes.ask_in_closing_section(draft)


def close(draft: Draft, id: str) -> None:
    """Closes the scale that this section had opened."""
    if draft.get("section", id).section_kind == "scaling":
        scales.close_for_section(draft, id)


def _start_round(draft: Draft, id: str, seconds: int) -> None:
    """Not again where one has been: whoever goes back to a section has heard these voices. Where nobody is here yet,
    the chair starts it when people are."""
    if draft.get("round", id) is None:
        rounds.start_for(draft, id, seconds)


def _open_scale(draft: Draft, id: str, section: Section) -> None:
    """The section's own scale, or else the first that waits and that no other section has chosen."""
    all_scales = draft.of_kind("scale")
    chosen = {each.scale for each in draft.of_kind("section").values()}
    waiting = [
        key for key, each in ordered(all_scales) if each.state == "draft" and not each.section and key not in chosen
    ]
    scale = section.scale if section.scale in all_scales else next(iter(waiting), None)
    if scale is not None and all_scales[scale].state == "draft":
        scales.open_(draft, ScaleOpen(scale=scale))


def _bring_questions(draft: Draft, id: str) -> None:
    """A presentation has a place for questions, as a scale has one for its "one point up"."""
    zones = draft.of_kind("zone")
    if any(zone.section == id for zone in zones.values()):
        return
    place = PRESENTATION_QUESTIONS
    zone = Zone(title=place.title, prompt=place.prompt, color=place.color, order=next_order(zones), section=id)
    draft.put(zone, draft.new_id("z"))

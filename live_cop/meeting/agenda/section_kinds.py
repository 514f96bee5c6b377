"""What each kind of section opens automatically when it starts, and closes when it ends.

The chair can open or close all of it by hand at any time, so nothing here raises a Refusal.
"""

from .. import best_hopes
from ..draft import Draft
from ..ordering import next_order, ordered
from ..records.agenda import Section, SectionKind
from ..records.display import View
from ..records.wall import Zone
from ..scales import scales
from ..scales.scales import ScaleOpen
from ..voices import rounds
from ..wall.zones import MOST_ZONES
from .running_orders import PRESENTATION_QUESTIONS, PlannedZone

#: The kinds with a board view of their own; during the others the board shows the wall.
VIEWS: dict[str, View] = {"welcome": "welcome", "presentation": "presentation", "closing": "closing", "steps": "steps"}
#: The kinds whose question is answered with a mark or a next step.
ANSWERED_ELSEWHERE: frozenset[SectionKind] = frozenset(("scaling", "steps"))
#: As they are written in English, Spanish and Arabic, and with full width.
QUESTION_MARKS = frozenset("?¿؟？")


def open_(draft: Draft, id: str) -> None:
    """Opens what belongs to this section, which has just started."""
    section: Section = draft.get("section", id)
    if section.section_kind == "round":
        _start_round(draft, id, section.voice_seconds)
    elif section.section_kind == "scaling":
        _open_scale(draft, section)
    elif section.section_kind == "closing":
        best_hopes.ask_in_closing_section(draft)
    _add_zone(draft, id, section)


def close(draft: Draft, id: str) -> None:
    """Closes the scale that this section opened."""
    if draft.get("section", id).section_kind == "scaling":
        scales.close_for_section(draft, id)


def _start_round(draft: Draft, id: str, seconds: int) -> None:
    """Starts the round, but not a second time when the chair goes back to the section.

    If nobody is online yet, no round starts; the chair starts one later.
    """
    if draft.get("round", id) is None:
        rounds.start_for(draft, id, seconds)


def _open_scale(draft: Draft, section: Section) -> None:
    """Opens the section's own scale, or the first draft that belongs to no section."""
    all_scales = draft.of_kind("scale")
    chosen = {each.scale for each in draft.of_kind("section").values()}
    free = [
        key for key, each in ordered(all_scales) if each.state == "draft" and not each.section and key not in chosen
    ]
    scale = section.scale if section.scale in all_scales else next(iter(free), None)
    if scale is not None and all_scales[scale].state == "draft":
        scales.open_(draft, ScaleOpen(scale=scale))


def _add_zone(draft: Draft, id: str, section: Section) -> None:
    """Creates a zone for the answers to the section's question, or for questions to a speaker, unless there is one."""
    zones = draft.of_kind("zone")
    if any(zone.section == id for zone in zones.values()) or len(zones) >= MOST_ZONES:
        return
    planned = PRESENTATION_QUESTIONS
    if section.section_kind != "presentation":
        anywhere = any(zone.section is None and not zone.team for zone in zones.values())
        if anywhere or section.section_kind in ANSWERED_ELSEWHERE or not QUESTION_MARKS.intersection(section.prompt):
            return
        planned = PlannedZone(section.title, section.prompt)
    zone = Zone(title=planned.title, prompt=planned.prompt, color=planned.color, order=next_order(zones), section=id)
    draft.put(zone, draft.new_id("z"))

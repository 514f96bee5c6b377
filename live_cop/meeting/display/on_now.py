"""What the meeting is at: worked out in one place, so that board, phones, laptops and the console ask the same."""

from ..agenda.section_kinds import VIEWS
from ..breakouts import breakouts
from ..draft import Draft, Rules
from ..ordering import ordered
from ..records.agenda import Section, current_section
from ..records.display import Asked, OnNow, View
from ..records.scales import Scale
from ..voices import rounds

WATCHED_KINDS = frozenset(
    ("section", "meeting", "scale", "turn", "zone", "teams", "date", "next", "hopes", "review", "prompt")
)


def update_after(draft: Draft) -> None:
    """Writes what the meeting is at."""
    meeting = draft.singleton("meeting")
    id = current_section(draft.of_kind("section")) if meeting.state == "live" else None
    section: Section | None = draft.get("section", id) if id else None
    scale = _current_scale(draft, id)
    view = _view(draft, section, id, scale)
    shown: Scale | None = draft.get("scale", scale) if scale and view == "scale" else None
    draft.put(
        OnNow(
            view=view,
            section=id,
            scale=scale,
            question=_question(draft, view, section, shown) or meeting.title,
            zones=_zones(draft, id, section, shown),
            asks=_asks(draft, section),
        )
    )


def _view(draft: Draft, section: Section | None, id: str | None, scale: str | None) -> View:
    state = draft.singleton("meeting").state
    if state == "waiting":
        return "join"
    if state == "closed":
        return "end"
    if breakouts.is_on(draft):
        return "teams"
    if rounds.is_on(draft):
        return "round"
    view = VIEWS.get(section.section_kind) if section else None
    # A scale that was opened in this section takes precedence over the section's own view; an earlier one does not.
    if scale is not None and (view is None or draft.get("scale", scale).section == id):
        return "scale"
    if view is not None:
        return view
    return "wall" if draft.of_kind("zone") else "agenda"


def _current_scale(draft: Draft, section: str | None) -> str | None:
    """The last open scale, or else the last closed scale of this section whose spread is shown."""
    scales = draft.of_kind("scale")
    for candidates in (
        [id for id, scale in scales.items() if scale.state == "open"],
        [id for id, s in scales.items() if s.state == "closed" and s.shown and s.section == section],
    ):
        if candidates:
            return max(candidates, key=lambda id: scales[id].order)
    return None


def _question(draft: Draft, view: View, section: Section | None, scale: Scale | None) -> str:
    if scale is not None:
        return scale.question
    if view == "teams" and draft.singleton("teams").prompt:
        return str(draft.singleton("teams").prompt)
    return section.prompt or section.line or section.title if section else ""


def _zones(draft: Draft, id: str | None, section: Section | None, scale: Scale | None) -> list[str]:
    """The scale's own zone, those of the section, that of the prompt first, or else those of the whole meeting."""
    if section is None:
        return []
    prompt = draft.singleton("prompt")
    if scale is not None and scale.zone is not None:
        return [scale.zone]
    main = [(key, zone.section) for key, zone in ordered(draft.of_kind("zone")) if not zone.team]
    own = [key for key, of in main if of == id]
    own.sort(key=lambda key: prompt is None or key != prompt.zone)
    # Where next steps are proposed, the answers are steps and not notes.
    return own if own or section.section_kind == "steps" else [key for key, of in main if of is None]


def _asks(draft: Draft, section: Section | None) -> list[Asked]:
    """What everybody is asked besides the question, and answers elsewhere than on the wall."""
    if section is None:
        return []
    hopes, review = draft.singleton("hopes"), draft.singleton("review")
    polled = draft.singleton("next") is None and any(not date.settled for date in draft.of_kind("date").values())
    asked: dict[Asked, bool] = {
        "steps": section.section_kind == "steps",
        "hopes": hopes is not None and hopes.state == "open",
        "dates": polled,
        "review": review is not None and review.state == "open",
        "invites": section.section_kind == "closing",
    }
    return [each for each, is_asked in asked.items() if is_asked]


RULES: Rules = {}

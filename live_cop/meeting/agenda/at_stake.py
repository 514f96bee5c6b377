"""What a step of the agenda would drop or leave behind: the chair is asked before, and not surprised after."""

from ..breakouts import breakouts
from ..change import MINUTE_MS
from ..draft import Draft
from ..records.agenda import current_section
from ..voices.presence import HANDS, TURNS

#: A meeting that starts further than this from its announced time (in milliseconds) is taken for another occasion: it
#: may be the wrong meeting, and it does not end when that one would.
FAR_FROM_PLAN = 2 * 60 * MINUTE_MS


def before_start(draft: Draft) -> dict[str, int]:
    """The time for which the meeting is planned, if it would start at quite another one; and that it is cancelled."""
    meeting = draft.singleton("meeting")
    if meeting.state != "waiting":
        return {}
    at = meeting.starts_at
    is_far = at is not None and abs(draft.now - at) > FAR_FROM_PLAN
    return {**({"planned": at} if is_far else {}), **({"cancelled": 1} if meeting.cancelled else {})}


def before_leaving(draft: Draft) -> dict[str, int]:
    """What is under way in the current section, each with its number, without what is zero.

    `voices` wait for their turn and `hands` are up; `groups` is 1 while small groups meet; `answers` were given to
    scales that would close unseen. Where people write in this section, `alone` notes are private, and `votes` are on.
    """
    section = current_section(draft.of_kind("section"))
    on_now = draft.singleton("on_now")
    zones = [draft.get("zone", id) for id in on_now.zones] if section and on_now else []
    scales = [each for each in draft.of_kind("scale").values() if each.state == "open" and each.section == section]
    found = {
        "voices": draft.count(TURNS, "waiting"),
        "hands": draft.count(HANDS, "waiting"),
        "groups": int(breakouts.is_on(draft)),
        "answers": sum(each.received for each in scales if not each.shown),
        "alone": sum(zone.waiting for zone in zones if zone and zone.alone),
        "votes": sum(bool(zone and zone.voting) for zone in zones),
    }
    return {name: number for name, number in found.items() if number}

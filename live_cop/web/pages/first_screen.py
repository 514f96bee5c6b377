"""What a phone shows of the meeting before its script runs: where the meeting is, the clock, the question and the first
notes.

It is drawn (templates/_first_screen.html) of the records that the page brings along for its script, so it knows nothing
that a welcome would not tell this person. A phone's page is that of a participant, so there is nothing here that only
the chair and helpers have. static/js/member/ draws the same of the same records:
tests/browser/member/test_first_paint.py compares the two in many meetings, so that nothing moves when the script takes
over. Where the script draws something above the notes that is not known here, the notes are left to it.
"""

import math
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from ...meeting.texts import web_links
from .told_records import Record, ToldRecords

#: More cards do not fit on the screen of any phone.
MOST_CARDS = 8
#: What is said where there is no current section.
_STATES = {"waiting": "not_started", "live": "finished", "closed": "ended", "cancelled": "called_off"}
#: Parts whose first lines, above the notes, are known here.
_INTROS = ("welcome", "presentation")
#: The clock turns to a warm colour in the last fifth.
_LAST_SHARE = 5


#: A text as (words, address of a link, or "").
Pieces = list[tuple[str, str]]


class Clock(NamedTuple):
    """The timer of the current section: what it reads, its phase, the words under it, and how full its line is."""

    text: str
    phase: str
    words: str
    share: float


class Card(NamedTuple):
    """A note or photograph, as one person sees it. `hidden`: why others do not see it yet; `is_changeable`: whether
    there is a button to change it; `too`: whether this person said "me too", None where they cannot; `given` and
    `left`: their dots on this note and of this zone, None where there is no vote."""

    record: Record
    pieces: Pieces
    merged: list[Pieces]
    classes: str
    mine: bool
    hidden: str
    is_changeable: bool
    has_buttons: bool
    too: bool | None
    given: int | None
    left: int


class Group(NamedTuple):
    title: str
    n: int
    cards: list[Card]


class Wall(NamedTuple):
    """The zone in view with its first cards: those of named groups, then single ones."""

    zone: Record
    zones: list[tuple[Record, int]]
    heading: str
    is_heading_seen: bool
    empty: str
    groups: list[Group]
    singles: list[Card]
    dots_left: int


class Here(NamedTuple):
    """How many people are here; `where` ends the key of the words for that."""

    where: str
    room: int
    remote: int


class FirstScreen(NamedTuple):
    """`wall` is None where what stands above the notes is not known here; `intro` is the current section if its kind
    begins with lines of its own; `has_box` is whether there is a box to write in."""

    told: ToldRecords
    meeting: Record
    section: Record | None
    n: int
    m: int
    state: str
    closing: str
    clock: Clock | None
    video_url: str
    question: str
    intro: Record | None
    here: Here
    questions: int
    tab: str
    tabs: list[str]
    hand: str
    zone: Record | None
    has_box: bool
    placeholder: str
    is_done: bool
    has_camera: bool
    wall: Wall | None


def draw(welcome: Mapping[str, Any]) -> FirstScreen:
    """The first screen for the person whom this welcome greets, in the language of the context."""
    told = ToldRecords(welcome)
    meeting = told.one("meeting") or {}
    sections = told.all("section")
    n = next((n for n, each in enumerate(sections, 1) if each["state"] == "now"), 0)
    section = sections[n - 1] if n else None
    zone = _zone_in_view(told)
    tab = _tab(told)
    intro = section if section and meeting["state"] == "live" and section["kind"] in _INTROS else None
    own = told.breakout_zone()
    closing = meeting.get("closing_at")
    return FirstScreen(
        told=told,
        meeting=meeting,
        section=section,
        n=n,
        m=len(sections),
        state=_STATES["cancelled" if meeting["cancelled"] else meeting["state"]],
        closing=clock_text(max(0, closing - told.now)) if closing else "",
        clock=None if own else _clock(told),
        video_url=_video_url(told, meeting),
        question=told.question() if tab == ("next" if told.view() == "steps" else "notes") else "",
        intro=intro if tab == "notes" else None,
        here=_here(told),
        questions=sum(len(told.cards_of(each["id"])) for each in told.zones_now()),
        tab=tab,
        tabs=_tabs(told),
        hand=_hand(told) if section and meeting["state"] == "live" else "",
        zone=zone,
        has_box=meeting["state"] != "closed" and _is_asked(told),
        placeholder=_placeholder(told, zone),
        is_done=bool(zone) and _has_its_hope(told, zone),
        has_camera=bool(zone) and not (zone or {}).get("alone") and _takes_photos(told),
        wall=_wall(told, zone) if zone and tab == "notes" and _is_top_known(told) else None,
    )


def clock_text(ms: float) -> str:
    """75000 as "1:15". A second that has begun counts as one that is left."""
    seconds = math.ceil(ms / 1000 - 0.02) if ms >= 0 else math.floor(-ms / 1000)
    return f"{seconds // 60}:{seconds % 60:02d}"


def _clock(told: ToldRecords) -> Clock | None:
    timer = told.one("timer")
    if timer is None:
        return None
    duration = timer["duration"]
    ms = min(timer["ends_at"] - told.now, duration) if timer["running"] else timer.get("left") or 0
    share = min(1.0, max(0.0, 1 - ms / duration)) if duration else 1.0
    is_past = ms <= -1000
    words = ""
    if not timer["running"]:
        phase, words = "paused", "paused_over" if is_past else "paused"
    elif is_past:
        phase = words = "over"
    else:
        phase = "warm" if ms <= duration / _LAST_SHARE else "calm"
    return Clock(f"+{clock_text(ms)}" if is_past else clock_text(max(0, ms)), phase, words, share)


def _video_url(told: ToldRecords, meeting: Record) -> str:
    """The call that this person belongs in: that of their small group, or of the whole meeting."""
    whole = "" if meeting["cancelled"] else meeting.get("video_url") or ""
    return (told.get("call", told.me) or {}).get("video_url") or whole


def _here(told: ToldRecords) -> Here:
    present = told.one("present") or {}
    room, remote = present.get("room") or 0, present.get("remote") or 0
    return Here("both" if room and remote else "room" if room else "remote" if remote else "nobody", room, remote)


def _tab(told: ToldRecords) -> str:
    """The tab that opens: what is on now opens its own."""
    if told.breakout_zone():
        return "notes"
    if told.view() == "steps":
        return "next"
    return "scale" if any(scale["state"] == "open" for scale in told.all("scale")) else "notes"


def _tabs(told: ToldRecords) -> list[str]:
    has_scales = any(
        scale["state"] == "open" or (scale["state"] == "closed" and scale["shown"]) for scale in told.all("scale")
    )
    is_live = (told.one("meeting") or {})["state"] == "live"
    has_next = is_live or told.all("step") or told.all("date") or told.one("next")
    return ["notes", *(["scale"] if has_scales else []), "agenda", *(["next"] if has_next else [])]


def _hand(told: ToldRecords) -> str:
    """The button to raise a hand: "down", "up", or "away" in a round, in which everybody has a turn."""
    if any(hand["person"] == told.me for hand in told.all("hand")):
        return "up"
    return "away" if any(turn["state"] in ("speaking", "waiting") for turn in told.all("turn")) else "down"


def _is_top_known(told: ToldRecords) -> bool:
    """Whether all that stands above the notes is drawn here too."""
    meeting = told.one("meeting") or {}
    is_planned = meeting["state"] == "waiting" and any(meeting.get(key) for key in ("starts_at", "venue", "cancelled"))
    shows_slides = (told.one("board") or {}).get("showing") == "slides"
    return not (told.breakout_zone() or is_planned or shows_slides or _shows_hopes(told, meeting))


def _shows_hopes(told: ToldRecords, meeting: Record) -> bool:
    """Whether this person's own hopes are asked about, or the answers to that are shown."""
    hopes = told.one("hopes")
    if hopes is None:
        return False
    zones = [zone["id"] for zone in told.all("zone") if zone["role"] == "hopes"]
    mine = any(told.get("mine", card["id"]) for zone in zones for card in told.cards_of(zone))
    is_closing = meeting["state"] != "live" or any(
        each["state"] == "now" and each["kind"] == "closing" for each in told.all("section")
    )
    return (hopes["state"] == "open" and mine) or (bool(hopes.get("spread")) and is_closing)


def _zone_in_view(told: ToldRecords) -> Record | None:
    """Where this person writes: in the zone of the question of the moment, else in the first one."""
    zones = told.zones()
    now = told.zones_now()
    return next((zone for zone in zones if now and zone["id"] == now[0]["id"]), zones[0] if zones else None)


def _is_asked(told: ToldRecords) -> bool:
    """Whether people are asked to write: while a part is on that asks for nothing, they are not."""
    return bool(told.zones_now()) or not (told.one("on_now") or {}).get("section")


def _placeholder(told: ToldRecords, zone: Record | None) -> str:
    if zone and zone["role"] == "hopes":
        return "hope_there" if _has_its_hope(told, zone) else "hope"
    is_talk = zone and (told.get("section", zone["section"]) or {}).get("kind") == "presentation"
    return "ask" if is_talk else "placeholder"


def _has_its_hope(told: ToldRecords, zone: Record | None) -> bool:
    """Each person has one hope."""
    if not zone or zone["role"] != "hopes":
        return False
    return any(told.get("mine", card["id"]) for card in told.cards_of(zone["id"]))


def _takes_photos(told: ToldRecords) -> bool:
    meeting = told.one("meeting") or {}
    return bool(meeting["state"] != "closed" and meeting["photos_by"] == "all")


def _wall(told: ToldRecords, zone: Record) -> Wall | None:
    cards = told.cards_of(zone["id"])
    # Translations stand below a note, and are drawn by the script alone.
    if zone["team"] or any(card.get("translations") for card in cards):
        return None
    grouped = told.groups_of(zone, cards)
    in_groups = {card["id"] for _, its in grouped for card in its}
    room = MOST_CARDS
    groups = []
    for group, its in grouped:
        groups += [Group(group["title"], len(its), [_card(told, zone, each) for each in its[:room]])] if room else []
        room -= min(room, len(its))
    singles = [card for card in cards if card["id"] not in in_groups][:room]
    return Wall(
        zone=zone,
        zones=[(each, told.count_of(each)) for each in told.zones()],
        heading=(_is_asked(told) and zone["prompt"]) or zone["title"],
        is_heading_seen=not told.is_asking_the_same(zone),
        empty="" if cards or zone["alone"] else _empty_words(told),
        groups=[group for group in groups if group.cards],
        singles=[_card(told, zone, each) for each in singles],
        dots_left=told.dots_of(zone)[0],
    )


def _empty_words(told: ToldRecords) -> str:
    meeting, now = told.one("meeting") or {}, told.one("on_now") or {}
    if meeting["state"] == "closed":
        return "none_closed"
    is_asked = not now.get("section") or now["zones"]
    return "none" if meeting["paused"] or meeting["cancelled"] or not is_asked else "empty"


def _card(told: ToldRecords, zone: Record, card: Record) -> Card:
    meeting = told.one("meeting") or {}
    is_mine = told.get("mine", card["id"]) is not None
    is_closed = meeting["state"] == "closed"
    hidden = "held" if card.get("held") else ""
    if told.get("saved", card["id"]) is not None:
        # What was added just before people began to write in private is not shown soon either.
        hidden = "only_you" if zone["alone"] else "saved"
    if card.get("alone"):
        hidden = "only_you"
    is_writing = not is_closed and not meeting["paused"]
    has_buttons = is_writing and not hidden
    left, given = told.dots_of(zone)
    is_voting = has_buttons and zone["voting"]
    too = None if is_mine or not has_buttons else told.get("too", f"{card['id']}.{told.me}") is not None
    classes = ["note", "is-photo" if card.get("photo") else card["color"], "is-hidden" if hidden else ""]
    return Card(
        record=card,
        pieces=_pieces(card["text"]),
        merged=[_pieces(text) for text in card.get("merged") or ()],
        classes=" ".join(filter(None, [*classes, "is-mine" if is_mine else ""])),
        mine=is_mine,
        hidden=hidden,
        is_changeable=is_mine and is_writing,
        has_buttons=is_voting or too is not None,
        too=too,
        given=given.get(card["id"], 0) if is_voting else None,
        left=left,
    )


def _pieces(text: str) -> Pieces:
    return [(piece.text, piece.url) for piece in web_links.pieces(text)]


def host(url: str) -> str:
    """What stands for a link: the host that it leads to."""
    return urlsplit(url).netloc

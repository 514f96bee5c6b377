"""The dot vote: everyone gives a few dots to the notes of one zone, and nobody sees counts until it is closed.

A person's dots are a record that only they see. When the vote is closed, the dots are counted on the notes if at least
PRIVACY_FLOOR independent people took part (safety/answer_batches.py), and the records are deleted.
"""

from collections.abc import Collection
from typing import Annotated, ClassVar

from msgspec import UNSET, Meta
from msgspec.structs import replace

from ..audience import EVERYONE
from ..command import ByChair, ByPerson
from ..draft import Draft, Rules
from ..records.photos import WALL_KINDS
from ..records.wall import Dots, Zone
from ..refusal import Refusal
from ..safety import turnout
from ..safety.answer_batches import are_enough
from ..state import Index, State
from .cards import OnWall, find_card, public_card, public_cards_in
from .merge_notes import DOTS, MERGED

DotsEach = Annotated[int, Meta(ge=1, le=10)]


class VoteOpen(ByChair, frozen=True, kw_only=True):
    """With `ask`, nothing happens while there are counts of an earlier vote; the result says on how many cards."""

    name: ClassVar[str] = "vote.open"
    zone: str
    dots: DotsEach
    ask: bool = False


class VoteClose(ByChair, frozen=True, kw_only=True):
    """With `ask`, nothing happens while people who can vote have not; the result says how many.

    A vote is not taken back: two counts of the same dots could tell whose dots were added in between.
    """

    name: ClassVar[str] = "vote.close"
    zone: str
    ask: bool = False


class VoteGive(ByPerson, frozen=True, kw_only=True):
    name: ClassVar[str] = "vote.give"
    note: str


class VoteTake(ByPerson, frozen=True, kw_only=True):
    name: ClassVar[str] = "vote.take"
    note: str


def open_(draft: Draft, command: VoteOpen) -> None:
    """Opens a vote and removes the counts of an earlier one. Raises Refusal `unknown_zone` or `vote_open`."""
    zone = draft.require("zone", command.zone)
    if zone.voting:
        raise Refusal("vote_open")
    counted = sum(bool(card.votes) for card in _counted_in(draft, command.zone).values())
    if draft.asks_first(command.ask, {"counted": counted}):
        return
    _write_counts(draft, command.zone, None)
    opened = replace(zone, voting=True, dots=command.dots, voters=0)
    draft.put(turnout.of_vote(draft, opened), command.zone)


def give(draft: Draft, command: VoteGive) -> None:
    """Gives a note one dot more. Raises Refusal `unknown_note`, `vote_not_open` or `no_dots_left`."""
    note = public_card(draft, command.note)
    zone = _require_open_vote(draft, note.zone)
    dots = _dots_in(draft, note.zone, zone)
    if dots.left < 1:
        raise Refusal("no_dots_left", n=zone.dots)
    _put_dots(draft, zone, replace(dots, notes=dots.notes | {command.note: dots.notes.get(command.note, 0) + 1}))


def take(draft: Draft, command: VoteTake) -> None:
    """Takes one dot back from a note. Raises Refusal `unknown_note`, `vote_not_open` or `no_dot_here`."""
    note = public_card(draft, command.note)
    zone = _require_open_vote(draft, note.zone)
    dots = _dots_in(draft, note.zone, zone)
    if command.note not in dots.notes:
        raise Refusal("no_dot_here")
    _put_dots(draft, zone, replace(dots, notes=dots.notes | {command.note: dots.notes[command.note] - 1}))


def close(draft: Draft, command: VoteClose) -> None:
    """Closes a vote; the result says whether it was counted. Raises Refusal `unknown_zone` or `vote_not_open`."""
    zone = _require_open_vote(draft, command.zone)
    if draft.asks_first(command.ask, {"dots": turnout.missing(zone.voters, zone.can_vote)}):
        return
    draft.result = {"counted": _close(draft, command.zone)}


def on_close(draft: Draft) -> None:
    """Closes every open vote when the meeting closes."""
    for id, zone in list(draft.of_kind("zone").items()):
        if zone.voting:
            _close(draft, id)


WATCHED_KINDS = frozenset((*WALL_KINDS, "dots", "zone"))


#: The cards of each zone that everyone sees and that have counts of a vote.
_COUNTED = tuple(
    Index(kind, lambda card, audience: [card.zone] if audience == EVERYONE and card.votes is not UNSET else [])
    for kind in WALL_KINDS
)


def update_after(draft: Draft) -> None:
    """Returns dots from notes that left the zone, deletes dots in zones without a vote, and counts the voters."""
    for id in _affected(draft):
        dots = draft.get("dots", id)
        zone = draft.get("zone", dots.zone)
        if zone is None or not zone.voting:
            draft.drop("dots", id)
            continue
        notes = {note: n for note, n in dots.notes.items() if _is_in(draft, note, dots.zone)}
        lent = {note: n for note, n in (dots.lent or {}).items() if _is_merged_into(draft, note, notes)}
        if notes != dots.notes or lent != (dots.lent or {}):
            draft.put(replace(dots, notes=notes, left=zone.dots - sum(notes.values()), lent=lent or UNSET), id)
    for id, zone in draft.of_kind("zone").items():
        # Whoever has given dots stays a voter: a number that fell as a note leaves would tell whose dots it had.
        voters = draft.count(DOTS, ("zone", id))
        if voters != zone.voters:
            changed = replace(zone, voters=voters)
            draft.put(turnout.of_vote(draft, changed) if zone.voting else changed, id)


def _affected(draft: Draft) -> list[str]:
    """The dots that changed, or whose zone or cards did."""
    found: dict[str, None] = {}
    for kind, id, *_ in draft.changes():
        if kind == "dots" and draft.get(kind, id) is not None:
            found[id] = None
        elif kind == "zone" and not getattr(draft.get(kind, id), "voting", False):
            found |= dict.fromkeys(draft.find(DOTS, ("zone", id)))
        elif kind in WALL_KINDS and _place_of(draft.state, kind, id) != _place_of(draft, kind, id):
            found |= dict.fromkeys(draft.find(DOTS, ("card", id)))
    return list(found)


def _close(draft: Draft, id: str) -> bool:
    """Closes the vote in this zone, and returns whether enough people took part for the counts to be shown."""
    given = dict(draft.find(DOTS, ("zone", id)))
    voters = [draft.audience("dots", key) or "" for key, dots in given.items() if dots.notes]
    enough = are_enough(draft, voters)
    counts: dict[str, int] = {}
    for key, dots in given.items():
        for note, n in dots.notes.items():
            counts[note] = counts.get(note, 0) + n
        draft.drop("dots", key)
    _write_counts(draft, id, counts if enough else None)
    draft.put(replace(draft.get("zone", id), voting=False, voters=0, can_vote=0), id)
    return enough


def _write_counts(draft: Draft, zone: str, counts: dict[str, int] | None) -> None:
    """Writes the counts on the notes of a zone; None removes the counts of an earlier vote."""
    for id, card in (_counted_in(draft, zone) if counts is None else public_cards_in(draft, zone)).items():
        draft.put(replace(card, votes=UNSET if counts is None else counts.get(id, 0)), id)
        for other, folded in list(draft.find(MERGED, id).items()):
            draft.put(replace(folded, votes=UNSET), other)


def _counted_in(draft: Draft, zone: str) -> dict[str, OnWall]:
    return {id: card for index in _COUNTED for id, card in draft.find(index, zone).items()}


def _require_open_vote(draft: Draft, id: str) -> Zone:
    zone: Zone = draft.require("zone", id)
    if not zone.voting:
        raise Refusal("vote_not_open")
    return zone


def _dots_in(draft: Draft, id: str, zone: Zone) -> Dots:
    dots: Dots | None = draft.get("dots", f"{id}.{draft.actor.person}")
    return dots or Dots(zone=id, notes={}, left=zone.dots)


def _put_dots(draft: Draft, zone: Zone, dots: Dots) -> None:
    notes = {note: n for note, n in dots.notes.items() if n > 0}
    dots = replace(dots, notes=notes, left=zone.dots - sum(notes.values()))
    draft.put(dots, f"{dots.zone}.{draft.actor.person}", audience=draft.actor.person)


def _place_of(meeting: State | Draft, kind: str, id: str) -> tuple[str, str | None] | None:
    """The zone of a card and who sees it there, or None if there is no such card."""
    card = meeting.get(kind, id)
    return None if card is None else (card.zone, meeting.audience(kind, id))


def _is_in(draft: Draft, id: str, zone: str) -> bool:
    card = find_card(draft, id)
    return card is not None and card.zone == zone and draft.audience(card.kind, id) == EVERYONE


def _is_merged_into(draft: Draft, id: str, others: Collection[str]) -> bool:
    merged = draft.get("folded", id)
    return merged is not None and merged.into in others


RULES: Rules = {
    VoteOpen: open_,
    VoteGive: give,
    VoteTake: take,
    VoteClose: close,
}

"""The records that a welcome tells one person, and the questions that the first screen asks about them. The script asks
the same ones: static/js/wall/queries.js, static/js/breakouts/queries.js, static/js/member/prompts.js."""

import re
from collections.abc import Mapping
from typing import Any

from ... import words

#: The fields of a record, as they are told, and its id.
Record = dict[str, Any]

#: The fields that may hold a text that a meeting has from the start, which is shown in the reader's language: the same
#: as in static/js/core/own-language.js.
_TEXTS = {
    "meeting": ("recording",),
    "on_now": ("question",),
    "section": ("title", "prompt", "line"),
    "team": ("title",),
    "zone": ("title", "prompt"),
}


class ToldRecords:
    """The records of one welcome, in the language of the context."""

    def __init__(self, welcome: Mapping[str, Any]) -> None:
        self.me: str = welcome["you"]["id"]
        #: When the welcome was made (UTC milliseconds).
        self.now: int = welcome["now"]
        self._kinds: dict[str, dict[str, Record]] = {}
        for kind, key, record in welcome["changes"]:
            texts = {field: words.shown_text(record[field]) for field in _TEXTS.get(kind, ())}
            self._kinds.setdefault(kind, {})[key] = {**record, **texts, "id": key}

    def all(self, kind: str) -> list[Record]:
        """All records of a kind, in their order if they have one."""
        return sorted(self._kinds.get(kind, {}).values(), key=lambda record: record.get("order", 0))

    def get(self, kind: str, key: str | None) -> Record | None:
        return self._kinds.get(kind, {}).get(key or "")

    def one(self, kind: str) -> Record | None:
        """The record of a kind that a meeting has only once."""
        return self.get(kind, kind)

    def view(self) -> str:
        """What is on now."""
        return str((self.one("on_now") or {}).get("view", ""))

    def breakout_zone(self) -> Record | None:
        """The wall of this person's small group while groups are open."""
        seat = self.get("seat", self.me)
        team = self.get("team", seat["team"]) if seat and self._breakouts_are_on() else None
        return self.get("zone", team["zone"]) if team else None

    def _breakouts_are_on(self) -> bool:
        teams = self.one("teams")
        return teams is not None and teams["state"] != "over"

    def zones(self) -> list[Record]:
        """The zones that this person sees: those of the main wall, and of small groups that are over."""
        if own := self.breakout_zone():
            return [own]
        zones = self.all("zone")
        main = [zone for zone in zones if not zone["team"]]
        if self._breakouts_are_on():
            return main
        return main + [zone for zone in zones if zone["team"] and self.cards_of(zone["id"])]

    def zones_now(self) -> list[Record]:
        """The zones in which the answers to the question of the moment are written."""
        own = self.breakout_zone()
        if own:
            return [own]
        zones = (self.get("zone", key) for key in (self.one("on_now") or {}).get("zones", ()))
        return [zone for zone in zones if zone]

    def question(self) -> str:
        """The question of the moment; "" where the header says it already."""
        now = self.one("on_now") or {}
        section = self.get("section", now.get("section"))
        if not section or self.breakout_zone() or now["question"] == section["title"]:
            return ""
        return str(now["question"])

    def is_asking_the_same(self, zone: Record) -> bool:
        """Whether a zone asks nothing but the question of the moment or that of the chair, which stand above it."""
        keys = (self.one("on_now") or {}).get("zones", ())
        asked, question = zone["prompt"] or zone["title"], self.question()
        if zone["id"] not in keys:
            return False
        if (self.one("prompt") or {}).get("zone") == zone["id"]:
            return True
        return asked == question or (len(keys) == 1 and re.sub(r"[?!.…\s]+$", "", asked) in question)

    def cards_of(self, zone: str) -> list[Record]:
        """The notes and photographs of a zone in the order of the list."""
        by = (self.get("zone", zone) or {}).get("sorted_by")
        photos = [_card_of_photo(photo) for photo in self.all("photo")]
        cards = [card for card in self.all("note") + photos if card["zone"] == zone]
        return sorted(cards, key=lambda card: (-((by and card.get(by)) or 0), card["at"]))

    def groups_of(self, zone: Record, cards: list[Record]) -> list[tuple[Record, list[Record]]]:
        """The groups of a zone with their cards, the largest first or, in a sorted zone, those with most marks."""
        by = zone["sorted_by"]
        groups = [
            (group, [card for card in cards if card["group"] == group["id"]])
            for group in self.all("group")
            if group["zone"] == zone["id"]
        ]

        def size(its: list[Record]) -> int:
            return sum(card.get(by) or 0 for card in its) if by else len(its)

        return sorted(groups, key=lambda group: -size(group[1]))

    def count_of(self, zone: Record) -> int:
        """How many cards a zone has, private ones too."""
        return sum(not card.get("alone") for card in self.cards_of(zone["id"])) + (zone["waiting"] or 0)

    def dots_of(self, zone: Record) -> tuple[int, Mapping[str, int]]:
        """How many dots this person has left in the vote of a zone, and those that they gave, by note."""
        own = self.get("dots", f"{zone['id']}.{self.me}")
        return (own["left"], own["notes"]) if own else (zone["dots"], {})


def _card_of_photo(photo: Record) -> Record:
    """A photograph as a card: its words are its description."""
    card = {**photo, "text": photo["description"], "photo": photo, "color": "sand", "held": bool(photo.get("state"))}
    return {"signed": None, **card}

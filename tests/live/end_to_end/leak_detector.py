"""Records every byte that each browser (an `Ear`) is sent, and finds what it should not have been sent.

Everything private carries a word that occurs nowhere else, so it is found wherever it turns up: in a record, an
answer, a page, a picture, a report, the log. Who somebody is, is found by their id in the same way.
"""

import json
import re
import secrets
from collections.abc import Iterator
from typing import Any

import requests

WORD = re.compile(r"zq[0-9a-f]{10}")
#: The meeting as it stands, with which a screen's page begins.
WELCOME = re.compile(r'<script type="application/json" id="meeting">(.*?)</script>', re.DOTALL)
PERSON = re.compile(r"\b(?:p[0-9a-f]{16}|guest[0-9a-z]{2,4})\b")
#: Records that are one person's own, by what their id says of whose they are: it ends in the person, it is the person,
#: or it is that of the thing which they wrote.
OWN_END = ("mark", "too", "dots", "offer", "date_mark", "hand_too")
OWN_SELF = ("undo", "review_answer")
OWN_THING = ("mine", "leaving", "refused_photo", "hope", "suggested", "own_resource_offer")
#: Records that are sent to nobody, or to the chair's side alone.
NOBODYS = ("tally", "picture", "pictured", "folded", "counted")
CHAIRS = ("held", "log", "kept_out", "invite", "question", "resource_offer")
#: What is written for the report: only for the chair's side until it is shared.
DRAFTS = ("report", "recommendation", "resource")
#: Records that name people, as a room would.
OPEN = ("person", "turn", "hand", "seat")


class Secret:
    """A word of somebody's, and who may hear it: `author`, `chair` (and the author), `draft` (the chair's side, in the
    report too), `name` (inside the meeting, and in nothing that leaves it), `shown` (inside, and in the report); on the
    attendance list `link` (its owner), `list` (the chair in person too), `named` (the report too); `gone`: nobody."""

    def __init__(self, owner: str, level: str) -> None:
        self.word = "zq" + secrets.token_hex(5)
        self.owner = owner
        self.level = level
        #: The zone in which it is written alone, and whether it is part of another note.
        self.alone, self.merged = "", False
        #: The notes that were hidden together with it.
        self.hidden_with: list[str] = []
        #: All that ever stood on the same note.
        self.versions = [self]


class Watch:
    """The secrets of a meeting, everyone's ears, and what was heard that should not have been."""

    def __init__(self) -> None:
        self.secrets: dict[str, Secret] = {}
        self.ears: list[Ear] = []
        self.leaks: list[str] = []
        self.published = False
        #: The words of what is useful to know, which a published report leaves on the community's page.
        self.useful: set[str] = set()
        #: Who wrote what has an id: notes by their words, and what its author was told the id of.
        self.owner_of: dict[str, str] = {}

    def secret(self, owner: str, level: str) -> Secret:
        secret = Secret(owner, level)
        self.secrets[secret.word] = secret
        return secret

    def ear(self, role: str) -> "Ear":
        self.ears.append(Ear(self, role))
        return self.ears[-1]

    def leak(self, ear: "Ear", where: str, what: str, text: str) -> None:
        at = max(0, text.find(what) - 150)
        level = self.secrets[what].level if what in self.secrets else ""
        self.leaks.append(f"{ear.role} heard {what} {level} in {where}: ...{text[at : at + 300]}")

    def whose(self) -> None:
        """Looks at whose each private thing was, now that all is known."""
        for ear in self.ears:
            for kind, id in ear.own:
                if self.owner_of.get(id) != ear.person:
                    self.leak(ear, f"a record {kind}", id, f"not theirs: {self.owner_of.get(id)}")
            for person, (where, text) in ear.people.items():
                if person != ear.person:
                    self.leak(ear, where, person, text)


class Ear:
    """One browser: its session, its role (member, chair, helper, board, community, stranger, host), and its person."""

    def __init__(self, watch: Watch, role: str) -> None:
        self.watch, self.role, self.person = watch, role, ""
        self.own: set[tuple[str, str]] = set()
        self.people: dict[str, tuple[str, str]] = {}
        self.session = requests.Session()
        self.session.hooks["response"].append(self._page)
        #: The kinds of record that were heard at all.
        self.kinds: set[str] = set()
        self._zones: dict[str, dict[str, Any]] = {}

    def line(self, text: str) -> None:
        """A message on the line, as it came."""
        self._words("the line", text)
        at = min((text.find(sign) for sign in "[{" if sign in text), default=len(text))
        body = json.loads(text[at:]) if text[at:] else None
        if isinstance(body, list) and body and body[0] in ("welcome", "changes"):
            self._told(body[1])
        elif not (self._chairs and '{"guest":' in text):
            self._people("an answer", text)

    def _told(self, news: dict[str, Any]) -> None:
        """What has changed, or in a welcome all there is."""
        self.person = news["you"]["id"] if "you" in news else self.person
        for kind, id, record in news["changes"]:
            self._record(kind, id, record)
        self._early(news["changes"])

    def log(self, text: str) -> None:
        """What the host reads."""
        self._words("the log", text)
        self._people("the log", text)

    @property
    def _chairs(self) -> bool:
        return self.role in ("chair", "helper")

    def _page(self, response: requests.Response, *_: Any, **__: Any) -> None:
        where = response.request.path_url
        text = f"{response.headers}\n{response.content.decode(errors='replace')}"
        self._words(where, text)
        if block := WELCOME.search(text):
            self._told(json.loads(block[1]))
        self._people(where, WELCOME.sub("", text))

    def _words(self, where: str, text: str) -> None:
        for word in set(WORD.findall(text)):
            if not self._may_hear(self.watch.secrets[word], where):
                self.watch.leak(self, where, word, text)

    def _may_hear(self, secret: Secret, where: str) -> bool:
        leaves = any(part in where for part in ("report", "snapshots", "next.ics"))
        if self.role == "community":
            listed = secret.word in self.watch.useful and where.startswith("/communities/")
            return self.watch.published and secret.level in ("shown", "named") and ("report" in where or listed)
        if self.role in ("stranger", "host") or secret.level == "gone":
            return False
        own = self.person == secret.owner
        on_own_page = own and re.match(r"/a/|/m/\w+/attendance", where) is not None
        on_list = on_own_page or (self.role == "chair" and "/attendance/list" in where)
        return {
            "link": on_own_page,
            "list": on_list,
            "named": on_list or ("report" in where and (self._chairs or self.watch.published)),
            "author": own and not leaves,
            "chair": (own or self._chairs) and not leaves,
            "draft": self._chairs,
            "name": not leaves,
            "shown": True,
        }[secret.level]

    def _people(self, where: str, text: str) -> None:
        for person in PERSON.findall(text):
            self.people.setdefault(person, (where, text))

    def _record(self, kind: str, id: str, record: dict[str, Any] | None) -> None:
        text = json.dumps([id, record])
        self.kinds.add(kind)
        early = kind in DRAFTS and record and not self.watch.published
        if kind in NOBODYS or ((kind in CHAIRS or early) and not self._chairs):
            self.watch.leak(self, "the line", kind, text)
        if kind in OWN_END + OWN_SELF and id.rsplit(".", 1)[-1] != self.person:
            self.watch.leak(self, f"a record {kind}", id, text)
        if kind in OWN_THING:
            self.own.add((kind, id))
        if kind in ("note", "held", "removed") and record:
            secret = self.watch.secrets[WORD.findall(record["text"])[0]]
            self.watch.owner_of[id] = secret.owner
        of_people = kind == "kept_out" or (kind == "log" and record and record["of"].startswith("person."))
        if kind not in OPEN and not of_people:
            self._people(f"a record {kind}", text)

    def _early(self, changes: list[Any]) -> None:
        """What everyone answers is not to be seen before enough have, or before it is over."""
        self._zones |= {id: record for kind, id, record in changes if kind == "zone" and record}
        for kind, id, record in changes:
            if record is None:
                continue
            few = record.get("answers", 0) + record.get("not_today", 0) < record.get("floor", 0)
            early = {
                "scale": (few and "counts" in record) or any(_marks(record)),
                "hopes": few and "spread" in record,
                "date": 0
                < sum(record.get(answer, 0) for answer in ("can", "maybe", "cannot"))
                < record.get("floor", 0),
                "review": (few or record.get("state") != "closed") and "counts" in record,
                "note": "votes" in record and self._zones[record["zone"]]["voting"],
            }.get(kind)
            if early:
                self.watch.leak(self, f"a record {kind}, early", id, json.dumps(record))


#: The tests' scales go from here to there, and nothing else that is counted comes so far.
LOW, HIGH = 71, 91


def _marks(scale: dict[str, Any]) -> Iterator[int]:
    """Numbers in a scale that only somebody's mark can be."""
    return (value for value in scale.values() if type(value) is int and LOW < value < HIGH)

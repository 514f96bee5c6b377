"""One whole meeting at random, and every byte that anybody was sent in it: nothing anonymous reached anybody else.

A meeting follows from its seed, which a failure names. Every private thing carries a word or an id
that occurs nowhere else; `leak_detector.py` knows who may get it, and checks each message and page as it arrives.
"""

import json
import re
import sqlite3
import time
import uuid
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from ...faults.long import times
from ...support.patience import PATIENCE
from ...support.photos import corners, encoded
from ...support.servers import Server
from ..screens import Refused, Screen
from .leak_detector import CHAIRS, DRAFTS, HIGH, LOW, OPEN, Ear, Secret, Watch

#: So many meetings; and so many things at most that nobody could do in any of them, by chance.
SEEDS, MISSED = times((range(2), 3), (range(20), 0))
STEPS = 55
MAY = 1_778_000_000_000
PRIVATE = (
    "mine", "mark", "too", "dots", "offer", "date_mark", "hand_too", "undo", "review_answer", "hope", "suggested",
    "seat", "leaving", "refused_photo", "own_resource_offer",
)  # fmt: skip


class Play:
    """The people of one meeting, and what they may do in it."""

    def __init__(self, server: Server, seed: int) -> None:
        self.server, self.random, self.watch = server, Random(seed), Watch()
        self.tried: set[str] = set()
        self.done: Counter[str] = Counter()
        self.ear_of: dict[Screen, Ear] = {}
        self.guests: list[str] = []
        #: Those that can be changed, and all that ever stood on a note.
        self.notes: list[Secret] = []
        self.written: list[Secret] = []
        self.erased: list[Secret] = []
        #: What will stand in the report.
        self.drafts: list[Secret] = []
        #: On the attendance list: whose entry, and its link, name and address.
        self.listed: dict[Ear, list[Secret]] = {}
        self.turns = 0
        chair = self.watch.ear("chair")
        links = self.post(chair, "/api/meetings", title="Homes that say yes", template="solution")
        self.code, self.board_url = links["code"], links["board_url"]
        self.chair = self.screen(chair)
        self.helper = self.by_link("helper", self.post(chair, f"/api/meetings/{self.code}/helper-link")["helper_url"])
        self.board = self.by_link("board", self.board_url)
        self.members = [self.joins() for _ in range(6)]
        # One person has two screens.
        self.second = self.screen(self.ear_of[self.members[0]])
        self.community, self.stranger, self.hosts = (self.watch.ear(role) for role in ("community", "stranger", "host"))
        made = self.post(chair, "/api/communities", meeting=self.code)
        self.community_id = made["id"]
        self.community.session.get(made["community_url"], timeout=PATIENCE)
        self.stray = self.joins()

    # How people come in, and how they speak.

    def post(self, ear: Ear, path: str, **body: object) -> Any:
        answer = ear.session.post(self.server.url + path, json=body, timeout=PATIENCE)
        answer.raise_for_status()
        return answer.json()

    def screen(self, ear: Ear, **options: Any) -> Screen:
        screen = Screen(self.server.url, self.code, ear.session, tap=ear.line, **options)
        self.ear_of[screen] = ear
        return screen

    def by_link(self, role: str, url: str) -> Screen:
        ear = self.watch.ear(role)
        ear.session.get(url, timeout=PATIENCE).raise_for_status()
        return self.screen(ear)

    def joins(self) -> Screen:
        ear = self.watch.ear("member")
        place = self.random.choice(["room", "remote"])
        self.post(ear, f"/api/meetings/{self.code}/join", place=place)
        return self.screen(ear)

    def do(self, who: Screen, name: str, guest: str | None = None, /, **args: Any) -> dict[str, Any] | None:
        """What came of it; None where it was refused."""
        message = {"id": uuid.uuid4().hex, "name": name, "args": args} | ({"for": guest} if guest else {})
        while (answer := who.send(message)).get("error", {}).get("code") == "too_fast":
            time.sleep(0.1)
        assert answer["ok"] or answer["error"]["code"] != "our_fault", (message, answer)
        self.tried.add(name)
        self.done[name] += answer["ok"]
        return answer.get("result")

    def perhaps(self, who: Screen, name: str, guest: str | None = None, /, **args: Any) -> None:
        if self.random.random() < 0.5:
            self.do(who, name, guest, **args)

    def all_hear(self) -> None:
        """Waits until everything so far has come to every screen: somebody takes another marker, which all see."""
        self.turns += 1
        teller = self.members[self.turns % len(self.members)]
        marker = self.do(teller, "person.marker")["marker"]  # type: ignore[index]
        for screen in self.ear_of:
            screen.until(lambda screen=screen: screen.records.get(("person", teller.me), {}).get("marker") == marker)

    def lower(self, secrets: list[Secret], level: str) -> None:
        """From now on only so many may hear these; what is under way has arrived."""
        self.all_hear()
        for secret in secrets:
            secret.level = level

    # Who and what.

    def somebody(self) -> tuple[Screen, str | None, str]:
        """Who gives a command, for which guest, and whose it is."""
        if self.guests and self.random.random() < 0.25:
            guest = self.random.choice(self.guests)
            return self.random.choice([self.chair, self.helper]), guest, guest
        who = self.random.choice([*self.members, *self.members, self.helper])
        return who, None, who.me

    def zone(self, fits: Callable[[dict[str, Any]], bool] = lambda zone: True) -> str | None:
        zones = self.chair.all("zone").items()
        found = [id for id, zone in zones if not zone["role"] and not zone["team"] and fits(zone)]
        return self.random.choice(found[:4]) if found else None

    def id_of(self, secret: Secret) -> str | None:
        """The note's id, as its author sees it, or the chair."""
        seen = [screen for screen in self.members if screen.me == secret.owner] + [self.chair]
        kinds = ("note", "held", "removed")
        found = (id for s in seen for kind in kinds for id, n in s.all(kind).items() if secret.word in n["text"])
        return next(found, None)

    def note(self, *levels: str, by: str = "", not_by: str = "") -> tuple[Secret, str] | None:
        """Some note that stands on its own, at one of these levels."""
        fits = [
            secret
            for secret in self.notes
            if secret.level in levels and not secret.merged and by in ("", secret.owner) and secret.owner != not_by
        ]
        self.random.shuffle(fits)
        return next(((secret, id) for secret in fits if (id := self.id_of(secret))), None)

    def chairs_own(self, kind: str) -> tuple[Secret, str] | None:
        """A note that only the chair's side has before it: `held` or `removed`."""
        theirs = [secret for secret in self.notes if secret.level == "chair" and not secret.merged]
        found = ((secret, self.id_of(secret)) for secret in theirs)
        return next(((secret, id) for secret, id in found if id and id in self.chair.all(kind)), None)

    def level(self, owner: str, alone: bool) -> str:
        """Who may hear what somebody writes now."""
        if alone:
            return "author"
        held = self.chair.one("meeting")["hold"] and owner not in (self.helper.me, self.chair.me)
        return "chair" if held else "shown"

    def note_words(self, owner: str, level: str) -> Secret:
        """The words of a note to be."""
        self.written.append(self.watch.secret(owner, level))
        return self.written[-1]

    # What people do.

    def write(self, zone: str | None = None) -> None:
        who, guest, owner = self.somebody()
        zone = zone or self.zone()
        alone = self.chair.all("zone")[zone]["alone"]  # type: ignore[index]
        secret = self.note_words(owner, self.level(owner, alone))
        secret.alone = zone if alone and zone else ""
        if self.add_note(who, guest, owner, zone, f"I say {secret.word} now") is None:
            secret.level = "author"
        else:
            self.notes.append(secret)

    def add_note(self, who: Screen, guest: str | None, owner: str, zone: str | None, text: str) -> str | None:
        """The new note's id. Whose it is, is noted here: it may be gone again before any screen was told of it."""
        made = self.do(who, "note.add", guest, zone=zone, text=text)
        if not made:
            return None
        note: str = made["note"]
        self.watch.owner_of[note] = owner
        return note

    def write_alone(self) -> None:
        zone = self.zone(lambda zone: not zone["alone"] and not zone["voting"])
        if zone and self.do(self.chair, "zone.write_alone", zone=zone) is not None:
            self.all_hear()
            for _ in range(3):
                self.write(zone)

    def show(self) -> None:
        zone = self.zone(lambda zone: zone["alone"])
        if zone:
            for secret in self.notes:
                # What its author has taken back stays theirs.
                if secret.alone == zone:
                    secret.level, secret.alone = self.level(secret.owner, alone=False), ""
            self.do(self.chair, "zone.show", zone=zone)

    def edit(self) -> None:
        wrote = {secret.owner for secret in self.notes if secret.level != "gone" and not secret.merged}
        who = self.random.choice([who for who in self.members if who.me in wrote] or self.members)
        if found := self.note("author", "chair", "shown", by=who.me):
            old, id = found
            if id not in who.all("note"):
                return
            level = self.level(who.me, bool(old.alone))
            new = self.note_words(who.me, "chair" if old.level == "chair" else level)
            new.alone, before = old.alone, old.level
            new.versions = old.versions
            new.versions.append(new)
            self.do(who, "note.edit", note=id, text=f"Rather {new.word} then")
            self.notes[self.notes.index(old)] = new
            if self.random.random() < 0.5 and self.do(who, "undo") == {"undone": "note.edit"}:
                old.level = before
                self.notes[self.notes.index(new)] = old
                self.lower([new], "author")

    def take_back(self) -> None:
        who = self.random.choice(self.members)
        if found := self.note("author", "chair", "shown", by=who.me):
            secret, id = found
            before, alone = secret.level, secret.alone
            if self.do(who, "note.remove", note=id) is None:
                return
            secret.alone = ""
            self.lower([secret], "author")
            if self.random.random() < 0.5:
                secret.level, secret.alone = before, alone
                if self.do(who, "undo") != {"undone": "note.remove"}:
                    secret.level, secret.alone = "author", ""

    def move(self) -> None:
        """The author's own, and what the chair can take back of a note that waits."""
        if found := self.note("shown", "chair"):
            for who in [*self.members, self.chair]:
                if who.me == found[0].owner or who is self.chair:
                    self.do(who, "note.move", note=found[1], x=self.random.random(), y=self.random.random())

    def put_aside(self) -> None:
        if (found := self.note("shown", "chair", not_by=self.chair.me)) and found[1] not in self.chair.all("removed"):
            before = found[0].level
            self.do(self.chair, "note.remove", note=found[1])
            self.lower([found[0]], "chair")
            if self.random.random() < 0.4:
                found[0].level = before
                if self.do(self.chair, "undo") != {"undone": "note.remove"}:
                    found[0].level = "chair"

    def bring_back(self) -> None:
        if not self.chairs_own("removed"):
            self.put_aside()
        if found := self.chairs_own("removed"):
            found[0].level = "shown"
            self.do(self.helper, "note.restore", note=found[1])

    def hold(self) -> None:
        self.do(self.chair, "meeting.hold", on=not self.chair.one("meeting")["hold"])
        self.all_hear()
        for _ in range(3):
            self.write()
        self.all_hear()
        self.let()

    def let(self) -> None:
        if found := self.chairs_own("held"):
            found[0].level = "shown"
            self.do(self.chair, "note.let", note=found[1])

    def hide_several(self) -> None:
        found = dict(each for each in (self.note("shown"), self.note("shown")) if each)
        notes = sorted(found.values())
        if notes and self.do(self.chair, "note.hide", notes=notes):
            for secret in found:
                secret.hidden_with = notes
            self.lower(list(found), "chair")

    def bring_several_back(self) -> None:
        hidden = [secret for secret in self.notes if secret.hidden_with and secret.level == "chair"]
        if hidden:
            together = self.random.choice(hidden).hidden_with
            for secret in hidden:
                if secret.hidden_with == together:
                    secret.level, secret.hidden_with = "shown", []
            self.do(self.chair, "note.unhide", notes=together)

    def merge(self) -> None:
        first, second = self.note("shown"), self.note("shown")
        if first and second and first != second:
            if self.do(self.helper, "note.merge", notes=[first[1]], into=second[1]) is None:
                return
            first[0].merged = second[0].merged = True
            if self.random.random() < 0.5 and self.do(self.chair, "note.split", note=second[1]) is not None:
                first[0].merged = second[0].merged = False

    def group(self) -> None:
        if found := self.note("shown"):
            zone = self.chair.all("note").get(found[1], {}).get("zone")
            made = self.do(self.helper, "group.add", zone=zone, title="Together", notes=[found[1]])
            if made:
                self.do(self.chair, "group.move", group=made["group"], x=0.5, y=0.5)
                self.perhaps(self.chair, "group.remove", group=made["group"])
            self.do(self.helper, "note.sort", notes=[found[1]], sort="data")

    def too(self) -> None:
        for _ in range(2):
            who, guest, owner = self.somebody()
            if found := self.note("shown", not_by=owner):
                self.do(who, "note.too", guest, note=found[1])
                self.perhaps(who, "note.untoo", guest, note=found[1])

    def vote(self) -> None:
        self.write()
        self.all_hear()
        used = {note["zone"] for note in self.chair.all("note").values()}
        free = [
            id for id, zone in self.chair.all("zone").items() if id in used and not (zone["voting"] or zone["alone"])
        ]
        zone = self.random.choice(free) if free else None
        notes = [id for id, note in self.chair.all("note").items() if note["zone"] == zone]
        if notes and self.do(self.chair, "vote.open", zone=zone, dots=3) is not None:
            for _ in range(6):
                who, guest, _ = self.somebody()
                self.do(who, "vote.give", guest, note=self.random.choice(notes))
                self.perhaps(who, "vote.take", guest, note=notes[0])
            self.perhaps(self.chair, "vote.close", zone=zone)

    def scaling(self) -> None:
        question = self.watch.secret(self.chair.me, "chair")
        made = self.do(self.helper, "scale.add", question=f"How {question.word}?", low=LOW, high=HIGH, floor=3)
        assert made
        self.all_hear()
        question.level = "shown"
        self.do(self.chair, "scale.open", scale=made["scale"])
        self.do(self.chair, "scale.show", scale=made["scale"])
        for _ in range(self.random.randint(2, 7)):
            who, guest, _ = self.somebody()
            value = self.random.choice([*range(LOW + 1, HIGH), None])
            self.do(who, "scale.mark", guest, scale=made["scale"], value=value)
            self.perhaps(who, "scale.unmark", guest, scale=made["scale"])

    def dates(self) -> None:
        made = self.do(self.chair, "date.propose", at=MAY + self.turns * 3_600_000)
        for _ in range(5):
            who, guest, _ = self.somebody()
            answer = self.random.choice(["can", "maybe", "cannot", None])
            self.do(who, "date.mark", guest, date=made and made["date"], answer=answer)

    def review(self) -> None:
        self.do(self.chair, "review.open")
        for _ in range(self.random.randint(3, 8)):
            who, guest, _ = self.somebody()
            self.do(who, "review.answer", guest, stage=self.random.choice(["forming", "norming", "performing", None]))
        self.perhaps(self.chair, "review.close")

    def invite(self) -> None:
        who, guest, owner = self.somebody()
        made = self.do(who, "invite.add", guest, text=f"Somebody {self.watch.secret(owner, 'chair').word}")
        if made:
            self.watch.owner_of[made["invite"]] = owner

    def offer_resource(self) -> None:
        who, guest, owner = self.somebody()
        made = self.do(who, "resource.offer", guest, title=f"Something {self.watch.secret(owner, 'chair').word}")
        if made:
            self.watch.owner_of[made["resource"]] = owner

    def refuse_photo(self) -> None:
        """A photograph comes in, and the chair does not take it."""
        who = self.random.choice(self.members[3:])
        form = {"id": f"photo {len(self.watch.secrets)}", "zone": self.zone() or ""}
        form["description"] = f"It shows {self.watch.secret(who.me, 'chair').word}"
        answer = self.ear_of[who].session.post(
            f"{self.server.url}/api/meetings/{self.code}/photos",
            data=form,
            files={"photo": ("chart.jpg", encoded(corners()))},
            timeout=PATIENCE,
        )
        if photo := answer.json().get("photo"):
            self.watch.owner_of[photo] = who.me
            self.chair.until(lambda: photo in self.chair.all("held_photo"))
            self.do(self.chair, "photo.refuse", photo=photo)
            who.until(lambda: photo in who.all("refused_photo"))

    def step(self) -> None:
        who, guest, owner = self.somebody()
        made = self.do(who, "step.add", guest, what=f"We try {self.watch.secret(owner, 'shown').word}")
        if made:
            self.watch.owner_of[made["step"]] = owner
            self.do(self.random.choice(self.members[3:]), "step.offer", step=made["step"], name="Sam")
            self.random.choice(
                [lambda: None, lambda: self.do(self.chair, "step.withdraw", step=made["step"], name="Sam")]
            )()

    def name(self) -> None:
        """A name is for the meeting, and not for what leaves it. These people put no name to a step."""
        who = self.random.choice(self.members[:3])
        self.do(who, "person.edit", name=f"Al {self.watch.secret(who.me, 'name').word}")

    def hands(self) -> None:
        for who in self.random.sample(self.members, 3):
            self.do(who, "hand.raise")
            self.do(self.random.choice(self.members), "hand.too")

    def go_on(self) -> None:
        self.do(self.chair, "agenda.next")

    def round(self) -> None:
        """Each answers for themselves when it is their turn, and the chair's side for the others."""
        self.do(self.chair, "round.start", seconds=60)
        self.all_hear()
        for name in ("turn.done", "turn.pass", "turn.later"):
            found = [(id, turn["person"]) for id, turn in self.chair.all("turn").items() if turn["state"] == "speaking"]
            for id, person in found:
                who = next((who for who in self.members if who.me == person), self.chair)
                self.do(who, name, turn=id)
            self.all_hear()
        self.do(self.chair, "round.end")
        for who in self.members:
            self.perhaps(who, "turn.take")

    def groups(self) -> None:
        made = self.do(self.chair, "teams.split", count=2, minutes=5, target=self.zone(lambda zone: not zone["alone"]))
        if made:
            self.all_hear()
            for _ in range(3):
                who, guest, owner = self.somebody()
                seat = self.chair.all("seat").get(owner)
                if seat and not guest:
                    self.write_in_group(who, self.chair.all("team")[seat["team"]]["zone"])
            self.perhaps(self.chair, "teams.end")

    def write_in_group(self, who: Screen, zone: str) -> None:
        secret = self.note_words(who.me, self.level(who.me, alone=False))
        note = self.add_note(who, None, who.me, zone, f"We say {secret.word}")
        if note:
            self.notes.append(secret)
            self.do(who, "team.pick", note=note)

    def guest(self) -> None:
        if len(self.guests) > 2:
            self.do(self.chair, "guest.remove", guest=self.guests.pop(0))
        made = self.do(self.helper, "guest.add")
        self.guests.append(made["guest"] if made else "")

    def snapshot(self) -> None:
        self.do(self.chair, "snapshot.take", title="Now", caption="As it stands")

    def report(self) -> None:
        words = self.watch.secret(self.chair.me, "draft")
        self.do(self.chair, "report.edit", introduction=f"We began with {words.word}")
        self.do(
            self.chair, "question.add", text=f"What {self.watch.secret(self.chair.me, 'chair').word}?", group="else"
        )

    def recommend(self) -> None:
        """For the report: what is recommended, and what may be of use; some of it is changed or taken away again."""
        for thing, fields in (("recommendation", ("text", "to")), ("resource", ("title", "url", "helps"))):
            who = self.random.choice([self.chair, self.helper])
            words = {field: self.watch.secret(who.me, "draft") for field in fields}
            said = {field: f"https://{s.word}.example" if field == "url" else s.word for field, s in words.items()}
            made = self.do(who, f"{thing}.add", **said)
            assert made
            again = self.watch.secret(self.chair.me, "draft")
            self.do(self.chair, f"{thing}.edit", **made, **{fields[0]: again.word})
            self.do(self.helper, f"{thing}.move", **made, to=0)
            if self.random.random() < 0.3:
                self.do(self.chair, f"{thing}.remove", **made)
            else:
                said_now = [again, *(words[field] for field in fields[1:])]
                self.drafts += said_now
                if thing == "resource":
                    self.watch.useful |= {secret.word for secret in said_now}

    def erase(self) -> None:
        """The chair erases a note: of its words, and of all that stood on it before, nobody hears any more."""
        if found := self.note("shown", "chair"):
            kind = next(kind for kind in ("removed", "held", "note") if found[1] in self.chair.all(kind))
            self.do(self.chair, "words.erase", kind=kind, id=found[1])
            self.gone(found[0].versions)

    def erase_mine(self) -> None:
        who = self.random.choice(self.members)
        self.do(who, "notes.erase_mine")
        own = [secret for secret in self.written if secret.owner == who.me]
        # For others they go one by one.
        self.chair.until(lambda: not any(s.word in str(self.notes_of_the_chair()) for s in own))
        self.gone(own)

    def notes_of_the_chair(self) -> list[Any]:
        return [record for kind in ("note", "held", "removed") for record in self.chair.all(kind).values()]

    def gone(self, secrets: list[Secret]) -> None:
        self.lower(secrets, "gone")
        self.erased += secrets
        self.notes = [secret for secret in self.notes if secret.level != "gone"]

    def attend(self) -> None:
        """Somebody puts themselves on the attendance list, or takes all of it back."""
        ear = self.ear_of[self.random.choice(self.members)]
        if ear in self.listed:
            entry = self.listed.pop(ear)
            self.form(ear, f"/a/{self.key(entry)}/erase")
            self.lower(entry, "gone")
            self.erased += entry
            return
        named = self.random.random() < 0.5
        entry = [self.watch.secret(ear.person, level) for level in ("link", "named" if named else "list", "list")]
        page = f"/m/{self.code}/attendance"
        found = re.search(r'name="words" value="([^"]+)"', ear.session.get(self.server.url + page).text)
        assert found
        self.form(
            ear, page, key=self.key(entry), words=found[1], name=f"Bo {entry[1].word}", write="yes",
            email=f"{entry[2].word}@example.org", **({"named": "yes"} if named else {}),
        )  # fmt: skip
        self.listed[ear] = entry

    def key(self, entry: list[Secret]) -> str:
        """The personal link's own part, which is a secret too."""
        return entry[0].word.ljust(32, "x")

    def form(self, ear: Ear, path: str, **fields: str) -> None:
        ear.session.post(self.server.url + path, data=fields, timeout=PATIENCE).raise_for_status()

    def new_code(self) -> None:
        """Another join code, and back to the one before."""
        before = self.chair.one("meeting").get("join_code", self.code)
        self.post(self.ear_of[self.chair], f"/api/meetings/{self.code}/new-code")
        self.all_hear()
        self.do(self.chair, "meeting.use_code", code=before)

    def send_away(self) -> None:
        """Somebody is asked to leave, hears why, and comes again."""
        self.do(self.chair, "person.remove", person=self.stray.me)
        ear = self.ear_of.pop(self.stray)
        with pytest.raises(Refused):
            self.screen(ear)
        self.do(self.chair, "person.let_in", person=ear.person)
        self.stray = self.screen(ear)

    def comes_late(self) -> None:
        self.members.append(self.joins())

    def comes_back(self) -> None:
        """With what it has, or with nothing."""
        old = self.members.pop(self.random.randrange(1, len(self.members)))
        ear = self.ear_of.pop(old)
        old.leave()
        known = {"since": max(0, old.revision - self.random.randint(0, 30)), "epoch": old.epoch}
        self.members.append(self.screen(ear, **self.random.choice([{}, known])))

    def hand_over(self) -> None:
        link = self.post(self.ear_of[self.chair], f"/api/meetings/{self.code}/chair-link")["chair_url"]
        ear = self.watch.ear("chair")
        ear.session.get(link, timeout=PATIENCE)
        old = self.ear_of.pop(self.chair)
        ear.session.post(f"{self.server.url}/m/{self.code}/chair", timeout=PATIENCE)
        old.role = "stranger"
        self.chair = self.screen(ear)

    def guess(self) -> None:
        """Who tries the id of a note that they do not see hears what they would hear of one that never was."""
        found = self.note("author")
        if not found or not found[0].alone:
            return
        others = [who for who in self.members if who.me != found[0].owner]
        for who in (self.chair, others[0]):
            for name, args in GUESSES:
                told = []
                for id in (found[1], "n-never"):
                    given = {
                        key: [id] if value == [] else id if value is None else value for key, value in args.items()
                    }
                    told.append(self.do(who, name, **given))
                assert told[0] is None and told[1] is None, (name, told)

    def look(self) -> None:
        """Everyone opens every page they know of."""
        code, shots = self.code, list(self.chair.all("snapshot"))[-2:]
        pages = [f"/m/{code}", f"/m/{code}/report.html", f"/m/{code}/next.ics", f"/m/{code}/links", f"/m/{code}/chair"]
        pages += [f"/m/{code}/attendance{page}" for page in ("", "/list", "/list.csv", "/boards")]
        pages += [f"/m/{code}/board", *(f"/m/{code}/snapshots/{shot}.svg" for shot in shots)]
        inside = [self.ear_of[screen] for screen in (self.chair, self.helper, self.board, *self.members[:2])]
        for ear in (*inside, self.community, self.stranger):
            for page in pages:
                ear.session.get(self.server.url + page, timeout=PATIENCE)
        for page in ("", "/plan", f"/plan?after={code}"):
            self.community.session.get(f"{self.server.url}/communities/{self.community_id}{page}", timeout=PATIENCE)
        for page in ("/metrics", "/healthz"):
            self.hosts.session.get(self.server.url + page, timeout=PATIENCE)
        with pytest.raises(Refused):
            self.screen(self.stranger)


GUESSES: list[tuple[str, dict[str, Any]]] = [
    ("note.edit", {"note": None, "text": "?"}),
    ("note.move", {"note": None, "x": 0.1}),
    ("note.remove", {"note": None}),
    ("note.restore", {"note": None}),
    ("note.too", {"note": None}),
    ("vote.give", {"note": None}),
    ("step.add", {"note": None}),
    ("team.pick", {"note": None}),
    ("note.sort", {"notes": [], "sort": "data"}),
    ("note.let", {"note": None}),
    ("note.hide", {"notes": []}),
]
#: What happens in every meeting, in an order of its own each time; the rest of its steps are any of these.
DEEDS: list[Callable[[Play], None]] = [
    Play.write, Play.write, Play.write_alone, Play.show, Play.edit, Play.take_back, Play.move, Play.put_aside,
    Play.bring_back, Play.hold, Play.let, Play.hide_several, Play.bring_several_back, Play.merge, Play.group, Play.too,
    Play.vote, Play.scaling, Play.dates, Play.review, Play.invite, Play.offer_resource, Play.refuse_photo,
    Play.step,
    Play.name, Play.hands, Play.go_on,
    Play.groups, Play.guest, Play.snapshot, Play.report, Play.guess,
    Play.recommend, Play.erase, Play.attend, Play.attend, Play.round,
]  # fmt: skip
ONCE = [Play.send_away, Play.comes_late, Play.comes_back, Play.hand_over, Play.look, Play.new_code, Play.erase_mine]


def a_meeting(play: Play) -> None:
    """From the best hopes to the close, with everything in between in any order."""
    play.guest()
    hopes = next(id for id, zone in play.chair.all("zone").items() if zone["role"] == "hopes")
    for who in play.members:
        secret = play.note_words(who.me, "shown")
        play.add_note(who, None, who.me, hopes, f"I hope {secret.word}")
    play.do(play.chair, "agenda.start")
    deeds = DEEDS + ONCE + play.random.choices(DEEDS, k=STEPS - len(DEEDS + ONCE))
    play.random.shuffle(deeds)
    for deed in deeds:
        play.all_hear()
        deed(play)
    play.do(play.chair, "hopes.ask")
    for n, who in enumerate(play.members):
        for id in [id for id, note in who.all("note").items() if note["zone"] == hopes and id in who.all("mine")]:
            play.do(who, "hope.answer", note=id, answer=["yes", "partly", "not_yet"][n % 3])


@pytest.mark.slow
def test_nothing_anonymous_reaches_anybody_else_and_nothing_is_left_of_it(tmp_path_factory):
    tried: set[str] = set()
    done: set[str] = set()
    heard: set[str] = set()
    for seed in SEEDS:
        # One of its own, for all of them come from one address.
        server = Server(tmp_path_factory.mktemp("every byte") / "data")
        play = Play(server, seed)
        try:
            play_and_look(play, seed)
        finally:
            server.stop()
        tried |= play.tried
        done |= set(+play.done)
        heard |= {kind for ear in play.watch.ears for kind in ear.kinds}
    # What nobody did, or nobody was told of, was not looked at either.
    missing = (tried - done) | ({*PRIVATE, *CHAIRS, *DRAFTS} - heard)
    assert len(missing) <= MISSED, missing


def play_and_look(play: Play, seed: int) -> None:
    """One meeting to its end, and then all that is left of it."""
    server, watch = play.server, play.watch
    a_meeting(play)
    play.do(play.chair, "meeting.close")
    play.all_hear()
    known = [play.screen(play.ear_of[screen]) for screen in (play.chair, play.helper, play.board, *play.members)]
    for screen in known:
        assert not {kind for kind, _ in screen.records} & set(PRIVATE)
    play.look()
    play.do(play.chair, "report.edit", introduction="We began")
    for secret in play.drafts:
        secret.level = "shown"
    watch.published = True
    play.do(play.chair, "report.publish")
    play.look()
    play.hosts.log(server.log.read_text())
    for screen in list(play.ear_of):
        screen.leave()
    watch.whose()
    told = "\n\n".join(watch.leaks[:10])
    assert not told, f"with seed {seed}:\n{told}"
    assert nothing_links(server.data, play.code, people_of(play)) == []
    left = b"".join(path.read_bytes() for path in server.data.rglob("*") if path.is_file())
    assert [secret.word for secret in play.erased if secret.word.encode() in left] == []


def people_of(play: Play) -> set[str]:
    return {ear.person for ear in play.watch.ears if re.match("p[0-9a-f]", ear.person)}


def nothing_links(data: Path, code: str, people: set[str]) -> list[str]:
    """What in the folder leads from a person to a note, a mark or a vote: rows first, then bytes."""
    found = []
    with sqlite3.connect(data / "live_cop.sqlite") as db:
        kinds = dict(
            db.execute("select kind, group_concat(audience, ' ') from records where meeting = ? group by kind", (code,))
        )
        found += [f"records {kind}" for kind in PRIVATE if kind in kinds]
        found += [f"records of {a}" for a in " ".join(kinds.values()).split() if not a.startswith("@")]
        for table in ("journal", "private_journal"):
            for (changes,) in db.execute(f"select changes from {table} where meeting = ?", (code,)):
                for _, kind, id, record, audience in json.loads(changes):
                    text = f"{id} {record}"
                    who = kind not in (*OPEN, "kept_out", "log") and any(person in text for person in people)
                    if kind in PRIVATE or who or not audience.startswith("@"):
                        found.append(f"{table} {kind} {id} {audience}")
        answers = db.execute("select key, answer from answers where meeting = ?", (code,)).fetchall()
        found += [f"answers {key}" for key, answer in answers if any(person in key + answer for person in people)]
    files = [path for path in data.iterdir() if path.is_file()]
    for path in files:
        text = path.read_bytes()
        for person in people:
            # A person's own record: its id ends in the person, or the person is its audience. (The chair's log has
            # whom it asked to leave. The numbers of people that the report was shared with have the ids of all who
            # took part, as the list of people has.)
            for sign in (rf"(?<!person)(?<=[0-9a-z])\.{person}", rf'"{person}"\](?!,"numbers")', rf'{person}\{{"'):
                at = re.search(sign.encode(), text)
                found += [f"{path.name}: {text[at.start() - 80 : at.end() + 80]!r}"] if at else []
    return found

"""Who wrote this? With the buttons of the chair and of helpers, used in every way but the intended one."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from ..judge import Author, Guess, SaidMeToo
from ..meeting import Meeting, Person
from ..scenes import arrive, me_too, wall, write_in_group, write_in_groups, zone
from ..server import Change
from ..strategy import Evidence, Strategy

signed_wall = partial(wall, signed=0.5, naps=0)


class HideByAuthor(Strategy):
    """Each note is hidden with its author's others and brought back, and one of them is signed"""

    who = ("chair",)

    def __init__(self, hide: str, back: str) -> None:
        self.hide = hide
        self.scenes = (arrive, signed_wall, signed_wall, partial(_hide_each, hide, back))

    @property
    def name(self) -> str:
        return f"{super().name} ({self.hide})"

    def guess(self, found: Evidence) -> Guess | None:
        return next(_named_by_company(found, found.notes.get("bundles", ())), None)


def _hide_each(hide: str, back: str, meeting: Meeting) -> None:
    chair = meeting.chair
    assert chair.screen is not None
    bundles = meeting.notes["bundles"] = []
    for id in list(chair.screen.all("note")):
        before = set(chair.screen.all("note"))
        if "error" in chair.do(hide, note=id):
            break
        meeting.wait(0.2)
        bundles.append(before - set(chair.screen.all("note")))
        chair.do(back, note=id)
        meeting.wait(0.2)


def _named_by_company(found: Evidence, bundles: Iterable[set[str]]) -> Any:
    """Guesses for the notes that were seen together with a signed one."""
    signed = {note.id: person for note, person in found.signed_notes()}
    notes = {note.id: note.record for note in found.new_notes()}
    for bundle in bundles:
        for one in bundle & signed.keys():
            for other in bundle & notes.keys():
                yield Author(notes[other]["text"], signed[one])


class RefusalsTell(Strategy):
    """A note that answers otherwise than all others, to whatever the chair tries with it, is by the one who is other"""

    who = ("chair",)
    scenes = (arrive, partial(wall, naps=0), lambda meeting: _try_everything(meeting))

    def guess(self, found: Evidence) -> Guess | None:
        answers: dict[str, str] = found.notes["answers"]
        helper = next(id for id, person in found.chair.all("person").items() if person["role"] == "helper")
        for note in found.new_notes():
            alike = [id for id, answer in answers.items() if answer == answers.get(note.id)]
            if len(alike) == 1 and note.record:
                return Author(note.record["text"], helper)
        return None


def _try_everything(meeting: Meeting) -> None:
    chair = meeting.chair
    assert chair.screen is not None
    guest = chair.result("guest.add")
    elsewhere = zone(meeting, "Elsewhere")
    here = zone(meeting)
    hopes = zone(meeting, "Best hopes", role="hopes")
    attempts: list[tuple[str, dict[str, Any], str | None]] = [
        ("note.edit", {"signed": "Somebody"}, None),
        ("note.edit", {"color": "rose"}, guest),
        ("note.too", {}, guest),
        ("note.untoo", {}, guest),
        ("note.untoo", {}, None),
        ("note.let", {}, None),
        ("note.split", {}, None),
        ("note.restore", {}, None),
        ("note.move", {"zone": elsewhere}, None),
        ("undo", {}, None),
        ("note.move", {"zone": hopes}, None),
        ("note.move", {"zone": here}, None),
        ("note.remove", {}, None),
        ("note.restore", {}, None),
        ("author.unhide", {}, None),
        ("hope.answer", {"answer": "yes"}, None),
        ("team.pick", {}, None),
        ("vote.give", {}, guest),
        ("note.too", {}, None),
    ]
    answers = meeting.notes["answers"] = {}
    for id in sorted(chair.screen.all("note").keys() - chair.screen.all("mine").keys()):
        outcomes = []
        for name, args, guest_of in attempts:
            answer = chair.do(name, on_behalf_of=guest_of, **({} if name == "undo" else {"note": id}), **args)
            outcomes.append(answer["error"]["code"] if "error" in answer else "ok")
        answers[id] = repr(outcomes)


class LoneGroup(Strategy):
    """The only remote member gets a group of her own, and a note on its wall is hers"""

    who = ("chair",)

    def __init__(self, **args: Any) -> None:
        self.args = args
        self.scenes = (_one_remote, arrive, partial(_split_and_look, args))

    @property
    def name(self) -> str:
        return f"{super().name} ({', '.join(f'{key} {value}' for key, value in self.args.items())})"

    def guess(self, found: Evidence) -> Guess | None:
        return _of_the_smallest_group(found)


class LoneByChoice(Strategy):
    """People choose their groups and leave them, until few are left; a note on such a wall is by one of them"""

    who = ("chair",)
    scenes = (arrive, lambda meeting: _choose_groups(meeting))

    def guess(self, found: Evidence) -> Guess | None:
        return _of_the_group_at_that_time(found)


class LoneByBans(Strategy):
    """The chair asks people of a small group to leave until one is left, and a note on its wall is theirs"""

    who = ("chair",)
    scenes = (arrive, lambda meeting: _ban_a_group(meeting))

    def guess(self, found: Evidence) -> Guess | None:
        return _of_the_group_at_that_time(found)


class LoneByMoving(Strategy):
    """The chair moves people out of a small group until one is left, and a note on its wall is theirs"""

    who = ("chair",)
    scenes = (arrive, lambda meeting: _empty_a_group(meeting))

    def guess(self, found: Evidence) -> Guess | None:
        return _of_the_smallest_group(found)


def _one_remote(meeting: Meeting) -> None:
    for number, person in enumerate(meeting.people):
        person.place = "remote" if number == 1 else "room"


def _split_and_look(args: dict[str, Any], meeting: Meeting) -> None:
    for count in (args.get("count", 2), 2, 3):
        answer = meeting.chair.do("teams.split", **(args | {"count": count}))
        if answer["ok"]:
            write_in_groups(meeting)
            return


def _empty_a_group(meeting: Meeting) -> None:
    chair = meeting.chair
    assert chair.screen is not None
    chair.result("teams.split", count=2)
    meeting.wait(1)
    seats = chair.screen.all("seat")
    first, second = sorted(chair.screen.all("team"))
    for person in [person for person, seat in seats.items() if seat["team"] == first][1:]:
        chair.do("team.join", team=second, person=person)
    meeting.wait(1)
    write_in_groups(meeting)


def _choose_groups(meeting: Meeting) -> None:
    """Everyone chooses and writes; now and then somebody goes to another group, and writes there."""
    meeting.chair.result("teams.split", count=2, by="choice")
    teams = sorted(meeting.server.state.of_kind("team"))

    def choose(person: Person) -> None:
        for _ in range(3):
            person.do("team.join", team=meeting.chance.choice((teams[0], teams[0], teams[0], teams[1])))
            meeting.wait(2, 30)
            write_in_group(person)

    meeting.during(90, choose, meeting.present())
    meeting.wait(120)


def _ban_a_group(meeting: Meeting) -> None:
    """While all write, one after the other is asked to leave."""
    chair = meeting.chair
    chair.result("teams.split", count=2)
    meeting.wait(1)
    assert chair.screen is not None
    first = min(chair.screen.all("team"))
    members = [person for person, seat in chair.screen.all("seat").items() if seat["team"] == first]

    def ban() -> None:
        for person in members[1:]:
            if person != meeting.people[0].id:
                chair.do("person.remove", person=person)
            meeting.wait(10, 20)

    meeting.time.spawn_later(20, ban)
    for _ in range(2):
        for person in meeting.present():
            meeting.time.spawn_later(meeting.chance.uniform(0, 90), write_in_group, person)
    meeting.wait(150)


def _of_the_group_at_that_time(found: Evidence) -> Guess | None:
    """A note that came when the fewest people sat in its group, by one of them."""
    seats: dict[str, str] = {}
    walls: dict[str, str] = {}
    best: tuple[int, Guess] | None = None
    new = {(note.frame, note.id) for note in found.new_notes()}
    people = found.chair.all("person")
    for change in found.chair.changes:
        record = change.record or {}
        if change.kind == "seat":
            seats.pop(change.id, None)
            if record:
                seats[change.id] = record["team"]
        elif change.kind == "team" and record:
            walls[record["zone"]] = change.id
        elif (change.frame, change.id) in new:
            team = walls.get(record["zone"])
            here = [id for id, its in sorted(seats.items()) if its == team and people[id]["role"] == "participant"]
            if here and (best is None or len(here) < best[0]):
                best = (len(here), Author(record["text"], found.chance.choice(here)))
    return best[1] if best else None


def _of_the_smallest_group(found: Evidence) -> Guess | None:
    """A note on the wall of the group with the fewest people, by one of them."""
    people: dict[str, list[str]] = {}
    for person, seat in found.chair.all("seat").items():
        people.setdefault(seat["team"], []).append(person)
    walls = {team["zone"]: sorted(people.get(id, [])) for id, team in found.chair.all("team").items()}
    notes = [note for note in found.new_notes() if walls.get(_zone(note))]
    if not notes:
        return None
    smallest = min(notes, key=lambda note: len(walls[_zone(note)]))
    assert smallest.record
    return Author(smallest.record["text"], found.chance.choice(walls[_zone(smallest)]))


def _zone(note: Change) -> str:
    return str((note.record or {})["zone"])


class MergedMeToo(Strategy):
    """A note is merged into a signed one; where a "me too" is lost, the author of that had said it"""

    who = ("chair",)
    meetings = 60
    scenes = (arrive, signed_wall, partial(me_too, notes=5), lambda meeting: _merge_signed(meeting))

    def guess(self, found: Evidence) -> Guess | None:
        merged: list[tuple[str, str, bool]] = found.notes["merged"]
        lost = [each for each in merged if each[2]]
        return SaidMeToo(*(lost or merged)[0]) if merged else None


def _merge_signed(meeting: Meeting) -> None:
    chair = meeting.chair
    assert chair.screen is not None
    notes = chair.screen.all("note")
    by_name = {person.get("name"): id for id, person in chair.screen.all("person").items()}
    merged = meeting.notes["merged"] = []
    liked = [id for id, note in notes.items() if note.get("too") and not note["signed"]]
    for signed in [id for id, note in notes.items() if note["signed"] and not note.get("too")]:
        for id in liked:
            before = notes[id]["too"]
            text = notes[id]["text"]
            if not chair.do("note.merge", notes=[id], into=signed)["ok"]:
                continue
            meeting.wait(0.1)
            merged.append((text, by_name[notes[signed]["signed"]], notes[signed].get("too", 0) < before))
            chair.do("note.split", note=signed)
            meeting.wait(0.1)


class HeldAndNotHeld(Strategy):
    """While new notes wait for a look, one that comes at once is the chair's side's"""

    scenes = (arrive, lambda meeting: _hold_for_long(meeting))

    def guess(self, found: Evidence) -> Guess | None:
        helper = next(id for id, person in found.screen.all("person").items() if person["role"] == "helper")
        changes = [each for each in found.screen.changes if each.kind == "meeting" and each.record]
        held = [each.at for each in changes if each.record and each.record["hold"]]
        for note in found.new_notes():
            if held and note.at > held[0] and note.record:
                return Author(note.record["text"], helper)
        return None


def _hold_for_long(meeting: Meeting) -> None:
    """The chair looks at what was held only when people have stopped writing."""
    meeting.chair.do("meeting.hold", on=True)
    here = zone(meeting, "Held")
    writers = [meeting.helper, *meeting.present()[:8]]
    meeting.during(30, lambda person: person.write(here, seconds=person.meeting.chance.uniform(2, 9)), writers)
    meeting.wait(12)
    state = meeting.server.state
    for id in meeting.chance.sample(sorted(state.of_kind("held")), len(state.of_kind("held"))):
        meeting.wait(0.5, 2)
        meeting.chair.do("note.let", note=id)
    meeting.chair.do("meeting.hold", on=False)
    meeting.wait(2)


class TooSoon(Strategy):
    """In slow mode all but few sign a note; one without a name in these seconds is by somebody else"""

    who = ("chair",)
    meetings = 60
    people = (4, 8)
    scenes = (arrive, lambda meeting: _sign_in_slow_mode(meeting))

    def guess(self, found: Evidence) -> Guess | None:
        people = found.chair.all("person")
        writers = {id for id, person in people.items() if person["role"] == "participant"}
        best: tuple[int, Guess] | None = None
        for note in found.new_notes():
            near = {person for other, person in found.signed_notes() if abs(other.at - note.at) < SLOW}
            if note.record and (others := sorted(writers - near)) and (best is None or len(others) < best[0]):
                best = (len(others), Author(note.record["text"], found.chance.choice(others)))
        return best[1] if best else None


#: The seconds between two notes of one person.
SLOW = 120


def _sign_in_slow_mode(meeting: Meeting) -> None:
    """Nearly all sign what they write first; everyone has something to say without a name, too."""
    chair, here = meeting.chair, zone(meeting)
    chair.do("meeting.slow", seconds=SLOW)

    def write(person: Person) -> None:
        seconds = meeting.chance.uniform(4, 10)
        if meeting.chance.random() < 0.85:
            person.write(here, seconds=seconds, signed=True)
        else:
            meeting.wait(seconds)
        meeting.wait(2, 20)
        person.write(here, seconds=meeting.chance.uniform(4, 10))

    meeting.during(20, write)
    meeting.wait(60)


STRATEGIES: list[Strategy] = [
    TooSoon(),
    HideByAuthor("author.hide", "author.unhide"),
    HideByAuthor("note.hide", "note.unhide"),
    RefusalsTell(),
    LoneGroup(count=2, how="apart"),
    LoneGroup(count=4, how="apart"),
    LoneGroup(count=8, how="mixed"),
    LoneByMoving(),
    LoneByChoice(),
    LoneByBans(),
    MergedMeToo(),
    HeldAndNotHeld(),
]

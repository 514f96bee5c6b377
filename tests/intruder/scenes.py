"""What people do in a meeting, scene by scene. A strategy chooses the scenes that it needs, or brings its own."""

from functools import partial
from typing import Any

from .meeting import Meeting, Person

STAGES = ("forming", "storming", "norming", "performing", "adjourning")
COLORS = ("butter", "mint", "sky", "rose", "lilac", "sand")
#: Stands in Polish words.
POLISH = "że są"


def arrive(meeting: Meeting, *, latecomers: int = 0) -> None:
    """All but the latecomers join within a minute, in random order. When they write, nobody of them is new any more."""
    meeting.chair.do("agenda.start")
    meeting.people[0].join()
    early = meeting.people[1 : len(meeting.people) - latecomers]
    meeting.during(60, Person.join, early)
    meeting.wait(200)


def come_late(meeting: Meeting, kind: str = "note") -> None:
    """The others come, one by one, while the meeting goes on; most of them soon write something."""
    late = [person for person in meeting.people if person.id not in meeting.truth.joined]
    for number, person in enumerate(late):
        meeting.time.spawn_later(meeting.chance.uniform(40, 60) * (number + 1), _join_and_write, person, kind)


def _join_and_write(person: Person, kind: str) -> None:
    person.join()
    if person.meeting.chance.random() < 0.6:
        person.meeting.wait(2, 20)
        person.write(zone(person.meeting), seconds=person.meeting.chance.uniform(3, 10), kind=kind)


def zone(meeting: Meeting, title: str = "Thoughts", **args: Any) -> str:
    """The place on the wall with this title, added the first time."""
    if title not in meeting.notes:
        meeting.notes[title] = meeting.chair.result("zone.add", title=title, **args)
    return str(meeting.notes[title])


def wall(
    meeting: Meeting, seconds: float = 120, *, at: str = "", naps: float = 0.4, signed: float = 0.1, kind: str = "note"
) -> None:
    """People write, some of them while their phone is asleep or without a line."""
    here = at or zone(meeting)
    for person in meeting.present()[1:]:
        if meeting.chance.random() < naps:
            meeting.time.spawn_later(meeting.chance.uniform(0, seconds), nap, person)
    everybody = [*meeting.present(), meeting.chair, meeting.helper]
    meeting.during(seconds, partial(_write_some, here, signed, kind), everybody)
    meeting.wait(100)


def _write_some(here: str, signed: float, kind: str, person: Person) -> None:
    chance = person.meeting.chance
    for _ in range(chance.choice((1, 1, 2))):
        if person.screen and person.screen.viewer.role == "participant" and chance.random() < 0.5:
            return
        color = {"color": chance.choice(COLORS)} if chance.random() < 0.3 and kind == "note" else {}
        named = kind == "note" and person.viewer.role == "participant" and chance.random() < signed
        person.write(here, seconds=chance.uniform(4, 20), signed=named, kind=kind, **color)
        person.meeting.wait(2, 30)


def several_languages(meeting: Meeting) -> None:
    """One person with a Polish screen writes in Polish and in English, two devices of the intruder as well, the others
    in English. Some notes in Polish say so."""
    person, *devices = meeting.people[1:4]
    meeting.notes["polish"] = person.id

    def write(one: Person) -> None:
        for is_polish in meeting.chance.sample((True, False), 2) if one in (person, *devices) else (False,):
            text = f"{POLISH} {meeting.new_text()}" if is_polish else meeting.new_text()
            meeting.wait(4, 20)
            meeting.truth.author[text] = one.id
            says = {"lang": "pl"} if is_polish and meeting.chance.random() < 0.5 else {}
            one.give("note.add", {"zone": here, "text": text, **says})

    here = zone(meeting)
    meeting.during(120, write)
    meeting.wait(100)


def nap(person: Person, least: float = 15, most: float = 50) -> None:
    """A phone is away for a while. (The intruder's is not.)"""
    if person.screen is None and person.online:
        person.sleep()
        person.meeting.wait(least, most)
        person.wake()


def scale(meeting: Meeting, *, shown: bool = True, late: bool = True, low: int = 1, high: int = 10) -> None:
    """A scale is marked by all who are there, shown, and then marked by others, or otherwise."""
    chair = meeting.chair
    id = chair.result("scale.add", question="How near are we?", low=low, high=high)
    meeting.notes["scale"] = id
    chair.do("scale.open", scale=id)
    everybody = [*meeting.present(), meeting.helper, chair]
    hold_back = everybody[: 4 if late else 0]
    meeting.during(40, partial(mark, id), [person for person in everybody if person not in hold_back])
    if shown:
        chair.do("scale.show", scale=id)
        # In an order that anybody in the room could see.
        for person in hold_back + [person for person in everybody if meeting.chance.random() < 0.4]:
            meeting.wait(2, 6)
            mark(id, person)
    meeting.wait(15)
    chair.do("scale.close", scale=id)


def mark(scale: str, person: Person) -> None:
    person.do("scale.mark", scale=scale, value=person.meeting.chance.choice((*range(1, 11), None)))


def hopes(meeting: Meeting) -> None:
    """Everyone writes a hope, and says at the end what became of it; some change their mind."""
    here = zone(meeting, "Best hopes", role="hopes")
    mine: dict[Person, str] = {}

    def hope(person: Person) -> None:
        mine[person] = person.result("note.add", zone=here, text=person.meeting.new_text())

    def answer(person: Person) -> None:
        person.do("hope.answer", note=mine[person], answer=person.meeting.chance.choice(("yes", "partly", "not_yet")))

    everybody = meeting.present()
    meeting.during(40, hope, everybody)
    meeting.wait(60)
    meeting.chair.do("hopes.ask")
    for person in everybody:
        meeting.wait(1, 3)
        answer(person)
    for person in everybody[:2]:
        meeting.wait(1, 3)
        answer(person)
    meeting.chair.do("hopes.close")


def review(meeting: Meeting) -> None:
    """The health check: answered, closed, opened again for somebody who had not answered, and closed."""
    chair, everybody = meeting.chair, meeting.present()

    def answer(person: Person) -> None:
        person.do("review.answer", stage=person.meeting.chance.choice(STAGES))

    for people in (everybody[:-1], everybody[-1:]):
        chair.do("review.open")
        meeting.during(20, answer, people)
        meeting.wait(2)
        chair.do("review.close")


def dates(meeting: Meeting) -> None:
    """Each answers to a proposed date, one after the other."""
    id = meeting.chair.result("date.propose", at=1_800_000_000_000)
    for person in meeting.present():
        meeting.wait(1, 4)
        person.do("date.mark", date=id, answer=meeting.chance.choice(("can", "maybe", "cannot")))


def me_too(meeting: Meeting, notes: int = 4, share: float = 0.5) -> None:
    """Half of the people say "me too" to each of some notes."""
    shown = [id for id, note in meeting.board.all("note").items() if note["text"] in meeting.truth.author]
    for id in meeting.chance.sample(sorted(shown), min(notes, len(shown))):
        willing = [person for person in meeting.present() if meeting.chance.random() < share]
        meeting.during(8, lambda person, id=id: person.do("note.too", note=id), willing)  # type: ignore[misc]
    meeting.wait(2)


def like_now_and_then(meeting: Meeting, seconds: float = 200) -> None:
    """People say "me too" now and then: those who come late as soon as they have read something, as others do."""

    def like(person: Person) -> None:
        for _ in range(2):
            shown = sorted(meeting.board.all("note"))
            if shown and person.online:
                person.do("note.too", note=meeting.chance.choice(shown))
            meeting.wait(20, 60)

    def come_and_like(person: Person) -> None:
        person.join()
        meeting.wait(5, 20)
        like(person)

    for number, person in enumerate([each for each in meeting.people if each.id not in meeting.truth.joined]):
        meeting.time.spawn_later(meeting.chance.uniform(40, 60) * (number + 1), come_and_like, person)
    meeting.during(seconds, like)


def raised_hands(meeting: Meeting) -> None:
    """Three people wait with raised hands while others write; their phones sleep, and send what was written then."""

    def wait_with_a_hand(person: Person) -> None:
        person.do("hand.raise")
        meeting.wait(5, 60)
        person.sleep()
        meeting.wait(15, 25)
        person.write(zone(meeting), seconds=meeting.chance.uniform(4, 10))
        person.wake()

    for person in meeting.present()[:3]:
        if person.screen is None:
            meeting.time.spawn_later(meeting.chance.uniform(0, 60), wait_with_a_hand, person)
    wall(meeting, naps=0)


def changed_with_hands(meeting: Meeting, *, others: int = 3) -> None:
    """Some wait with raised hands; their phones sleep, and send then what was changed on notes meanwhile.

    The `others` change notes of theirs so often in these two minutes."""
    wall(meeting, 60, naps=0)

    def wait_with_a_hand(person: Person) -> None:
        person.do("hand.raise")
        meeting.wait(5, 40)
        change_while_asleep(person)

    for person in meeting.present()[:3]:
        if person.screen is None:
            meeting.time.spawn_later(meeting.chance.uniform(0, 60), wait_with_a_hand, person)
    change_now_and_then(meeting, others)
    meeting.wait(60)


def changed_with_turns(meeting: Meeting, *, others: int = 3) -> None:
    """The same in a round, with the phones of those who are next."""
    wall(meeting, 60, naps=0)
    people = {person.id: person for person in meeting.people}
    meeting.chair.do("round.start")

    def call() -> None:
        for _ in range(4):
            turns = meeting.server.state.of_kind("turn").values()
            waiting = sorted((turn.order, turn.person) for turn in turns if turn.state == "waiting")
            following = people.get(waiting[0][1]) if waiting else None
            if following and following.screen is None:
                change_while_asleep(following)
            meeting.wait(15, 25)
            meeting.chair.do("round.next")

    meeting.time.spawn(call)
    change_now_and_then(meeting, others, seconds=180)
    meeting.wait(60)


def change_while_asleep(person: Person) -> None:
    """Somebody's phone sleeps for a while, and sends a change of one of their notes when it wakes."""
    person.sleep()
    person.meeting.wait(15, 30)
    change_a_note(person)
    person.wake()


def change_now_and_then(meeting: Meeting, times: int, seconds: float = 120) -> None:
    """Everybody whose phone is awake changes notes of theirs."""

    def change(person: Person) -> None:
        if person.online and person.screen is None:
            change_a_note(person)

    for _ in range(times):
        for person in meeting.present():
            meeting.time.spawn_later(meeting.chance.uniform(0, seconds), change, person)
    meeting.wait(seconds)


def change_a_note(person: Person) -> None:
    """Edits, moves or removes a note of one's own, if there is one on the wall."""
    meeting, state = person.meeting, person.meeting.server.state
    mine = [id for id in sorted(state.of_kind("note")) if state.audience("mine", id) == person.id]
    if mine:
        note, chance = meeting.chance.choice(mine), meeting.chance
        what = chance.choice(("edit", "move", "move", "remove"))
        new = {"edit": {"text": meeting.new_text()}, "move": {"x": chance.random(), "y": chance.random()}}
        person.give(f"note.{what}", {"note": note, **new.get(what, {})})
        if what == "edit":
            meeting.truth.author[new["edit"]["text"]] = person.id


def round_of_turns(meeting: Meeting) -> None:
    """A round is on while people write and phones sleep and wake."""
    meeting.chair.do("round.start")
    wall(meeting, naps=0.9)


def sleep_and_write(meeting: Meeting) -> None:
    """Most phones sleep at the same time, and some of them send a note when they wake; nobody else writes."""

    def sleep(person: Person) -> None:
        person.sleep()
        meeting.wait(40, 70)
        if meeting.chance.random() < 0.4:
            person.write(zone(meeting), seconds=meeting.chance.uniform(4, 10))
        person.wake()

    meeting.during(20, sleep, [person for person in meeting.present()[:7] if person.screen is None])
    meeting.wait(160)


def guests_write(meeting: Meeting, seconds: float) -> None:
    """The chair adds guests and soon writes for them, while the others write too."""

    def add_and_write() -> None:
        for _ in range(2):
            meeting.wait(20, 60)
            guest = meeting.chair.result("guest.add")
            meeting.truth.joined[guest] = meeting.time.seconds
            meeting.wait(5, 20)
            text = meeting.new_text()
            meeting.truth.author[text] = guest
            meeting.truth.sent[text] = meeting.time.seconds
            meeting.chair.do("note.add", on_behalf_of=guest, zone=zone(meeting), text=text)

    zone(meeting)
    meeting.time.spawn(add_and_write)
    wall(meeting, seconds, naps=0)


def private_writing(meeting: Meeting) -> None:
    """Everyone writes alone, and all is shown at once."""
    here = zone(meeting, "Alone")
    meeting.chair.do("zone.write_alone", zone=here)
    wall(meeting, 60, at=here)
    meeting.chair.do("zone.show", zone=here)
    meeting.wait(5)


def held(meeting: Meeting) -> None:
    """New notes wait for a look, and are let through in another order than they came."""
    chair = meeting.chair
    chair.do("meeting.hold", on=True)
    wall(meeting, 60, at=zone(meeting, "Held"), naps=0)
    waiting = [id for id, _ in sorted(meeting.server.state.of_kind("held").items())]
    for id in meeting.chance.sample(waiting, len(waiting)):
        meeting.wait(1, 3)
        chair.do("note.let", note=id)
    chair.do("meeting.hold", on=False)
    meeting.wait(2)


def small_groups(meeting: Meeting, **args: Any) -> None:
    """People sit in groups and write on their own walls."""
    people = len(meeting.present())
    meeting.chair.do("teams.split", **({"count": max(2, people // 3), "minutes": 5} | args))
    write_in_groups(meeting)
    meeting.chair.do("teams.end")
    meeting.wait(3)


def write_in_groups(meeting: Meeting, seconds: float = 40) -> None:
    """Everyone who sits in a group writes on its wall."""
    for person in meeting.present():
        meeting.time.spawn_later(meeting.chance.uniform(0, seconds), write_in_group, person)
    meeting.wait(seconds + 75)


def write_in_group(person: Person) -> None:
    """Somebody writes on the wall of the group in which they sit, if they do."""
    meeting, state = person.meeting, person.meeting.server.state
    seat = state.get("seat", person.id)
    if seat is not None:
        text = person.write(state.get("team", seat.team).zone, seconds=meeting.chance.uniform(4, 15))
        _remember_group(person, text)


def _remember_group(person: Person, text: str) -> None:
    """Who could have written this in the same group; and whether its author had been told that they are so few, as
    their screen does by the records that every screen has."""
    meeting = person.meeting
    seats, people = meeting.board.all("seat"), meeting.board.all("person")
    team = seats.get(person.id, {}).get("team")
    together = {id for id, seat in seats.items() if seat["team"] == team and id in people}
    writers = [id for id in together if people[id]["role"] == "participant" and not people[id].get("guest")]
    meeting.truth.group[text] = together | {person.id}
    if len(writers) < 3:
        meeting.truth.told.add(text)


def groups_with_newcomers(meeting: Meeting) -> None:
    """People come while small groups write, get a seat, and write there too, as the others go on to do."""
    meeting.chair.do("teams.split", count=2, minutes=9)
    late = [person for person in meeting.people if person.id not in meeting.truth.joined]
    for number, person in enumerate(late):
        meeting.time.spawn_later(meeting.chance.uniform(20, 40) * (number + 1), person.join)
    for _ in range(3):
        write_in_groups(meeting, seconds=30)
    meeting.chair.do("teams.end")
    meeting.wait(3)


def erase(meeting: Meeting, people: int = 2) -> None:
    """Some who have written more than one note erase all of theirs."""
    names = list(meeting.truth.author.values())
    willing = [person for person in meeting.present()[:] if names.count(person.id) > 1 and person.screen is None]
    for person in willing[:people]:
        meeting.wait(5, 60)
        person.do("notes.erase_mine")
    meeting.wait(240)


def snapshot(meeting: Meeting) -> None:
    meeting.chair.do("snapshot.take")


def close(meeting: Meeting) -> None:
    meeting.chair.do("meeting.close")
    meeting.wait(5)

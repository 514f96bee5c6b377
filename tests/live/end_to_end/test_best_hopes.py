"""What became of a hope is sent to its author's screens only; everyone gets counts once five people have answered."""

import json
from operator import itemgetter

from ..screens import Meeting, Screen, zone_of

ANSWERS = ["yes", "partly", "not_yet", "yes", "yes", "partly"]


def hope(person: Screen, text: str) -> str:
    return str(person.do("note.add", zone=zone_of(person, "Best hopes"), text=text)["note"])


def kinds_heard(screen: Screen) -> set[str]:
    return {kind for _, message in screen.heard for kind, _, _ in message["changes"]}


def test_nobody_learns_what_became_of_whose_hope(meeting: Meeting):
    chair, board, watcher = meeting.chair(), meeting.board(), meeting.person("remote")
    sessions = [meeting.join("remote" if n % 2 else "room") for n in range(6)]
    people = [meeting.screen(session) for session in sessions]
    notes = [hope(person, f"a hope, {n}") for n, person in enumerate(people)]
    second = meeting.screen(sessions[0])
    closing = next(id for id, section in chair.all("section").items() if section["kind"] == "closing")
    chair.do("agenda.start", section=closing)
    for person, note, answer in zip(people[:4], notes, ANSWERS, strict=False):
        person.until(lambda person=person: person.all("hopes"))
        person.do("hope.answer", note=note, answer=answer)
    # Four answers: nobody else has been sent a byte about them but how many there are.
    marker = chair.do("zone.add", title="a line under it")["zone"]
    for screen in (board, watcher, people[5]):
        screen.until(lambda screen=screen: marker in screen.all("zone"))
    for screen in (chair, board, watcher, people[5]):
        heard = [record for _, message in screen.heard for kind, _, record in message["changes"] if kind == "hopes"]
        told = {"state": "open", "floor": 5, "settled": False}
        assert heard[-1]["received"] == 4 and all({**told, "received": each["received"]} == each for each in heard)
    for person, note, answer in zip(people[4:], notes[4:], ANSWERS[4:], strict=True):
        person.do("hope.answer", note=note, answer=answer)
    board.until(lambda: board.one("hopes")["received"] == 6)
    # The fifth answer brought the counts about, and the sixth waits for more.
    assert board.one("hopes")["spread"] == {name: ANSWERS[:5].count(name) for name in ("yes", "partly", "not_yet")}
    late = [meeting.person(), meeting.board(), meeting.chair()]
    for screen in (chair, board, watcher, *late):
        assert not kinds_heard(screen) & {"hope", "counted", "tally", "mine"}
        for _, message in screen.heard:
            for kind, id, record in message["changes"]:
                # No record names the author of a hope, and none has an answer together with its note.
                assert kind in ("person", "turn") or not any(person.me in json.dumps([id, record]) for person in people)
                assert kind == "hopes" or not (id in notes and "not_yet" in json.dumps(record))
    for person, note, answer in zip(people, notes, ANSWERS, strict=True):
        assert person.all("hope") == {note: {"answer": answer}}
    second.until(lambda: second.all("hope"))
    assert second.all("hope") == people[0].all("hope")


def test_somebody_else_cannot_answer_and_one_can_take_ones_own_back(meeting: Meeting):
    chair, author, other = meeting.chair(), meeting.person(), meeting.person()
    note = hope(author, "mine")
    assert author.refused("note.add", zone=zone_of(author, "Best hopes"), text="one more") == "one_hope"
    assert author.refused("hope.answer", note=note, answer="yes") == "hopes_not_asked"
    chair.do("hopes.ask")
    for screen in (chair, other):
        assert screen.refused("hope.answer", note=note, answer="yes") == "not_your_hope"
    author.until(lambda: author.all("hopes"))
    author.do("hope.answer", note=note, answer="yes")
    author.do("hope.answer", note=note, answer=None)
    assert author.all("hope") == {}


def texts(screen: Screen) -> list[str]:
    """The questions of the library, in the order that the chair sees."""
    return [question["text"] for question in sorted(screen.all("question").values(), key=itemgetter("order"))]


def test_the_library_ships_with_a_meeting_and_goes_on_to_the_next(meeting: Meeting):
    chair, person = meeting.chair(), meeting.person()
    shipped = texts(chair)
    assert len(shipped) >= 20 and "What else?" in shipped
    assert person.all("question") == {}
    chair.do("question.add", text="What would the landlord say?", group="future")
    body = {"title": "Again", "template": f"copy:{meeting.code}"}
    opened = meeting.session.post(f"{meeting.server.url}/api/meetings", json=body).json()
    again = Screen(meeting.server.url, opened["code"], meeting.session)
    copied = texts(again)
    again.leave()
    assert copied == [*shipped, "What would the landlord say?"]


def test_a_link_that_would_run_something_is_refused(meeting: Meeting):
    chair = meeting.chair()
    section = next(iter(chair.all("section")))
    for link in ("javascript:alert(1)", "JaVaScRiPt:alert(1)", " data:text/html,<script>", "file:///etc/passwd", "//x"):
        assert chair.refused("section.edit", section=section, kind="presentation", link=link) == "bad_web_link"
    chair.do("section.edit", section=section, kind="presentation", link="http://slides.example/1")

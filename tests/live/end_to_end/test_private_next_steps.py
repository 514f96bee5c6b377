"""Who proposed a step, who can come when, who suggested whom, who said where we are: nobody else is sent it."""

import json

from ..screens import Meeting, Screen

MAY = 1_778_000_000_000
PRIVATE = {"mine", "offer", "date_mark", "suggested", "review_answer", "counted", "tally"}
STAGES = ("forming", "norming", "norming", "performing", "norming")


def heard_of(screen: Screen, person: Screen) -> list[str]:
    """The kinds of record in which somebody else's id was ever heard, whatever the event."""
    found = []
    for _, message in screen.heard:
        for kind, id, record in message.get("changes", []):
            if person.me in json.dumps([id, record]):
                found.append(kind)
    return found


def test_what_comes_next_is_asked_without_learning_who(meeting: Meeting):
    chair, board = meeting.chair(), meeting.board()
    people = [meeting.person(("room", "remote")[n % 2]) for n in range(5)]
    helper_session = meeting.join()
    start = [len(screen.heard) for screen in people]
    date = chair.do("date.propose", at=MAY)["date"]
    chair.do("review.open")
    steps = []
    for n, person in enumerate(people):
        person.until(lambda person=person: date in person.all("date") and person.all("review"))
        steps.append(person.do("step.add", what=f"A small step {n}")["step"])
        person.do("date.mark", date=date, answer=("can", "maybe", "cannot")[n % 3])
        person.do("invite.add", text=f"Whisper{n}")
        person.do("review.answer", stage=STAGES[n])
    people[0].do("date.mark", date=date, answer=None)
    people[1].do("step.remove", step=steps[1])
    people[1].do("invite.remove", invite=next(iter(people[1].all("suggested"))))
    chair.do("review.close")
    chair.do("snapshot.take")
    chair.do("meeting.close")
    late = [meeting.screen(helper_session), meeting.board(), meeting.chair()]
    screens = [chair, board, *people, *late]
    for screen in (chair, board, *people):
        screen.until(lambda screen=screen: screen.one("meeting")["state"] == "closed")
    assert board.one("review")["counts"]["norming"] == 3
    # The counts are of five answers; that one was taken back since does not show what it was.
    assert (board.all("date")[date]["can"], board.all("date")[date]["received"]) == (2, 4)
    assert board.one("invites") == {"count": 4}
    for screen in screens:
        for person in people:
            if screen is not person:
                assert set(heard_of(screen, person)) <= {"person"}
    for n, person in enumerate(people):
        heard = json.dumps(person.heard[start[n] :])
        assert [word for word in (f"Whisper{m}" for m in range(5)) if word in heard] == [f"Whisper{n}"]
    for screen in (board, late[0], late[1]):
        assert "Whisper" not in json.dumps(screen.heard)
    for screen in (chair, board, *late):
        kinds = {kind for _, message in screen.heard for kind, _, _ in message.get("changes", [])}
        assert not kinds & PRIVATE
    assert len(chair.all("invite")) == 4


def test_a_name_on_a_step_is_there_by_its_owners_word_and_whose_offer_it_is_stays_theirs(meeting: Meeting):
    chair, sam, other = meeting.chair(), meeting.person(name="Sam"), meeting.person()
    step = chair.do("step.add", what="Ring the council")["step"]
    sam.until(lambda: step in sam.all("step"))
    assert other.refused("step.offer", step=step, name="sam") == "not_your_name"
    sam.do("step.offer", step=step)
    other.until(lambda: other.all("step")[step]["who"] == ["Sam"])
    assert heard_of(other, sam) and set(heard_of(other, sam)) == {"person"}
    assert [offer["name"] for offer in sam.all("offer").values()] == ["Sam"]
    chair.do("step.withdraw", step=step, name="Sam")
    sam.until(lambda: not sam.all("offer"))
    assert sam.all("step")[step]["who"] == []

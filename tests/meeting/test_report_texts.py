"""The texts that the chair and helpers write for the report, and who sees them when."""

import pytest

from .room import ANN, BEN, BOARD, CHAIR, HELPER, Room, refused


@pytest.fixture
def room() -> Room:
    room = Room()
    room.join(HELPER, role="helper")
    return room


def texts(room: Room, kind: str, field: str) -> list[str]:
    return [getattr(r, field) for r in sorted(room.state.of_kind(kind).values(), key=lambda r: r.order)]


def test_only_the_chair_and_helpers_see_the_texts_until_they_are_published():
    room = Room()
    room.do(CHAIR, "report.edit", introduction="Why we met")
    assert b"Why we met" not in room.seen(ANN)
    room.do(CHAIR, "report.publish")
    assert b"Why we met" in room.seen(ANN)
    before = room.state.revision
    room.do(CHAIR, "report.unpublish")
    assert ["report", "report", None] in room.state.since(before, ANN)
    assert b"Why we met" in room.seen(CHAIR)


def test_a_recommendation_is_added_edited_moved_and_removed(room: Room):
    first = room.do(CHAIR, "recommendation.add", text=" Ask people first. ", to="The council")["recommendation"]
    note = room.note(ANN, "a phone at the prison gate")
    room.do(HELPER, "recommendation.add", note=note)
    room.do(HELPER, "recommendation.edit", recommendation=first, to="The council and the mayor")
    room.do(CHAIR, "recommendation.move", recommendation=first, to=9)
    assert texts(room, "recommendation", "text") == ["a phone at the prison gate", "Ask people first."]
    assert texts(room, "recommendation", "to") == ["", "The council and the mayor"]
    room.do(CHAIR, "recommendation.remove", recommendation=first)
    assert texts(room, "recommendation", "text") == ["a phone at the prison gate"]
    for name in ("edit", "remove"):
        with refused("unknown_recommendation"):
            room.do(CHAIR, f"recommendation.{name}", recommendation=first)


def test_a_resource_has_a_title_a_web_link_and_whom_it_helps(room: Room):
    first = room.do(HELPER, "resource.add", title="Street link", url="https://help.example/", helps="rough sleepers")
    room.do(CHAIR, "resource.add", title="A kettle")
    room.do(CHAIR, "resource.move", **first, to=1)
    room.do(CHAIR, "resource.edit", **first, url="")
    assert texts(room, "resource", "title") == ["A kettle", "Street link"]
    assert texts(room, "resource", "url") == ["", ""]
    for bad in ("javascript:alert(1)", "file:///etc/passwd", "help.example", "https://", "ftp://x.example"):
        with refused("bad_web_link"):
            room.do(CHAIR, "resource.edit", **first, url=bad)
    room.do(CHAIR, "resource.remove", **first)
    with refused("unknown_resource"):
        room.do(CHAIR, "resource.edit", **first, title="x")


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("recommendation.add", {"text": "x" * 1_001}),
        ("recommendation.add", {"text": "x", "to": "x" * 121}),
        ("resource.add", {"title": "x" * 121}),
        ("resource.add", {"title": "x", "url": f"https://x.example/{'x' * 500}"}),
        ("resource.add", {"title": "x", "helps": "x" * 301}),
        ("report.edit", {"thanks": "x" * 8_001}),
        ("report.edit", {"thanks": "x", "was": {"thanks": "x" * 8_001}}),
    ],
)
def test_a_text_that_is_too_long_or_empty_is_refused(room: Room, name: str, args: dict[str, str]):
    before = room.state.revision
    with refused("too_long"):
        room.do(CHAIR, name, **args)
    for empty in ("recommendation.add", "resource.add"):
        with refused("empty"):
            room.do(CHAIR, empty, **({"title": " "} if empty == "resource.add" else {}))
    assert room.state.revision == before


def test_only_the_chair_and_helpers_write_even_after_the_close(room: Room):
    for actor in (ANN, BOARD):
        with refused("not_allowed"):
            room.do(actor, "recommendation.add", text="mine")
    room.do(CHAIR, "meeting.close")
    room.do(HELPER, "resource.add", title="Found on the way home")
    room.do(CHAIR, "recommendation.add", text="Ask first")
    room.do(CHAIR, "report.edit", thanks="Thank you for the cake")
    assert room.state.get("report", "report").thanks == "Thank you for the cake"


def test_everyone_sees_recommendations_and_resources_while_they_are_published(room: Room):
    room.do(CHAIR, "recommendation.add", text="SAID-A")
    room.do(CHAIR, "resource.add", title="SAID-B")
    room.do(CHAIR, "report.edit", thanks="SAID-C")
    assert b"SAID" not in room.seen(ANN) + room.seen(BOARD)
    room.do(CHAIR, "report.publish")
    room.do(CHAIR, "recommendation.add", text="SAID-D")
    assert all(said in room.seen(ANN) for said in (b"SAID-A", b"SAID-B", b"SAID-C", b"SAID-D"))
    before = room.state.revision
    room.do(CHAIR, "report.unpublish")
    assert b"SAID" not in room.seen(BEN)
    gone = [kind for kind, _, record in room.state.since(before, ANN) if record is None]
    assert sorted(gone) == ["recommendation", "recommendation", "report", "resource"]


def test_a_note_that_not_everyone_sees_becomes_no_recommendation(room: Room):
    room.do(CHAIR, "meeting.hold", on=True)
    held = room.note(ANN, "not yet looked at")
    with refused("unknown_note"):
        room.do(CHAIR, "recommendation.add", note=held)


@pytest.mark.parametrize("text", ["introduction", "conclusions", "thanks"])
def test_two_writers_at_the_same_time_lose_no_words(room: Room, text: str):
    room.do(CHAIR, "report.edit", **{text: "We met."})
    room.do(CHAIR, "report.edit", **{text: "We met. It rained."}, was={text: "We met."})
    room.do(HELPER, "report.edit", **{text: "Today we met."}, was={text: "We met."})
    assert getattr(room.state.get("report", "report"), text) == "Today we met. It rained."
    room.do(CHAIR, "report.edit", **{text: "Anew."})
    assert getattr(room.state.get("report", "report"), text) == "Anew."


def test_captions_recommendations_and_resources_are_merged_too(room: Room):
    shot = room.do(CHAIR, "snapshot.take", title="Wall")["snapshot"]
    advice = room.do(CHAIR, "recommendation.add", text="Ask")["recommendation"]
    found = room.do(CHAIR, "resource.add", title="Link")["resource"]
    for actor, word in ((CHAIR, "one"), (HELPER, "two")):
        room.do(
            actor,
            "snapshot.edit",
            snapshot=shot,
            caption=word,
            title=f"Wall {word}",
            was={"caption": "", "title": "Wall"},
        )
        room.do(
            actor,
            "recommendation.edit",
            recommendation=advice,
            text=f"Ask {word}",
            to=word,
            was={"text": "Ask", "to": ""},
        )
        room.do(
            actor, "resource.edit", resource=found, title=f"Link {word}", helps=word, was={"title": "Link", "helps": ""}
        )
    snapshot, recommendation = room.state.get("snapshot", shot), room.state.get("recommendation", advice)
    resource = room.state.get("resource", found)
    assert (snapshot.caption, snapshot.title) == ("one two", "Wall one two")
    assert (recommendation.text, recommendation.to) == ("Ask one two", "one two")
    assert (resource.title, resource.helps) == ("Link one two", "one two")


def test_a_meeting_that_keeps_only_next_steps_keeps_the_chairs_texts(room: Room):
    room.do(CHAIR, "recommendation.add", text="Ask first")
    room.do(CHAIR, "resource.add", title="Kettle")
    room.do(CHAIR, "meeting.record", keeps="steps")
    room.do(CHAIR, "meeting.close")
    assert texts(room, "recommendation", "text") == ["Ask first"] and texts(room, "resource", "title") == ["Kettle"]


def test_the_lists_have_a_limit(room: Room):
    for n in range(100):
        room.do(CHAIR, "resource.add", title=f"{n}")
    with refused("too_many"):
        room.do(CHAIR, "resource.add", title="one more")


def test_what_came_back_on_a_recommendation_is_written_after_the_close():
    room = Room()
    id = room.do(CHAIR, "recommendation.add", text="Ring first", to="The council")["recommendation"]
    room.do(CHAIR, "meeting.close")
    room.do(CHAIR, "recommendation.edit", recommendation=id, answer="They will try it.\n\nFrom May.")
    assert room.state.get("recommendation", id).answer == "They will try it.\n\nFrom May."
    with refused("not_allowed"):
        room.do(ANN, "recommendation.edit", recommendation=id, answer="No")


def test_the_chair_s_side_chooses_the_picture_to_share(room: Room):
    note = room.note(ANN, "a phone at the prison gate")
    recommendation = room.do(CHAIR, "recommendation.add", text="Ask people first")["recommendation"]
    for person, of in (
        (HELPER, {"kind": "note", "id": note}),
        (CHAIR, {"kind": "recommendation", "id": recommendation}),
    ):
        room.do(person, "report.picture", of=of)
        chosen = room.state.get("report", "report").to_share
        assert {"kind": chosen.kind, "id": chosen.id} == of
    room.do(CHAIR, "report.edit", thanks="Thank you")
    assert room.state.get("report", "report").to_share == chosen
    room.do(CHAIR, "meeting.close")
    room.do(CHAIR, "report.picture", of=None)
    assert room.state.get("report", "report").to_share is None


def test_only_what_everyone_sees_can_be_on_the_picture_to_share(room: Room):
    with refused("not_allowed"):
        room.do(ANN, "report.picture", of=None)
    for kind in ("step", "scale", "note", "recommendation"):
        with refused(f"unknown_{kind}"):
            room.do(CHAIR, "report.picture", of={"kind": kind, "id": "nothing"})
    for of in ({"kind": "person", "id": "p1"}, {"kind": "note"}, {"kind": "note", "id": "x" * 101}, "note"):
        with refused("bad_args"):
            room.do(CHAIR, "report.picture", of=of)
    zone = room.zone(0)
    room.do(CHAIR, "zone.write_alone", zone=zone)
    alone = room.note(ANN, "only I see this", zone=zone)
    with refused("unknown_note"):
        room.do(CHAIR, "report.picture", of={"kind": "note", "id": alone})

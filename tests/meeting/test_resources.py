"""Resources that people offer, and that the chair's side takes over."""

import pytest

from live_cop.report.compile import compile

from .room import ANN, BEN, BOARD, CHAIR, HELPER, Room, refused


@pytest.fixture
def room():
    return Room()


def offered(room: Room, **more: str) -> str:
    return room.do(ANN, "resource.offer", **{"title": "Night shelter", "url": "https://shelter.example/", **more})[
        "resource"
    ]


def test_only_the_chairs_side_and_its_author_see_an_offer_and_nobody_else_learns_who_made_it(room):
    id = offered(room, helps="whoever sleeps out")
    for viewer, seen in ((CHAIR, True), (HELPER, True), (ANN, True), (BEN, False), (BOARD, False)):
        assert (b"Night shelter" in room.seen(viewer)) is seen
    assert b"own_resource_offer" in room.seen(ANN) and b"own_resource_offer" not in room.seen(CHAIR)
    assert not compile(room.state, room.now).resources, "it is not in the report yet"
    with refused("unknown_resource"):
        room.do(BEN, "resource.remove", resource=id)


def test_everyone_sees_an_offer_once_it_is_taken_over_and_so_does_the_report(room):
    id = offered(room)
    with refused("not_allowed"):
        room.do(ANN, "resource.take", resource=id)
    room.do(HELPER, "resource.take", resource=id)
    assert all(b"Night shelter" in room.seen(viewer) for viewer in (BEN, BOARD, CHAIR))
    assert [each.title for each in compile(room.state, room.now).resources] == ["Night shelter"]
    assert not room.state.of_kind("resource_offer")
    with refused("unknown_resource"):
        room.do(CHAIR, "resource.take", resource=id)
    with refused("unknown_resource"):
        room.do(ANN, "resource.remove", resource=id)
    # It stays visible whether or not the report is shared.
    room.do(CHAIR, "report.publish")
    room.do(CHAIR, "report.unpublish")
    assert b"Night shelter" in room.seen(BEN)
    room.do(CHAIR, "resource.remove", resource=id)
    assert b"Night shelter" not in room.seen(BEN) + room.seen(ANN)


def test_its_author_can_withdraw_an_offer(room):
    room.do(ANN, "resource.remove", resource=offered(room))
    assert b"Night shelter" not in room.seen(CHAIR) + room.seen(ANN)


def test_the_close_forgets_who_offered_and_the_chair_can_still_take_it_over(room):
    id = offered(room)
    room.do(CHAIR, "meeting.close")
    assert not room.state.of_kind("own_resource_offer")
    room.do(CHAIR, "resource.take", resource=id)
    assert b"Night shelter" in room.seen(BEN)


def test_erasing_an_offer_or_what_became_of_it_leaves_nothing(room):
    for take in (False, True):
        id = offered(room)
        if take:
            room.do(CHAIR, "resource.take", resource=id)
        room.do(CHAIR, "words.erase", kind="resource" if take else "resource_offer", id=id)
        assert b"Night shelter" not in room.seen(CHAIR) + room.seen(ANN) + room.seen(BEN)


def test_without_a_title_the_host_is_the_title(room):
    id = room.do(ANN, "resource.offer", url="https://shelter.example/night?x=1")["resource"]
    assert room.state.get("resource_offer", id).title == "shelter.example"


def test_what_cannot_be_offered_is_refused(room):
    with refused("empty"):
        room.do(ANN, "resource.offer", helps="whoever")
    for url in ("javascript:alert(1)", "https://a@b.example", "file:///etc/passwd"):
        with refused("bad_web_link"):
            room.do(ANN, "resource.offer", title="x", url=url)
    with refused("not_allowed"):
        room.do(BOARD, "resource.offer", title="x")
    for _ in range(10):
        offered(room)
    with refused("too_many"):
        offered(room)
    room.do(BEN, "resource.offer", title="Ben's is not crowded out")

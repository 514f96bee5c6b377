"""Paper notes on a photograph are proposed, and cut out as cards."""

import io

import pytest
from PIL import Image, ImageDraw

from live_cop.pictures import paper_notes

from ..conftest import refused

LEFT = [[0.1, 0.1], [0.4, 0.1], [0.4, 0.5], [0.1, 0.5]]
RIGHT = [[0.6, 0.1], [0.9, 0.12], [0.9, 0.5], [0.6, 0.48]]


def wall() -> bytes:
    """A photograph of six notes with writing."""
    image = Image.new("RGB", (1600, 1200), (225, 222, 214))
    draw = ImageDraw.Draw(image)
    for column in range(3):
        for row in range(2):
            x, y = 150 + column * 460, 180 + row * 480
            draw.rectangle((x, y, x + 300, y + 300), [(250, 233, 112), (244, 142, 172), (132, 194, 232)][column])
            for line in range(4):
                draw.line((x + 40, y + 70 + line * 50, x + 240, y + 60 + line * 50), (30, 30, 40), 6)
    file = io.BytesIO()
    image.save(file, "JPEG")
    return file.getvalue()


@pytest.fixture
def zone(command):
    return command("zone.add", title="Photographs")["result"]["zone"]


@pytest.fixture
def photo(meeting, chair, zone):
    data = {"zone": zone, "id": "wall", "photo": (io.BytesIO(wall()), "wall.jpg")}
    return chair.post(f"/api/meetings/{meeting['code']}/photos", data=data).get_json()["photo"]


@pytest.fixture
def call(meeting):
    """call(browser, photo, what, ...) asks for the proposals ("notes") or sends outlines ("cuts")."""
    return lambda browser, photo, what, **body: browser.post(
        f"/api/meetings/{meeting['code']}/photos/{photo}/{what}", json=body
    )


@pytest.fixture
def member(browser, meeting):
    found = browser()
    found.post(f"/api/meetings/{meeting['code']}/join", json={"place": "room"})
    return found


def test_the_notes_are_proposed(chair, photo, call):
    pytest.importorskip("cv2")
    answer = call(chair, photo, "notes")
    assert answer.status_code == 200
    assert len(answer.get_json()["notes"]) == 6 and not answer.get_json()["drawn_by_hand"]


def test_without_opencv_they_are_drawn_by_hand(chair, photo, call, monkeypatch):
    monkeypatch.setattr(paper_notes, "find_spec", lambda name: None)
    assert call(chair, photo, "notes").get_json() == {"notes": [], "drawn_by_hand": True}
    assert call(chair, photo, "cuts", cuts=[LEFT], id="a").status_code == 201


def test_each_outline_becomes_a_card_once(chair, photo, call, services, meeting, zone):
    made = call(chair, photo, "cuts", cuts=[LEFT, RIGHT], id="a").get_json()["photos"]
    assert len(set(made)) == 2
    state = services.hub.state(meeting["code"])
    for id in made:
        card = state.get("photo", id)
        assert (card.cut_from, card.zone, card.description) == (photo, zone, "")
        shown = chair.get(f"/m/{meeting['code']}/photos/{id}")
        assert Image.open(io.BytesIO(shown.data)).size == (card.width, card.height)
    assert call(chair, photo, "cuts", cuts=[LEFT, RIGHT], id="a").get_json()["photos"] == made
    assert len(state.of_kind("photo")) == 3


def test_a_call_that_broke_off_makes_the_rest(chair, photo, call):
    first = call(chair, photo, "cuts", cuts=[LEFT], id="a").get_json()["photos"]
    both = call(chair, photo, "cuts", cuts=[LEFT, RIGHT], id="a").get_json()["photos"]
    assert both[:1] == first and len(both) == 2


def test_only_the_chair_s_side_may(member, photo, call):
    assert refused(call(member, photo, "notes")) == "not_allowed"
    assert refused(call(member, photo, "cuts", cuts=[LEFT], id="a")) == "not_allowed"


def test_a_photograph_that_waits_or_is_gone(chair, member, meeting, zone, call):
    data = {"zone": zone, "id": "x", "photo": (io.BytesIO(wall()), "wall.jpg")}
    waiting = member.post(f"/api/meetings/{meeting['code']}/photos", data=data).get_json()["photo"]
    for id in (waiting, "nothing"):
        assert refused(call(chair, id, "notes")) == "unknown_photo"
        assert refused(call(chair, id, "cuts", cuts=[LEFT], id="a")) == "unknown_photo"


@pytest.mark.parametrize(
    "cuts",
    [
        [], "x", [[[0, 0]]], [[*LEFT, [0, 0]]],
        [[[2, 0], [1, 0], [1, 1], [0, 1]]], [[["a", 0], [1, 0], [1, 1], [0, 1]]],
        [[[0.5, 0.5]] * 4], [[[0, 0], [1, 1], [1, 0], [0, 1]]], [[[0, 0], [1, 0], [0.1, 0.1], [0, 1]]], [LEFT] * 81,
    ],
)  # fmt: skip
def test_outlines_that_are_none_are_refused(chair, photo, call, cuts):
    assert refused(call(chair, photo, "cuts", cuts=cuts, id="a")) == "bad_args"

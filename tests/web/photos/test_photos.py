"""Photographs come in, are painted anew, and are shown to those who may see their cards."""

import io

import pytest
from PIL import Image

from live_cop.live import runtime
from live_cop.meeting.refusal import Refusal
from live_cop.web.photos import photos as calls
from live_cop.web.photos import showing, storing
from live_cop.web.reports import report_worker

from ...support import photos
from ...support.thorough import first
from ..conftest import refused


@pytest.fixture
def zone(command):
    return command("zone.add", title="Photographs")["result"]["zone"]


@pytest.fixture
def send(meeting, zone):
    """send(browser, file) sends a photograph to the zone."""
    count = iter(range(1000))

    def call(browser, file=None, *, id="", **fields):
        file = photos.flip_chart(size=(1200, 900)) if file is None else file
        data = {"zone": zone, "id": id or f"photo-{next(count)}", **fields, "photo": (io.BytesIO(file), "IMG_0001.JPG")}
        return browser.post(f"/api/meetings/{meeting['code']}/photos", data=data)

    return call


@pytest.fixture
def member(browser, meeting):
    found = browser()
    found.post(f"/api/meetings/{meeting['code']}/join", json={"place": "room"})
    return found


@pytest.fixture
def board(browser, meeting):
    found = browser()
    found.get("/" + meeting["board_url"].split("/", 3)[3])
    return found


@pytest.fixture
def look(meeting):
    return lambda browser, id, query="": browser.get(f"/m/{meeting['code']}/photos/{id}{query}")


def test_the_chair_s_photograph_is_on_the_wall_at_once(chair, member, board, send, look, services, meeting):
    answer = send(chair, description="The best hopes of the first table")
    assert answer.status_code == 201
    id = answer.get_json()["photo"]
    photo = services.hub.state(meeting["code"]).get("photo", id)
    assert (photo.width, photo.height, photo.description) == (1200, 900, "The best hopes of the first table")
    for viewer in (chair, member, board):
        shown = look(viewer, id)
        assert shown.status_code == 200 and shown.content_type == "image/webp"
        assert Image.open(io.BytesIO(shown.data)).size == (1200, 900)


def test_the_widths_that_screens_show(chair, send, look):
    id = send(chair).get_json()["photo"]
    for query, width in (("?width=480", 480), ("?width=1000", 1000), ("?width=7", 1200), ("?width=x", 1200)):
        assert Image.open(io.BytesIO(look(chair, id, query).data)).width == width
    showing._cache = showing.ResultCache(showing.MAX_CACHED_BYTES)
    assert Image.open(io.BytesIO(look(chair, id, "?width=480").data)).width == 480, "after a restart"


def test_it_is_cached_for_its_viewer_alone_and_runs_nothing(chair, send, look):
    id = send(chair).get_json()["photo"]
    headers = look(chair, id).headers
    assert headers["Cache-Control"] == "private, max-age=86400, immutable" and headers["Vary"] == "Cookie"
    assert headers["X-Content-Type-Options"] == "nosniff" and "default-src 'none'" in headers["Content-Security-Policy"]
    again = chair.get(
        f"/m/{look(chair, id).request.path.split('/')[2]}/photos/{id}", headers={"If-None-Match": headers["ETag"]}
    )
    assert again.status_code == 304 and not again.data


def test_a_member_s_photograph_waits_for_a_look(chair, member, browser, send, look, command, meeting):
    id = send(member).get_json()["photo"]
    other = browser()
    other.post(f"/api/meetings/{meeting['code']}/join", json={"place": "room"})
    assert look(member, id).status_code == look(chair, id).status_code == 200
    assert look(other, id).status_code == 404 and refused_page(look(other, id))
    command("photo.approve", photo=id)
    assert look(other, id).status_code == 200


def refused_page(answer) -> bool:
    return b"image" not in answer.content_type.encode()


def test_a_photograph_that_was_refused_is_gone_from_the_file(chair, member, send, look, command, services, meeting):
    id = send(member).get_json()["photo"]
    digest = services.hub.state(meeting["code"]).get("photo", id).picture
    command("photo.refuse", photo=id)
    assert look(member, id).status_code == look(chair, id).status_code == 404
    assert services.store.picture(meeting["code"], digest) is None


def test_strangers_and_people_of_other_meetings_see_nothing(browser, chair, send, look):
    id = send(chair).get_json()["photo"]
    assert look(browser(), id).status_code == 404
    elsewhere = browser()
    code = elsewhere.post("/api/meetings", json={"title": "Another"}).get_json()["code"]
    assert look(elsewhere, id).status_code == 404
    assert elsewhere.get(f"/m/{code}/photos/{id}").status_code == 404
    assert look(chair, "fnothing").status_code == 404


def test_the_same_id_twice_is_one_photograph(chair, member, send, services, meeting):
    answers = [send(chair, id="the-same") for _ in range(3)]
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.get_json()["photo"] for answer in answers}) == 1
    assert send(member, id="the-same").get_json() != answers[0].get_json(), "ids are a person's own"
    assert len(services.hub.state(meeting["code"]).of_kind("photo")) == 2


def test_the_id_of_another_call_is_refused(chair, send, meeting):
    """It would be answered with what that call has made."""
    for id in ("leaflet", "cut/0"):
        data = {"id": id, "title": "A leaflet", "file": (io.BytesIO(photos.flip_chart(size=(300, 200))), "a.jpg")}
        assert chair.post(f"/api/meetings/{meeting['code']}/files", data=data).status_code == 201
    assert refused(send(chair, id="leaflet")) == "bad_args"
    id = send(chair).get_json()["photo"]
    cuts = [[[0.1, 0.1], [0.4, 0.1], [0.4, 0.5], [0.1, 0.5]]]
    answer = chair.post(f"/api/meetings/{meeting['code']}/photos/{id}/cuts", json={"cuts": cuts, "id": "cut"})
    assert answer.status_code == 400 and refused(answer) == "bad_args"


def test_the_same_picture_twice_is_stored_once(chair, send, services, meeting):
    file = photos.flip_chart(size=(300, 200))
    ids = {send(chair, file).get_json()["photo"] for _ in range(2)}
    assert len(ids) == 2
    with services.store._database.connection() as db:
        assert db.execute("select count(*) from pictures").fetchone() == (1,)


@pytest.mark.parametrize("kind", first(6, photos.not_pictures()))
def test_what_is_no_picture_leaves_nothing(kind, chair, send, services, meeting):
    answer = send(chair, photos.not_pictures()[kind])
    assert answer.status_code == 400 and refused(answer) == "not_a_picture"
    assert not services.hub.state(meeting["code"]).of_kind("photo")
    assert services.store.pictures_size(meeting["code"]) == 0


def test_what_is_too_large_is_refused(chair, send):
    for file in (photos.one_colour_png(20_000, 10_000), bytes(calls.MAX_FILE_BYTES + 1)):
        answer = send(chair, file)
        assert answer.status_code == 413 and refused(answer) == "too_big"


@pytest.mark.parametrize(
    "who, member_may, helpers", [("nobody", False, False), ("helpers", False, True), ("all", True, True)]
)
def test_the_chair_says_whose_photographs_are_taken(who, member_may, helpers, chair, member, send, command):
    command("photo.allow", who=who)
    for browser, may in ((member, member_may), (chair, helpers)):
        answer = send(browser)
        assert answer.status_code == (201 if may else 403)
        assert may or refused(answer) == "not_allowed"


def test_notes_only_takes_no_photographs(chair, send, command):
    command("meeting.record", keeps="notes", words="")
    answer = send(chair)
    assert answer.status_code == 400 and refused(answer) == "not_recorded"


def test_a_closed_meeting_takes_none(chair, send, command):
    command("meeting.close")
    answer = send(chair)
    assert answer.status_code == 409 and refused(answer) == "closed"


def test_a_form_without_its_fields_is_refused(chair, send):
    assert refused(send(chair, zone="")) == "bad_args" and refused(send(chair, zone="z-none")) == "unknown_zone"
    assert refused(send(chair, id="x" * 101)) == "bad_args"


def test_nobody_else_sends_photographs(browser, board, send):
    assert send(browser()).status_code == send(board).status_code == 404


def test_a_client_cannot_name_a_picture_itself(services, meeting, zone):
    from ..conftest import CHAIR

    args = {"zone": zone, "picture": "0" * 64, "width": 1, "height": 1}
    answer = services.hub.submit_and_wait(meeting["code"], CHAIR, {"id": "x", "name": "photo.add", "args": args})
    assert answer["error"]["code"] == "unknown_command"


@pytest.mark.usefixtures("nothing_comes_back")
def test_200_photographs_in_a_minute_are_slowed_down(chair, send, monkeypatch):
    monkeypatch.setattr(calls.picture_worker, "run", lambda code, request: pytest.fail("painted"))
    monkeypatch.setattr(calls, "_add", lambda *_: {"result": {"photo": "f1"}})
    statuses = [send(chair, b"x").status_code for _ in range(200)]
    assert statuses[:60] == [201] * 60 and statuses.count(429) > 100


def test_a_full_meeting_says_so(chair, send, monkeypatch):
    monkeypatch.setattr(storing, "MAX_MEETING_BYTES", 1)
    send(chair)
    assert refused(send(chair)) == "too_many_photos"


def test_erased_while_it_is_drawn(chair, send, look, command, services, meeting, zone, monkeypatch):
    """The zone goes while the picture is made: the meeting decides in the state in which it is by then."""
    run = calls.picture_worker.run

    def meanwhile(code, request):
        command("zone.remove", zone=zone)
        return run(code, request)

    monkeypatch.setattr(calls.picture_worker, "run", meanwhile)
    assert refused(send(chair)) == "unknown_zone"
    assert services.store.pictures_size(meeting["code"]) == 0


def test_a_busy_machine_is_no_reason_to_refuse_a_picture(chair, send, monkeypatch):
    """The phone keeps it and sends it again; what takes too much CPU time ends by itself, and is no photograph."""
    monkeypatch.setattr(calls.picture_worker, "TIMEOUT", 0.001)
    answer = send(chair)
    assert answer.status_code == 503 and refused(answer) == "uploads_busy"


def test_a_process_that_does_not_start_is_no_reason_either(chair, send, monkeypatch):
    monkeypatch.setattr(calls.picture_worker, "COMMAND", ["/nowhere/python"])
    assert refused(send(chair)) == "not_drawn"


def test_a_process_that_fails_takes_the_picture_for_none(chair, send, monkeypatch):
    monkeypatch.setattr(calls.picture_worker, "COMMAND", ["false"])
    assert refused(send(chair)) == "not_a_picture"


@pytest.mark.parametrize("fails", [False, True])
def test_a_room_that_looks_at_once_has_it_made_once(fails, monkeypatch):
    made, seen = [], []

    def make(code, digest, width, gone):
        made.append(width)
        runtime.sleep(0.01)
        if fails:
            raise Refusal("uploads_busy")
        showing._cache.put(code, (digest, width), None, b"picture")
        return b"picture"

    def ask():
        try:
            seen.append(showing._data("ACDEFG", "0" * 64, 480, "unknown_photo"))
        except Refusal as refusal:
            seen.append(refusal.code)

    monkeypatch.setattr(showing, "_cache", showing.ResultCache(1000))
    monkeypatch.setattr(showing, "_made", make)
    for task in [runtime.spawn(ask) for _ in range(5)]:
        task.wait()
    assert seen == (["uploads_busy"] * 5 if fails else [b"picture"] * 5)
    assert len(made) == (5 if fails else 1) and not showing._running


def test_what_is_erased_is_in_no_cache(chair, send, look, command, meeting):
    gone, kept = (
        send(chair, photos.flip_chart(n, (400, 300)), description=words).get_json()["photo"]
        for n, words in ((1, "Erased words"), (2, "Other words"))
    )
    url = f"/m/{meeting['code']}/report.md?length=full"
    assert "Erased words" in chair.get(url).text and look(chair, kept).status_code == 200
    command("words.erase", kind="photo", id=gone)
    left = [*showing._cache._files.items(), *report_worker._cache._files.items()]
    assert not any(b"Erased words" in data for _, data in left)
    ours = {key[0] for (code, key, _), _ in left if code == meeting["code"]}
    assert len(ours) == 1, "the picture that is still shown stays"

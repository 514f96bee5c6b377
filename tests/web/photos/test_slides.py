"""Slides come in as a PDF file, are drawn, and are shown page by page to those who may see them."""

import io

import pytest
from PIL import Image

from live_cop.live import runtime
from live_cop.web.photos import drawing, storing
from live_cop.web.photos import slides as calls

from ...support import pdfs
from ...support.thorough import first
from ..conftest import refused
from .test_photos import board, member  # noqa: F401

WORDS = ["Ways out of custody", "What worked in Stoke", "Who helps?"]


@pytest.fixture
def send(meeting):
    count = iter(range(1000))

    def call(browser, file=None, name="Talk.pdf", *, id="", wait=True, **fields):
        """The answer to the file, or what has become of it."""
        file, id = pdfs.slides(WORDS) if file is None else file, id or f"slides-{next(count)}"
        address = f"/api/meetings/{meeting['code']}/slides"
        answer = browser.post(address, data={"id": id, **fields, "slides": (io.BytesIO(file), name)})
        while wait and answer.status_code in (200, 202) and not answer.get_json().get("done"):
            runtime.sleep(0.01)
            answer = browser.get(address, query_string={"id": id})
        return answer

    return call


@pytest.fixture
def records(services, meeting):
    return lambda kind: services.hub.state(meeting["code"]).of_kind(kind)


@pytest.fixture
def look(meeting, records):
    def call(browser, page, query=""):
        (id,) = [id for id, slide in records("slide").items() if slide.number == page]
        return browser.get(f"/m/{meeting['code']}/slides/{id}{query}")

    return call


def test_everyone_is_shown_the_page_on_the_board(chair, member, board, browser, send, look, command, records):  # noqa: F811
    answer = send(chair, name="talks/Ways out.pdf")
    assert (answer.status_code, answer.get_json()) == (200, {"drawn": 3, "pages": 3, "done": True})
    assert records("slides")["slides"].title == "Ways out"
    assert sorted(slide.text for slide in records("slide").values()) == sorted(WORDS)
    command("slides.show", page=2)
    for viewer in (chair, member, board):
        shown = look(viewer, 2)
        assert shown.status_code == 200 and shown.content_type == "image/webp"
        assert Image.open(io.BytesIO(shown.data)).size == (1600, 900)
        assert Image.open(io.BytesIO(look(viewer, 2, "?width=1000").data)).size == (1000, 562)
    assert look(chair, 3).status_code == 200
    for viewer in (member, board, browser()):
        assert look(viewer, 3).status_code == 404
    command("slides.hide")
    assert look(member, 2).status_code == 404


def test_the_same_id_twice_is_drawn_once(chair, send, records, monkeypatch):
    first = send(chair, id="once", title="Talk")
    monkeypatch.setattr(drawing.picture_worker, "run", lambda *_: pytest.fail("drawn again"))
    assert send(chair, id="once", title="Other").get_json() == first.get_json()
    assert records("slides")["slides"].title == "Talk"


def test_what_is_replaced_or_removed_is_not_in_the_store_any_more(chair, send, command, services, meeting):
    def stored():
        with services.store._database.connection() as db:
            return db.execute("select count(*) from pictures").fetchone()[0]

    send(chair)
    assert stored() == 3
    send(chair, pdfs.slides(["Other", "slides"]))
    assert stored() == 2
    command("slides.remove")
    assert stored() == 0


def test_only_the_chair_s_side_sends_slides(chair, member, board, browser, send, monkeypatch, meeting):  # noqa: F811
    monkeypatch.setattr(drawing.picture_worker, "run", lambda *_: pytest.fail("drawn"))
    assert (send(member).status_code, refused(send(member))) == (403, "not_allowed")
    assert send(board).status_code == send(browser()).status_code == 404
    assert refused(chair.get(f"/api/meetings/{meeting['code']}/slides?id=none")) == "unknown_slides"


def test_a_closed_meeting_takes_none(chair, send, command):
    command("meeting.close")
    assert refused(send(chair)) == "closed"


@pytest.mark.parametrize(
    "file, code",
    first(
        3,
        [
            (b"<html>%PD", "not_slides"),
            (pdfs.many_pages(5_000), "too_many_pages"),
            (pdfs.in_itself(), "broken_slides"),
            (b"", "not_slides"),
            (pdfs.locked(), "slides_locked"),
            (pdfs.slides(WORDS)[:-400], "broken_slides"),
        ],
    ),
    ids=["page", "5000 pages", "its own parent", "nothing", "locked", "cut off"],
)
def test_what_cannot_be_drawn_gets_one_sentence_and_leaves_what_was_there(chair, send, file, code, records):
    assert send(chair, title="Before").get_json()["done"]
    answer = send(chair, file)
    assert (answer.status_code, refused(answer)) == (400, code)
    assert records("slides")["slides"].title == "Before" and len(records("slide")) == 3


def test_a_file_that_is_too_large_says_how_large_it_may_be(chair, send):
    answer = send(chair, b"%PDF-" + bytes(calls.MAX_FILE_BYTES))
    assert (answer.status_code, refused(answer)) == (413, "slides_too_big")
    assert "16 MB" in answer.get_json()["error"]["message"]


def test_a_page_that_the_process_does_not_survive_is_a_broken_one(chair, send, monkeypatch, records):
    monkeypatch.setattr(drawing.picture_worker, "COMMAND", ["false"])
    assert refused(send(chair)) == "broken_slides"
    assert not records("slides")
    assert refused(send(chair, id="another")) == "broken_slides", "it can be sent again"


def test_pages_are_drawn_piece_by_piece_and_the_sender_hears_how_far(chair, send, meeting, monkeypatch, records):
    run, heard = drawing.picture_worker.run, []
    whole = run("", drawing.Request("pages", pdfs.slides(WORDS), [drawing.WIDTH], most=9))

    def one_page(code, request):
        heard.append(chair.get(f"/api/meetings/{meeting['code']}/slides?id=mine").get_json())
        assert send(chair, id="mine", wait=False).status_code == 202, "sent again, it is still the same"
        assert refused(send(chair)) == "uploads_busy", "one at a time"
        n = request.first
        return drawing.Outcome(whole.pictures[2 * n : 2 * n + 2], count=3, texts=whole.texts[n : n + 1])

    monkeypatch.setattr(drawing.picture_worker, "run", one_page)
    assert send(chair, id="mine").get_json()["done"]
    assert [each["drawn"] for each in heard] == [0, 1, 2]
    assert heard[1] == {"drawn": 1, "pages": 3, "done": False}
    assert len(records("slide")) == 3


def test_a_meeting_that_is_closed_meanwhile_gets_none(chair, send, command, monkeypatch, records):
    run = drawing.picture_worker.run

    def meanwhile(code, request):
        if not request.first:
            command("meeting.close")
        return run(code, request)

    monkeypatch.setattr(drawing.picture_worker, "run", meanwhile)
    assert refused(send(chair)) == "closed"
    assert not records("slide")


def test_only_so_many_are_drawn_at_once(chair, send, monkeypatch):
    monkeypatch.setattr(drawing, "MOST_AT_ONCE", 0)
    assert refused(send(chair)) == "uploads_busy"


def test_slides_that_take_too_long_are_not_half_there(chair, send, monkeypatch, records, services, meeting):
    monkeypatch.setattr(drawing, "MAX_SECONDS", -1)
    assert refused(send(chair)) == "uploads_busy"
    assert not records("slide") and services.store.pictures_size(meeting["code"]) == 0


def test_a_full_meeting_says_so(chair, send, monkeypatch):
    monkeypatch.setattr(storing, "MAX_MEETING_BYTES", -1)
    assert refused(send(chair)) == "too_many_files"


def test_the_pages_that_everyone_has_seen_come_into_another_meeting(chair, browser, send, command, services, meeting):
    send(chair)
    command("slides.show", page=2)
    command("meeting.close")
    for format in ("report.json", "meeting.zip"):
        client = browser()
        answer = client.post("/api/meetings/file", data=chair.get(f"/m/{meeting['code']}/{format}").data)
        code = answer.get_json()["code"]
        state = services.hub.state(code)
        [(id, slide)] = state.of_kind("slide").items()
        assert (slide.number, slide.text, state.get("slides", "slides").pages) == (1, WORDS[1], 1)
        assert Image.open(io.BytesIO(client.get(f"/m/{code}/slides/{id}").data)).size == (1600, 900)

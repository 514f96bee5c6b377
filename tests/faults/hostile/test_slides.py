"""Slides at the door: hostile PDF files get one sentence each, nobody else waits, and nothing of a file is stored but
what is to be seen on its pages."""

import time

import pytest

from ...support import pdfs
from ...support.patience import PATIENCE
from ..lag import on_time


class Talk:
    """A meeting whose chair sends slides."""

    def __init__(self, server, meet) -> None:
        self.server = server
        self.meeting = meet(server)
        self.chair = self.meeting.chair()
        self.url = f"{server.url}/api/meetings/{self.meeting.code}/slides"

    def send(self, file: bytes, id: str) -> tuple[int, str]:
        """The status, and the number of pages or the refusal."""
        form, files = {"id": id}, {"slides": ("Planted name.pdf", file)}
        answer = self.meeting.session.post(self.url, data=form, files=files, timeout=PATIENCE)
        while answer.ok and not answer.json().get("done"):
            time.sleep(0.1)
            answer = self.meeting.session.get(self.url, params={"id": id}, timeout=PATIENCE)
        body = answer.json()
        return answer.status_code, body.get("pages") or body["error"]["code"]


def test_hostile_slides_get_one_sentence_each_and_leave_nothing(server, meet):
    talk = Talk(server, meet)
    bad = {
        "no PDF": (b"<html><script>alert(1)</script>", "not_slides"),
        "locked": (pdfs.locked(), "slides_locked"),
        "5,000 pages": (pdfs.many_pages(5_000), "too_many_pages"),
        "damaged": (pdfs.slides(["a"] * 20)[:2_000], "broken_slides"),
        "a huge page": (pdfs.one_page(b"", size=(1e9, 1e9)), "broken_slides"),
        "17 MB": (b"%PDF-1.7" + bytes(17 << 20), "slides_too_big"),
    }
    with on_time(server):
        for name, (file, code) in bad.items():
            assert (name, talk.send(file, name)[1]) == (name, code)
    assert not talk.chair.all("slides") and not talk.chair.all("slide")


def test_nothing_of_a_file_is_stored_but_what_is_to_be_seen(server, meet):
    talk = Talk(server, meet)
    assert talk.send(pdfs.with_programs(), "programs") == (200, 1)
    talk.chair.until(lambda: talk.chair.all("slide"))
    ((_, slide),) = talk.chair.all("slide").items()
    assert slide["text"] == "What is seen"
    for path in [*server.data.rglob("*"), server.log]:
        if path.is_file():
            data = path.read_bytes()
            # The name of the file is the title, for want of another.
            assert b"JavaScript" not in data and b"%PDF-" not in data and b"Planted value" not in data, path.name
            assert b"Planted note" not in data and b"Planted hint" not in data, path.name


@pytest.mark.thorough
@pytest.mark.slow
def test_long_slides_and_one_that_never_ends_keep_nobody_waiting(server, meet):
    talk = Talk(server, meet)
    with on_time(server):
        assert talk.send(pdfs.slides([f"Page {n}" for n in range(40)]), "long") == (200, 40)
        # Its process needs all the memory or time that it may have.
        assert talk.send(pdfs.endless(), "endless")[1] in ("broken_slides", "uploads_busy")
    talk.chair.until(lambda: len(talk.chair.all("slide")) == 40)

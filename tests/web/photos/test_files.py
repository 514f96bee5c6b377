"""Files that people offer: taken by what is in them, and handed on only as downloads."""

import io
import zipfile

import pytest
from PIL import Image

from live_cop.web.photos.files import MAX_FILE_BYTES

from ...support import photos
from ..conftest import refused
from .test_photos import member  # noqa: F401

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n%%EOF"


def zipped(**parts: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return file.getvalue()


DOCX = zipped(**{"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"})
ODT = zipped(mimetype="application/vnd.oasis.opendocument.text", **{"content.xml": "<o/>"})


@pytest.fixture
def send(meeting):
    count = iter(range(1000))

    def call(browser, file, name="leaflet.pdf", *, id="", **fields):
        data = {"id": id or f"file-{next(count)}", **fields, "file": (io.BytesIO(file), name)}
        return browser.post(f"/api/meetings/{meeting['code']}/files", data=data)

    return call


@pytest.fixture
def other(browser, meeting):
    found = browser()
    found.post(f"/api/meetings/{meeting['code']}/join", json={"place": "room"})
    return found


def test_a_file_is_for_the_chair_and_its_sender_until_it_is_taken_over(meeting, chair, member, other, send, command):  # noqa: F811
    answer = send(member, PDF, "Night shelter.exe", helps="whoever sleeps out", id="once")
    assert answer.status_code == 201
    assert send(member, PDF, id="once").get_json() == answer.get_json()
    address = f"/m/{meeting['code']}/files/{answer.get_json()['resource']}"
    assert chair.get(address).status_code == member.get(address).status_code == 200
    assert other.get(address).status_code == 404
    command("resource.take", resource=answer.get_json()["resource"])
    found = other.get(address)
    assert found.status_code == 200 and found.data == PDF
    assert found.content_type == "application/pdf"
    assert found.headers["Content-Disposition"] == 'attachment; filename="Night shelter.pdf"'
    assert found.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in found.headers["Content-Security-Policy"]
    command("resource.remove", resource=answer.get_json()["resource"])
    assert other.get(address).status_code == chair.get(address).status_code == 404


def test_a_removed_file_is_not_in_the_store_any_more(chair, send, command, services, meeting):
    answer = send(chair, PDF)
    assert services.store.pictures_size(meeting["code"]) == len(PDF)
    command("resource.remove", resource=answer.get_json()["resource"])
    assert services.store.pictures_size(meeting["code"]) == 0


@pytest.mark.parametrize(("file", "ending"), [(DOCX, "docx"), (ODT, "odt"), (photos.encoded(photos.corners()), "webp")])
def test_documents_and_pictures_are_known_by_their_content(meeting, chair, send, file, ending):
    id = send(chair, file, "x.html").get_json()["resource"]
    found = chair.get(f"/m/{meeting['code']}/files/{id}")
    assert found.headers["Content-Disposition"] == f"attachment; filename=x.{ending}"
    if ending == "webp":
        assert Image.open(io.BytesIO(found.data)).size == (120, 80)


@pytest.mark.parametrize(
    "file",
    [
        b"<html><script>alert(1)</script>",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"MZ\x90\x00",
        b"PK\x03\x04broken",
        zipped(**{"a.txt": "x"}),
        zipped(**{"[Content_Types].xml": "", "word/document.xml": "", "word/vbaProject.bin": "x"}),
        b"",
        photos.encoded(photos.corners())[:300],
    ],
)
def test_anything_else_is_refused_with_one_sentence(chair, send, file):
    answer = send(chair, file)
    assert (answer.status_code, refused(answer)) == (400, "not_a_document")


def test_a_file_that_is_too_large_and_strangers_are_refused(browser, chair, send):
    answer = send(chair, b"%PDF-" + b"x" * MAX_FILE_BYTES)
    assert (answer.status_code, refused(answer)) == (413, "too_big")
    assert send(browser(), PDF).status_code == 404

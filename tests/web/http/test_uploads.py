"""Forms with a file are received in pieces, and nothing of one that is too large or not complete is kept."""

import io
import random

import pytest
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import EnvironBuilder

from live_cop.meeting.refusal import Refusal
from live_cop.web.http import uploads
from live_cop.web.http.uploads import Upload, receive

FORM = {"zone": "z1", "description": "Zażółć gęślą jaźń", "id": "a" * 20}


def environ(file: bytes = b"x", **fields: str) -> dict:
    data = {**FORM, **fields, "photo": FileStorage(io.BytesIO(file), "../päper.jpg")}
    return EnvironBuilder(method="POST", path="/", data=data).get_environ()


@pytest.fixture
def received(app):
    """received(environ) is the upload of such a request."""

    def call(given: dict, max_bytes: int = 1 << 20) -> Upload:
        with app.request_context(given), receive("photo", max_bytes) as upload:
            return upload

    return call


@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537, 300_000])
def test_the_file_arrives_as_it_was_sent(received, size):
    file = random.Random(size).randbytes(size)
    upload = received(environ(file))
    assert bytes(upload.file) == file and upload.fields == FORM and upload.filename == "../päper.jpg"


@pytest.mark.parametrize("names", [("other",), ("photo", "other"), ("photo", "photo")])
def test_a_file_in_another_field_or_a_second_one_makes_it_no_form(received, names):
    given = MultiDict((name, FileStorage(io.BytesIO(b"x" * 100_000), "x")) for name in names)
    with pytest.raises(Refusal, match="bad_command"):
        received(EnvironBuilder(method="POST", path="/", data=given).get_environ())


def test_files_and_fields_that_are_too_large_are_refused(received):
    with pytest.raises(Refusal, match="too_big"):
        received(environ(bytes(5_001)), 5_000)
    with pytest.raises(Refusal, match="too_big"):
        received(environ(bytes(500_000)), 5_000)
    with pytest.raises(Refusal, match="too_big"):
        received(environ(description="x" * 20_000))
    assert len(received(environ(bytes(5_000)), 5_000).file) == 5_000


@pytest.mark.parametrize("cut", [10, 200, 1_000, 20_000])
def test_half_a_form_is_refused(received, cut):
    given = environ(bytes(30_000))
    body = given["wsgi.input"].read()
    given["wsgi.input"], given["CONTENT_LENGTH"] = io.BytesIO(body[:cut]), str(cut)
    with pytest.raises(Refusal, match="bad_command"):
        received(given)


@pytest.mark.parametrize("type", ["application/json", "multipart/form-data", "multipart/form-data; boundary=", ""])
def test_what_is_no_form_is_refused(received, type):
    given = EnvironBuilder(method="POST", path="/", data=b"{}", content_type=type).get_environ()
    with pytest.raises(Refusal, match="bad_command"):
        received(given)


def test_too_many_parts_are_refused(received):
    with pytest.raises(Refusal):
        received(environ(**{f"field{number}": "x" for number in range(30)}))


def test_the_largest_file_makes_room(app, monkeypatch):
    monkeypatch.setattr(uploads, "MAX_BYTES", 1_000_000)
    with app.request_context(environ(bytes(700_000))), receive("photo", 1 << 20) as large:
        for _ in range(4):
            with app.request_context(environ(bytes(70_000))), receive("photo", 1 << 20) as small:
                small.check()
        with app.request_context(environ(bytes(400_000))), receive("photo", 1 << 20) as other:
            other.check()
            with pytest.raises(Refusal, match="uploads_busy"):
                large.check()
            assert not large.file
    assert not uploads._uploads, "nothing is held any more"

"""A meeting with photographs and files goes from one server to another, and nothing comes in but what people see."""

import hashlib
import io
import json
import zipfile

import pytest
from PIL import Image

from live_cop.store import meeting_archive

from ..support import photos
from ..support.thorough import first
from .conftest import refused

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n%%EOF"
URL = "/api/meetings/file"


@pytest.fixture
def rich(chair, meeting, command):
    """A closed meeting with a photograph on the wall, in a snapshot, and a file that everyone has; its code."""
    code = meeting["code"]
    zone = command("zone.add", title="Photographs")["result"]["zone"]
    sent = {"zone": zone, "id": "p1", "description": "Best hopes", "photo": (io.BytesIO(photos.flip_chart()), "a.jpg")}
    assert chair.post(f"/api/meetings/{code}/photos", data=sent).status_code == 201
    sent = {"id": "f1", "title": "Night shelter", "file": (io.BytesIO(PDF), "Night shelter.pdf")}
    id = chair.post(f"/api/meetings/{code}/files", data=sent).get_json()["resource"]
    command("resource.take", resource=id)
    sent = {"id": "f2", "title": "A map", "file": (io.BytesIO(photos.encoded(photos.corners())), "map.jpg")}
    id = chair.post(f"/api/meetings/{code}/files", data=sent).get_json()["resource"]
    command("resource.take", resource=id)
    command("snapshot.take", title="Before")
    command("meeting.close")
    return code


@pytest.fixture
def exported(chair, rich):
    return chair.get(f"/m/{rich}/meeting.zip").data


def members(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


def with_picture(exported, data):
    """The archive with another picture in the place of its photograph's."""
    parts = members(exported)
    [old] = {each["picture"] for each in json.loads(parts["meeting.json"])["photo"].values()}
    new = hashlib.sha256(data).hexdigest()
    del parts[f"files/{old}.webp"]
    parts["meeting.json"] = parts["meeting.json"].replace(old.encode(), new.encode())
    return packed({**parts, f"files/{new}.webp": data})


def stored(services, code):
    addresses = services.store.picture_media(code)
    return {services.store.picture(code, address).data for address in addresses}


def test_a_meeting_comes_back_in_with_its_photographs_and_files(exported, browser, services):
    assert zipfile.ZipFile(io.BytesIO(exported)).testzip() is None
    client = browser()
    answer = client.post(URL, data=exported)
    assert answer.status_code == 201
    code = answer.get_json()["code"]
    state = services.hub.state(code)
    [(id, photo)] = state.of_kind("photo").items()
    shown = client.get(f"/m/{code}/photos/{id}")
    assert Image.open(io.BytesIO(shown.data)).size == (photo.width, photo.height) == (2000, 1500)
    found = {each.file.name: client.get(f"/m/{code}/files/{id}").data for id, each in state.of_kind("resource").items()}
    assert found["Night shelter.pdf"] == PDF and Image.open(io.BytesIO(found["map.webp"])).size == (120, 80)
    [before, _] = state.of_kind("snapshot")
    assert client.get(f"/m/{code}/snapshots/{before}.svg").status_code == 200
    again = client.get(f"/m/{code}/meeting.zip").data
    assert members(again).keys() >= {f"files/{photo.picture}.webp"}


def test_a_small_meeting_is_one_json_file_too(chair, rich, browser, services):
    answer = browser().post(URL, data=chair.get(f"/m/{rich}/report.json").data)
    assert answer.status_code == 201
    assert len(stored(services, answer.get_json()["code"])) == 3


def test_too_many_pictures_for_json_are_an_archive(chair, rich, monkeypatch):
    monkeypatch.setattr("live_cop.web.reports.report.MAX_IN_JSON", 10)
    answer = chair.get(f"/m/{rich}/report.json")
    assert answer.status_code == 400 and "meeting.zip" in answer.text


@pytest.mark.parametrize("name", first(1, ["exif", "after its end"]))
def test_nothing_hidden_in_a_picture_comes_in(exported, browser, services, name):
    image = photos.corners()
    exif = Image.Exif()
    exif[0x010E] = photos.PLANTED.decode()
    hidden = (
        photos.encoded(image, "WEBP", exif=exif, xmp=photos.PLANTED)
        if name == "exif"
        else photos.encoded(image, "WEBP") + photos.PLANTED
    )
    answer = browser().post(URL, data=with_picture(exported, hidden))
    assert answer.status_code == 201
    assert not any(photos.PLANTED in data for data in stored(services, answer.get_json()["code"]))
    services.hub.run_in_writer(services.store.scrub)
    assert not any(photos.PLANTED in path.read_bytes() for path in services.settings.data.iterdir())


def bad_archives(exported):
    parts = members(exported)
    whole = parts["meeting.json"]
    [pdf] = [name for name in parts if name.endswith(".pdf")]
    address = pdf[6:-4]
    yield "no picture", with_picture(exported, b"RIFF\x10\0\0\0WEBPVP8 "), "broken_file"
    yield "too many pixels", with_picture(exported, photos.one_colour_png(20_000, 10_000)), "broken_file"
    yield "another content", packed({**parts, pdf: PDF + b"x"}), "broken_file"
    yield "one more", packed({**parts, f"files/{hashlib.sha256(b'x').hexdigest()}.pdf": b"x"}), "broken_file"
    yield "one less", packed({name: data for name, data in parts.items() if name != pdf}), "broken_file"
    page = b"<script>alert(1)</script>"
    other = hashlib.sha256(page).hexdigest()
    changed = {**parts, "meeting.json": whole.replace(address.encode(), other.encode()), f"files/{other}.pdf": page}
    del changed[pdf]
    yield "a page as a document", packed(changed), "broken_file"
    yield (
        "another type",
        packed({**parts, "meeting.json": whole.replace(b"application/pdf", b"text/html")}),
        "broken_file",
    )
    yield "another archive", packed({"a.txt": b"x"}), "not_a_meeting_file"
    yield "cut off", exported[:-200], "broken_file"
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("meeting.json", bytes(meeting_archive.MAX_JSON_BYTES + 1))
    yield "a bomb", bomb.getvalue(), "broken_file"


@pytest.mark.slow
def test_of_a_bad_archive_nothing_is_imported_and_one_sentence_says_so(exported, browser, services, rich):
    for what, data, code in bad_archives(exported):
        assert refused(browser().post(URL, data=data)) == code, what
    assert services.store.remains() == []
    with services.store._database.connection() as db:
        assert {meeting for (meeting,) in db.execute("select distinct meeting from pictures")} == {rich}


def test_a_file_s_name_has_the_ending_of_its_type(exported, browser, services):
    parts = members(exported)
    parts["meeting.json"] = parts["meeting.json"].replace(b"Night shelter.pdf", b"../Night shelter.exe")
    code = browser().post(URL, data=packed(parts)).get_json()["code"]
    names = {each.file.name for each in services.hub.state(code).of_kind("resource").values()}
    assert names == {"Night shelter.pdf", "map.webp"}


def test_what_cannot_be_kept_for_a_moment_is_not_read(exported, browser, monkeypatch):
    def full(**_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("live_cop.web.importing.tempfile.TemporaryFile", full)
    assert refused(browser().post(URL, data=exported)) == "not_saved"


def test_a_good_file_is_not_called_broken_because_the_machine_is_busy(exported, browser, monkeypatch):
    monkeypatch.setattr("live_cop.web.importing.TIMEOUT", 0.01)
    assert refused(browser().post(URL, data=exported)) == "imports_busy"


def test_an_erased_picture_ends_the_download(chair, rich, services, monkeypatch):
    monkeypatch.setattr(type(services.store), "picture", lambda self, *args: None)
    with pytest.raises(LookupError):
        chair.get(f"/m/{rich}/meeting.zip", buffered=True)


def test_a_large_file_may_take_as_long_as_it_arrives_and_is_sent(chair, rich, browser):
    """The time of a request begins again with each piece: see `REQUEST_SECONDS`."""
    again = []
    environ = {"live_cop.more_time": lambda: again.append(1)}
    data = chair.get(f"/m/{rich}/meeting.zip", environ_overrides=environ, buffered=True).data
    assert len(again) > 3
    again.clear()
    assert browser().post(URL, data=data, environ_overrides=environ).status_code == 201
    assert len(again) > 3

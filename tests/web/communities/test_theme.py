"""How a community looks: its name, colour and logo, and whatever somebody sends instead of one."""

import io
import re
from html import unescape

import pytest
from openpyxl import load_workbook
from PIL import Image, ImageDraw

from live_cop.report.accent import accent_of
from live_cop.store.errors import StoreError
from live_cop.web.communities import theme_form
from live_cop.words import t

from ...support import photos


def drawn(ink=(10, 80, 160, 255)):
    """A logo: an ellipse on a transparent ground."""
    image = Image.new("RGBA", (400, 100), (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((100, 25, 300, 75), fill=ink)
    return photos.encoded(image, "PNG")


@pytest.fixture
def page(chair, link):
    return chair.get("/" + link.split("/", 3)[3]).headers["Location"]


@pytest.fixture
def save(page):
    def call(client, file=None, **fields):
        data = {"name": "Access to homes", "accent": "", **fields}
        # A browser sends a field without a file as one without a name and without bytes.
        data["logo"] = (io.BytesIO(file or b""), "logo.png" if file else "")
        return client.post(f"{page}/theme", data=data)

    return call


def logo_of(client, page):
    """The logo that the page shows, or None."""
    found = re.search(rf'src="({page}/logo/[0-9a-f]{{64}}\.png)"', client.get(page).text)
    return client.get(found[1]) if found else None


def test_name_colour_and_logo_are_saved_and_shown(chair, page, save, services):
    answer = save(chair, drawn(), name="  Homes for all ", accent="FFE100")
    assert answer.status_code == 303 and answer.headers["Location"] == f"{page}?looks#theme"
    shown = chair.get(f"{page}?looks").text
    assert "<bdi>Homes for all</bdi>" in shown and 'value="#ffe100"' in shown and "Saved." in shown
    assert f"--community-words:{accent_of('#ffe100').light.words};" in shown
    logo = logo_of(chair, page)
    assert logo.content_type == "image/png" and logo.headers["X-Content-Type-Options"] == "nosniff"
    assert logo.headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert "private" in logo.headers["Cache-Control"]
    assert 'alt="Homes for all"' in shown
    # The rest of the form can be changed without choosing the logo again.
    save(chair, name="Homes")
    assert logo_of(chair, page).data == logo.data and "<bdi>Homes</bdi>" in chair.get(page).text
    save(chair, remove="on")
    assert logo_of(chair, page) is None
    assert services.store.communities.theme(page.rsplit("/", 1)[1]).logo is None


def test_only_the_community_changes_it_and_sees_its_logo(browser, chair, page, save):
    stranger = browser("10.0.0.4")
    assert save(stranger, drawn()).status_code == 404
    save(chair, drawn())
    address = logo_of(chair, page).request.path
    assert stranger.get(address).status_code == 404
    assert stranger.get(f"/api{page}/shades").status_code == 404
    assert chair.get(f"{page}/logo/{'0' * 64}.png").status_code == 404
    assert browser().get(page).status_code == 404
    assert (
        chair.post(f"{page}/theme", data={"name": "x"}, headers={"Origin": "https://evil.example"}).status_code == 403
    )


@pytest.mark.parametrize(
    ("kind", "status", "words"),
    [
        ("svg", 400, "could not read this as a logo"),
        ("animated", 400, "could not read this as a logo"),
        ("bomb", 413, "too large for a logo"),
        ("huge", 413, "too large for a logo"),
    ],
)
def test_what_is_no_logo_is_refused_in_a_sentence_and_nothing_changes(chair, page, save, kind, status, words):
    save(chair, drawn(), accent="#123456")
    before = logo_of(chair, page).data
    frames = [Image.new("RGB", (20, 20), color) for color in ("red", "blue")]
    files = {
        "svg": b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        "animated": photos.encoded(frames[0], "PNG", save_all=True, append_images=frames[1:]),
        "bomb": photos.one_colour_png(20_000, 10_000),
        "huge": b"\x89PNG" + bytes(theme_form.MAX_FILE_BYTES),
    }
    answer = save(chair, files[kind], name="Another name", accent="#654321")
    assert answer.status_code == status and words in answer.text and "Nothing was changed" in answer.text
    if kind != "huge":
        # What was typed is still in the form.
        assert 'value="Another name"' in answer.text and 'value="#654321"' in answer.text
    assert logo_of(chair, page).data == before
    assert "<bdi>Access to homes</bdi>" in chair.get(page).text and "#123456" in chair.get(page).text


def test_what_is_typed_wrongly_is_said_beside_the_form(chair, page, save):
    for fields, words in (
        ({"accent": "url(x)"}, "could not read this colour"),
        ({"accent": "#fff;}*{"}, "could not read this colour"),
        ({"name": " "}, "Please write something first"),
        ({"name": "x" * 121}, "That is too long"),
    ):
        answer = save(chair, **fields)
        assert answer.status_code == 400 and words in answer.text and 'aria-invalid="true"' in answer.text
    assert "<bdi>Access to homes</bdi>" in chair.get(page).text


@pytest.mark.parametrize("failing", ["too often", "no disk"])
def test_what_cannot_be_saved_just_now_stays_in_the_form(chair, page, save, services, monkeypatch, failing):
    def fail(*_):
        raise StoreError("disk full")

    if failing == "no disk":
        monkeypatch.setattr(services.store.communities, "set_theme", fail)
    else:
        monkeypatch.setattr(services.saves, "take", lambda who: False)
    answer = save(chair, drawn(), name="Homes for all", accent="#654321")
    assert answer.status_code == {"no disk": 503, "too often": 429}[failing]
    assert 'value="Homes for all"' in answer.text and 'value="#654321"' in answer.text
    assert t("refusals.not_saved" if failing == "no disk" else "refusals.too_fast") in unescape(answer.text)
    assert "<bdi>Access to homes</bdi>" in chair.get(page).text


def test_the_shades_of_a_colour_can_be_looked_at(chair, page):
    found = chair.get(f"/api{page}/shades?accent=%23ffe100").get_json()
    assert found["light"]["words"] == accent_of("#ffe100").light.words
    assert chair.get(f"/api{page}/shades?accent=").get_json()["light"]["words"] == "#0b6e69"
    assert chair.get(f"/api{page}/shades?accent=red").status_code == 400


def test_reports_of_its_meetings_look_like_it_at_once(chair, browser, meeting, save, page, command):
    command("report.publish")
    link = chair.post(f"/api/meetings/{meeting['code']}/report-link").get_json()["report_url"]
    everybody, address = browser("10.0.0.6"), "/" + link.split("/", 3)[3]
    assert "--shape:" not in everybody.get(address).text
    save(chair, drawn(), name="Homes for all", accent="#123456")
    for client, place in ((everybody, address), (chair, f"{page}/series.html?series=")):
        shown = client.get(place).text
        assert "--shape:#123456" in shown and 'class="logo"' in shown and "Homes for all" in shown
    tables = load_workbook(io.BytesIO(chair.get(f"/m/{meeting['code']}/notes.xlsx").data))
    assert tables.worksheets[0]["A1"].fill.fgColor.rgb == f"FF{accent_of('#123456').light.tint[1:].upper()}"
    save(chair, remove="on")
    assert "--shape:" not in everybody.get(address).text


def test_the_board_has_it_and_its_logo_is_for_the_people_of_the_meeting(chair, browser, meeting, save, page):
    code, board, member, stranger = meeting["code"], browser("10.0.0.2"), browser("10.0.0.3"), browser("10.0.0.4")
    member.post(f"/api/meetings/{code}/join", json={"place": "room"})
    board.get("/" + meeting["board_url"].split("/", 3)[3])
    assert "--community-shape:#" not in (before := board.get(f"/m/{code}/board").text) and '"theme"' not in before
    save(chair, drawn(), accent="#123456")
    shown = board.get(f"/m/{code}/board").text
    assert "--community-shape:#123456" in shown
    address = re.search(rf'"logo": "(/m/{code}/logo/[0-9a-f]{{64}}\.png)"', shown)[1]
    for client in (board, member, chair):
        logo = client.get(address)
        assert logo.data == logo_of(chair, page).data and logo.headers["X-Content-Type-Options"] == "nosniff"
        assert client.get(address, headers={"If-None-Match": logo.headers["ETag"]}).status_code == 304
    assert stranger.get(address).status_code == 404
    save(chair, drawn(ink=(200, 0, 0, 255)))
    assert board.get(address).status_code == 404

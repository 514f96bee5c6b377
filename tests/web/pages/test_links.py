"""The QR code of the join address, and the community on the page of links."""

from ..conftest import path


class TestQr:
    def test_the_qr_code_is_an_svg_picture(self, browser, meeting):
        answer = browser().get(f"/m/{meeting['code']}/qr.svg")
        assert answer.content_type == "image/svg+xml"
        assert answer.text.startswith("<svg") and "viewBox" in answer.text

    def test_qr_codes_of_two_meetings_differ(self, browser, meeting):
        other = browser().post("/api/meetings", json={"title": "Another"}).get_json()["code"]
        assert browser().get(f"/m/{meeting['code']}/qr.svg").data != browser().get(f"/m/{other}/qr.svg").data


def test_the_chairs_link_is_never_on_a_sheet_with_the_poster(chair, meeting):
    page = chair.get(f"/m/{meeting['code']}/links").text
    poster, private = page.index('class="card poster"'), page.index('class="private no-print"')
    assert poster < page.index("</section>", poster) < private < page.index('data-kind="chair"')


def test_the_poster_says_when_it_is_where_the_meeting_is(chair, meeting, command):
    """On the screen it says besides when that is where the reader is."""
    command("meeting.edit", starts_at=1_796_306_400_000, time_zone="Europe/London")
    page = chair.get(f"/m/{meeting['code']}/links").text
    poster = page[page.index('links-when">') :]
    assert poster.startswith(
        'links-when">Thursday 3 December 2026, 14:00 to 15:40 (London time, GMT) <span class="no-print"'
    )


def test_the_chair_can_make_a_community_on_the_page_of_links(browser, chair, meeting):
    before = chair.get(f"/m/{meeting['code']}/links").text
    assert 'id="together-form"' in before
    chair.post("/api/communities", json={"meeting": meeting["code"]})
    after = chair.get(f"/m/{meeting['code']}/links").text
    assert 'id="together-form"' not in after and "Open the page of Access to homes" in after
    helper = browser("10.0.0.6")
    url = chair.post(f"/api/meetings/{meeting['code']}/helper-link").get_json()["helper_url"]
    helper.get(path(url))
    assert 'id="together"' not in helper.get(f"/m/{meeting['code']}/links").text

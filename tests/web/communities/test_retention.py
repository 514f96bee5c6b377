"""How long data is kept: the sentence on the join page, and the policy of a community."""

import pytest

from live_cop.web.communities.retention import duration

from ..conftest import path, refused


@pytest.fixture
def community(chair, meeting):
    answer = chair.post("/api/communities", json={"meeting": meeting["code"]}).get_json()
    chair.get(path(answer["community_url"]))
    return answer["id"]


def line(client, meeting):
    return client.get(f"/m/{meeting['code']}").text


def test_the_join_page_says_how_long_data_is_kept(browser, meeting):
    text = line(browser(), meeting)
    assert "are kept for 12 months" in text and "if you give them, for 90 days" in text


def test_the_settings_of_the_server_change_the_defaults(serve):
    client = serve(keep_wall_days=183, keep_attendance_days=1).test_client()
    opened = client.post("/api/meetings", json={"title": "Homes"}).get_json()
    text = line(client.application.test_client(), opened)
    assert "are kept for 6 months" in text and "for 1 day." in text


def test_a_community_sets_how_long_data_is_kept(browser, chair, meeting, community):
    answer = chair.post(f"/api/communities/{community}/keep", json={"wall_days": 91, "attendance_days": 30})
    assert answer.get_json() == {"wall_days": 91, "attendance_days": 30}
    assert "are kept for 3 months" in line(browser(), meeting)
    page = chair.get(f"/communities/{community}").text
    assert '<option value="91" selected>3 months' in page and '<option value="30" selected>1 month' in page


def test_setting_it_needs_access_and_whole_days(browser, chair, community):
    url = f"/api/communities/{community}/keep"
    assert refused(browser().post(url, json={"wall_days": 1, "attendance_days": 1})) == "bad_community_link"
    for wrong in ({"wall_days": 0, "attendance_days": 90}, {"wall_days": 365}, {"wall_days": 1e9, "attendance_days": 1},
                  {"wall_days": "x", "attendance_days": 1}, []):  # fmt: skip
        assert refused(chair.post(url, json=wrong)) == "bad_args"
    assert '<option value="365" selected>' in chair.get(f"/communities/{community}").text


@pytest.mark.parametrize(
    ("days", "words"), [(1, "1 day"), (30, "1 month"), (90, "90 days"), (365, "12 months"), (1826, "60 months")]
)
def test_durations_in_words(days, words):
    assert duration(days) == words

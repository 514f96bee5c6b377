"""Another code to come in with, and devices that are asked to stay out."""

from .conftest import refused


def join(client, code):
    return client.post(f"/api/meetings/{code}/join", json={"place": "room"})


def new_code(chair, meeting):
    answer = chair.post(f"/api/meetings/{meeting['code']}/new-code")
    assert answer.status_code == 200
    return answer.get_json()["code"]


def test_a_new_code_lets_people_in_and_the_old_one_does_not(chair, meeting, browser):
    inside = browser()
    join(inside, meeting["code"])
    code = new_code(chair, meeting)
    late = browser()
    assert refused(join(late, meeting["code"])) == "unknown_meeting"
    assert late.get(f"/m/{meeting['code']}").status_code == 404
    door = late.get(f"/m/{code}")
    assert door.status_code == 200 and f"/api/meetings/{code}/join" in door.text
    assert join(late, code).status_code == 200
    # From then on all are at the meeting's own address.
    for member in (inside, late):
        assert member.get(f"/m/{code}").location.endswith(f"/m/{meeting['code']}")
        assert member.get(f"/m/{meeting['code']}").status_code == 200


def test_a_code_is_typed_in_any_way(chair, meeting, browser):
    code = new_code(chair, meeting)
    typed = browser().get(f"/join?code={code[:3].lower()}-{code[3:].lower()}")
    assert typed.location.endswith(f"/m/{code}")
    assert browser().get(f"/m/{code.lower()}").location.endswith(f"/m/{code}")
    joined = browser()
    assert joined.post(f"/m/{code}", data={"place": "room"}).location.endswith(f"/m/{meeting['code']}")


def test_only_the_newest_code_lets_in(chair, meeting, browser):
    first = new_code(chair, meeting)
    second = new_code(chair, meeting)
    assert refused(join(browser(), first)) == "unknown_meeting"
    assert join(browser(), second).status_code == 200


def test_a_new_code_is_taken_back_from_the_log(chair, meeting, browser, give, services):
    inside = browser()
    join(inside, meeting["code"])
    code = new_code(chair, meeting)
    late = browser()
    join(late, code)
    [line] = services.hub.state(meeting["code"]).of_kind("log").values()
    give(line.undo["name"], **line.undo["args"])
    assert refused(join(browser(), code)) == "unknown_meeting"
    assert browser().get(f"/m/{code}").status_code == 404
    assert join(browser(), meeting["code"]).status_code == 200
    assert f"/m/{meeting['code']}" in chair.get(f"/m/{meeting['code']}/links").text
    # Whoever came in with either code is in.
    for member in (inside, late):
        assert member.get(f"/m/{meeting['code']}").status_code == 200


def test_what_is_shown_and_printed_has_the_new_code(chair, meeting, services):
    before = chair.get(f"/m/{meeting['code']}/qr.svg").data
    code = new_code(chair, meeting)
    assert services.hub.state(meeting["code"]).get("meeting", "meeting").join_code == code
    assert f"/m/{code}" in chair.get(f"/m/{meeting['code']}/links").text
    assert chair.get(f"/m/{meeting['code']}/qr.svg").data != before


def test_only_the_chairs_side_makes_one(meeting, browser):
    member = browser()
    join(member, meeting["code"])
    for client in (member, browser()):
        assert refused(client.post(f"/api/meetings/{meeting['code']}/new-code")) == "not_allowed"


def test_a_device_that_was_asked_to_stay_out_finds_a_kind_sentence_everywhere(meeting, browser, give):
    out = browser()
    person = join(out, meeting["code"]).get_json()["participant"]["id"]
    give("report.publish")
    give("person.remove", person=person)
    assert refused(join(out, meeting["code"])) == "kept_out"
    for address in ("", "/report.html"):
        answer = out.get(f"/m/{meeting['code']}{address}")
        assert answer.status_code == 403 and "asked this device to stay out" in answer.text
    assert join(browser(), meeting["code"]).status_code == 200
    give("person.let_in", person=person)
    assert join(out, meeting["code"]).status_code == 200
    assert out.get(f"/m/{meeting['code']}").status_code == 200

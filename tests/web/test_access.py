"""Joining by form, by API and by typed code; locked and closed meetings; throttling; bans."""

import pytest
from greenlet import getcurrent

from live_cop.meeting.codes import join_code
from live_cop.meeting.voices import people
from live_cop.web.http import join_ticket
from live_cop.web.http.throttle import GUESSES_AT_ONCE
from live_cop.web.newcomers import JOINS_AT_ONCE

from .conftest import helper_link, path, refused


def join(client, code, **body):
    return client.post(f"/api/meetings/{code}/join", json={"place": "room", **body})


def test_the_response_has_the_documented_fields(browser, services, meeting):
    answer = join(browser(), meeting["code"], place="remote", name=" Ann ")
    you = answer.get_json()["participant"]
    assert set(you) == {"id", "role", "place"}
    assert (you["role"], you["place"]) == ("participant", "remote")
    assert services.hub.state(meeting["code"]).get("person", you["id"]).name == "Ann"


@pytest.mark.parametrize("name", [{}, {"name": None}, {"name": ""}, {"name": "  "}])
def test_a_name_is_optional(browser, services, meeting, name):
    you = join(browser(), meeting["code"], **name).get_json()["participant"]
    assert not services.hub.state(meeting["code"]).get("person", you["id"]).name


def test_a_code_may_be_typed_in_small_letters_and_with_separators(browser, meeting):
    code = meeting["code"]
    for typed in (code.lower(), f"{code[:3]} {code[3:]}", f" {code[:3]}-{code[3:]} "):
        assert join(browser(), typed).status_code == 200
        assert browser().get("/join", query_string={"code": typed}).location == f"/m/{code}"


def test_an_address_in_small_letters_redirects_to_the_meeting(browser, meeting):
    assert browser().get(f"/m/{meeting['code'].lower()}").location == f"/m/{meeting['code']}"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "bad_args"),
        ({"place": "moon"}, "bad_args"),
        ({"place": 1}, "bad_args"),
        ({"place": "room", "name": 7}, "bad_args"),
        ({"place": "room", "name": "x" * 61}, "too_long"),
        ([], "bad_args"),
    ],
)
def test_an_invalid_body_is_refused(browser, services, meeting, body, code):
    before = len(services.hub.state(meeting["code"]).of_kind("person"))
    answer = browser().post(f"/api/meetings/{meeting['code']}/join", json=body)
    assert (answer.status_code, refused(answer)) == (400, code)
    assert "Set-Cookie" not in answer.headers
    assert len(services.hub.state(meeting["code"]).of_kind("person")) == before


def test_joining_again_keeps_the_person_and_updates_the_place(browser, services, meeting):
    client = browser()
    first = join(client, meeting["code"]).get_json()["participant"]
    second = join(client, meeting["code"], place="remote").get_json()["participant"]
    assert first["id"] == second["id"]
    assert services.hub.state(meeting["code"]).get("person", first["id"]).place == "remote"


def test_two_browsers_are_two_people(browser, meeting):
    ids = {join(browser(), meeting["code"]).get_json()["participant"]["id"] for _ in range(2)}
    assert len(ids) == 2


def test_nothing_is_read_for_those_who_come_to_a_meeting_in_memory(browser, services, meeting, monkeypatch):
    def read(code: str) -> None:
        raise AssertionError("a room of a thousand would open the file a thousand times")

    monkeypatch.setattr(services.store, "meeting_of", read)
    assert join(browser("10.0.0.7"), meeting["code"]).status_code == 200


class TestJoinForm:
    def test_a_member_does_not_see_it_again(self, browser, meeting):
        client = browser()
        assert 'name="place"' in client.get(f"/m/{meeting['code']}").text
        join(client, meeting["code"])
        assert 'name="place"' not in client.get(f"/m/{meeting['code']}").text

    def test_works_without_javascript(self, browser, meeting):
        client = browser()
        answer = client.post(f"/m/{meeting['code']}", data={"place": "room", "name": "Ann"})
        assert (answer.status_code, answer.location) == (303, f"/m/{meeting['code']}")
        assert 'name="place"' not in client.get(answer.location).text

    def test_a_name_that_is_too_long_stays_in_the_form(self, browser, meeting):
        answer = browser().post(f"/m/{meeting['code']}", data={"place": "room", "name": "x" * 61})
        assert answer.status_code == 400
        assert f'value="{"x" * 61}"' in answer.text
        assert "60 characters is the most" in answer.text

    def test_markup_in_a_title_is_escaped(self, chair, browser):
        opened = chair.post("/api/meetings", json={"title": "<script>alert(1)</script>&\"'</title>"}).get_json()
        for address in (f"/m/{opened['code']}", "/"):
            assert "<script>alert" not in chair.get(address).text

    def test_the_chair_sees_a_link_to_the_console(self, chair, browser, meeting):
        address = f'href="/m/{meeting["code"]}/chair"'
        assert address in chair.get(f"/m/{meeting['code']}").text
        assert address not in browser().get(f"/m/{meeting['code']}").text


class TestClosedAndLocked:
    def test_unknown_and_closed_meetings_get_the_same_response(self, browser, meeting, command):
        command("meeting.close")
        for call in (
            lambda code: join(browser(), code),
            lambda code: browser().get(f"/m/{code}"),
            lambda code: browser().post(f"/m/{code}", data={"place": "room"}),
            lambda code: browser().get(f"/join?code={code}"),
            lambda code: browser().get(f"/m/{code}/chair"),
            lambda code: browser().get(f"/m/{code}/board"),
            lambda code: browser().get(f"/m/{code}/links"),
            lambda code: browser().get(f"/m/{code}/qr.svg"),
            lambda code: browser().get(f"/m/{code}/report.html"),
        ):
            closed, unknown = call(meeting["code"]), call("ACDEFG")
            assert closed.status_code == unknown.status_code == 404
            assert strip(closed.text, meeting["code"]) == strip(unknown.text, "ACDEFG")

    def test_people_of_a_closed_meeting_still_find_it(self, browser, chair, meeting, command):
        member = browser()
        join(member, meeting["code"])
        command("meeting.close")
        assert member.get(f"/m/{meeting['code']}").status_code == 200
        assert chair.get(f"/m/{meeting['code']}/chair").status_code == 200

    def test_a_locked_meeting_admits_only_those_who_have_joined(self, browser, meeting, command):
        member = browser()
        join(member, meeting["code"])
        command("meeting.lock")
        answer = join(browser(), meeting["code"])
        assert (answer.status_code, refused(answer)) == (403, "locked")
        page = browser().get(f"/m/{meeting['code']}")
        assert page.status_code == 403
        assert "locked this meeting" in page.text
        assert 'href="/m/' + meeting["code"] in page.text, "a way to try again"
        assert member.get(f"/m/{meeting['code']}").status_code == 200
        assert join(member, meeting["code"]).status_code == 200

    def test_who_lost_their_place_comes_back_into_a_locked_meeting(
        self, browser, meeting, command, services, monkeypatch
    ):
        """Their screen had not come, and somebody else took the place; then they load the page again."""
        code, member = meeting["code"], browser()
        you = join(member, code).get_json()["participant"]["id"]
        state = services.hub.state(code)
        monkeypatch.setattr(people, "MOST_PEOPLE", 1)
        monkeypatch.setattr(people, "SCREEN_WITHIN", 0)
        join(browser(), code)
        assert people.lost_place(state, you)
        command("meeting.lock")
        assert browser().get(f"/m/{code}").status_code == 403
        page = member.get(f"/m/{code}")
        assert page.status_code == 200 and 'name="place"' in page.text
        # A form with a mistake comes back, too.
        assert member.post(f"/m/{code}", data={"place": "room", "name": "x" * 61}).status_code == 400
        monkeypatch.setattr(people, "MOST_PEOPLE", 2)
        assert member.post(f"/m/{code}", data={"place": "room"}).status_code == 303


class TestThrottling:
    def test_five_hundred_people_can_join_from_one_address(self, browser, meeting):
        assert {join(browser("10.0.0.7"), meeting["code"]).status_code for _ in range(500)} == {200}

    def test_wrong_codes_are_throttled_by_address(self, browser, meeting):
        codes = [refused(join(browser("10.0.0.7"), "ACDEFG")) for _ in range(GUESSES_AT_ONCE + 5)]
        assert set(codes[:GUESSES_AT_ONCE]) == {"unknown_meeting"}
        assert "too_many_tries" in codes[GUESSES_AT_ONCE:]
        assert join(browser("10.0.0.8"), meeting["code"]).status_code == 200

    def test_a_right_code_gets_in_after_any_number_of_wrong_ones(self, browser, meeting, services):
        use_up_guesses(services, "10.0.0.7")
        assert join(browser("10.0.0.7"), meeting["code"]).status_code == 200, "it waits for a moment at most"
        for _ in range(100):
            assert browser("10.0.0.7").get(f"/m/{meeting['code']}").status_code == 200
            assert join(browser("10.0.0.7"), meeting["code"]).status_code == 200

    def test_one_person_of_the_meeting_lets_in_their_whole_room(self, browser, chair, meeting, services):
        for _ in range(2_000):
            services.join_codes._allowances.take("10.0.0.1")
        services.join_codes._right.clear()
        assert chair.get(f"/m/{meeting['code']}/chair").status_code == 200
        assert {join(browser("10.0.0.1"), meeting["code"]).status_code for _ in range(100)} == {200}

    def test_a_page_that_could_not_be_looked_at_asks_again_by_itself(self, browser, services):
        use_up_guesses(services, "10.0.0.7")
        client = browser("10.0.0.7")
        assert client.get("/m/ACDEFG").status_code == 404, "it waited for its turn"
        page = client.get("/m/ACDEFG")
        assert (page.status_code, page.headers["Refresh"]) == (429, "3")
        assert "<input" not in page.text, "or words would be lost when it does"
        for address in ("/m/acdefg", "/join?code=acd%20efg"):
            use_up_guesses(services, "10.0.0.7")
            assert "tries the code ACDEFG again" in client.get(address).text, "what could be mistyped"
        use_up_guesses(services, "10.0.0.7")
        assert "tries the code" not in client.post("/m/ACDEFG", data={"place": "room"}).text, "it does not"
        assert join(client, "ACDEFG").headers["Retry-After"] == "3"
        # To find a meeting again takes no guess from anybody else.
        assert browser("10.0.0.8").get("/m/ACDEFG").status_code == 404

    def test_the_time_of_an_answer_does_not_tell_that_a_meeting_exists(self, browser, meeting, services, monkeypatch):
        """Loading a meeting takes time, so nobody may cause it without a guess that counts."""
        loaded, here = [], getcurrent()
        state = services.hub.state

        def noted(code):
            # What still runs after the meeting was made may look at it too, in greenlets of its own; only what this
            # visitor causes counts.
            if getcurrent() is here:
                loaded.append(code)
            return state(code)

        monkeypatch.setattr(services.hub, "state", noted)
        client = browser("10.0.0.7")
        client.set_cookie(f"cop_c_{meeting['code']}", "forged")
        for template in ("copy", "next"):
            client.post("/api/meetings", json={"title": "x", "template": f"{template}:{meeting['code']}"})
        client.post("/api/communities", json={"meeting": meeting["code"]})
        assert not loaded

    def test_a_wrong_code_counts_on_every_page(self, browser, meeting, command):
        command("meeting.close")
        join(browser("10.0.0.7"), meeting["code"])
        client = browser("10.0.0.7")
        tries = ["/m/ACDEFG", "/join?code=ACDEFG", "/m/ACDEFG/qr.svg", "/m/ACDEFG/chair", f"/m/{meeting['code']}"]
        answers = [client.get(tries[n % len(tries)]).status_code for n in range(GUESSES_AT_ONCE + 20)]
        assert answers[: GUESSES_AT_ONCE - 1] == [404] * (GUESSES_AT_ONCE - 1) and 429 in answers

    def test_right_codes_do_not_count(self, browser, meeting):
        for _ in range(GUESSES_AT_ONCE * 2):
            assert browser("10.0.0.7").get(f"/m/{meeting['code']}").status_code == 200
        assert join(browser("10.0.0.7"), "ACDEFG").status_code == 404

    def test_people_of_the_meeting_are_not_throttled(self, browser, meeting):
        member = browser("10.0.0.7")
        join(member, meeting["code"])
        for _ in range(GUESSES_AT_ONCE + 5):
            join(browser("10.0.0.7"), "ACDEFG")
        assert member.get(f"/m/{meeting['code']}").status_code == 200
        assert join(member, meeting["code"]).status_code == 200

    def test_a_forged_cookie_does_not_bypass_the_throttle(self, browser, meeting):
        client = browser("10.0.0.7")
        client.set_cookie(f"cop_p_{meeting['code']}", "forged")
        client.set_cookie("cop_p_ACDEFG", "forged")
        answers = [client.get("/m/ACDEFG").status_code for _ in range(GUESSES_AT_ONCE + 20)]
        assert 429 in answers

    def test_an_empty_code_is_not_counted(self, browser):
        assert browser().get("/join?code=%20").location == "/"

    @pytest.mark.parametrize("typed", ["", "K7M", "K7M2QX9", "ßßßßßß", "%00", "../..", "<b>", "é" * 3000])
    def test_text_that_cannot_be_a_code_is_an_unknown_code(self, browser, typed):
        answer = browser().get("/join", query_string={"code": f"x{typed}"})
        assert answer.status_code == 404
        assert "<b>" not in answer.text

    def test_the_page_of_a_wrong_code_offers_to_type_it_again(self, browser):
        assert 'value="acdefg"' in browser().get("/join?code=acdefg").text


class TestLimits:
    """Other people of the same address are let in; whoever makes people without end is slowed down."""

    def test_one_address_brings_so_many_people_into_one_meeting(self, browser, chair, meeting, services):
        use_up_joins(services, meeting["code"])
        answer = join(browser("10.0.0.7"), meeting["code"])
        assert (answer.status_code, refused(answer)) == (429, "too_many_joining")
        page = browser("10.0.0.7").post(f"/m/{meeting['code']}", data={"place": "room"})
        assert page.status_code == 429
        assert f'href="/m/{meeting["code"]}"' in page.text, "a way to try again"
        assert join(browser("10.0.0.8"), meeting["code"]).status_code == 200
        other = chair.post("/api/meetings", json={"title": "Another meeting"}).get_json()["code"]
        assert join(browser("10.0.0.7"), other).status_code == 200

    def test_one_phone_that_joins_again_and_again_keeps_nobody_out(self, browser, meeting, services, monkeypatch):
        """It has the right code, forgets its cookies each time, and has used up what programs may do here."""
        code = meeting["code"]
        use_up_joins(services, code)
        assert refused(join(browser("10.0.0.7"), code)) == "too_many_joining"
        monkeypatch.setattr(join_ticket, "MIN_AGE", 60)
        hasty = browser("10.0.0.7")
        hasty.get(f"/m/{code}")
        assert refused(join(hasty, code)) == "too_many_joining", "nobody reads a page so fast"
        monkeypatch.setattr(join_ticket, "MIN_AGE", 0)
        for _ in range(39):
            person = browser("10.0.0.7")
            assert person.get(f"/m/{code}").status_code == 200
            assert join(person, code).status_code == 200
        # With a ticket it joins some times, as a device that goes from hand to hand does, and then no more.
        answers = []
        for _ in range(join_ticket.JOINS + 2):
            answers.append(join(hasty, code).status_code)
            hasty.delete_cookie(f"cop_p_{code}")
        assert answers == [200] * join_ticket.JOINS + [429] * 2
        elsewhere = browser("10.0.0.7")
        elsewhere.set_cookie("cop_t_ACDEFG", hasty.get_cookie(f"cop_t_{code}").value)
        elsewhere.set_cookie(f"cop_t_{code}", "forged")
        assert refused(join(elsewhere, code)) == "too_many_joining"

    def test_a_new_code_is_a_new_start(self, browser, chair, meeting, services):
        use_up_joins(services, meeting["code"])
        assert refused(join(browser("10.0.0.7"), meeting["code"])) == "too_many_joining"
        new = chair.post(f"/api/meetings/{meeting['code']}/new-code").get_json()["code"]
        assert join(browser("10.0.0.7"), new).status_code == 200

    def test_who_has_joined_is_not_counted_again(self, browser, meeting, services):
        member = browser("10.0.0.7")
        join(member, meeting["code"])
        use_up_joins(services, meeting["code"])
        assert join(member, meeting["code"], place="remote").status_code == 200

    def test_helpers_who_come_by_their_link_are_counted_too(self, browser, chair, meeting, services):
        link = helper_link(chair, meeting["code"])
        use_up_joins(services, meeting["code"], "helper")
        page = browser("10.0.0.7").get(link)
        assert page.status_code == 429
        assert f'href="{link}"' in page.text, "a way to try again"
        assert browser("10.0.0.8").get(link).status_code == 302

    def test_who_fills_a_meeting_with_its_code_keeps_out_nobody_with_a_link(self, browser, chair, meeting, services):
        helpers = helper_link(chair, meeting["code"])
        chairs = chair.post(f"/api/meetings/{meeting['code']}/chair-link").get_json()["chair_url"]
        use_up_joins(services, meeting["code"])
        assert refused(join(browser("10.0.0.7"), meeting["code"])) == "too_many_joining"
        for link in (helpers, path(chairs)):
            assert browser("10.0.0.7").get(link).status_code == 302


def use_up_joins(services, code, role="participant"):
    """All that programs may do at one address. Nothing comes back while the test runs."""
    services.newcomers._places._rate = 0
    typed = join_code(services.hub.state(code))
    for n in range(JOINS_AT_ONCE):
        services.newcomers.take(f"{code} {typed} {role} 10.0.0.7", f"p{n}", lambda person: True)
    services.newcomers._taken.clear()


def use_up_guesses(services, address):
    for _ in range(GUESSES_AT_ONCE):
        services.join_codes._allowances.take(address)


def strip(text, code):
    """The lines of the page without what differs between requests: the nonce and the code."""
    lines = text.replace(code, "CODE").replace(code.lower(), "CODE").splitlines()
    return [line for line in lines if "nonce=" not in line]


def test_newcomers_may_say_that_they_are_new(browser, services, meeting):
    def new(client, **how):
        id = join(client, meeting["code"], **how).get_json()["participant"]["id"]
        return services.hub.state(meeting["code"]).get("person", id).newcomer is True

    assert [new(browser(), newcomer=True), new(browser(), newcomer=False), new(browser())] == [True, False, False]
    people = services.hub.state(meeting["code"]).of_kind("person")
    before = len(people)
    browser().post(f"/m/{meeting['code']}", data={"place": "room", "newcomer": "yes"})
    assert len(people) == before + 1 and list(people.values())[-1].newcomer is True
    answer = browser().post(f"/api/meetings/{meeting['code']}/join", json={"place": "room", "newcomer": "perhaps"})
    assert refused(answer) == "bad_args"


def test_a_banned_person_sees_a_calm_sentence_on_every_page(meeting, browser, command):
    out = browser()
    person = join(out, meeting["code"]).get_json()["participant"]["id"]
    command("report.publish")
    command("person.remove", person=person)
    assert refused(join(out, meeting["code"])) == "kept_out"
    for address in ("", "/report.html"):
        answer = out.get(f"/m/{meeting['code']}{address}")
        assert answer.status_code == 403 and "asked this device to stay out" in answer.text
    assert join(browser(), meeting["code"]).status_code == 200
    command("person.let_in", person=person)
    assert join(out, meeting["code"]).status_code == 200
    assert out.get(f"/m/{meeting['code']}").status_code == 200

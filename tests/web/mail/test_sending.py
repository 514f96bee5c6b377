"""Sending a mailing once, its progress with stop and retry, and a test to the chair."""

import re
from html import unescape

import pytest

from live_cop import words
from live_cop.meeting.contacts.attendance import Decider
from live_cop.store.communities import StoredLogo, StoredTheme

from ...support.stores import path_of
from .conftest import GIVEN, main, preview, send


class TestSending:
    def test_a_mailing_from_the_form_to_the_last_e_mail(self, chair, url, add_to_list, services, mails):
        add_to_list("Ann")
        add_to_list("Bob")
        add_to_list("Eve", write=False)
        form = chair.get(url).text
        assert "Goes to 2 people" in form and "Report: Homes that say yes" in form
        page = preview(chair, url)
        assert "Send it to 2 people" in page and "Our report" in page and "Thank you all." in page
        answer = send(chair, url, page)
        assert answer.status_code == 303
        assert "2 waiting" in chair.get(answer.location).text
        services.mailer.send_due()
        done = main(chair.get(answer.location))
        assert "2 sent" in done and "waiting" not in done and "data-going" not in done
        assert sorted(mails.to) == ["ann@example.org", "bob@example.org"]
        message = mails.message()
        assert message["Subject"] == "Our report" and message["From"] == "Access to homes <cop@example.org>"
        [report] = message.iter_attachments()
        assert report.get_content() == b"%PDF-1"
        name = report.get_filename()
        assert re.fullmatch(r"Homes that say yes 20\d\d-\d\d-\d\d, short report.pdf", name) and name in page
        stop = re.search(r"<(http://localhost/u/\S+)>", message["List-Unsubscribe"])[1]
        assert (
            chair.post(stop.removeprefix("http://localhost"), data={"List-Unsubscribe": "One-Click"}).status_code == 200
        )
        assert len(services.store.attendance.recipients(url.split("/")[2])) == 1

    def test_a_report_that_is_sent_has_the_numbers_of_people_and_a_test_has_not(
        self, chair, url, add_to_list, services, mails, browser, code, command
    ):
        add_to_list("Ann")
        for _ in range(6):
            browser().post(f"/api/meetings/{code}/join", json={"place": "room"})
        command("agenda.start")
        chair.post(f"{url}/test", data={**GIVEN, "email": "me@example.org"})
        send(chair, url)
        services.mailer.send_due()
        test, report = (mails.message(n).get_body(("plain",)).get_content() for n in (0, -1))
        assert "took part" not in test and "About 5 people took part" in report

    def test_letters_look_like_the_community_at_the_moment_when_they_are_sent(
        self, chair, url, code, add_to_list, services, mails
    ):
        id = chair.post("/api/communities", json={"meeting": code}).get_json()["id"]
        add_to_list("Ann")
        logo = StoredLogo("0" * 64, 64, 32, b"\x89PNG-1")
        services.store.communities.set_theme(id, StoredTheme("Homes for all", "#123456", logo))
        page = preview(chair, url)
        assert "data:image/png;base64,iVBORy0x" in page
        send(chair, url, page)
        services.store.communities.set_theme(id, StoredTheme("Homes for everybody", "#123456", logo))
        services.mailer.send_due()
        message = mails.message()
        shown = message.get_body(("html",)).get_content()
        assert 'alt="Homes for everybody"' in shown and "written to about Homes for everybody" in shown
        [inline] = [part for part in message.walk() if part["Content-ID"] == "<logo>"]
        assert inline.get_content() == logo.data and "<img" not in message.get_body(("plain",)).get_content()

    def test_a_form_sent_twice_sends_once(self, chair, url, add_to_list, services, mails):
        add_to_list("Ann")
        page = preview(chair, url)
        where = {send(chair, url, page).location for _ in range(3)}
        services.mailer.send_due()
        assert send(chair, url, page).location in where and len(where) == 1
        services.mailer.wake()
        services.mailer.send_due()
        assert mails.to == ["ann@example.org"]

    def test_the_second_of_two_tabs_is_refused(self, chair, url, add_to_list, services, mails):
        add_to_list("Ann")
        one, other = preview(chair, url), preview(chair, url)
        assert send(chair, url, one).status_code == 303
        response = send(chair, url, other)
        assert response.status_code == 409 and "has been sent from this meeting in the meantime" in response.text
        assert "it has been sent to everyone" in response.text and "Send it to 1 person" not in response.text

    def test_people_who_have_had_it_are_left_out_by_default(self, chair, url, add_to_list, services, mails):
        add_to_list("Ann")
        send(chair, url)
        services.mailer.send_due()
        add_to_list("Bob")
        assert "Send it to 1 person" in preview(chair, url)
        assert "Send it to 2 people" in preview(chair, url, again="yes")
        send(chair, url)
        services.mailer.send_due()
        assert mails.to == ["ann@example.org", "bob@example.org"]
        assert "it has been sent to everyone" in preview(chair, url)
        assert "Send it to 2 people" in preview(chair, url, kind="report", again="yes")

    def test_failed_and_stopped_e_mails_can_be_retried(self, chair, url, add_to_list, services, mails):
        for name in ("Ann", "Bob", "Eve"):
            add_to_list(name)
        mails.answers = {"ann@example.org": "550 5.1.1 <ann@example.org> unknown", "bob@example.org": "451 4.7.1 later"}
        where = send(chair, url).location
        services.mailer.send_due()
        page = main(chair.get(where))
        assert "There is no such address" in page and "550 5.1.1" in page and "asks us to wait" in page
        assert "1 sent" in page and "1 waiting" in page and "1 not accepted" in page
        chair.post(where, data={"do": "stop"})
        page = main(chair.get(where))
        assert "2 not accepted" in page and "You stopped it." in page and "waiting" not in page
        mails.answers = {}
        letters = services.store.mailings.letters(where.split("/")[-1])
        id = next(each.recipient for each in letters if each.reason == "stopped")
        chair.post(where, data={"do": "again", "one": id})
        services.mailer.send_due()
        assert sorted(mails.to) == ["bob@example.org", "eve@example.org"]
        chair.post(where, data={"do": "again"})
        services.mailer.send_due()
        assert sorted(mails.to) == ["ann@example.org", "bob@example.org", "eve@example.org"]

    def test_erased_words_are_in_no_later_e_mail(self, chair, url, add_to_list, services, mails, command):
        add_to_list("Ann")
        add_to_list("Bob")
        command("recommendation.add", text="Something unforgettable", to="")
        mails.answers = {"bob@example.org": "451 4.7.1 later"}
        send(chair, url)
        services.mailer.send_due()
        assert "Something unforgettable" in mails.message().get_body(("plain",)).get_content()
        [id] = services.hub.state(url.split("/")[2]).of_kind("recommendation")
        command("recommendation.remove", recommendation=id)
        mails.answers = {}
        services.mailer.wake()
        services.mailer.send_due()
        assert mails.to[-1] == "bob@example.org"
        assert "unforgettable" not in mails.message().get_body(("plain",)).get_content()

    def test_a_link_instead_of_an_attachment(self, chair, url, add_to_list, services, mails):
        add_to_list("Ann")
        send(chair, url, how="link", link="https://report.example/r")
        services.mailer.send_due()
        message = mails.message()
        assert not list(message.iter_attachments()) and "https://report.example/r" in message.as_string()

    def test_the_next_meeting_comes_with_a_calendar_file(self, chair, url, add_to_list, services, mails, command):
        add_to_list("Ann")
        assert "No date has been set" in chair.get(f"{url}?what=next").text
        assert chair.post(url, data={**GIVEN, "kind": "next"}).status_code == 400
        command("next.fix", at=1_800_000_000_000, title="Half a year on", venue="Hope Street")
        assert "Next meeting: Half a year on" in chair.get(f"{url}?what=next").text
        send(chair, url, kind="next")
        services.mailer.send_due()
        message = mails.message()
        [ics] = message.iter_attachments()
        assert ics.get_param("method") == "PUBLISH" and "SUMMARY:Half a year on" in ics.get_content()
        text = message.get_body(("plain",)).get_content()
        assert "Hope Street" in text
        # Its headline is the next meeting, and not the one that sends it.
        assert re.search(r"<h1[^>]*>Next meeting</h1>", message.get_body(("html",)).get_content())
        assert text.index("NEXT MEETING") < text.index("Half a year on") and "HOMES THAT SAY YES" not in text

    def test_recommendations_go_to_boards(self, chair, url, add_to_list, services, mails, command, code):
        add_to_list("Ann")
        services.store.attendance.add_decider(code, Decider(organisation="City council", email="board@example.org"))
        assert "no recommendations yet" in chair.get(f"{url}?what=recommendations").text
        command("recommendation.add", text="Offer keys first", to="the council")
        send(chair, url, kind="recommendations")
        services.mailer.send_due()
        assert mails.to == ["board@example.org"] and "Offer keys first" in mails.message().as_string()
        assert mails.message()["List-Unsubscribe"] is None
        [[day, letters, organisations]] = services.store.mailings.sent_recommendations(code)
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", day) and (letters, organisations) == (1, ["City council"])
        assert "Sent to 1 person on" in (page := chair.get(f"/m/{code}/report.html").text) and "City council" in page

    def test_each_board_gets_the_recommendations_that_are_addressed_to_it(
        self, chair, url, services, mails, command, code
    ):
        for name in ("City council", "Homes Trust"):
            email = f"{name.split()[0].lower()}@example.org"
            services.store.attendance.add_decider(code, Decider(organisation=name, email=email))
        for text, to in {"Keys first": "the City Council", "Stay a year": "Homes Trust", "Ask people": ""}.items():
            command("recommendation.add", text=text, to=to)
        send(chair, url, kind="recommendations")
        services.mailer.send_due()
        letters = {to: mails.message(n).get_body(("plain",)).get_content() for n, to in enumerate(mails.to)}
        council, trust = letters["city@example.org"], letters["homes@example.org"]
        assert council.startswith("Dear City council,") and trust.startswith("Dear Homes Trust,")
        assert "Keys first" in council and "Stay a year" not in council and "Ask people" in council
        assert "Stay a year" in trust and "Keys first" not in trust and "Ask people" in trust

    def test_answers_go_to_the_address_of_the_chair_the_next_time_too(self, chair, url, add_to_list, services, mails):
        add_to_list("Ann")
        send(chair, url, reply_to="chair@homes.example")
        services.mailer.send_due()
        assert mails.message()["Reply-To"] == "chair@homes.example"
        assert 'value="chair@homes.example"' in chair.get(url).text
        refused = chair.post(url, data={**GIVEN, "reply_to": "chair at home"})
        assert refused.status_code == 400 and 'value="chair at home"' in refused.text

    def test_a_letter_that_cannot_be_written_says_why(
        self, chair, url, add_to_list, services, mails, command, monkeypatch
    ):
        add_to_list("Ann")
        command("next.fix", at=1_800_000_000_000, title="Half a year on")
        where = send(chair, url, kind="next").location
        command("next.clear")
        services.mailer.send_due()
        shown = main(chair.get(where))
        assert mails.to == [] and "cannot be written at the moment" in shown
        assert words.t("refusals.no_next") in unescape(shown)
        command("next.fix", at=1_800_000_000_000, title="Half a year on")
        services.mailer.wake()
        services.mailer.send_due()
        assert mails.to == ["ann@example.org"] and "cannot be written" not in main(chair.get(where))

    def test_people_who_missed_a_meeting_of_the_community_get_the_mailing(
        self, chair, url, add_to_list, services, mails, code
    ):
        add_to_list("Ann")
        community = chair.post("/api/communities", json={"meeting": code}).get_json()["id"]
        other = chair.post("/api/meetings", json={"title": "Later", "community_id": community}).get_json()["code"]
        send(chair, f"/m/{other}/send")
        services.mailer.send_due()
        assert mails.to == ["ann@example.org"]


class TestTestEmail:
    def test_a_test_goes_to_the_typed_address_only(self, chair, url, add_to_list, services, mails):
        add_to_list("Ann")
        page = chair.post(f"{url}/test", data={**GIVEN, "email": "chair@example.org"})
        assert page.status_code == 200 and "on its way to you" in page.text
        assert mails.to == ["chair@example.org"] and mails.message()["Subject"] == "Our report"
        token = services.store.attendance.recipients(url.split("/")[2])[0].unsubscribe_token
        assert token not in mails.taken[0][1].decode()
        assert services.store.mailings.count(url.split("/")[2]) == 0
        assert b"chair@example.org" not in path_of(services.store).read_bytes()

    @pytest.mark.parametrize("typed", ["", "me", "a@b.org\r\nBcc: c@d.org", "a@b.org, c@d.org"])
    def test_an_invalid_address_is_refused(self, chair, url, mails, typed):
        page = chair.post(f"{url}/test", data={**GIVEN, "email": typed})
        assert page.status_code == 400 and 'role="alert"' in page.text and mails.tries == []

    def test_an_address_that_the_mail_server_rejects(self, chair, url, mails):
        mails.answers = {"x@example.org": "550 5.1.1 no"}
        page = chair.post(f"{url}/test", data={**GIVEN, "email": "x@example.org"})
        assert page.status_code == 503 and "did not accept the address" in page.text
        assert 'value="x@example.org"' in page.text


def test_only_the_chair_may_send_and_see_mailings(browser, chair, url, add_to_list, code, services):
    add_to_list("Ann")
    where = send(chair, url).location
    member = browser()
    member.post(f"/api/meetings/{code}/join", json={"place": "room"})
    helper = browser()
    helper.get("/" + chair.post(f"/api/meetings/{code}/helper-link").get_json()["helper_url"].split("/", 3)[3])
    for client in (member, helper):
        for path in (url, where):
            assert client.get(path).status_code == 403
        for path in (url, f"{url}/now", f"{url}/test", f"{url}/draft.eml", f"{url}/drafts.zip", where):
            assert client.post(path, data=GIVEN).status_code == 403
    assert "Ann" not in browser("10.1.1.1").get(where).text
    other = chair.post("/api/meetings", json={"title": "Another"}).get_json()["code"]
    assert chair.get(where.replace(code, other)).status_code == 404

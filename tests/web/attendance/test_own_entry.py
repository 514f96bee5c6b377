"""One's own entry on the attendance list: the form, the personal link, two tabs at once, and who sees what."""

import hashlib
import re
import sqlite3

import pytest

from live_cop.live import runtime
from live_cop.store.attendance import Attended
from live_cop.web.attendance import entry_form
from live_cop.web.http import forms
from live_cop.web.services import ENTRIES_AT_ONCE

from ...support.stores import path_of
from ..conftest import path
from .conftest import ANN, fields, listed, save


def test_the_consent_text_of_a_version_never_changes():
    """If this fails because the words have changed, give them a new version and add its digest."""
    digests = {"en-1": "986478d42ce34a99", "en-2": "c63b9e23be425df5"}
    assert hashlib.sha256(entry_form.consent_text().encode()).hexdigest()[:16] == digests[entry_form.CONSENT_VERSION]


class TestOwnEntry:
    def test_the_form_is_empty_and_nothing_is_ticked(self, ann, code):
        page = ann.get(f"/m/{code}/attendance")
        assert page.status_code == 200 and " checked" not in page.text
        assert {name: text for name, text in fields(page).items() if name not in ("key", "words")} == {
            "name": "", "organisation": "", "email": "",
        }  # fmt: skip

    def test_a_saved_entry_is_shown_by_its_personal_link(self, ann, browser, code, services):
        page, own = save(ann, code, **ANN, write="yes")
        assert ">Saved. Thank you.<" in page.text and f"http://localhost{own}" in page.text
        assert "data:image/svg+xml" in page.text
        [stored] = listed(services, code)
        assert (stored.entry.email, stored.entry.write, stored.entry.named) == (ANN["email"], True, False)
        other_device = browser("10.9.9.9")
        shown = other_device.get(own)
        assert shown.status_code == 200 and ANN["email"] in shown.text and ">Saved. " not in shown.text
        assert fields(shown)["write"] == "yes" and "named" not in fields(shown)
        assert "Homes that say yes" in shown.text and "You may write to me about this community." in shown.text
        # What follows a `?` is in the logs of proxies.
        assert not re.search(rf'href="[^"]*\?[^"]*{own.rsplit("/", 1)[1]}', shown.text)

    @pytest.mark.parametrize(
        ("given", "hinted"),
        [(ANN, True), ({**ANN, "write": "yes"}, False), ({**ANN, "email": ""}, False)],
        ids=["address alone", "address and tick", "no address"],
    )
    def test_an_address_without_a_tick_is_answered_by_a_hint(self, ann, code, given, hinted):
        page, _ = save(ann, code, **given)
        assert ">Saved. Thank you.<" in page.text
        assert ("<p>You gave an e-mail address" in page.text) is hinted

    def test_the_consent_text_is_stored_as_it_was_shown(self, ann, code, services):
        shown = re.sub(r"<[^>]+>", " ", ann.get(f"/m/{code}/attendance").text)
        save(ann, code, **ANN)
        [stored] = listed(services, code)
        assert stored.consent.version == entry_form.CONSENT_VERSION and re.fullmatch(
            r"\d{4}-\d\d-\d\d", stored.consent.day
        )
        for line in stored.consent.text.split("\n\n"):
            assert line in shown

    def test_the_device_remembers_the_entry_in_the_meeting(self, ann, code):
        _, own = save(ann, code, **ANN)
        answer = ann.get(f"/m/{code}/attendance")
        assert (answer.status_code, answer.location) == (302, f"{own}?m={code}")
        [cookie] = [c for c in ann._cookies.values() if c.key.startswith("cop_a_")]
        assert cookie.path == "/m" and cookie.http_only and cookie.same_site == "Lax"

    def test_the_device_forgets_the_entry_on_request(self, ann, code, services):
        _, own = save(ann, code, **ANN)
        assert ann.post(f"{own}/forget", data={"m": code}).location == f"/m/{code}"
        assert ANN["name"] not in ann.get(f"/m/{code}/attendance", follow_redirects=True).text
        save(ann, code, name="Bob")
        assert {stored.entry.name for stored in listed(services, code)} == {ANN["name"], "Bob"}

    def test_an_entry_can_be_changed_on_another_device(self, ann, browser, code, services):
        _, own = save(ann, code, **ANN, write="yes")
        elsewhere = browser()
        page = elsewhere.get(own)
        given = {**fields(page), "organisation": "Nightstop"}
        given.pop("write")
        assert elsewhere.post(own, data=given).status_code == 303
        [stored] = listed(services, code)
        assert (stored.entry.organisation, stored.entry.write) == ("Nightstop", False)

    def test_a_deleted_entry_is_gone_with_its_links(self, ann, code, services, chair, list_url):
        _, own = save(ann, code, **ANN, write="yes")
        stop = services.store.attendance.recipients(code)[0].unsubscribe_token
        answer = ann.post(f"{own}/erase")
        assert answer.status_code == 200 and "Your entry is deleted" in answer.text
        for url in (own, f"/u/{stop}"):
            assert ann.get(url).status_code == 404
        assert ann.post(f"{own}/erase").status_code == ann.post(own, data={}).status_code == 404
        assert fields(ann.get(f"/m/{code}/attendance"))["name"] == ""
        assert listed(services, code) == [] and ANN["email"] not in chair.get(list_url).text

    def test_entries_can_be_added_and_changed_after_the_close(self, ann, joined, code, command, services):
        late = joined()
        _, own = save(ann, code, **ANN)
        command("meeting.close")
        save(late, code, name="Late, and welcome")
        save(ann, code, name="Ann again")
        assert {stored.entry.name for stored in listed(services, code)} == {"Late, and welcome", "Ann again"}
        assert ann.post(f"{own}/erase").status_code == 200

    @pytest.mark.parametrize(
        ("given", "sentence", "field"),
        [
            ({}, "at least one line", "name"),
            ({"name": "Ann", "write": "yes"}, "give an e-mail address", "email"),
            ({"email": "a@b.org", "named": "yes"}, "give your name", "name"),
            ({"email": "ann at home"}, "does not look right", "email"),
            ({"email": "ann@example.org\r\nBcc: x@example.org"}, "does not look right", "email"),
            ({"organisation": "x" * 121}, "120 characters is the most", "organisation"),
            ({"name": "Ann", "kind": "guru"}, "not right", "kind"),
            ({"name": "Ann", "words": "en-0"}, "have changed since", ""),
        ],
    )
    def test_an_invalid_form_shows_one_sentence_and_changes_nothing(self, ann, code, services, given, sentence, field):
        form = f"/m/{code}/attendance"
        answer = ann.post(form, data={**fields(ann.get(form)), **given})
        assert answer.status_code == 400 and listed(services, code) == []
        [alert] = re.findall(r'role="alert"[^>]*>(.*?)</p>', answer.text)
        assert sentence in alert
        if field not in ("", "kind"):
            assert re.search(rf'name="{field}"[^>]*aria-invalid="true"', answer.text)
        typed = {name: text for name, text in given.items() if name in ("organisation",)}
        assert {name: fields(answer)[name] for name in typed} == typed, "and nothing typed is lost"
        _, own = save(ann, code, name="Ann")
        answer = ann.post(own, data={**fields(ann.get(own)), "name": "", **given})
        assert answer.status_code == 400 and listed(services, code)[0].entry.name == "Ann"

    @pytest.mark.parametrize("key", ["", "short", "x" * 33, "x" * 31 + "/", "é" * 32])
    def test_a_form_with_an_invalid_key_is_refused(self, ann, code, services, key):
        form = f"/m/{code}/attendance"
        assert ann.post(form, data={**fields(ann.get(form)), "name": "Ann", "key": key}).status_code == 400
        assert listed(services, code) == []

    @pytest.mark.parametrize("version", ["", "x", "-1", "²", "9" * 40])
    def test_an_invalid_version_is_refused(self, ann, code, version):
        _, own = save(ann, code, name="Ann")
        answer = ann.post(own, data={**fields(ann.get(own)), "version": version})
        assert answer.status_code == 400

    def test_markup_is_escaped(self, ann, chair, code, list_url):
        page, _ = save(ann, code, name="<b>Ann</b>", organisation='"><script>x</script>')
        for text in (page.text, chair.get(list_url).text):
            assert "<b>Ann</b>" not in text and "<script>x" not in text and "&lt;b&gt;Ann" in text


class TestConcurrentForms:
    def test_a_form_sent_twice_makes_one_entry(self, ann, code, services):
        given = {**fields(ann.get(f"/m/{code}/attendance")), **ANN}
        where = {ann.post(f"/m/{code}/attendance", data=given).location for _ in range(3)}
        assert len(where) == len(listed(services, code)) == 1

    def test_a_form_sent_several_times_at_once_makes_one_entry(self, app, ann, code, services):
        given = {**fields(ann.get(f"/m/{code}/attendance")), **ANN}
        cookies = [(cookie.key, cookie.value) for cookie in ann._cookies.values()]

        def send():
            client = app.test_client()
            for key, value in cookies:
                client.set_cookie(key, value)
            return client.post(f"/m/{code}/attendance", data=given).status_code

        sent = [runtime.spawn(send) for _ in range(6)]
        assert {each.wait() for each in sent} == {303}
        assert len(listed(services, code)) == 1

    def test_a_second_empty_form_overwrites_nothing_unseen(self, ann, code, services):
        form = f"/m/{code}/attendance"
        one, other = fields(ann.get(form)), fields(ann.get(form))
        assert ann.post(form, data={**one, **ANN}).status_code == 303
        answer = ann.post(form, data={**other, "name": "Ann", "email": "new@example.org"})
        assert answer.status_code == 409 and "changed somewhere else" in answer.text
        assert [stored.entry.email for stored in listed(services, code)] == [ANN["email"]]
        assert fields(answer)["email"] == "new@example.org"
        own = re.search(r'action="(/a/[^"/]+)"', answer.text)[1]
        assert ann.post(own, data=fields(answer)).status_code == 303
        assert [stored.entry.email for stored in listed(services, code)] == ["new@example.org"]

    def test_a_stale_page_asks_before_it_overwrites(self, ann, code, services):
        _, own = save(ann, code, **ANN, write="yes")
        one, other = fields(ann.get(own)), fields(ann.get(own))
        services.store.attendance.unsubscribe(services.store.attendance.recipients(code)[0].unsubscribe_token)
        assert ann.post(own, data={**one, "name": "Ann"}).status_code == 409
        assert services.store.attendance.recipients(code) == []
        assert ann.post(own, data=other).status_code == 409

    def test_a_stale_page_does_not_restore_a_deleted_entry(self, ann, code, services):
        _, own = save(ann, code, **ANN)
        stale = fields(ann.get(own))
        ann.post(f"{own}/erase")
        assert ann.post(own, data=stale).status_code == 404
        assert listed(services, code) == []


class TestCommunity:
    @pytest.fixture
    def second(self, chair, community):
        """The code of another meeting of the community."""
        return chair.post("/api/meetings", json={"title": "Half a year on", "community_id": community}).get_json()[
            "code"
        ]

    def test_one_entry_serves_all_meetings_of_a_community(self, ann, browser, chair, community, code, second, services):
        _, own = save(ann, code, **ANN)
        ann.post(f"/api/meetings/{second}/join", json={"place": "remote"})
        page = ann.get(f"/m/{second}/attendance", follow_redirects=True)
        assert page.request.path == own and "Press Save to tell us that you are here today." in page.text
        assert [stored.meetings[0].meeting for stored in listed(services, second)] == [code], "looking is not attending"
        page, again = save(ann, second)
        assert again == own and "Half a year on" in page.text and "Homes that say yes" in page.text
        [stored] = listed(services, community)
        assert {there.meeting for there in stored.meetings} == {code, second}
        assert ANN["email"] in chair.get(f"/m/{second}/attendance/list").text

    def test_nobody_can_claim_a_meeting_that_they_have_not_joined(self, ann, community, code, second, services):
        _, own = save(ann, code, **ANN)
        ann.post(own, data={**fields(ann.get(own)), "m": second})
        ann.get(f"{own}?m={second}")
        assert [there.meeting for there in listed(services, code)[0].meetings] == [code]

    def test_an_entry_from_before_the_community_is_still_found(self, ann, chair, code, services):
        _, own = save(ann, code, **ANN)
        chair.post("/api/communities", json={"meeting": code})
        assert ann.get(f"/m/{code}/attendance").location.startswith(own)

    def test_an_entry_is_unknown_outside_its_community(self, ann, browser, code, community):
        save(ann, code, **ANN)
        other = browser().post("/api/meetings", json={"title": "Another"}).get_json()["code"]
        ann.post(f"/api/meetings/{other}/join", json={"place": "room"})
        assert fields(ann.get(f"/m/{other}/attendance"))["name"] == ""

    def test_the_link_of_a_community_does_not_show_its_entries(self, ann, browser, chair, code):
        link = chair.post("/api/communities", json={"meeting": code}).get_json()["community_url"]
        save(ann, code, **ANN)
        holder = browser()
        page = holder.get(path(link), follow_redirects=True)
        assert page.status_code == 200 and ANN["email"] not in page.text
        assert holder.get(f"/m/{code}/attendance/list").status_code == 403


class TestAccess:
    @pytest.fixture
    def clients(self, browser, chair, joined, meeting, code):
        found = {"stranger": browser(), "member": joined(), "board": browser(), "helper": browser()}
        found["board"].get(path(meeting["board_url"]))
        found["helper"].get(path(chair.post(f"/api/meetings/{code}/helper-link").get_json()["helper_url"]))
        return {**found, "chair": chair}

    @pytest.mark.parametrize(
        ("method", "page"),
        [
            ("get", "list"), ("get", "list.csv"), ("get", "boards"), ("get", "boards.csv"),
            ("post", "list"), ("post", "boards"), ("post", "list/find"), ("post", "list/remove"),
            ("post", "boards/remove"),
        ],
    )  # fmt: skip
    def test_only_the_chair_sees_and_changes_the_list(self, clients, ann, code, services, method, page):
        save(ann, code, **ANN)
        before = listed(services, code)
        for role, client in clients.items():
            data = {"id": before[0].id} if role != "chair" and method == "post" else None
            answer = client.open(f"/m/{code}/attendance/{page}", method=method.upper(), data=data)
            assert (answer.status_code != 403) is (role == "chair"), role
            assert role == "chair" or ANN["email"] not in answer.text
        assert listed(services, code) == before

    def test_the_form_is_for_everyone_in_the_meeting(self, clients, code):
        for role, client in clients.items():
            answer = client.get(f"/m/{code}/attendance")
            assert answer.status_code == (404 if role in ("stranger", "board") else 200), role
            assert client.post(f"/m/{code}/attendance").status_code == (404 if role in ("stranger", "board") else 400)

    def test_unknown_and_known_meetings_get_the_same_response(self, browser, code):
        known, unknown = (browser().get(f"/m/{each}/attendance") for each in (code, "ACDEFG"))
        assert known.status_code == unknown.status_code == 404

    def test_a_former_chair_cannot_see_the_list(self, ann, browser, chair, code, list_url):
        save(ann, code, **ANN)
        link = path(chair.post(f"/api/meetings/{code}/chair-link").get_json()["chair_url"])
        following = browser()
        following.get(link)
        assert following.get(list_url).status_code == 403
        following.post(f"/m/{code}/chair")
        assert ANN["email"] in following.get(list_url).text
        assert chair.get(list_url).status_code == 403

    def test_a_banned_person_cannot_see_the_form(self, ann, code, services, command):
        person = next(
            id for id, each in services.hub.state(code).of_kind("person").items() if each.role == "participant"
        )
        command("person.remove", person=person)
        assert ann.get(f"/m/{code}/attendance").status_code == 403

    def test_it_is_in_no_record_journal_report_or_log(self, ann, chair, code, list_url, services, command, caplog):
        caplog.set_level(0)
        _, own = save(ann, code, **ANN, write="yes")
        chair.get(list_url)
        ann.get(f"/u/{services.store.attendance.recipients(code)[0].unsubscribe_token}")
        ann.post(own, data={**fields(ann.get(own)), "email": "not right, ann"})
        command("meeting.close")
        command("report.publish")
        secrets = ("Marguerite", "marguerite", "shelter.example", "not right", own.split("/")[-1])
        assert not [secret for secret in secrets if secret in caplog.text]
        assert "GET /m/<code>/attendance/list 200" in caplog.text and "POST /a/<token> 400" in caplog.text
        for client, page in ((chair, f"/m/{code}/report.html"), (chair, f"/m/{code}/chair"), (ann, f"/m/{code}")):
            shown = client.get(page)
            assert shown.status_code == 200 and not [secret for secret in secrets if secret in shown.text]
        with sqlite3.connect(path_of(services.store)) as db:
            for (table,) in db.execute("select name from sqlite_master where type = 'table'").fetchall():
                rows = repr(db.execute(f"select * from {table}").fetchall())
                assert ("Marguerite" in rows) is (table == "attendance"), table

    @pytest.mark.usefixtures("nothing_comes_back")
    def test_saving_is_throttled_by_person(self, ann, joined, code, services):
        _, own = save(ann, code, **ANN)
        given = fields(ann.get(own))
        answers = []
        for n in range(40):
            answers.append(ann.post(own, data={**given, "version": str(n + 1)}).status_code)
        assert 429 in answers
        save(joined(), code, name="Others of the same room are not held up")

    @pytest.mark.usefixtures("nothing_comes_back")
    def test_one_address_adds_so_many_entries_and_no_words_are_lost(self, ann, code, services):
        for _ in range(ENTRIES_AT_ONCE):
            services.entries.take(f"{code} 10.0.0.1")
        given = {**fields(ann.get(f"/m/{code}/attendance")), "name": "Ann Example"}
        answer = ann.post(f"/m/{code}/attendance", data=given)
        assert answer.status_code == 429 and 'value="Ann Example"' in answer.text
        assert "That was a lot at once" in answer.text and not listed(services, code)


def test_the_day_of_attendance_is_that_of_the_meeting(ann, code, command, services, monkeypatch):
    command("agenda.start")
    opened = services.hub.state(code).get("meeting", "meeting").opened_at
    monkeypatch.setattr(forms, "now_ms", lambda: opened + 20 * 24 * 3600 * 1000)
    save(ann, code, **ANN)
    [stored] = listed(services, code)
    assert stored.meetings == [Attended(code, forms.utc_day(opened))] and stored.day < stored.consent.day

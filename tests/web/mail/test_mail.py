"""The chair's page to send: choose, look, try, send once, and see what came of it; or take drafts along."""

import email
import io
import re
import zipfile
from email import policy
from html import unescape

import pytest

from live_cop.meeting.contacts.attendance import Decider, Entry
from live_cop.store.attendance import Consent

from ...mailserver import MailServer

WORDS = Consent("en-1", "the words", "2026-11-21")


@pytest.fixture(scope="module")
def mail_server():
    server = MailServer()
    yield server
    server.stop()


@pytest.fixture
def mails(mail_server):
    mail_server.taken.clear()
    mail_server.tries.clear()
    mail_server.answers, mail_server.hook = {}, lambda to: None
    return mail_server


@pytest.fixture
def app(serve, mails, request):
    if request.node.get_closest_marker("without_mail_server"):
        return serve()
    return serve(smtp=mails.url, mail_from="Access to homes <cop@example.org>")


@pytest.fixture
def code(meeting):
    return meeting["code"]


@pytest.fixture(autouse=True)
def no_pictures(monkeypatch):
    """The PDF itself is tested elsewhere, and takes seconds."""
    from live_cop.report.worker import FORMS
    from live_cop.web.reports import report_worker as rendering

    made = lambda key, ask: b"%PDF-1" if (request := ask()).form == "pdf" else FORMS[request.form](request)  # noqa: E731
    monkeypatch.setattr(rendering, "render_once", made)


@pytest.fixture
def put(services, code):
    """put("Ann") stands on the list and may be written to."""

    def add(name, **more):
        entry = Entry(**{"name": name, "email": f"{name.lower()}@example.org", "write": True, **more})
        services.store.attendance.add(f"token {name}", code, entry, WORDS, None, False)

    return add


@pytest.fixture
def url(code):
    return f"/m/{code}/send"


GIVEN = {"kind": "report", "subject": "Our report", "words": "Thank you all.", "how": "summary"}


def hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', page)[1]


def main(page):
    """What stands on the page, without its style and its script's words."""
    return re.search(r"<main.*</main>", page.text, re.S)[0]


def preview(chair, url, **more):
    page = chair.post(url, data={**GIVEN, **more})
    assert page.status_code == 200, page.text
    return page.text


def send(chair, url, page=None, **more):
    given = {**GIVEN, **more}
    page = page or preview(chair, url, **more)
    return chair.post(f"{url}/now", data={**given, "key": hidden(page, "key"), "seen": hidden(page, "seen")})


class TestSending:
    def test_from_the_form_to_the_last_letter(self, chair, url, put, services, mails):
        put("Ann")
        put("Bob")
        put("Eve", write=False)
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
        made = mails.message()
        assert made["Subject"] == "Our report" and made["From"] == "Access to homes <cop@example.org>"
        [report] = made.iter_attachments()
        assert report.get_content() == b"%PDF-1"
        assert report.get_filename() == "Homes that say yes.pdf" and "Homes that say yes.pdf" in page
        stop = re.search(r"<(http://localhost/u/\S+)>", made["List-Unsubscribe"])[1]
        assert (
            chair.post(stop.removeprefix("http://localhost"), data={"List-Unsubscribe": "One-Click"}).status_code == 200
        )
        assert len(services.store.attendance.recipients(url.split("/")[2])) == 1

    def test_what_is_looked_at_is_what_is_sent(self, chair, url, put, services, mails):
        put("Ann")
        page = preview(chair, url, words="First.\n\n<b>Second</b> & third")
        send(chair, url, page, words="First.\n\n<b>Second</b> & third")
        services.mailer.send_due()
        made = mails.message()
        token = services.store.attendance.recipients(url.split("/")[2])[0].unsubscribe_token
        shown = unescape(re.search(r'srcdoc="([^"]*)"', page)[1])
        shown = re.sub(r'<style nonce="[^"]+">', "<style>", shown).replace("/u/example", f"/u/{token}")
        assert made.get_body(("html",)).get_content().replace("\r\n", "\n") == shown
        plain = unescape(re.search(r"<pre[^>]*>(.*?)</pre>", page, re.S)[1]).replace("/u/example", f"/u/{token}")
        assert made.get_body(("plain",)).get_content().replace("\r\n", "\n").strip() == plain.strip()

    def test_the_file_can_be_looked_at_first(self, chair, url, put, browser, code):
        put("Ann")
        where = re.search(r'href="([^"]+report\.pdf[^"]*)"', preview(chair, url, how="full"))[1]
        answer = chair.get(where)
        assert (answer.status_code, answer.data, answer.mimetype) == (200, b"%PDF-1", "application/pdf")
        assert browser("10.2.2.2").get(where).status_code in (403, 404)

    def test_sent_twice_it_goes_once(self, chair, url, put, services, mails):
        put("Ann")
        page = preview(chair, url)
        where = {send(chair, url, page).location for _ in range(3)}
        services.mailer.send_due()
        assert send(chair, url, page).location in where and len(where) == 1
        services.mailer.wake()
        services.mailer.send_due()
        assert mails.to == ["ann@example.org"]

    def test_of_two_tabs_one_is_told(self, chair, url, put, services, mails):
        put("Ann")
        one, other = preview(chair, url), preview(chair, url)
        assert send(chair, url, one).status_code == 303
        told = send(chair, url, other)
        assert told.status_code == 409 and "has been sent from this meeting in the meantime" in told.text
        assert "everyone has had it" in told.text and "Send it to 1 person" not in told.text

    def test_who_has_had_it_is_left_out_unless_the_chair_wants_it(self, chair, url, put, services, mails):
        put("Ann")
        send(chair, url)
        services.mailer.send_due()
        put("Bob")
        assert "Send it to 1 person" in preview(chair, url)
        assert "Send it to 2 people" in preview(chair, url, again="yes")
        send(chair, url)
        services.mailer.send_due()
        assert mails.to == ["ann@example.org", "bob@example.org"]
        assert "everyone has had it" in preview(chair, url)
        assert "Send it to 2 people" in preview(chair, url, kind="report", again="yes")

    def test_refused_stopped_and_tried_again(self, chair, url, put, services, mails):
        for name in ("Ann", "Bob", "Eve"):
            put(name)
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

    def test_words_that_were_erased_since_are_in_no_further_letter(self, chair, url, put, services, mails, give):
        put("Ann")
        put("Bob")
        give("recommendation.add", text="Something unforgettable", to="")
        mails.answers = {"bob@example.org": "451 4.7.1 later"}
        send(chair, url)
        services.mailer.send_due()
        assert "Something unforgettable" in mails.message().get_body(("plain",)).get_content()
        [id] = services.hub.state(url.split("/")[2]).of_kind("recommendation")
        give("recommendation.remove", recommendation=id)
        mails.answers = {}
        services.mailer.wake()
        services.mailer.send_due()
        assert mails.to[-1] == "bob@example.org"
        assert "unforgettable" not in mails.message().get_body(("plain",)).get_content()

    def test_a_link_instead_of_a_file(self, chair, url, put, services, mails):
        put("Ann")
        send(chair, url, how="link", link="https://report.example/r")
        services.mailer.send_due()
        made = mails.message()
        assert not list(made.iter_attachments()) and "https://report.example/r" in made.as_string()

    def test_the_next_meeting_with_a_date_for_calendars(self, chair, url, put, services, mails, give):
        put("Ann")
        assert "no date yet" in chair.get(f"{url}?what=next").text
        assert chair.post(url, data={**GIVEN, "kind": "next"}).status_code == 400
        give("next.fix", at=1_800_000_000_000, title="Half a year on", venue="Hope Street")
        assert "Next meeting: Half a year on" in chair.get(f"{url}?what=next").text
        send(chair, url, kind="next")
        services.mailer.send_due()
        made = mails.message()
        [ics] = made.iter_attachments()
        assert ics.get_param("method") == "PUBLISH" and "SUMMARY:Half a year on" in ics.get_content()
        assert "Hope Street" in made.get_body(("plain",)).get_content()

    def test_recommendations_to_boards(self, chair, url, put, services, mails, give, code):
        put("Ann")
        services.store.attendance.add_decider(code, Decider(organisation="City council", email="board@example.org"))
        assert "no recommendations yet" in chair.get(f"{url}?what=recommendations").text
        give("recommendation.add", text="Offer keys first", to="the council")
        send(chair, url, kind="recommendations")
        services.mailer.send_due()
        assert mails.to == ["board@example.org"] and "Offer keys first" in mails.message().as_string()
        assert mails.message()["List-Unsubscribe"] is None
        [[day, letters, organisations]] = services.store.mailings.sent_recommendations(code)
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", day) and (letters, organisations) == (1, ["City council"])
        assert "Sent to 1 person on" in (page := chair.get(f"/m/{code}/report.html").text) and "City council" in page

    def test_who_could_not_come_is_on_the_list_of_the_community(self, chair, url, put, services, mails, code):
        put("Ann")
        community = chair.post("/api/communities", json={"meeting": code}).get_json()["id"]
        other = chair.post("/api/meetings", json={"title": "Later", "community_id": community}).get_json()["code"]
        send(chair, f"/m/{other}/send")
        services.mailer.send_due()
        assert mails.to == ["ann@example.org"]


class TestATest:
    def test_goes_to_the_address_typed_and_nowhere_else(self, chair, url, put, services, mails):
        put("Ann")
        page = chair.post(f"{url}/test", data={**GIVEN, "email": "chair@example.org"})
        assert page.status_code == 200 and "on its way to you" in page.text
        assert mails.to == ["chair@example.org"] and mails.message()["Subject"] == "Our report"
        token = services.store.attendance.recipients(url.split("/")[2])[0].unsubscribe_token
        assert token not in mails.taken[0][1].decode()
        assert services.store.mailings.count(url.split("/")[2]) == 0
        assert b"chair@example.org" not in services.store.path.read_bytes()

    @pytest.mark.parametrize("typed", ["", "me", "a@b.org\r\nBcc: c@d.org", "a@b.org, c@d.org"])
    def test_an_address_that_is_none(self, chair, url, mails, typed):
        page = chair.post(f"{url}/test", data={**GIVEN, "email": typed})
        assert page.status_code == 400 and 'role="alert"' in page.text and mails.tries == []

    def test_that_the_mail_server_does_not_take(self, chair, url, mails):
        mails.answers = {"x@example.org": "550 5.1.1 no"}
        page = chair.post(f"{url}/test", data={**GIVEN, "email": "x@example.org"})
        assert page.status_code == 503 and "did not accept the address" in page.text
        assert 'value="x@example.org"' in page.text


class TestWhatIsNotRight:
    @pytest.mark.parametrize(
        ("given", "sentence"),
        [
            ({"subject": " "}, "Please write something first"),
            ({"subject": "x" * 151}, "150 characters is the most"),
            ({"words": "x" * 2001}, "2000 characters is the most"),
            ({"how": "link", "link": "javascript:x"}, "should start with https://"),
            ({"how": "scroll"}, "not right"),
        ],
    )
    def test_is_one_sentence_and_nothing_is_sent(self, chair, url, put, services, given, sentence):
        put("Ann")
        page = chair.post(url, data={**GIVEN, **given})
        assert page.status_code == 400
        [alert] = re.findall(r'role="alert"[^>]*>(.*?)</p>', page.text)
        assert sentence in alert
        good = preview(chair, url)
        assert send(chair, url, good, **given).status_code == 400
        assert services.store.mailings.count(url.split("/")[2]) == 0

    def test_a_link_as_the_report_needs_an_address(self, chair, url, put):
        put("Ann")
        page = chair.post(url, data={**GIVEN, "how": "link", "link": ""})
        assert page.status_code == 400 and "should start with https://" in page.text

    def test_a_line_break_in_the_subject_is_no_header(self, chair, url, put, services, mails):
        put("Ann")
        send(chair, url, subject="Hello\r\nBcc: victim@example.org")
        services.mailer.send_due()
        assert mails.to == ["ann@example.org"] and mails.message()["Bcc"] is None
        assert mails.message()["Subject"] == "Hello Bcc: victim@example.org"

    @pytest.mark.parametrize("given", [{"key": "short"}, {"seen": "x"}, {"seen": ""}, {"kind": "spam"}])
    def test_forms_that_we_did_not_make(self, chair, url, put, services, given):
        put("Ann")
        page = preview(chair, url)
        data = {**GIVEN, "key": hidden(page, "key"), "seen": hidden(page, "seen"), **given}
        assert chair.post(f"{url}/now", data=data).status_code == 400
        assert services.store.mailings.count(url.split("/")[2]) == 0

    def test_only_the_chair_sends_and_sees(self, browser, chair, url, put, code, services):
        put("Ann")
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


@pytest.mark.without_mail_server
class TestDrafts:
    def test_one_for_everyone_and_the_addresses_to_copy(self, chair, url, put):
        put("Ann")
        put("Bob")
        page = preview(chair, url)
        shown = re.search(r"<textarea[^>]* readonly[^>]*>(.*?)</textarea>", page)[1]
        assert sorted(shown.split(", ")) == ["ann@example.org", "bob@example.org"] and "Send a test" not in page
        made = email.message_from_bytes(chair.post(f"{url}/draft.eml", data=GIVEN).data, policy=policy.default)
        assert made["To"] is made["Bcc"] is made["From"] is None and made["X-Unsent"] == "1"
        assert made["Subject"] == "Our report" and "@example.org" not in made.as_string()
        assert [each.get_content() for each in made.iter_attachments()] == [b"%PDF-1"]

    def test_one_for_each(self, chair, url, put, services):
        put("Ann")
        put("Bob")
        answer = chair.post(f"{url}/drafts.zip", data=GIVEN)
        assert answer.mimetype == "application/zip"
        with zipfile.ZipFile(io.BytesIO(answer.data)) as files:
            made = [email.message_from_bytes(files.read(name), policy=policy.default) for name in files.namelist()]
        assert sorted(each["To"].addresses[0].addr_spec for each in made) == ["ann@example.org", "bob@example.org"]
        stops = {each["List-Unsubscribe"] for each in made}
        tokens = {each.unsubscribe_token for each in services.store.attendance.recipients(url.split("/")[2])}
        assert stops == {f"<http://localhost/u/{token}>" for token in tokens}

    def test_nothing_else(self, chair, url, put, services):
        put("Ann")
        for path in ("now", "test"):
            answer = chair.post(f"{url}/{path}", data={**GIVEN, "key": "x" * 32, "seen": "0", "email": "a@b.org"})
            assert answer.status_code == 400 and "has no mail server" in answer.text

"""The chair's pages of the attendance list: search, table, entries on paper, boards and decision makers."""

import csv
import io
import re

import pytest

from .conftest import ANN, listed, save


class TestContacts:
    @pytest.fixture
    def some(self, joined, code):
        save(joined(), code, **ANN, write="yes", named="yes")
        save(joined(), code, name="Bob", organisation="Nightstop", email="bob@nightstop.example", kind="professional")
        save(joined(), code, name="=cmd|' /C calc'!A0", organisation="+Council")

    def test_counts_and_search(self, some, chair, list_url):
        page = chair.get(list_url).text
        assert "3 people on the list" in page and "1 of 3 may be written to" in page
        assert page.index("Ann Marguerite") < page.index("<bdi>Bob")
        found = chair.post(f"{list_url}/find", data={"q": " NIGHTSTOP "}).text
        assert "<bdi>Bob" in found and "Ann Marguerite" not in found and "3 people on the list" in found
        assert "matches that" in chair.post(f"{list_url}/find", data={"q": "nobody"}).text

    def test_people_are_found_however_their_name_was_typed(self, joined, code, chair, list_url):
        save(joined(), code, name="Shaun O’Brien–Söhn")
        save(joined(), code, name="Zoe")
        for typed in ("O'Brien", "o`brien-so\u0308hn", "SHAUN  O’BRIEN", "\u200bＯ'Ｂrien"):
            found = chair.post(f"{list_url}/find", data={"q": typed}).text
            assert "<bdi>Shaun" in found and "<bdi>Zoe" not in found, typed

    def test_the_csv_file_contains_no_formulas(self, some, chair, list_url):
        answer = chair.get(f"{list_url}.csv")
        assert (
            answer.content_type == "text/csv; charset=utf-8" and "attachment" in answer.headers["Content-Disposition"]
        )
        heads, *rows = csv.reader(io.StringIO(answer.data.decode("utf-8-sig"), newline=""))
        assert heads[:3] == ["Name", "Organisation", "E-mail"] and len(rows) == 3
        assert ["'=cmd|' /C calc'!A0", "'+Council", "", "", "no", "no"] in rows
        assert rows[1][:3] == [ANN["name"], "Shelter", ANN["email"]] and rows[1][4:] == ["yes", "yes"]

    def test_removing_an_entry(self, some, chair, list_url, services, code):
        bob = next(stored for stored in listed(services, code) if stored.entry.name == "Bob")
        answer = chair.post(f"{list_url}/remove", data={"id": bob.id}, follow_redirects=True)
        assert "The entry is deleted." in answer.text and "nightstop" not in answer.text
        assert len(listed(services, code)) == 2

    def paper(self, chair, list_url, **given):
        page = chair.get(list_url).text
        hidden = dict(re.findall(r'name="(key|words)" value="([^"]*)"', page))
        return chair.post(list_url, data={**hidden, **given})

    def test_an_entry_on_paper_needs_consent(self, chair, list_url, code, services):
        answer = self.paper(chair, list_url, name="Cy", email="cy@example.org", write="yes")
        assert answer.status_code == 400 and "Please ask them first" in answer.text and listed(services, code) == []
        assert 'value="cy@example.org"' in answer.text

    def test_an_entry_on_paper_has_a_personal_link(self, chair, browser, list_url, code, services):
        answer = self.paper(chair, list_url, name="Cy", email="cy@example.org", write="yes", agreed="yes", here="yes")
        assert answer.status_code == 200 and "on paper" in answer.text
        own = re.search(r"http://localhost(/a/[\w-]{32})", answer.text)[1]
        assert own not in chair.get(list_url).text, "it is shown once"
        phone = browser()
        page = phone.get(own)
        assert "cy@example.org" in page.text and "You told the chair" in page.text
        [stored] = listed(services, code)
        assert stored.on_paper and [there.meeting for there in stored.meetings] == [code]
        assert phone.post(f"{own}/erase").status_code == 200 and listed(services, code) == []

    def test_an_entry_on_paper_for_somebody_absent(self, chair, list_url, code, services):
        self.paper(chair, list_url, name="Di", email="di@example.org", write="yes", named="yes", agreed="yes")
        assert [each.name for each in services.store.attendance.recipients(code)] == ["Di"]
        assert services.store.attendance.named_in_report(code) == []

    def test_boards_and_decision_makers(self, chair, code, services):
        url = f"/m/{code}/attendance/boards"
        given = {"name": "Flo", "role": "Clerk", "organisation": "City council", "email": "clerk@city.example"}
        assert "They are on the list." in chair.post(url, data=given, follow_redirects=True).text
        assert chair.post(url, data={"role": "Clerk"}).status_code == 400
        page = chair.get(url).text
        assert all(text in page for text in given.values()) and "1 on this list" in page
        _, row = csv.reader(io.StringIO(chair.get(f"{url}.csv").data.decode("utf-8-sig"), newline=""))
        assert row == list(given.values())
        [board] = services.store.attendance.deciders(code)
        assert "It is off the list." in chair.post(f"{url}/remove", data={"id": board.id}, follow_redirects=True).text
        assert services.store.attendance.deciders(code) == []

    def test_boards_are_a_separate_list(self, some, chair, code):
        assert "Bob" not in chair.get(f"/m/{code}/attendance/boards").text


def test_a_pasted_list_adds_those_who_are_new_once(chair, meeting, services):
    url = f"/m/{meeting['code']}/attendance/list"
    page = chair.get(url).text
    form = {name: re.search(rf'name="{name}" value="([^"]*)"', page)[1] for name in ("key", "words")}
    form["text"] = "Ann Smith, Hope House, ann@example.org\nbob@example.org\nno address here"
    answer = chair.post(f"{url}/paste", data=form)
    assert answer.status_code == 400 and "bob@example.org" in answer.text
    assert services.store.attendance.entries(meeting["code"]) == []
    for added in ("2 people are new", "Nobody is new"):
        answer = chair.post(f"{url}/paste", data={**form, "agreed": "yes"})
        assert answer.status_code == 200 and added in answer.text and "no address here" in answer.text
    found = services.store.attendance.entries(meeting["code"])
    assert sorted((each.entry.name, each.entry.email, each.entry.write, each.on_paper) for each in found) == [
        ("", "bob@example.org", True, True),
        ("Ann Smith", "ann@example.org", True, True),
    ]
    assert chair.post(f"{url}/paste", data={**form, "text": "nobody", "agreed": "yes"}).status_code == 400

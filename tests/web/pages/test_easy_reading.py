"""Easy reading is switched on where people join, also without a script, and the first paint of each page has it."""

import pytest

from live_cop import words
from live_cop.words import languages

ON, OFF = ' data-reading="easy"', "usual"


def switch(client, reading, there="/"):
    return client.post("/reading", data={"reading": reading, "there": there})


def test_it_is_switched_on_at_the_door_and_off_where_the_language_is_chosen(browser, meeting):
    client, there = browser(), f"/m/{meeting['code']}"
    door = client.get(there).text
    assert ON not in door and 'action="/reading"' in door and words.own_words("en")["choose.easy.about"] in door
    answer = switch(client, "easy", there)
    assert (answer.status_code, answer.headers["Location"]) == (303, there)
    assert "reading=easy" in answer.headers["Set-Cookie"] and "HttpOnly" in answer.headers["Set-Cookie"]
    assert ON in client.get(there).text
    client.post(f"/api/meetings/{meeting['code']}/join", json={"place": "room"})
    page = client.get(there).text
    assert ON in page and 'class="page-member"' in page
    choice = client.get(f"/language?there={there}").text
    assert f'name="there" value="{there}"' in choice and 'name="reading" value="usual"' in choice
    switch(client, "usual", there)
    assert ON not in client.get(there).text


def test_what_everybody_sees_together_and_the_console_stay_as_they_are(browser, meeting, chair):
    for role in ("chair", "board"):
        client = browser()
        client.get(meeting[f"{role}_url"])
        switch(client, "easy")
        assert ON not in client.get(f"/m/{meeting['code']}/{role}").text


@pytest.mark.parametrize("wrong", ["", "larger", "easy; language=xx"])
def test_nothing_else_can_be_chosen_and_it_leads_to_no_other_server(browser, wrong):
    refused = switch(browser(), wrong)
    assert (refused.status_code, refused.headers.getlist("Set-Cookie")) == (400, [])
    assert switch(browser(), "easy", "//evil.example").headers["Location"] == "/"


@pytest.mark.parametrize(
    "code", [code for code in languages.languages() if any(k.startswith("easy.") for k in words.own_words(code))]
)
def test_each_language_has_its_own_easier_words_and_no_others(browser, meeting, code):
    client = browser()
    client.set_cookie("language", code)
    switch(client, "easy")
    own = words.own_words(code)
    assert own["easy.join.name_hint"] in client.get(f"/m/{meeting['code']}").text
    client.post(f"/api/meetings/{meeting['code']}/join", json={"place": "room"})
    page = client.get(f"/m/{meeting['code']}").text
    address = page.split('<script defer src="')[1].split('"')[0]
    assert f"/words/{code}/easy/member.js" in address
    script = client.get(address)
    assert script.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert f'"put":"{own["easy.wall.composer.put"]}"' in script.text
    assert f'"agenda":"{own["member.agenda"]}"' in script.text


def test_easier_words_stand_for_texts_that_there_are_and_never_for_what_people_agree_to():
    english = words.own_words("en")
    easier = [key.removeprefix("easy.") for key in english if key.startswith("easy.")]
    assert len(easier) > 10 and set(easier) <= english.keys()
    assert not [key for key in easier if key.startswith(("attendance.", "orders.", "questions.", "refusals."))]
    for key in easier:
        assert words._PLACEHOLDER.findall(english[f"easy.{key}"]) == words._PLACEHOLDER.findall(english[key])[:1]
        assert len(english[f"easy.{key}"]) <= len(english[key])

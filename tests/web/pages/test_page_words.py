"""The words of the live pages: a script that browsers keep until a word changes."""

import json

import pytest

from live_cop.words import of_areas


def words_of(page, browser):
    """What a page's script finds as its words."""
    address = page.split('<script defer src="')[1].split('"')[0]
    answer = browser.get(address)
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    start, _, text = answer.text.partition(" = ")
    assert start == "globalThis.pageWords" and answer.mimetype == "text/javascript"
    return address, dict(flattened(json.loads(text.rstrip().removesuffix(";"))))


def flattened(tree, start=""):
    """The texts with their whole keys, as static/js/ui/words.js has them."""
    for part, text in tree.items():
        yield from flattened(text, f"{start}{part}.") if isinstance(text, dict) else [(start + part, text)]


def test_a_live_page_has_its_words_in_a_script_before_its_own(chair, meeting):
    page = chair.get(f"/m/{meeting['code']}/chair").text
    assert page.index("/words/en/chair.js") < page.index("/pack/chair.js")
    assert 'id="words"' not in page
    _, found = words_of(page, chair)
    assert found.items() >= of_areas("practice").items()


def test_in_another_language_it_has_the_names_of_days_and_months_too(chair, meeting):
    chair.set_cookie("language", "cy")
    page = chair.get(f"/m/{meeting['code']}/chair").text
    script = chair.get(page.split('<script defer src="')[1].split('"')[0]).text
    dates = json.loads(script.split("globalThis.pageDates = ")[1].split(";\n")[0])
    assert (dates["Sunday"], dates["May"]) == ("Dydd Sul", "Mai")


def test_under_an_old_hash_they_are_served_but_not_kept(chair, meeting):
    address, found = words_of(chair.get(f"/m/{meeting['code']}/chair").text, chair)
    old = chair.get("/s/0123456789abcdef/" + address.split("/", 3)[3])
    assert old.headers["Cache-Control"] == "no-store" and old.text == chair.get(address).text and found


@pytest.mark.parametrize("wrong", ["en/home", "en/nobody", "xx/member", "en/../member"])
def test_there_are_no_others(browser, wrong):
    assert browser().get(f"/s/0123456789abcdef/words/{wrong}.js").status_code in (404, 308)


def test_the_cities_of_time_zones_are_called_as_the_language_calls_them(chair):
    german = chair.get("/api/time-zones", headers={"Accept-Language": "de"}).get_json()
    arabic = chair.get("/api/time-zones", headers={"Accept-Language": "ar"}).get_json()
    assert (german["Europe/Vienna"], arabic["Europe/Vienna"]) == ("Wien", "فيينا")
    assert german["Asia/Kolkata"] == german["Asia/Calcutta"] == "Kalkutta"
    assert not {"UTC", "Etc/GMT+3"} & german.keys()

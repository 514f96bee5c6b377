"""One meeting in many languages at the same time: each person’s screen in their own, the board in the meeting’s."""

import pytest
from playwright.sync_api import expect

from live_cop.words import catalogue, languages

from .screens import PHONE, note
from .spoken import Spoken

NEEDED = ("ar", "cy", "de", "pl")
pytestmark = pytest.mark.skipif(
    not languages.languages().keys() >= set(NEEDED), reason=f"there are no words in one of {', '.join(NEEDED)}"
)


def phone_in(screens, language, joins=True):
    """The phone of somebody whose browser is in this language, and its words."""
    page, words = screens.new(**PHONE, locale=language), catalogue(language)
    page.goto(screens.links["join_url"])
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("html")).to_have_attribute("dir", languages.languages()[language].direction)
    if joins:
        page.get_by_role("button", name=words["join.room"]).click()
        expect(page.locator(".status", has_text=words["common.status.saved"]).first).to_be_visible()
    return page, words


def write(page, words, text):
    page.locator("#composer").fill(text)
    page.get_by_role("button", name=words["wall.composer.put"]).click()
    expect(page.locator("#composer")).to_have_value("")


def tap_number(page, number):
    """Taps the number that is printed below the track."""
    box = page.locator(".track-numbers span", has_text=str(number)).first.bounding_box()
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_four_people_in_four_languages_are_in_one_meeting_with_a_welsh_board(screens):
    screens.open_meeting(template="solution", language="cy")
    chair = screens.chair_connection()
    chair.do("agenda.start")
    chair.do("agenda.next")
    people = {language: phone_in(screens, language) for language in ("en", "de", "pl", "ar")}
    board = screens.board()
    expect(board.locator("html")).to_have_attribute("lang", "cy")
    expect(board.locator("h1")).to_have_text(catalogue("cy")["orders.question.what_are_your_best_hopes_for_today"])

    # What nobody has changed is in each person’s own language, and what somebody writes is as they wrote it.
    for page, words in people.values():
        expect(page.locator("h1")).to_have_text(words["orders.part.best_hopes"])
    german, _ = people["de"]
    write(*people["de"], "Ein Dach für alle")
    for page, _ in people.values():
        expect(note(page, "Ein Dach für alle")).to_be_visible()
    section = next(id for id, each in chair.all("section").items() if each["title"] == "Best hopes")
    chair.do("section.edit", section=section, title="Hopes of today")
    for page, _ in people.values():
        expect(page.locator("h1")).to_have_text("Hopes of today")

    # A tap on the printed number is that number, on a mirrored page too.
    scale = next(iter(chair.all("scale")))
    chair.do("scale.open", scale=scale)
    for number, language in ((1, "ar"), (9, "pl")):
        page, words = people[language]
        Spoken(page).expect(words["member.scale_open"].split("{")[0])
        assert Spoken(page).languages() == {language}
        expect(page.locator(".track")).to_be_visible()
        expect(page.locator(".scale-question")).to_have_text(
            words["orders.question.how_near_are_we_to_where_we_would_like"]
        )
        tap_number(page, number)
        expect(page.locator(".thumb")).to_have_text(str(number))

    # Two taps to another language, and nothing that was written is lost.
    arabic, words = people["ar"]
    arabic.get_by_role("button", name=words["member.tab.notes"]).click()
    arabic.locator("#composer").fill("نصف فكرة")
    arabic.get_by_role("link", name=words["common.language"]).click()
    arabic.get_by_role("button", name="Polski").click()
    expect(arabic.locator("html")).to_have_attribute("lang", "pl")
    expect(arabic.locator("html")).to_have_attribute("dir", "ltr")
    expect(arabic.locator("#composer")).to_have_value("نصف فكرة")

    chair.do("meeting.edit", language="de")
    expect(board.locator("html")).to_have_attribute("lang", "de")
    expect(board.locator(".board-main")).to_be_visible()

    # A refusal is said by the screen, in its language.
    for id, person in chair.all("person").items():
        if person.get("role", "participant") == "participant":
            chair.do("person.remove", person=id)
    expect(german.locator(".message-words")).to_have_text(catalogue("de")["refusals.kept_out"])
    expect(arabic.locator(".message-words")).to_have_text(catalogue("pl")["refusals.kept_out"])

"""Notes in other languages: what they say of their language, and translations by the reader's browser and by hand."""

import re

import pytest
from playwright.sync_api import expect

from live_cop.words import catalogue

from ..screens import LAPTOP, PHONE, note, start_meeting

#: A translator as browsers have it; for Polish it needs a press, to get its dictionary.
TRANSLATOR = """globalThis.Translator = {
  availability: async ({ sourceLanguage, targetLanguage }) =>
    (targetLanguage === "en" && { pl: "downloadable", ar: "available" }[sourceLanguage]) || "unavailable",
  create: async ({ sourceLanguage, targetLanguage }) => {
    if (sourceLanguage === "pl" && !navigator.userActivation.isActive) throw new Error("not pressed");
    return { translate: async (text) => `${text} in ${targetLanguage}` };
  },
}"""
POLISH, ARABIC = "Kto to wie", "AA في الساعة السابعة مساء"


def phone_in(screens, language):
    page, words = screens.new(**PHONE, locale=language), catalogue(language)
    page.goto(screens.links["join_url"])
    page.get_by_role("button", name=words["join.room"]).click()
    expect(page.locator("#composer")).to_be_visible()
    return page, words


def write(page, words, text):
    page.locator("#composer").fill(text)
    page.get_by_role("button", name=words["wall.composer.put"]).click()
    expect(page.locator("#composer")).to_have_value("")


@pytest.mark.thorough
def test_a_polish_and_an_arabic_note_from_the_phone_to_the_board_and_the_report(screens):
    chair = start_meeting(screens)
    polish, words = phone_in(screens, "pl")
    own = polish.get_by_label(words["wall.composer.own_language"])
    polish.locator("#composer").click()
    expect(own).not_to_be_checked()
    own.check()
    write(polish, words, POLISH)
    # One note only: on all of them it would tell which are by one person.
    polish.locator("#composer").click()
    expect(own).not_to_be_checked()
    write(polish, words, "Some English words")
    write(*phone_in(screens, "ar"), ARABIC)

    english = screens.new(**PHONE)
    english.add_init_script(TRANSLATOR)
    english.goto(screens.links["join_url"])
    english.get_by_role("button", name="In the room").click()
    board = screens.board()
    for page in (english, board, chair, polish):
        expect(note(page, POLISH).locator(".note-text").first).to_have_attribute("lang", "pl")
        arabic = note(page, ARABIC).locator(".note-text").first
        expect(arabic).to_have_attribute("lang", "ar")
        expect(arabic).to_have_attribute("dir", "rtl")
        expect(note(page, "Some English words").locator(".note-text")).to_have_attribute("lang", "en")
    expect(english.locator("#composer")).to_be_visible()
    assert english.get_by_label("This note is in").count() == 0

    # The browser translates on the device: only what is asked for, beside the original, and says so.
    show = note(english, POLISH).get_by_role("button", name="Show in English")
    expect(note(english, ARABIC).get_by_role("button", name="Show in English")).to_be_visible()
    assert note(english, "Some English words").get_by_role("button", name="Show in English").count() == 0
    show.click()
    for text in (POLISH, ARABIC):
        translation = note(english, text).locator(".note-translation")
        expect(translation).to_contain_text("Translated by your browser")
        expect(translation.locator(".note-text")).to_have_text(f"{text} in en")
        expect(translation).to_have_attribute("translate", "no")
    expect(note(board, POLISH)).not_to_contain_text("in en")
    hide = note(english, POLISH).get_by_role("button", name="Hide translations")
    expect(hide).to_be_focused()
    hide.click()
    expect(english.locator(".note-translation")).to_have_count(0)

    # On the map one button does it for all notes, which are buttons themselves.
    chair.add_init_script(TRANSLATOR)
    chair.reload()
    chair.get_by_role("button", name="Map", exact=True).click()
    tools = chair.locator(".plane-tools")
    tools.get_by_role("button", name="Show in English").click()
    for text in (POLISH, ARABIC):
        expect(note(chair, text).locator(".note-translation .note-text")).to_have_text(f"{text} in en")
    tools.get_by_role("button", name="Hide translations").click()
    expect(chair.locator(".plane .note-translation")).to_have_count(0)
    chair.get_by_role("button", name="Map", exact=True).click()

    # Somebody who knows both languages writes what it says.
    note(chair, POLISH).get_by_role("button", name="Change the note").click()
    opened = chair.locator(".note-dialog")
    opened.get_by_text("Languages", exact=True).click()
    expect(opened.get_by_label("Language of the note")).to_have_value("pl")
    opened.get_by_label("Add a translation in").select_option(label="English")
    opened.get_by_label("The note in English").fill("Who knows")
    opened.get_by_role("button", name="Save the translation").click()
    expect(opened.locator(".note-translation")).to_have_text(re.compile(r"Translation \(English\)\s*Who knows"))
    for page in (english, board, polish):
        expect(note(page, POLISH).locator(".note-translation .note-text[lang=en]")).to_have_text("Who knows")
    assert note(english, POLISH).get_by_role("button", name="Show in English").count() == 0

    report = screens.new(**LAPTOP)
    report.goto(screens.links["chair_url"])
    report.goto(f"{screens.server.url}/m/{screens.links['code']}/report.html?length=full")
    expect(report.locator(".note p[lang=pl]").first).to_have_text(POLISH)
    expect(report.locator(".translated[lang=en]").first).to_have_text("Who knows")
    expect(report.locator(".note p[lang=ar]").first).to_have_text(ARABIC)
    assert not screens.faults

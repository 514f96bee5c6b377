"""One meeting in many languages at the same time: each person’s screen in their own, the board in the meeting’s."""

import io

import pytest
from PIL import Image
from playwright.sync_api import expect

from live_cop.words import catalogue, languages

from .screens import PHONE, begin_meeting, join_people, note, wait_for_animations
from .spoken import Spoken

SMALL = {"viewport": {"width": 320, "height": 568}, "has_touch": True, "is_mobile": True}
#: The words that stand on two lines, in the tabs, in the name of a group and in the titles of the agenda.
BROKEN_WORDS = r"""() => {
  const found = [];
  for (const element of document.querySelectorAll(".tabs .tab, .my-breakout b, .part-title")) {
    const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walk.nextNode())
      for (const word of walk.currentNode.textContent.matchAll(/\S+/g)) {
        const range = document.createRange();
        range.setStart(walk.currentNode, word.index);
        range.setEnd(walk.currentNode, word.index + word[0].length);
        if (new Set(Array.from(range.getClientRects(), (each) => Math.round(each.top))).size > 1) found.push(word[0]);
      }
  }
  return found;
}"""
#: Whether something else lies over a point of an element near its upper edge: a button, or the box to write in.
COVERED = """element => {
  const {left, top, width} = element.getBoundingClientRect();
  return !element.contains(document.elementFromPoint(left + width / 2, top + 5));
}"""
NEEDED = ("ar", "cy", "de", "pl")
pytestmark = pytest.mark.skipif(
    not languages.languages().keys() >= set(NEEDED), reason=f"there are no words in one of {', '.join(NEEDED)}"
)


def phone_in(screens, language, joins=True, size=PHONE):
    """The phone of somebody whose browser is in this language, and its words."""
    page, words = screens.new(**size, locale=language), catalogue(language)
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
    chair = begin_meeting(screens, "solution", language="cy")
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


@pytest.mark.thorough
def test_no_word_is_broken_in_the_tabs_and_the_group_of_a_small_phone(screens):
    chair = begin_meeting(screens, "solution")
    phones = {language: phone_in(screens, language, size=SMALL) for language in (*NEEDED, "en")}
    others = join_people(screens, "room", 3)
    # With a scale there are most tabs, and the widest hand is one that is up.
    chair.do("scale.open", scale=next(iter(chair.all("scale"))))
    for page, words in phones.values():
        page.get_by_role("button", name=words["voice.hand.tab_label"]).click()
        expect(page.locator(".hand-tab[aria-pressed=true]")).to_be_visible()
    broken = {language: found for language, (page, _) in phones.items() if (found := page.evaluate(BROKEN_WORDS))}
    chair.do("teams.split", count=2, how="mixed", by="chance")
    for language, (page, _) in phones.items():
        expect(page.locator(".my-breakout")).to_be_visible()
        broken |= {f"{language} in a group": found} if (found := page.evaluate(BROKEN_WORDS)) else {}
        assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert not broken
    for each in others:
        each.leave()


def test_no_word_of_the_agenda_is_broken_beside_how_long_a_part_took(screens):
    screens.open_meeting(template="solution")
    chair = screens.chair_connection()
    chair.do("agenda.start")
    for _ in range(3):
        chair.do("agenda.next")
    page, words = phone_in(screens, "uk", size=SMALL)
    page.get_by_role("button", name=words["member.tab.agenda"], exact=True).click()
    expect(page.locator(".part-done .part-title").first).to_have_text(words["orders.part.meet_and_greet"])
    assert page.evaluate(BROKEN_WORDS) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("language", ["de", "ur"])
def test_a_small_phone_shows_what_to_do_at_ones_turn_and_all_of_its_tabs(screens, language):
    screens.open_meeting(template="solution", language=language, video_url="https://video.example.org/homes")
    chair = screens.chair_connection()
    phone, words = phone_in(screens, language, size=SMALL)
    # Before the start the header says so in a sentence, which ends before the sign of the languages.
    first, second = phone.locator(".head-where, .language-link").evaluate_all(
        "all => all.map(each => [each.getBoundingClientRect().left, each.getBoundingClientRect().right])"
    )
    inside = phone.locator(".head-where > *").evaluate_all(
        "all => all.map(each => [each.getBoundingClientRect().left, each.getBoundingClientRect().right])"
    )
    assert all(first[0] - 1 <= left and right <= first[1] + 1 for left, right in inside)
    assert first[1] <= second[0] or second[1] <= first[0]
    others = join_people(screens, "remote", 2)
    chair.do("agenda.start")
    # With a scale there are most tabs.
    scale = next(iter(chair.all("scale")))
    chair.do("scale.open", scale=scale)
    chair.do("scale.close", scale=scale)
    part = next(id for id, each in chair.all("section").items() if each["kind"] == "round")
    chair.do("agenda.start", section=part)
    zone = next(id for id, each in chair.all("zone").items() if each["section"] == part)
    for each in others:
        each.do("note.add", zone=zone, text="Tea", color="butter")
    phone.locator(".tab-parts > .tab").first.click()
    done = phone.get_by_role("button", name=words["voice.mine.done"])
    expect(done).to_be_in_viewport(ratio=1)
    # What has just come cannot be pressed at once.
    wait_for_animations(phone)
    assert not done.evaluate(COVERED)
    # What can be read ends below the edge rather than what can be done.
    assert done.bounding_box()["y"] < phone.locator(".turn-now .small-text").first.bounding_box()["y"]
    assert not any(tab.evaluate(COVERED) for tab in phone.locator(".tabs .tab:visible").all())
    chair.do("round.end")
    chair.do("teams.split", count=2, how="mixed", by="choice", prompt="Who rings back, and what would help? " * 2)
    expect(phone.locator(".notices button").first).to_be_visible()
    wait_for_animations(phone)
    assert not any(tab.evaluate(COVERED) for tab in phone.locator(".tabs .tab:visible").all())
    for each in others:
        each.leave()


def test_the_arrow_of_a_list_is_whole_on_a_mirrored_page(screens):
    screens.open_meeting(template="blank", language="ar")
    page = screens.new(**PHONE, locale="ar")
    for path in (screens.links["chair_url"], screens.server.url):
        page.goto(path)
    choice = page.locator("select[name=copied]")
    picture = Image.open(io.BytesIO(choice.screenshot())).convert("L").point(lambda light: light < 160, "1")
    # Where the arrow is, without the border of the field.
    arrow = picture.crop((6, 6, 44, picture.height - 6))
    left, top, right, bottom = arrow.getbbox()
    assert (right - left, bottom - top) == (pytest.approx(13, abs=2), pytest.approx(6, abs=2))
    for y in range(top, bottom):
        row = [x for x in range(left, right) if arrow.getpixel((x, y))]
        assert row == list(range(row[0], row[-1] + 1)), f"a gap in line {y}"

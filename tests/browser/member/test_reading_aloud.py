"""The question, a note or a scale is read aloud when somebody asks for it, with a voice of their own device only."""

import pytest
from playwright.sync_api import Page, expect

from ..screens import LAPTOP, PHONE, Screens, begin_meeting, check_accessibility, join_people, note, write_note

#: A device with voices, which keeps what they were asked to say. `finishSpeech` ends it.
VOICES = """(() => {
  const voice = (lang, localService) => ({ lang, localService, name: lang, default: false, voiceURI: lang });
  window.voiced = [];
  window.asked = 0;
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  const speech = {
    speaking: false, pending: false, onvoiceschanged: null,
    getVoices: () => [voice("en-US", true), voice("en_GB", true), voice("pl-PL", false), voice("de-DE", true)],
    speak(utterance) {
      speech.speaking = true;
      window.asked += 1;
      window.voiced.push([utterance.text, utterance.voice.lang]);
      window.finishSpeech = () => { speech.speaking = false; utterance.onend && utterance.onend(); };
    },
    cancel() { speech.speaking = false; window.voiced = []; },
  };
  Object.defineProperty(window, "speechSynthesis", { value: speech });
})()"""


def with_voices(screens: Screens, options: dict[str, object], place: str) -> Page:
    page = screens.new(**options)
    page.add_init_script(VOICES)
    page.goto(screens.links["join_url"])
    page.get_by_role("button", name=place).click()
    expect(page.locator(".listen")).to_be_visible()
    return page


def said(page: Page) -> list[list[str]]:
    """What the voice is saying, each with the language of the voice."""
    found: list[list[str]] = page.evaluate("window.voiced")
    return found


def test_what_one_looks_at_is_read_by_a_voice_of_the_device_and_stops_with_a_press_or_a_pause(screens):
    chair = begin_meeting(screens, "solution")
    silent = screens.phone()
    phone = with_voices(screens, PHONE, "In the room")
    laptop = with_voices(screens, LAPTOP, "Joining from elsewhere")
    expect(silent.locator("#composer")).to_be_visible()
    expect(silent.locator(".listen")).to_have_count(0)
    # Without it, nothing stands between the notes and the box.
    expect(silent.locator(".under-notes")).to_be_hidden()
    assert said(phone) == said(laptop) == []

    for page in (phone, laptop):
        page.get_by_role("button", name="Listen: the question").click()
        assert ["What are your best hopes for today?", "en_GB"] in said(page)
        stop = page.get_by_role("button", name="Stop", exact=True)
        expect(stop).to_be_focused()
        page.keyboard.press("Enter")
        assert said(page) == []
    check_accessibility(phone, laptop, contrast=True)

    # A note that is touched, in the language that it says.
    write_note(silent, "A door that opens")
    note(phone, "A door that opens").get_by_text("A door").click()
    listen = phone.get_by_role("button", name="Listen: this note")
    listen.click()
    assert said(phone) == [["A door that opens", "en_GB"]]
    phone.evaluate("finishSpeech()")
    expect(listen).to_be_visible()
    words = "document.querySelector('[data-listen] .note-text').lang"
    phone.evaluate(f"{words} = 'de'")
    listen.click()
    assert said(phone) == [["A door that opens", "en_GB"], ["A door that opens", "de-DE"]]
    # A page that is put away is silent, and so is a paused meeting.
    phone.evaluate("window.dispatchEvent(new Event('pagehide'))")
    expect(listen).to_be_visible()
    listen.click()
    chair.do("meeting.pause")
    expect(listen).to_be_visible()
    assert said(phone) == []
    chair.do("meeting.resume")
    # The only Polish voice would send the words to a company.
    phone.evaluate(f"{words} = 'pl'")
    listen.click()
    expect(phone.locator(".toast").get_by_text("This device has no voice for this language.")).to_be_visible()
    assert said(phone) == []

    people = join_people(screens, "room", 6)
    scale = next(iter(chair.all("scale")))
    chair.do("scale.open", scale=scale)
    for person, value in zip(people, (3, 3, 3, 7, 7, 9), strict=True):
        person.do("scale.mark", scale=scale, value=value)
    chair.do("scale.show", scale=scale)
    for page in (phone, laptop):
        expect(page.locator(".spread .dot").first).to_be_attached()
        page.get_by_role("button", name="Listen: the scale").click()
        texts = [text for text, _ in said(page)]
        assert texts[0] == "How near are we to where we would like to be?" and "3 people chose 3." in texts
        page.get_by_role("button", name="Stop", exact=True).click()


def test_nothing_is_sent_while_somebody_writes_or_listens(screens):
    """Signs that somebody writes would tell, beside the note that comes then, whose it is."""
    begin_meeting(screens, "solution")
    phone = with_voices(screens, PHONE, "In the room")
    sent: list[str | bytes] = []
    phone.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(frame)))
    phone.on("request", lambda request: sent.append(request.url))
    phone.reload()
    box = phone.locator("#composer")
    phone.wait_for_load_state("networkidle")
    sent.clear()
    box.press_sequentially("Who will read this?")
    phone.get_by_role("button", name="Listen: the question").click()
    assert said(phone)
    phone.get_by_role("button", name="Stop", exact=True).click()
    box.fill("")
    # Pings, their answers and the clock go on as always.
    assert [each for each in sent if each not in ("2", "3") and '"clock"' not in str(each)] == []
    write_note(phone, "this is sent")
    assert any("this is sent" in str(each) for each in sent)


@pytest.mark.thorough
def test_once_on_a_touch_screen_a_line_says_that_the_keyboard_can_listen(screens):
    screens.open_meeting(template="blank")
    screens.chair_connection().do("agenda.start")
    phone, laptop = screens.phone(), screens.laptop()
    hint = "You can also speak: press the microphone on your keyboard."
    expect(phone.get_by_text(hint)).to_have_count(0)
    for page in (phone, laptop):
        page.locator("#composer").focus()
    line = phone.locator(".microphone-hint")
    expect(line.get_by_text(hint)).to_be_visible()
    check_accessibility(phone, contrast=True)
    # The keyboard stays open, and nothing moves.
    before = phone.locator("#composer").bounding_box()
    line.get_by_role("button", name="Close").click()
    expect(line.get_by_text(hint)).to_have_count(0)
    assert phone.locator("#composer").bounding_box() == before
    expect(phone.locator("#composer")).to_be_focused()
    phone.reload()
    phone.locator("#composer").focus()
    write_note(phone, "A kind word")
    assert (line.text_content(), laptop.get_by_text(hint).count()) == ("", 0)

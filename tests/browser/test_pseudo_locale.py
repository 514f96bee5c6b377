"""Every page in a language 40 % longer than English, and in one that is mirrored: nothing overflows, no words are cut,
and nothing is left in English."""

import pytest
from playwright.sync_api import expect

from ..support.pseudo_words import pseudo
from ..support.servers import Server
from .screens import BOARD, LAPTOP, PHONE, Screens

SMALL = {"viewport": {"width": 320, "height": 568}, "has_touch": True, "is_mobile": True}
#: What is wider than its page, what is cut, and what has Latin letters and none of the accents; without what people
#: wrote, names and the code of the meeting.
FAULTS = r"""() => {
  const found = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth + 1) found.push(`wider than the page: ${root.scrollWidth}`);
  const isShown = (element) => {
    const box = element.getBoundingClientRect();
    const seen = {opacityProperty: true, visibilityProperty: true};
    return box.width > 2 && box.height > 2 && element.checkVisibility(seen);
  };
  for (const each of document.querySelectorAll("button:not(.unseen), a.button, .tab, label, th, summary")) {
    const isCut = ["hidden", "clip"].includes(getComputedStyle(each).overflowX);
    if (isShown(each) && isCut && each.scrollWidth > each.clientWidth + 1)
      found.push(`cut: ${each.textContent.trim().slice(0, 60)}`);
  }
  const people = "bdi, script, style, noscript, [translate=no], [dir=ltr], .brand, .note, option[lang], .address, time";
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const text = walk.currentNode.textContent.trim();
    const element = walk.currentNode.parentElement;
    if (!/[A-Za-z]{3}/.test(text) || /^[A-Z0-9 ]{3,7}$/.test(text) || !isShown(element)) continue;
    if (element.closest(people) || /[áçéíñóšúýÅÉÍÓÚ⟦⟧]/.test(text)) continue;
    found.push(`not translated: ${text.slice(0, 60)}`);
  }
  return found;
}"""


@pytest.fixture(scope="module")
def pseudo_server(tmp_path_factory):
    class PseudoServer(Server):
        MODULE = "tests.support.pseudo_words"

    folder = tmp_path_factory.mktemp("pseudo")
    running = PseudoServer(folder / "data", PSEUDO_WORDS=str(folder / "words"))
    yield running
    running.stop()


def test_text_grows_and_keeps_its_placeholders():
    assert pseudo("{n} notes by {name}").startswith("⟦{n} ñótéš bý {name}")
    assert len(pseudo("a" * 100)) >= 140


@pytest.mark.thorough
@pytest.mark.parametrize("language", ["eo", "fa"])
def test_no_page_overflows_cuts_words_or_speaks_english(chromium, pseudo_server, language):
    screens = Screens(chromium, pseudo_server)
    screens.open_meeting(template="solution", title="Ñ", language=language)
    chair = screens.chair_connection()
    faults = {}

    def look(name, page):
        page.wait_for_load_state("networkidle")
        if found := page.evaluate(FAULTS):
            faults[name] = found

    for size, options in (("small", SMALL), ("phone", PHONE), ("laptop", LAPTOP)):
        page = screens.new(**options, locale=language)
        for path in ("/", "/guide", "/language"):
            page.goto(f"{pseudo_server.url}{path}")
            look(f"{size} {path}", page)
        page.goto(screens.links["join_url"])
        look(f"{size} join", page)
        page.locator("button.place").nth(int(size == "laptop")).click()
        # The first paint, which a laptop soon replaces, has tabs too.
        expect(page.locator(".status-saved").first).to_be_visible()
        look(f"{size} member", page)
        for tab in page.locator(".tabs .tab").all():
            tab.click()
            look(f"{size} tab {tab.inner_text()}", page)
        page.goto(f"{screens.links['join_url']}/attendance")
        look(f"{size} attendance", page)
        console = screens.new(**options, locale=language)
        console.goto(screens.links["chair_url"])
        expect(console.locator(".chair")).to_be_visible()
        look(f"{size} console", console)
        console.context.close()
    board = screens.new(**BOARD)
    board.goto(screens.links["board_url"])
    expect(board.locator(".board-main")).to_be_visible()
    chair.do("agenda.start")
    for view in ("join", "wall", "agenda", "welcome", "closing", "steps"):
        chair.do("board.show", view=view)
        expect(board.locator(".board-view")).to_be_visible()
        look(f"board {view}", board)
    assert not faults, "\n".join(f"{name}: {each}" for name, all in faults.items() for each in all)
    screens.close()

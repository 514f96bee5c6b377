"""What a screen reader is given: each change of a live region, and the tree of accessible things."""

from typing import Any

from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from ..support.patience import PATIENCE

#: Remembers what changes in live regions, as browsers tell it to screen readers: the whole words of the region, unless
#: something around it is inert. A status whose words come with it counts too, since some screen readers say it.
RECORD = """
(() => {
  const LIVE = "[aria-live], [role=status], [role=alert], [role=log], output";
  const before = new WeakMap();
  window.spoken = window.spoken || [];
  const isHeard = (region) => {
    const around = region.getRootNode().host || region;
    if (region.getAttribute("aria-live") === "off" || around.closest("[inert], [aria-hidden=true], [hidden]"))
      return false;
    const modal = [...document.querySelectorAll("dialog:modal")].pop();
    return !modal || isIn(modal, region);
  };
  const look = (region) => {
    const words = region.textContent.trim().replace(/\\s+/g, " ");
    const changed = words !== (before.get(region) ?? "");
    before.set(region, words);
    if (changed && words && isHeard(region)) 
      window.spoken.push({ words, lang: region.closest("[lang]")?.lang, at: performance.now() / 1000 });
  };
  const isIn = (modal, element) =>
    modal.contains(element) || (element.getRootNode().host ? isIn(modal, element.getRootNode().host) : false);
  const observer = new MutationObserver((records) => {
    const regions = new Set();
    for (const { target, addedNodes } of records) {
      const around = (target instanceof Element ? target : target.parentElement)?.closest(LIVE);
      if (around) regions.add(around);
      for (const node of addedNodes)
        if (node instanceof Element) for (const each of [node, ...node.querySelectorAll("*")])
          if (each.matches(LIVE)) regions.add(each);
    }
    for (const region of regions) if (region.isConnected) look(region);
  });
  const watch = (root) => observer.observe(root, { subtree: true, childList: true, characterData: true });
  watch(document);
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (options) {
    const root = attachShadow.call(this, options);
    watch(root);
    return root;
  };
})();
"""


class Spoken:
    """What has been said on a page since it was loaded."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def all(self) -> list[str]:
        """The sentences, in their order."""
        return [each["words"] for each in self.page.evaluate("window.spoken")]

    def expect(self, words: str, seconds: float = PATIENCE) -> None:
        """Waits until a sentence with these words has been said."""
        try:
            self.page.wait_for_function(
                "words => window.spoken.some((each) => each.words.includes(words))", arg=words, timeout=seconds * 1000
            )
        except PlaywrightTimeout:
            raise AssertionError(f"“{words}” is not among {self.all()}") from None

    def languages(self) -> set[str]:
        """The languages in which a screen reader pronounces what was said."""
        return {each["lang"] for each in self.page.evaluate("window.spoken")}

    def count(self, words: str) -> int:
        """How often a sentence with these words has been said."""
        return sum(words in each for each in self.all())


def focused(page: Page) -> dict[str, Any]:
    """The element that has the focus: its tag, its name, and whether a person can see it and that it has the focus."""
    return dict(
        page.evaluate(
            """() => {
  const element = document.activeElement || document.body;
  // A box may leave it to what it lies in to show the focus.
  const isMarked = (each, more) => {
    if (!each) return false;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each);
    return (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none"
      || (more > 0 && isMarked(each.parentElement, more - 1));
  };
  const { top, bottom, left, right } = element.getBoundingClientRect();
  return {
    tag: element.tagName.toLowerCase(),
    name: (element.getAttribute("aria-label") || element.labels?.[0]?.textContent || element.textContent || "").trim(),
    marked: isMarked(element, element.matches("textarea, input") ? 2 : 0),
    seen: bottom > Math.max(0, top) && top < innerHeight && right > Math.max(0, left) && left < innerWidth,
  };
}"""
        )
    )

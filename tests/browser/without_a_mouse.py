"""Two ways through the product without a mouse: the keyboard, and the tree that a screen reader is given."""

import re
import time
from typing import Any, Protocol

from playwright.sync_api import Locator, Page, expect

from ..support.patience import PATIENCE
from .spoken import focused

#: No page has more places where the Tab key stops than this.
MOST_STOPS = 200

Name = str | re.Pattern[str]


class Way(Protocol):
    """How somebody without a mouse works: things are known by their role and their name only."""

    page: Page

    def press(self, name: Name, role: str = "button") -> None: ...

    def write(self, name: Name, text: str) -> None: ...

    def slide(self, name: Name, steps: int) -> None: ...


class Keyboard:
    """Tab to a thing, then its key. Remembers each step after which the focus was nowhere, or could not be seen."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.faults: list[str] = []
        self._is_lost, self._url = False, page.url

    def _reach(self, thing: Locator, name: Name) -> None:
        expect(thing).to_be_visible()
        for _ in range(MOST_STOPS):
            if thing.evaluate("element => element === document.activeElement"):
                break
            self.page.keyboard.press("Tab")
        else:
            raise AssertionError(f"the Tab key never comes to {name}")
        self._is_lost, self._url = False, self.page.url
        at = focused(self.page)
        if not at["marked"]:
            self.faults.append(f"{said(name)}: nothing shows that it has the focus")
        if not at["seen"]:
            self.faults.append(f"{said(name)}: has the focus out of sight")

    def _thing(self, role: str, name: Name) -> Locator:
        dialog = self.page.locator("dialog[open]").last
        around = dialog if dialog.is_visible() else self.page.locator("body")
        thing = around.get_by_role(role, name=name, exact=isinstance(name, str))  # type: ignore[arg-type]
        return thing.filter(visible=True).first

    def press(self, name: Name, role: str = "button") -> None:
        thing = self._thing(role, name)
        self._reach(thing, name)
        self.page.keyboard.press("Enter" if role in ("button", "link") else "Space")
        self.look(f"after “{said(name)}”")

    def write(self, name: Name, text: str) -> None:
        self._reach(self._thing("textbox", name), name)
        self.page.keyboard.type(text)

    def slide(self, name: Name, steps: int) -> None:
        self._reach(self._thing("slider", name), name)
        for _ in range(steps):
            self.page.keyboard.press("ArrowRight")
        self.look(f"after “{said(name)}”")

    def escape(self) -> None:
        self.page.keyboard.press("Escape")
        self.look("after Escape")

    def look(self, when: str) -> None:
        """Notes a focus that has gone to nothing, once the page has had time to draw what follows."""
        self.page.wait_for_timeout(300)
        self.page.wait_for_function("document.readyState === 'complete'")
        is_lost = focused(self.page)["tag"] == "body"
        # A page that has just been loaded begins there, and so does whoever joins.
        if is_lost and not self._is_lost and self.page.url == self._url:
            self.faults.append(f"{when}: the focus is nowhere")
        self._is_lost, self._url = is_lost, self.page.url


def said(name: Name) -> str:
    """A name, or how it begins."""
    return name if isinstance(name, str) else name.pattern.strip("^$")


class Tree:
    """The tree of accessible things, and the action that a screen reader asks the browser to do with one of them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._cdp = page.context.new_cdp_session(page)

    def _nodes(self) -> list[dict[str, Any]]:
        nodes: list[dict[str, Any]] = self._cdp.send("Accessibility.getFullAXTree")["nodes"]
        return [each for each in nodes if not each["ignored"]]

    def _find(self, role: str, name: Name) -> str:
        """The first thing of this role with this name that can be used, as an object of the page."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            for each in self._nodes():
                properties = {one["name"]: one["value"].get("value") for one in each.get("properties", [])}
                if each["role"]["value"] == role and not properties.get("disabled") and is_called(each, name):
                    found = self._cdp.send("DOM.resolveNode", {"backendNodeId": each["backendDOMNodeId"]})
                    return str(found["object"]["objectId"])
            self.page.wait_for_timeout(200)
        raise AssertionError(f"no {role} “{name}” among {self.names(role)}")

    def names(self, role: str) -> list[str]:
        """The names of all things of a role."""
        return [each["name"]["value"] for each in self._nodes() if each["role"]["value"] == role]

    def _call(self, thing: str, body: str) -> None:
        self._cdp.send(
            "Runtime.callFunctionOn", {"objectId": thing, "functionDeclaration": f"function () {{ {body} }}"}
        )

    def press(self, name: Name, role: str = "button") -> None:
        self._call(self._find(role, name), "this.click();")

    def write(self, name: Name, text: str) -> None:
        self._call(self._find("textbox", name), "this.focus();")
        self._cdp.send("Input.insertText", {"text": text})

    def slide(self, name: Name, steps: int) -> None:
        self._call(self._find("slider", name), "this.focus();")
        for _ in range(steps):
            self.page.keyboard.press("ArrowRight")

    def escape(self) -> None:
        self.page.keyboard.press("Escape")

    def look(self, when: str) -> None:
        """Nothing to note."""


def is_called(node: dict[str, Any], name: Name) -> bool:
    """Whether a thing has this name."""
    own = " ".join(str(node.get("name", {}).get("value", "")).split())
    return own == name if isinstance(name, str) else name.search(own) is not None

"""What a check has found."""

from typing import Any, Literal

from msgspec import Struct

from .. import words
from ..words import figures

#: "good"; "look": it may be meant so; "wrong": something does not work, or words may be lost.
Level = Literal["good", "look", "wrong"]


class Finding(Struct, frozen=True):
    """The sentence is `host.doctor.<what>` in the catalogue, or the one with the whole key `what`, filled in with
    `params`."""

    level: Level
    what: str
    params: dict[str, Any] = {}

    @property
    def sentence(self) -> str:
        """What is so, and what to do."""
        params = {name: figures.size(value) if name == "free" else value for name, value in self.params.items()}
        return words.t(self.what if "." in self.what else f"host.doctor.{self.what}", **params)


def good(what: str, **params: Any) -> Finding:
    return Finding("good", what, params)


def look(what: str, **params: Any) -> Finding:
    return Finding("look", what, params)


def wrong(what: str, **params: Any) -> Finding:
    return Finding("wrong", what, params)

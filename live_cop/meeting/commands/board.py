"""The board."""

from typing import ClassVar

from ..records import View
from .base import Afterwards


class BoardShow(Afterwards, frozen=True, kw_only=True):
    name: ClassVar[str] = "board.show"
    view: View
    zone: str | None = None
    scale: str | None = None

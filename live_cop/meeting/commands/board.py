"""The board."""

from typing import ClassVar

from ..records import View
from .base import ByChair


class BoardShow(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "board.show"
    open_only: ClassVar[bool] = False
    view: View
    zone: str | None = None
    scale: str | None = None

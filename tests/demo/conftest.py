"""One server, shared by the tests of the demo."""

from ..live.conftest import shared

__all__ = ["shared"]

"""A server of one's own for each fault, and meetings on it."""

from ..live.conftest import meet, server

__all__ = ["meet", "server"]

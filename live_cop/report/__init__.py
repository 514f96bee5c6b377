"""A meeting as people take it home: compiled once, then written in each form."""

from .compile import Report, compile

__all__ = ["Report", "compile"]

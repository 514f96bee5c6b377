"""What a meeting leaves behind: the report, and the pictures of its snapshots.

`compile` turns the records of a meeting into a `Report`: everything that the report says, and nothing that it must not
say. Each form (`html`, later others) only sets what it finds there. Pictures are drawn as SVG, without a browser.
"""

from .compile import compile

__all__ = ["compile"]

"""Which words a page's script says: a phone need not download the others.

A key stands in the script as a whole, or as a template such as `team.${place}.name`.
"""

import re
from collections.abc import Callable

from . import page_modules

_KEY = r"[a-z]+(?:\.\w+)+"
_WHOLE = re.compile(rf"""["'`]({_KEY})["'`]""")
#: What is put into a template: an expression, which may have braces of its own.
_PLACE = r"\$\{(?:[^{}]|\{[^{}]*\})*\}"
_TEMPLATE = re.compile(rf"`([a-z]+\.(?:[\w.]|{_PLACE})*{_PLACE}(?:[\w.]|{_PLACE})*)`")


def finder(page: str) -> Callable[[str], bool]:
    """A function that says whether the script of a page, or one that it loads later, says a key (without the plural
    form at its end)."""
    text = "\n".join(source for _, source in page_modules.sources(page))
    whole = frozenset(_WHOLE.findall(text))
    # What is put in is one part of a key, or less.
    patterns = {r"\w*".join(map(re.escape, re.split(_PLACE, found))) for found in _TEMPLATE.findall(text)}
    template = re.compile("|".join(sorted(patterns)) or r"(?!)")
    return lambda key: key in whole or template.fullmatch(key) is not None

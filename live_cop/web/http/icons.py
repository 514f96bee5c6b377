"""The icons of static/icons/, for what pages show before their script runs."""

import re
from functools import cache

from markupsafe import Markup

from ...paths import STATIC

_ICON = re.compile(r"""^\s*"(?P<name>[\w-]+)": '(?P<inside>[^']*)',$""", re.MULTILINE)
#: Those that point onward or back, which are turned round where people read from right to left: the same as in
#: static/js/ui/icon.js.
_WAYS = frozenset(("arrow-left", "arrow-right", "chevron-right", "undo-2"))


def icon(name: str) -> Markup:
    """An icon that goes with a word, as static/js/ui/icon.js draws it. Raises KeyError for one that there is not."""
    return _icons()[name]


@cache
def _icons() -> dict[str, Markup]:
    source = (STATIC / "icons" / "lucide.js").read_text(encoding="utf-8")
    return {
        found["name"]: Markup('<svg class="icon{}" viewBox="0 0 24 24" aria-hidden="true">{}</svg>').format(
            " onward" if found["name"] in _WAYS else "", Markup(found["inside"])
        )
        for found in _ICON.finditer(source)
    }

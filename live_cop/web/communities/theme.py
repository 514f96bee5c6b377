"""The theme of a community, for the pages and reports that show it, and its logo as a file."""

from flask import Response
from msgspec.structs import asdict

from ...meeting.refusal import Refusal
from ...pictures.logo import MEDIA
from ...report.accent import Shades
from ...report.theme import Theme
from ...store.communities import StoredTheme
from ...store.store import Store
from ..http import downloads


def of_meeting(store: Store, code: str) -> Theme | None:
    """The theme of the community that this meeting belongs to, or None."""
    return _theme(store.communities.theme_of_meeting(code))


def of_community(store: Store, id: str) -> Theme | None:
    """The theme of this community, or None while nobody has saved one."""
    return _theme(store.communities.theme(id))


def _theme(stored: StoredTheme | None) -> Theme | None:
    if stored is None:
        return None
    theme = Theme(stored.name, stored.accent)
    if (logo := stored.logo) is None:
        return theme
    return Theme(stored.name, stored.accent, logo.data, logo.width, logo.height, logo.digest)


def css(theme: Theme | None) -> str:
    """The style of a page in this community, as custom properties that begin with `--community-`; "" for the usual
    colours."""
    if theme is None or theme.shades is None:
        return ""
    light, dark = properties(theme.shades.light), properties(theme.shades.dark)
    return f":root{{{light}}}@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}"


def properties(shades: Shades) -> str:
    """The colours as custom properties."""
    return "".join(f"--community-{name}:{color};" for name, color in asdict(shades).items())


def send_logo(theme: Theme | None, digest: str) -> Response:
    """The logo with this address, for this viewer alone. Raises Refusal `no_page`."""
    if theme is None or not theme.logo or theme.digest != digest:
        raise Refusal("no_page")
    return downloads.picture(theme.logo, MEDIA, digest)

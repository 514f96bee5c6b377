"""The theme of a community, for the pages and reports that show it, and its logo as a file."""

from flask import Response, make_response, request
from msgspec.structs import asdict

from ...meeting.refusal import Refusal
from ...report.accent import Shades
from ...report.theme import Theme
from ...store.communities import StoredTheme
from ...store.store import Store

#: Seconds for which a browser need not ask again for a logo, whose address follows from its content.
MAX_AGE = 24 * 3600


def of_meeting(store: Store, code: str) -> Theme | None:
    """The theme of the community that this meeting belongs to, or None."""
    return _theme(store.theme_of_meeting(code))


def of_community(store: Store, id: str) -> Theme | None:
    """The theme of this community, or None while nobody has saved one."""
    return _theme(store.theme(id))


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
    response = make_response(theme.logo)
    response.headers["Content-Type"] = "image/png"
    response.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
    response.headers["Cache-Control"] = f"private, max-age={MAX_AGE}, immutable"
    # Who may see it follows from the cookie.
    response.headers["Vary"] = "Cookie"
    response.set_etag(digest[:32])
    response.make_conditional(request)
    return response

"""Addresses as QR codes: for phones to scan from the board, from a screen or from paper."""

import io
from typing import Any

import segno

#: Always dark on white with a quiet edge, also on a dark page: many readers need that.
_LOOK: dict[str, Any] = {"border": 2, "dark": "#1d2433", "light": "#fff", "svgclass": None, "lineclass": None}


def svg(address: str) -> bytes:
    """The QR code as an SVG file that fills the place it is given."""
    picture = io.BytesIO()
    segno.make(address, error="m", micro=False).save(picture, kind="svg", xmldecl=False, omitsize=True, **_LOOK)
    return picture.getvalue()


def as_address(address: str) -> str:
    """The QR code as a `data:` address, for a link that is to be in no other request."""
    return str(segno.make(address, error="m", micro=False).svg_data_uri(omitsize=True, **_LOOK))

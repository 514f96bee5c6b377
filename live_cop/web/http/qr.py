"""QR codes of addresses, for phones to scan from the board, from another screen or from paper."""

import io
from functools import lru_cache
from typing import Any

import segno

#: Dark on white with a quiet zone, on a dark page too: many readers need both.
_OPTIONS: dict[str, Any] = {"border": 2, "dark": "#1d2433", "light": "#fff", "svgclass": None, "lineclass": None}
#: Drawings that are kept: one takes 20 ms, and a whole room asks for the same. They have about 5 KB each.
_KEPT = 500


@lru_cache(_KEPT)
def svg(address: str) -> bytes:
    """The QR code as an SVG file without a size, so that it fills its container. Error correction level M, which stays
    readable on creased paper."""
    picture = io.BytesIO()
    segno.make(address, error="m", micro=False).save(picture, kind="svg", xmldecl=False, omitsize=True, **_OPTIONS)
    return picture.getvalue()


@lru_cache(_KEPT)
def data_uri(address: str) -> str:
    """The QR code as a `data:` URI.

    For capability links: such a link must not appear in the address of a further request, because proxies and logs
    record addresses."""
    return str(segno.make(address, error="m", micro=False).svg_data_uri(omitsize=True, **_OPTIONS))

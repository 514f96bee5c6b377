"""Paints the logo of a community anew, small, and on a ground on which it can be seen everywhere.

Reports, e-mails and screens are light or dark, and few programs agree on what is transparent. So a logo has a ground of
its own: white, or dark for one that is pale. A file without transparent places has its ground already.
"""

import io

from PIL import Image

from ..meeting.refusal import Refusal
from . import painting
from .painting import Picture

#: What logos are made with. SVG is a program, and is not even looked at.
FORMATS = ("JPEG", "PNG", "WEBP")
#: Pixels of a logo, which is shown at half of this: sharp in print, and on the board.
MAX_WIDTH, MAX_HEIGHT = 640, 320
#: The side of a logo is no shorter than this part of the other, so that a line is a picture too.
NARROWEST = 1 / 8
#: The free space around it on its ground, as a part of its shorter side.
MARGIN = 0.12
GROUND, DARK_GROUND = "#ffffff", "#1d2433"
#: Pixels that are paler than this cannot be seen on white (of 255), and pixels less opaque than this are no part of it.
PALE, OPAQUE = 200, 128
#: Bytes from which a logo gets a palette of 256 colours, and which none has: it goes into every e-mail.
GOOD_BYTES, MAX_BYTES = 40 << 10, 160 << 10
MEDIA = "image/png"


def paint(file: bytes) -> Picture:
    """The logo as a PNG file, without anything else of the file that was sent. Raises Refusal as `painting.read`; of
    one that is transparent everywhere nothing can be seen: `not_a_picture`."""
    image = painting.read(file, FORMATS, transparent=True)
    alpha = image.getchannel("A")
    if alpha.getextrema() == (255, 255):
        return _encoded(_on_ground(image, GROUND, 0))
    box = alpha.point(lambda value: 255 if value >= OPAQUE else 0).getbbox()
    if box is None:
        raise Refusal("not_a_picture")
    seen = image.crop(box)
    return _encoded(_on_ground(seen, DARK_GROUND if _is_pale(seen) else GROUND, MARGIN))


def _is_pale(image: Image.Image) -> bool:
    mask = image.getchannel("A").point(lambda value: 255 if value >= OPAQUE else 0)
    shades = image.convert("RGB").convert("L").histogram(mask)
    return sum(shades[PALE:]) * 2 > sum(shades)


def _on_ground(image: Image.Image, ground: str, margin: float) -> Image.Image:
    """The image in the size of a logo on this ground, with free space around it."""
    around = round(margin * min(image.size))
    wide, high = image.width + 2 * around, image.height + 2 * around
    wide, high = max(wide, round(high * NARROWEST)), max(high, round(wide * NARROWEST))
    scale = min(1.0, MAX_WIDTH / wide, MAX_HEIGHT / high)
    size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    plate = Image.new("RGB", (max(1, round(wide * scale)), max(1, round(high * scale))), ground)
    small = image.resize(size, Image.Resampling.LANCZOS)
    plate.paste(small, ((plate.width - size[0]) // 2, (plate.height - size[1]) // 2), small.getchannel("A"))
    return plate


def _encoded(image: Image.Image) -> Picture:
    data = _png(image)
    if len(data) > GOOD_BYTES:
        data = _png(image.quantize(256))
    if len(data) > MAX_BYTES:
        # Nothing but noise has so many bytes.
        return _encoded(image.resize((max(1, image.width // 2), max(1, image.height // 2))))
    return Picture(data, image.width, image.height)


def _png(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()

"""Paints a picture that somebody sent into a new one: upright, small, and without anything that is not to be seen.

Only colours are taken over. Place, device, comments, profiles, previews and whatever else a file carries are left
behind with the file.
"""

import hashlib
import io
import warnings

import pi_heif
from msgspec import Struct

# Plugins that are imported here need not be searched for, together with forty others, by each new process.
from PIL import Image, ImageCms, JpegImagePlugin, PngImagePlugin, WebPImagePlugin  # noqa: F401

from ..meeting.refusal import Refusal

#: Pixels of a picture that is read: more than what most phones take, and 100 MB in memory. The browser makes larger
#: ones smaller before it sends them.
MAX_PIXELS = 25_000_000
#: Pixels of the longer side: handwriting on a flip chart stays legible.
MAX_SIDE = 2_000
#: The quality of a WebP file. A photograph of a flip chart has about 130 KB with the first; the others are for
#: pictures of grain and leaves, until the file is small enough.
QUALITIES = (65, 45, 25, 10)
#: Bytes of the new file that are enough for any writing.
GOOD_BYTES = 400 << 10
#: How much time the encoder takes for a smaller file (0 to 6). With 4 it takes twice as long for 5 % less.
EFFORT = 2
#: What phones and screens make. Others (SVG is a program, TIFF a box of formats) are not even looked at.
FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
#: Of these a file with several pictures is an animation. A JPEG or HEIC file from a phone may hold a map of brightness
#: or a second lens beside its picture, which is the first.
ANIMATED = ("PNG", "WEBP")
#: Modes with transparent pixels, and the one in which they are painted.
_TRANSPARENT = {"LA": "LA", "La": "LA", "PA": "RGBA", "RGBA": "RGBA", "RGBa": "RGBA"}
MEDIA = "image/webp"

Image.MAX_IMAGE_PIXELS = MAX_PIXELS
pi_heif.register_heif_opener(thumbnails=False)


class Picture(Struct, frozen=True):
    """A picture of ours: a WebP file."""

    data: bytes
    width: int
    height: int

    @property
    def digest(self) -> str:
        """Its address by content."""
        return hashlib.sha256(self.data).hexdigest()


def read(file: bytes, formats: tuple[str, ...] = FORMATS, *, transparent: bool = False) -> Image.Image:
    """What is to be seen in this file: upright, its longer side at most `MAX_SIDE`, in a new RGB image. What is
    transparent becomes white, or stays so in an RGBA image.

    Raises Refusal `too_big` for too many pixels, and `not_a_picture` for whatever is no still picture of a kind that we
    take, or is damaged."""
    try:
        with warnings.catch_warnings():
            # Of damaged EXIF data, which we do not need; but too many pixels are an error.
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _painted(_opened(file, formats), transparent=transparent)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise Refusal("too_big") from None
    except Refusal:
        raise
    except MemoryError:
        raise
    except Exception:
        # The libraries raise errors of a dozen classes for damaged files.
        raise Refusal("not_a_picture") from None


def paint(image: Image.Image, width: int = 0) -> Picture:
    """The image as a file, so many pixels wide if it is wider."""
    if 0 < width < image.width:
        size = (width, max(1, round(image.height * width / image.width)))
        # By a whole number first: that takes a sixth of the time, and looks the same.
        image = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=1.0)
    for quality in QUALITIES:
        data = _encoded(image, quality)
        if len(data) <= GOOD_BYTES:
            return Picture(data, image.width, image.height)
    # Nothing but noise has so many bytes.
    return paint(image, image.width // 2)


def _opened(file: bytes, formats: tuple[str, ...]) -> Image.Image:
    image = Image.open(io.BytesIO(file), formats=formats)
    if image.format in ANIMATED and getattr(image, "n_frames", 1) > 1:
        raise Refusal("not_a_picture")
    # JPEG files can be read at a half, a quarter or an eighth of their size, in a fraction of the time.
    image.draft(None, (MAX_SIDE, MAX_SIDE))
    image.load()
    return image


def _painted(image: Image.Image, *, transparent: bool) -> Image.Image:
    """The colours of the image, on a white ground or a transparent one."""
    orientation = _orientation(image)
    profile = image.info.get("icc_profile")
    image = _with_channels(image)
    if (scale := MAX_SIDE / max(image.size)) < 1:
        # Not `thumbnail`, which leaves it to the file whether it is read again.
        size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
        image = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2)
    if orientation is not None:
        image = image.transpose(orientation)
    alpha = image.getchannel("A") if image.mode in ("LA", "RGBA") else None
    ground = Image.new("RGB", image.size, "white")
    if transparent:
        ground.paste(_in_srgb(image, profile))
        ground.putalpha(alpha or 255)
    else:
        ground.paste(_in_srgb(image, profile), mask=alpha)
    return ground


def _with_channels(image: Image.Image) -> Image.Image:
    """The image with 8 bits a channel and no palette, so that it can be scaled."""
    if image.mode.startswith("I"):
        # Converting alone would turn everything above 255 of 65,535 into white.
        return image.point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in _TRANSPARENT or "transparency" in image.info:
        return image.convert(_TRANSPARENT.get(image.mode, "RGBA"))
    return image if image.mode in ("L", "RGB", "CMYK") else image.convert("L" if image.mode == "1" else "RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The image in the colours that screens show without a profile."""
    if image.mode in ("LA", "RGBA"):
        image = image.convert("L" if image.mode == "LA" else "RGB")
    if profile:
        try:
            given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(image, given, ImageCms.createProfile("sRGB"), outputMode="RGB")
            return converted or image
        except (ImageCms.PyCMSError, OSError, ValueError):
            # A damaged profile, or that of another kind of picture: its colours are nearly right without it.
            pass
    return image.convert("RGB")


#: How a picture is turned upright, by the value of EXIF's "Orientation".
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_ORIENTATION = 0x0112


def _orientation(image: Image.Image) -> Image.Transpose | None:
    """How this picture is turned upright. HEIC files have been, by their own boxes."""
    try:
        return _TURNS.get(image.getexif().get(_ORIENTATION, 1))
    except Exception:
        # Damaged notes about a picture are no reason to refuse the picture.
        return None


def _encoded(image: Image.Image, quality: int) -> bytes:
    file = io.BytesIO()
    image.save(file, "WEBP", quality=quality, method=EFFORT)
    return file.getvalue()

"""Picture files as people send them, and as nobody should."""

import io
import struct
import zlib
from pathlib import Path

from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

#: Words that stand in every place of a planted file where words can stand, and nowhere else.
PLANTED = b"Planted-7f3a9c"
#: From the tests of pillow_heif (BSD licence), since nothing here can write HEIC.
HEIC = Path(__file__).with_name("photo.heic").read_bytes()
#: The colours of the corners of `corners`: top left, top right, bottom left, bottom right.
CORNERS = ((200, 0, 0), (0, 160, 0), (0, 0, 200), (230, 200, 0))


def encoded(image: Image.Image, format: str = "JPEG", **options: object) -> bytes:
    """The image as a file."""
    file = io.BytesIO()
    image.save(file, format, **options)
    return file.getvalue()


def corners(size: tuple[int, int] = (120, 80)) -> Image.Image:
    """A picture whose corners have four colours, so that it shows how it is turned."""
    image = Image.new("RGB", size)
    draw, (width, height) = ImageDraw.Draw(image), size
    for number, colour in enumerate(CORNERS):
        x, y = number % 2 * width // 2, number // 2 * height // 2
        draw.rectangle((x, y, x + width // 2, y + height // 2), fill=colour)
    return image


def flip_chart(number: int = 0, size: tuple[int, int] = (2000, 1500)) -> bytes:
    """A photograph of a flip chart, as a phone sends it; with each number another."""
    image = Image.blend(Image.new("RGB", size, (225, 222, 214)), Image.effect_noise(size, 60).convert("RGB"), 0.1)
    draw = ImageDraw.Draw(image)
    for line in range(12):
        y = (line + 1) * size[1] // 14
        draw.line([(100 + x * 40, y + (x * (line + 3 + number) % 7) * 6) for x in range(44)], (30, 40, 110), 7)
    return encoded(image, quality=80)


def planted() -> dict[str, bytes]:
    """Files that carry `PLANTED` in EXIF, with a place and a device, comments, profiles, XMP and after their end."""
    text = PLANTED.decode()
    exif = Image.Exif()
    exif[0x010E] = exif[0x010F] = exif[0x0110] = exif[0x013B] = text
    exif.get_ifd(0x8825).update({1: "N", 2: (53.0, 1.0, 7.0), 3: "W", 4: (2.0, 10.0, 3.0), 29: text})
    exif.get_ifd(0x8769).update({0x9286: PLANTED, 0x927C: PLANTED})
    xmp = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{text}</x:xmpmeta>".encode()
    notes = PngInfo()
    notes.add_text("Comment", text)
    notes.add_text("Packed", text, zip=True)
    notes.add_itxt("XML:com.adobe.xmp", xmp.decode())
    image = corners()
    return {
        "jpeg": encoded(image, exif=exif, comment=text, xmp=xmp, icc_profile=PLANTED * 20) + PLANTED,
        "png": encoded(image, "PNG", exif=exif, pnginfo=notes, icc_profile=PLANTED * 20) + PLANTED,
        "webp": encoded(image, "WEBP", exif=exif, xmp=xmp, icc_profile=PLANTED * 20),
        "heic": HEIC + struct.pack(">I", 8 + len(PLANTED)) + b"free" + PLANTED,
    }


def one_colour_png(width: int, height: int) -> bytes:
    """A PNG of one colour: 200 million pixels have 25 KB."""
    packer = zlib.compressobj(9)
    row = bytes(1 + width // 8)
    pixels = b"".join([*(packer.compress(row) for _ in range(height)), packer.flush()])
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", pixels) + _chunk(b"IEND", b"")


def polyglot() -> bytes:
    """A JPEG that is a page with a script as well, and an archive."""
    html = b"<html><script>alert('" + PLANTED + b"')</script></html>"
    return encoded(corners(), comment=html) + html + b"PK\x05\x06" + bytes(18)


def animation(format: str) -> bytes:
    """Three pictures in one file."""
    frames = [Image.new("RGB", (40, 30), (shade, 0, 0)) for shade in (0, 100, 200)]
    return encoded(frames[0], format, save_all=True, append_images=frames[1:], duration=100)


SVG = b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><script>alert(1)</script></svg>"


def not_pictures() -> dict[str, bytes]:
    """What is refused as no picture."""
    jpeg = flip_chart(size=(400, 300))
    return {
        "nothing": b"",
        "words": b"hello",
        "svg": SVG,
        "svg with an XML head": b"<?xml version='1.0'?>" + SVG,
        "page": b"<!doctype html><title>x</title>",
        "pdf": b"%PDF-1.7\n%%EOF",
        "gif": encoded(corners(), "GIF"),
        "tiff": encoded(corners(), "TIFF"),
        "eps": encoded(corners(), "EPS"),
        "ico": encoded(corners(), "ICO"),
        "bmp": encoded(corners(), "BMP"),
        "animated png": animation("PNG"),
        "animated webp": animation("WEBP"),
        "half a jpeg": jpeg[: len(jpeg) // 2],
        "the head of a jpeg": jpeg[:200],
        "half a png": encoded(Image.open(io.BytesIO(jpeg)), "PNG")[:5000],
        "half a webp": encoded(Image.open(io.BytesIO(jpeg)), "WEBP")[:900],
        "half a heic": HEIC[:1500],
        "no pixels": encoded(corners(), "PNG").replace(struct.pack(">II", 120, 80), bytes(8)),
    }


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

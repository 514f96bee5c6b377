"""A logo can be seen wherever it is shown, whatever its shape and its colours."""

import io

import pytest
from PIL import Image, ImageColor, ImageDraw

from live_cop.meeting.refusal import Refusal
from live_cop.pictures import logo

from ..support import photos
from ..support.photos import encoded


def painted(size=(400, 200), ink="#0a50a0", **options):
    """The logo that is made of a filled box in the middle of a transparent picture."""
    image = Image.new("RGBA", size, (0, 0, 0, 0))
    ImageDraw.Draw(image).rectangle((size[0] // 10, size[1] // 4, size[0] * 9 // 10, size[1] * 3 // 4), fill=ink)
    return Image.open(io.BytesIO(logo.paint(encoded(image, "PNG", **options)).data)).convert("RGB")


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("#000000", "#ffffff"),
        ("#0a50a0", "#ffffff"),
        ("#a84a13", "#ffffff"),
        ("#ffffff", logo.DARK_GROUND),
        ("#ffee55", logo.DARK_GROUND),
        ("#e8e8e8", logo.DARK_GROUND),
    ],
)
def test_a_pale_logo_has_a_dark_ground_and_any_other_a_white_one(ink, ground):
    image = painted(ink=ink)
    assert image.getpixel((0, 0)) == ImageColor.getrgb(ground)
    assert image.getpixel((image.width // 2, image.height // 2)) == ImageColor.getrgb(ink)


def test_free_space_around_it_is_left_out_and_a_margin_added():
    image = painted((1000, 1000))
    assert 1.4 < image.width / image.height < 1.8


@pytest.mark.parametrize(("size", "most"), [((4000, 60), 8.1), ((60, 4000), 8.1), ((900, 900), 1.7), ((4, 4), 8.1)])
def test_no_logo_is_larger_than_its_place_or_a_mere_line(size, most):
    image = painted(size)
    assert image.width <= logo.MAX_WIDTH and image.height <= logo.MAX_HEIGHT
    assert max(image.size) / min(image.size) <= most


def test_without_transparent_places_it_stays_as_it_is():
    image = Image.new("RGB", (300, 100), "white")
    made = Image.open(io.BytesIO(logo.paint(encoded(image, "PNG")).data))
    assert made.size == (300, 100) and made.convert("RGB").getpixel((0, 0)) == (255, 255, 255)


def test_noise_is_small_too():
    noise = Image.merge("RGB", [Image.effect_noise((640, 320), 90) for _ in range(3)])
    assert len(logo.paint(encoded(noise, "PNG")).data) <= logo.MAX_BYTES


_EXIF = Image.Exif()
_EXIF[0x010E] = photos.PLANTED.decode()


@pytest.mark.parametrize("format", logo.FORMATS)
def test_only_the_colours_of_the_file_are_kept(format):
    comment = {"comment": photos.PLANTED} if format == "JPEG" else {}
    file = encoded(photos.corners(), format, exif=_EXIF, **comment)
    made = logo.paint(file).data
    assert photos.PLANTED in file and photos.PLANTED not in made
    assert Image.open(io.BytesIO(made)).format == "PNG"


@pytest.mark.parametrize(
    "file",
    [
        b"",
        b"not a picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        photos.HEIC,
        encoded(photos.corners(), "PNG")[:200],
        encoded(photos.corners(), "GIF"),
        encoded(photos.corners(), "WEBP", save_all=True, append_images=[Image.new("RGB", (120, 80))]),
        encoded(Image.new("RGBA", (40, 40), (0, 0, 0, 0)), "PNG"),
    ],
    ids=["nothing", "text", "svg", "heic", "damaged", "gif", "animated", "unseen"],
)
def test_what_is_no_logo_is_refused(file):
    with pytest.raises(Refusal, match="not_a_picture"):
        logo.paint(file)

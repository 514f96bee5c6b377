"""A picture of ours shows what the file showed, and has nothing else of it."""

import io
import random

import pytest
from PIL import Image, ImageCms, ImageStat

from live_cop.meeting.refusal import Refusal
from live_cop.pictures import painting
from live_cop.pictures.painting import MAX_PIXELS, MAX_SIDE, paint, read

from ..support import photos
from ..support.photos import CORNERS, encoded


def painted(file: bytes) -> Image.Image:
    """What a screen shows of the picture of this file."""
    return Image.open(io.BytesIO(paint(read(file)).data)).convert("RGB")


def corners_of(image: Image.Image) -> list[tuple[int, ...]]:
    width, height = image.size
    places = [(width // 4 + x * width // 2, height // 4 + y * height // 2) for y in (0, 1) for x in (0, 1)]
    return [image.getpixel(place) for place in places]


def alike(found: list[tuple[int, ...]], wanted: tuple[tuple[int, ...], ...], by: int = 30) -> bool:
    return all(
        abs(a - b) <= by for one, other in zip(found, wanted, strict=True) for a, b in zip(one, other, strict=True)
    )


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_it_is_upright_in_all_eight_ways(format, orientation):
    upright = photos.corners()
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}
    lying = upright.transpose(Image.Transpose(undo[orientation])) if orientation > 1 else upright
    exif = Image.Exif()
    exif[0x0112] = orientation
    found = painted(encoded(lying, format, exif=exif))
    assert found.size == upright.size and alike(corners_of(found), CORNERS)


@pytest.mark.parametrize("orientation", [0, 9, 65535])
def test_an_orientation_that_does_not_exist_turns_nothing(orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    assert painted(encoded(photos.corners(), exif=exif)).size == (120, 80)


def test_damaged_exif_turns_nothing():
    assert painted(encoded(photos.corners(), exif=b"Exif\0\0II*\0\xff\xff\xff\xff")).size == (120, 80)


@pytest.mark.parametrize("kind", photos.planted())
def test_nothing_of_the_file_but_its_colours_is_left(kind):
    file = photos.planted()[kind]
    assert photos.PLANTED in file
    data = paint(read(file)).data
    assert photos.PLANTED not in data
    again = Image.open(io.BytesIO(data))
    assert again.format == "WEBP" and not again.getexif() and set(again.info) <= {"loop", "background", "duration"}
    # A plain file of one picture: no chunk but the pixels.
    assert data[12:16] == b"VP8 "


def test_a_file_that_is_something_else_too_is_only_a_picture_afterwards():
    data = paint(read(photos.polyglot())).data
    assert not any(part in data for part in (b"<script", b"<html", b"PK\x05\x06", photos.PLANTED))


@pytest.mark.parametrize("kind", photos.not_pictures())
def test_what_is_no_picture_is_refused(kind):
    with pytest.raises(Refusal, match="not_a_picture"):
        read(photos.not_pictures()[kind])


def test_too_many_pixels_are_refused_before_they_are_read():
    for width, height in ((20_000, 10_000), (MAX_PIXELS // 1000 + 8, 1000)):
        with pytest.raises(Refusal, match="too_big"):
            read(photos.one_colour_png(width, height))
    assert read(photos.one_colour_png(4_000, MAX_PIXELS // 4_000)).size == (1_280, 2_000)


def test_the_longer_side_is_limited_and_nothing_is_enlarged():
    assert read(encoded(Image.new("RGB", (4_000, 1_000)))).size == (MAX_SIDE, 500)
    assert read(encoded(Image.new("RGB", (3, 16_000)), "PNG")).size == (1, MAX_SIDE)
    assert read(encoded(Image.new("RGB", (3, 2)), "PNG")).size == (3, 2)


def test_a_smaller_one_has_the_width_that_was_asked_for():
    image = read(photos.flip_chart())
    small = paint(image, 480)
    assert (small.width, small.height) == (480, 360) == Image.open(io.BytesIO(small.data)).size
    assert paint(image, 4_000).width == image.width


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "PA", "RGB", "RGBA", "CMYK", "YCbCr", "I;16"])
@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_every_kind_of_colours_shows_the_same(mode, format):
    if mode == "I;16" and format != "PNG":
        pytest.skip(f"{format} has no {mode}")
    if mode == "PA":
        image = photos.corners().quantize(16).convert("PA")
    elif mode == "I;16":
        image = photos.corners().convert("L").convert("I").point(lambda value: value * 256).convert("I;16")
    else:
        image = photos.corners().convert(mode)
    try:
        file = encoded(image, format)
    except (OSError, KeyError, ValueError):
        pytest.skip(f"{format} has no {mode}")
    if mode in ("1", "L", "LA", "I;16"):
        gray = photos.corners().convert("1" if mode == "1" else "L").convert("RGB")
        # Black and white alone are points, whose brightness is what they show together.
        assert abs(ImageStat.Stat(painted(file)).mean[0] - ImageStat.Stat(gray).mean[0]) < 8
    else:
        assert alike(corners_of(painted(file)), CORNERS)


def test_sixteen_bits_are_scaled_before_they_are_converted():
    gradient = Image.linear_gradient("L").convert("I").point(lambda value: value * 256).convert("I;16")
    found = painted(encoded(gradient, "PNG")).convert("L")
    shades = [found.getpixel((10, y)) for y in range(0, 256, 16)]
    assert shades == sorted(shades) and shades[0] < 10 and 100 < shades[8] < 150 and shades[-1] > 220


def test_what_is_transparent_is_white():
    clear = Image.new("RGBA", (40, 30), (0, 0, 0, 0))
    assert alike(corners_of(painted(encoded(clear, "PNG"))), ((255, 255, 255),) * 4)
    palette = Image.new("P", (40, 30), 0)
    assert alike(corners_of(painted(encoded(palette, "PNG", transparency=0))), ((255, 255, 255),) * 4)
    assert alike(corners_of(painted(encoded(clear.convert("LA"), "PNG"))), ((255, 255, 255),) * 4)


def test_a_profile_that_does_not_fit_changes_nothing():
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert alike(corners_of(painted(encoded(photos.corners(), icc_profile=srgb))), CORNERS)
    assert alike(corners_of(painted(encoded(photos.corners(), icc_profile=b"no profile"))), CORNERS)
    assert alike(corners_of(painted(encoded(photos.corners().convert("CMYK"), icc_profile=srgb))), CORNERS)


def test_a_phone_s_second_picture_in_a_jpeg_is_not_an_animation():
    both = encoded(photos.corners(), "MPO", save_all=True, append_images=[Image.new("RGB", (60, 40))])
    assert alike(corners_of(painted(both)), CORNERS)


def test_heic_is_read():
    assert painted(photos.HEIC).size == (29, 100)


def test_a_photograph_of_a_flip_chart_is_small_and_noise_is_not_large():
    assert len(paint(read(photos.flip_chart())).data) < 250 << 10
    noise = Image.effect_noise((2000, 2000), 100).convert("RGB")
    assert len(paint(read(encoded(noise))).data) <= painting.GOOD_BYTES


def test_the_address_follows_from_the_content():
    one, other = photos.flip_chart(1, (400, 300)), photos.flip_chart(2, (400, 300))
    assert paint(read(one)).digest == paint(read(one)).digest != paint(read(other)).digest


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp", "heic"])
def test_damaged_files_are_pictures_or_refused(kind):
    chance = random.Random(kind)
    for _ in range(150):
        file = bytearray(photos.planted()[kind])
        for _ in range(chance.randint(1, 20)):
            file[chance.randrange(len(file))] = chance.randrange(256)
        try:
            image = read(bytes(file))
        except Refusal as refusal:
            assert refusal.code in ("not_a_picture", "too_big")
        else:
            assert max(image.size) <= MAX_SIDE and image.mode == "RGB"

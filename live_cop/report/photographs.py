"""Photographs as a report shows them: JPEG files of two sizes, made from the stored pictures (WebP).

Not every program that opens a report reads WebP, and nobody needs the whole picture in an e-mail's attachment. Pure.
"""

import io
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from msgspec.structs import replace
from PIL import Image

from .document import Length
from .facts import Photo, Report, Snapshot, Zone
from .short_report import pictured

#: The longest side in pixels: in the chapter about the wall, where handwriting is to be read, and in a snapshot.
LARGE, SMALL = 1_000, 480
#: In a summary, which shows them at half the width of a page at most.
LARGE_IN_SUMMARY = 720
#: With more pictures than this, the large ones are this small, so that the file of a wall with 300 photographs and
#: twice as many paper notes still fits into an e-mail.
MANY, LARGE_OF_MANY = 60, 640
QUALITY = 72
#: The pictures are our own, of 2,000 x 2,000 pixels at most. Whatever says that it is larger is not opened.
MAX_PIXELS = 4_500_000


class Prints(NamedTuple):
    """A photograph as JPEG in two sizes."""

    large: bytes
    small: bytes


def prints_of(pictures: Mapping[str, bytes], largest: int = LARGE) -> dict[str, Prints]:
    """The prints of these stored pictures, by the same key. Those that cannot be opened are left out."""
    largest = largest if len(pictures) <= MANY else LARGE_OF_MANY
    made = {key: _prints(data, largest) for key, data in pictures.items()}
    return {key: prints for key, prints in made.items() if prints is not None}


def in_report(report: Report, length: Length, pictures: Mapping[str, bytes]) -> Report:
    """The report with its photographs, on the wall and in snapshots. A summary has few of them."""
    if length == "summary":
        shown = {each.picture for each in pictured(report) if isinstance(each, Photo)}
        pictures = {key: data for key, data in pictures.items() if key in shown}
    prints = prints_of(pictures, LARGE_IN_SUMMARY if length == "summary" else LARGE)
    if not prints:
        return report
    snapshots = [_in_snapshot(snapshot, prints) for snapshot in report.snapshots]
    zones, rest = _in_zones(report.zones, prints), _in_zones(report.rest, prints)
    return replace(report, zones=zones, rest=rest, snapshots=snapshots)


def in_snapshot(snapshot: Snapshot, pictures: Mapping[str, bytes]) -> Snapshot:
    """The snapshot with its photographs."""
    return _in_snapshot(snapshot, prints_of(pictures))


def _in_snapshot(snapshot: Snapshot, prints: Mapping[str, Prints]) -> Snapshot:
    return replace(snapshot, zones=_in_zones(snapshot.zones, prints))


def _in_zones(zones: Sequence[Zone], prints: Mapping[str, Prints]) -> list[Zone]:
    return [
        replace(
            zone,
            photos=_printed(zone.photos, prints),
            groups=[replace(group, photos=_printed(group.photos, prints)) for group in zone.groups],
        )
        for zone in zones
    ]


def _printed(photos: Sequence[Photo], prints: Mapping[str, Prints]) -> list[Photo]:
    return [
        replace(photo, large=prints[photo.picture].large, small=prints[photo.picture].small)
        if photo.picture in prints
        else photo
        for photo in photos
    ]


@lru_cache(maxsize=2_000)
def _prints(data: bytes, largest: int) -> Prints | None:
    """Once for all files that a process makes of a report."""
    try:
        with Image.open(io.BytesIO(data), formats=("WEBP", "JPEG")) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                return None
            large = picture.convert("RGB")
    except (OSError, ValueError, Image.DecompressionBombError):
        return None
    if largest < LARGE and (times := max(large.size) // largest) > 1:
        # Quicker than all else, where there are many.
        large = large.reduce(times)
    large.thumbnail((largest, largest), Image.Resampling.LANCZOS, reducing_gap=2.0)
    small = large.copy()
    small.thumbnail((SMALL, SMALL), Image.Resampling.LANCZOS)
    return Prints(_jpeg(large), _jpeg(small))


def _jpeg(picture: Image.Image) -> bytes:
    file = io.BytesIO()
    # Painted into a new file without the information of the old one.
    clean = Image.new("RGB", picture.size)
    clean.paste(picture)
    clean.save(file, "JPEG", quality=QUALITY, optimize=True)
    return file.getvalue()

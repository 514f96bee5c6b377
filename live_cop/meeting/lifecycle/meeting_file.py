"""The format of an exported meeting: what everyone could see of it and what the report tells, and nothing more.

A file holds only names that people entered themselves, and no link from a person to what they wrote, marked or chose.
A file that is imported is checked like any other input: its structure, the lengths of its texts, the range of its
numbers, and that its records refer to each other correctly.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Literal, TypeVar

import msgspec
from msgspec import Struct, UnsetType
from msgspec.structs import replace

from ..agenda.sections import MOST_SECTIONS
from ..display.pictures import PictureContent
from ..display.slides import MOST_PAGES
from ..display.snapshots import MOST_SNAPSHOTS
from ..followup import next_steps
from ..records.agenda import Section
from ..records.best_hopes import Hopes
from ..records.display import Snapshot
from ..records.followup import InvitationCount, NextMeeting, NextStep, Review
from ..records.lifecycle import Imported, Meeting
from ..records.photos import Photo
from ..records.report_texts import Recommendation, ReportWords, Resource
from ..records.resources import ResourceFile
from ..records.scales import Scale
from ..records.slides import Slide, Slides
from ..records.voices import Round
from ..records.wall import Group, Note, Zone
from ..refusal import Refusal
from ..report_texts import MOST_ITEMS
from ..resources import file_name
from ..scales.scales import MOST_SCALES, MOST_STEPS
from ..texts.text import CAPTION_LENGTH, NOTE_LENGTH, PAGE_LENGTH, TITLE_LENGTH, was_cleaned
from ..texts.web_address import web_address
from ..wall.zones import MOST_ZONES

#: A record that has a picture.
WithPicture = TypeVar("WithPicture", Photo, Slide)
#: The newest version of the format that this program reads. A newer file is refused: part of it would be lost silently.
VERSION = 1
#: The longest text, by field; any other field may be as long as a caption.
_LENGTHS = {"title": TITLE_LENGTH, "text": CAPTION_LENGTH, "merged": NOTE_LENGTH, "translations": NOTE_LENGTH}
_LENGTHS |= dict.fromkeys(("introduction", "conclusions", "thanks"), PAGE_LENGTH)
_ADDRESSES = ("url", "video_url", "link")
#: Limits for every number in a file. As times in UTC milliseconds they are in 1969 and in the year 5138: a calendar can
#: still show them.
_SMALLEST, _LARGEST = -100_000, 10**14
_MOST_COUNTED = 100_000
#: How many records of a kind a file may have. Of some kinds a command rewrites all, and an undo can exceed the limit of
#: the commands.
_MOST_OF_A_KIND = 5_000
_FEWER = {
    "section": 2 * MOST_SECTIONS,
    "zone": 2 * MOST_ZONES,
    "scale": 2 * MOST_SCALES,
    "step": 2 * next_steps.MOST_STEPS,
    "snapshot": 2 * MOST_SNAPSHOTS,
    "recommendation": 2 * MOST_ITEMS,
    "resource": 2 * MOST_ITEMS,
    "slides": 1,
    "slide": MOST_PAGES,
}


class Image(Struct, frozen=True, kw_only=True):
    """The picture of a photograph or a slide. In JSON its bytes are in base64."""

    media: Literal["image/webp"]
    width: int
    height: int
    data: bytes


class Made(Struct, frozen=True):
    """What the server that imports a file has made of a picture or of an offered file that came with it."""

    digest: str
    media: str
    ending: str
    size: int
    width: int = 0
    height: int = 0


class MeetingFile(Struct, frozen=True, kw_only=True):
    """The file. It has one object for each kind of record, with the records by id, encoded as they are for browsers."""

    live_cop: Literal["meeting"] = "meeting"
    version: int = VERSION
    #: The revision at which it was exported, from which the new meeting continues.
    revision: int
    meeting: Meeting
    report: ReportWords
    brought: Imported
    section: dict[str, Section] = {}
    zone: dict[str, Zone] = {}
    group: dict[str, Group] = {}
    note: dict[str, Note] = {}
    scale: dict[str, Scale] = {}
    step: dict[str, NextStep] = {}
    snapshot: dict[str, Snapshot] = {}
    picture: dict[str, PictureContent] = {}
    recommendation: dict[str, Recommendation] = {}
    resource: dict[str, Resource] = {}
    next: dict[str, NextMeeting] = {}
    hopes: dict[str, Hopes] = {}
    invites: dict[str, InvitationCount] = {}
    review: dict[str, Review] = {}
    round: dict[str, Round] = {}
    photo: dict[str, Photo] = {}
    slides: dict[str, Slides] = {}
    slide: dict[str, Slide] = {}
    #: The pictures of all photographs and slides and the files of resources, by their addresses. In an archive they are
    #: beside this file, and not in it.
    images: dict[str, Image] = {}
    files: dict[str, bytes] = {}


#: The fields with pictures and files.
_PARTS = ("images", "files")
#: The kinds of record that stand in the file by id.
KINDS = tuple(
    name for name, kind in MeetingFile.__annotations__.items() if str(kind).startswith("dict") and name not in _PARTS
)


class _Head(Struct, frozen=True):
    live_cop: str = ""
    version: int = 0


def read(data: bytes, beside: Collection[str] = ()) -> MeetingFile:
    """The meeting in this file, with pictures and files of these addresses `beside` it. Raises Refusal
    `not_a_meeting_file`, `newer_file`, `broken_file`, `bad_link_in_file` or `too_long`."""
    try:
        head = msgspec.json.decode(data, type=_Head)
    except msgspec.ValidationError:
        raise Refusal("not_a_meeting_file") from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        # A truncated file still begins like a meeting file.
        raise Refusal("broken_file" if b'"live_cop"' in data[:100] else "not_a_meeting_file") from None
    if head.live_cop != "meeting":
        raise Refusal("not_a_meeting_file")
    if head.version > VERSION:
        raise Refusal("newer_file")
    try:
        file: MeetingFile = msgspec.json.decode(data, type=MeetingFile)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Refusal("broken_file") from None
    _check(file, beside)
    return file


def pictures_of(file: MeetingFile) -> Iterator[Photo | Slide]:
    """All records with a picture: photographs, on the wall and in snapshots, and pages of slides."""
    yield from file.photo.values()
    yield from file.slide.values()
    for picture in file.picture.values():
        yield from (photo for _, photo in picture.photos)


def files_of(file: MeetingFile) -> Iterator[ResourceFile]:
    """The files of all resources."""
    return (each.file for each in file.resource.values() if each.file is not None)


def with_parts(file: MeetingFile, made: Mapping[str, Made]) -> MeetingFile:
    """The file with records that name what was made of its pictures and files, by their addresses in the file."""

    def painted(record: WithPicture) -> WithPicture:
        found = made[record.picture]
        return replace(record, picture=found.digest, width=found.width, height=found.height)

    def resource(record: Resource) -> Resource:
        if record.file is None:
            return record
        found = made[record.file.digest]
        name = file_name(record.file.name, found.ending)
        return replace(record, file=ResourceFile(found.digest, name, found.size, found.media))

    return replace(
        file,
        photo={id: painted(record) for id, record in file.photo.items()},
        picture={
            id: replace(content, photos=[(photo_id, painted(record)) for photo_id, record in content.photos])
            for id, content in file.picture.items()
        },
        slide={id: painted(record) for id, record in file.slide.items()},
        resource={id: resource(record) for id, record in file.resource.items()},
        **{name: {} for name in _PARTS},
    )


def _check(file: MeetingFile, beside: Collection[str]) -> None:
    """Raises Refusal `broken_file`, `bad_link_in_file` or `too_long` unless a meeting could have these records."""
    for kind in KINDS:
        records = getattr(file, kind)
        if len(records) > _FEWER.get(kind, _MOST_OF_A_KIND) or not all(_is_id(id) for id in records):
            raise Refusal("broken_file")
    _check_values(msgspec.to_builtins(replace(file, images={}, files={})))
    _check_zones(file.zone, [*file.group.values(), *file.note.values(), *file.photo.values()])
    _check_scales(file.scale.values())
    for id, picture in file.picture.items():
        if id not in file.snapshot:
            raise Refusal("broken_file")
        _check_zones(dict(picture.zones), [record for _, record in (*picture.groups, *picture.notes, *picture.photos)])
        _check_scales(scale for _, scale in picture.scales)
    _check_parts(file, beside)
    _check_slides(file)


def _check_slides(file: MeetingFile) -> None:
    """All pages are there, each once."""
    pages = sum(each.pages for each in file.slides.values())
    numbers = sorted(each.number for each in file.slide.values())
    if file.slides.keys() - {"slides"} or len(numbers) != pages or numbers != list(range(1, 1 + len(numbers))):
        raise Refusal("broken_file")


def _check_parts(file: MeetingFile, beside: Collection[str]) -> None:
    """Each photograph has its picture and each resource its file, and each of those is the one of its address. Those
    beside the file have been checked."""
    pictures, files = {each.picture for each in pictures_of(file)}, {each.digest for each in files_of(file)}
    if {*file.images, *file.files, *beside} != pictures | files:
        raise Refusal("broken_file")
    if not all(_is_image(address, image) for address, image in file.images.items()):
        raise Refusal("broken_file")
    if not all(hashlib.sha256(data).hexdigest() == address for address, data in file.files.items()):
        raise Refusal("broken_file")


def _is_image(address: str, image: Image) -> bool:
    is_webp = image.data[:4] == b"RIFF" and image.data[8:12] == b"WEBP"
    return is_webp and hashlib.sha256(image.data).hexdigest() == address


def _is_id(id: str) -> bool:
    return 0 < len(id) <= 40 and id.isascii() and all(ch.isalnum() or ch in "._-" for ch in id)


def _check_values(value: Any, field: str = "") -> None:
    """Each text was cleaned when it was stored, and each number is within bounds."""
    if isinstance(value, dict):
        for key, inside in value.items():
            # The keys of translations are languages.
            _check_values(inside, field if field == "translations" else str(key))
    elif isinstance(value, list):
        for inside in value:
            _check_values(inside, field)
    elif isinstance(value, str):
        limit = _LENGTHS.get(field, CAPTION_LENGTH)
        if field in _ADDRESSES and value and web_address(value, "bad_link_in_file") != value:
            raise Refusal("bad_link_in_file")
        if len(value) > limit:
            raise Refusal("too_long", limit=limit)
        if not was_cleaned(value):
            raise Refusal("broken_file")
    elif isinstance(value, int | float) and not _SMALLEST <= value <= _LARGEST:
        raise Refusal("broken_file")


def _check_zones(zones: dict[str, Zone], records: Iterable[Any]) -> None:
    """The zone of every group and note exists: without one, the report would not show it."""
    for record in records:
        if record.zone not in zones:
            raise Refusal("broken_file")


def _check_scales(scales: Iterable[Scale]) -> None:
    for scale in scales:
        spreads = [each.counts for each in scale.memory]
        if not 2 <= scale.steps <= MOST_STEPS:
            raise Refusal("broken_file")
        if not isinstance(scale.counts, UnsetType):
            spreads.append(scale.counts)
            if len(scale.counts) != scale.steps:
                raise Refusal("broken_file")
        if any(len(counts) > MOST_STEPS or not all(0 <= n <= _MOST_COUNTED for n in counts) for counts in spreads):
            raise Refusal("broken_file")

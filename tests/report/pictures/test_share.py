"""Pictures to share: in exact sizes, of what is in the report, and without names."""

import io
import re
from zipfile import ZipFile

import pytest
from msgspec.structs import replace
from PIL import Image

from live_cop.report import worker
from live_cop.report.compile import compile
from live_cop.report.facts import Note, Report, StepLine, ToShare
from live_cop.report.formats.typst_drawing import for_typst
from live_cop.report.pictures import share, wall
from live_cop.report.pictures.share import Shared
from live_cop.report.source import source_of
from live_cop.report.worker import Request
from live_cop.words import languages

from ...meeting.room import ANN, CHAIR, Room
from ..formats.test_all_formats import fullest_meeting
from ..formats.test_html import LONDON
from ..sample_reports import spread

#: As wide as a picture is on a phone, in px.
PHONE = 360.0


def report() -> Report:
    room = fullest_meeting()
    made = compile(room.state, room.now)
    first, *others = made.zones
    notes = [
        Note("Ring back the same day", "mint", too=4),
        Note("Mine", "mint", signed="Ann B", too=9),
        Note("?", "sky"),
    ]
    noticed = StepLine("Two landlords said yes", ["Ann"], None, "", "noticed")
    return replace(made, zones=[replace(first, single=notes), *others], steps=[*made.steps, noticed])


def test_a_victory_comes_first_and_nothing_has_a_name():
    found = share.shared_of(report())
    assert [each.words for each in found] == [
        "Two landlords said yes", "How near are we?", "“Ring back the same day”", "Ask landlords first",
    ]  # fmt: skip
    told = " ".join(share.picture_of(each, report(), LONDON, "wide").svg for each in found)
    assert "Ann" not in told and "A community" in told


@pytest.mark.parametrize(("code", "written"), [("en", "“Yes”"), ("de", "„Yes“"), ("pl", "„Yes”"), ("ar", "«Yes»")])
def test_a_quote_has_the_quotation_marks_of_the_language(code, written):
    made = replace(report(), to_share=ToShare("note", "Yes"))
    with languages.using(code):
        assert share.shared_of(made)[0].words == written


def test_what_the_chair_chose_comes_first_and_once_as_long_as_it_may_be_there():
    room = Room()
    note, signed = room.note(ANN, "Ask first"), room.note(ANN, "I said so", signed="Ann B")
    steps = [room.do(ANN, "step.add", what=what)["step"] for what in ("Ring back", "Write to them")]
    room.do(CHAIR, "step.state", step=steps[1], state="noticed")
    room.do(CHAIR, "recommendation.add", text="Ask landlords first")
    [recommendation] = room.state.of_kind("recommendation")

    def first(kind: str, id: str) -> list[str]:
        room.do(CHAIR, "report.picture", of={"kind": kind, "id": id})
        return [each.words for each in share.shared_of(compile(room.state, room.now))]

    automatic = ["Write to them", "Ask landlords first"]
    assert first("note", note) == ["“Ask first”", *automatic]
    assert first("recommendation", recommendation) == ["Ask landlords first", "Write to them"]
    # What names somebody, what has not been noticed, and what is gone, are not on it.
    assert first("note", signed) == first("step", steps[0]) == automatic
    assert first("note", note)[0] == "“Ask first”"
    room.do(CHAIR, "note.remove", note=note)
    assert [each.words for each in share.shared_of(compile(room.state, room.now))] == automatic


@pytest.mark.parametrize("shape", share.SHAPES)
@pytest.mark.parametrize("words", ["Yes", "We asked two landlords first. " * 60, "n" * 900, "نبدأ بما ينجح"])
def test_any_words_stay_inside_the_picture(shape, words):
    picture = share.picture_of(Shared("What we noticed", words), report(), LONDON, shape)
    assert (picture.width, picture.height) == share.SHAPES[shape]
    inside = share.SHAPES[shape][0] - 2 * share.MARGIN
    room = share.SHAPES[shape][1] - 2 * share.MARGIN - share.LABEL * 1.36 - share.FOOT * 1.36 - 48
    assert share._words(words, inside, room).height <= room + 1
    assert words[:40] in picture.description


@pytest.mark.parametrize("shape", share.SHAPES)
@pytest.mark.parametrize("question", ["How near are we?", "How sure are we that a door opens? " * 9])
def test_a_scale_is_legible_on_a_phone_and_stays_inside(shape, question):
    shared = Shared("Scales", question, replace(spread(), question=question, high_label="asked fairly every time " * 2))
    picture = share.picture_of(shared, report(), LONDON, shape)
    width, height = share.SHAPES[shape]
    lines = [line for line in for_typst(picture.svg, PHONE)["lines"] if line["words"]]
    assert min(line["size"] for line in lines) >= 5.9
    assert min(line["y"] - line["size"] for line in lines) >= 0
    assert max(line["y"] for line in lines) <= PHONE * height / width
    feet = sorted(line["y"] for line in lines)[-2:]
    assert feet[1] - feet[0] >= 8


@pytest.mark.parametrize("shape", share.SHAPES)
def test_the_community_and_the_day_are_whole(shape):
    made = replace(report(), community="Community of Practice, Stoke-on-Trent")
    svg = share.picture_of(Shared("What we noticed", "Yes"), made, LONDON, shape).svg
    assert "Community of Practice, Stoke-on-Trent" in svg and "…" not in svg


def test_the_archive_has_square_and_wide_files_and_pages_for_slides():
    room = fullest_meeting()
    data = worker.RENDERERS["pictures.zip"](Request("pictures.zip", source_of(room.state, room.now)))
    archive = ZipFile(io.BytesIO(data))
    sizes = {name: Image.open(io.BytesIO(archive.read(name))).size for name in archive.namelist()}
    assert {size for name, size in sizes.items() if name.endswith("square.png")} == {(1080, 1080)}
    assert {size for name, size in sizes.items() if name.endswith("wide.png")} == {(1200, 630)}
    wall = [size for name, size in sizes.items() if name.startswith("the wall, for slides/")]
    assert len(wall) >= 2 and set(wall) == {(1920, 1080)}


def test_a_crowded_snapshot_has_several_pages():
    made = report()
    zone = replace(made.zones[0], groups=[], photos=[], single=[Note(f"note {n} " * 12, "mint") for n in range(90)])
    snapshot = replace(made.snapshots[0], zones=[zone], spreads=[])
    pages = list(share.slides_of(snapshot, LONDON))
    assert len(pages) > 1 and all((each.width, each.height) == (960, 540) for each in pages)
    told = " ".join(each.description for each in pages)
    assert all(f"note {n} " in told for n in range(90))


@pytest.mark.parametrize("notes", [4, 8, 14, 90])
def test_what_is_high_lies_beside_itself_so_that_it_fills_the_slide(notes):
    made = report()
    zone = replace(made.zones[0], groups=[], photos=[], single=[Note(f"note {n} " * 12, "mint") for n in range(notes)])
    first = next(share.slides_of(replace(made.snapshots[0], zones=[zone], spreads=[]), LONDON))
    sheets, moved = first.svg.count(f'width="{wall.WIDTH:g}"'), re.search(r"scale\((.*?)\)", first.svg)
    assert sheets * wall.WIDTH * float(moved[1]) >= 0.6 * first.width

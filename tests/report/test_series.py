"""The report of a series: each step, scale and theme once, in its last state."""

from zoneinfo import ZoneInfo

import msgspec

from live_cop.meeting.contacts.breadth import Breadth, count_backgrounds
from live_cop.report import series
from live_cop.report.compile import compile
from live_cop.report.dates import Clock
from live_cop.report.document import Document, Items, Section
from live_cop.report.facts import Report
from live_cop.report.formats import html
from live_cop.report.series import Series

from ..meeting.agenda.test_carry_over import following, marked, scale_of, started
from ..meeting.room import CHAIR, Room

LONDON = Clock(ZoneInfo("Europe/London"))


def three_meetings() -> list[Room]:
    """Meetings with a step that is noticed, one that stays open, a scale that moves, and recurring themes."""
    rooms = [started()]
    for place in (1, 2, 3):
        room = rooms[-1]
        if place == 1:
            room.do(CHAIR, "step.add", what="Ask two landlords")
            room.do(CHAIR, "step.add", what="A drop-in on Tuesdays")
        marked(room, scale_of(room), [[2, 2, 3, 4, 5], [3, 4, 4, 5, 6], [5, 6, 6, 7, 7]][place - 1])
        room.do(CHAIR, "scale.show", scale=scale_of(room))
        notes = [room.note(CHAIR, f"meeting {place}, note {n}", zone=room.zone(1)) for n in range(2)]
        named = "being  Asked" if place == 2 else "Being asked"
        room.do(CHAIR, "group.add", zone=room.zone(1), title=named, notes=notes)
        if place == 3:
            step = next(id for id, each in room.state.of_kind("step").items() if each.what == "Ask two landlords")
            room.do(CHAIR, "step.state", step=step, state="noticed")
        room.do(CHAIR, "report.edit", conclusions=f"What {place} taught us.")
        room.do(CHAIR, "meeting.close")
        if place < 3:
            rooms.append(following(room, place + 1))
            rooms[-1].do(CHAIR, "agenda.start")
    return rooms


def reports() -> list[Report]:
    return [compile(room.state, room.now) for room in three_meetings()]


def written(length: series.Length = "full", missing: int = 0) -> Document:
    whole = Series(title="Homes", community="Ours", reports=reports(), missing=missing, made_at=1_720_000_000_000)
    return series.write(whole, length, LONDON)


def chapter(document: Document, id: str) -> Section:
    return next(section for section in document.sections if section.id == id)


def items(section: Section) -> list[tuple[str, list[str]]]:
    return [(item.text, item.facts) for block in section.blocks if isinstance(block, Items) for item in block.items]


def test_each_step_appears_once_in_its_last_state_noticed_ones_first():
    assert items(chapter(written(), "steps")) == [("Ask two landlords", ["Noticed"]), ("A drop-in on Tuesdays", [])]


def test_a_scale_appears_once_with_the_earlier_meetings_behind_it():
    (picture,) = chapter(written(), "scales").blocks[1].pictures
    assert picture.svg.count("<polyline") == 2
    assert "5: 1 person; 6: 2 people; 7: 2 people" in picture.description
    assert "“Homes that say yes”, Tuesday 14 November 2023: 2: 2 people" in picture.description


def test_themes_are_the_groups_that_people_named():
    (theme,) = items(chapter(written(), "themes"))
    assert theme == ("Being asked", [
        "“Homes that say yes”, Tuesday 14 November 2023: 2 notes", "“Meeting 2”, Monday 12 February 2024: 2 notes",
        "“Meeting 3”, Sunday 12 May 2024: 2 notes",
    ])  # fmt: skip


def test_meetings_with_the_same_title_are_separate():
    same = [msgspec.structs.replace(report, title="Homes") for report in reports()]
    whole = Series(title="Homes", community="Ours", reports=same, missing=0, made_at=1_720_000_000_000)
    ((_, facts),) = items(chapter(series.write(whole, "full", LONDON), "themes"))
    assert facts[::2] == ["“Homes”, Tuesday 14 November 2023: 2 notes", "“Homes”, Sunday 12 May 2024: 2 notes"]


def test_a_full_report_has_all_conclusions_and_a_summary_the_last_ones():
    page = html.render(written())
    assert all(f"What {place} taught us." in page for place in (1, 2, 3))
    short = html.render(written("summary"))
    assert "What 3 taught us." in short and "What 1 taught us." not in short and "1 more, in the full report" in short


def test_it_says_how_many_reports_are_not_shared():
    assert "2 more meetings" in html.render(written(missing=2))
    assert "not been shared yet" not in html.render(written())


def test_only_the_full_report_has_the_breadth_of_each_meeting_and_no_small_numbers():
    first, second, third = reports()
    mixed = count_backgrounds([(f"Group {n % 6}", "lived" if n < 7 else "professional") for n in range(14)])
    last = msgspec.structs.replace(third, breadth=Breadth())
    with_breadth = [msgspec.structs.replace(first, breadth=mixed), second, last]
    whole = Series(title="Homes", community="", reports=with_breadth, missing=0, made_at=0)
    [table] = chapter(series.write(whole, "full", LONDON), "meetings").blocks
    people = [row[2] for row in table.rows]
    assert "They came from about 5 different organisations." in people[0]
    assert people[0].endswith("Experience: Lived experience about 5, Professional about 5.")
    assert "organisations" not in people[1] + people[2] and "Experience" not in people[1] + people[2]
    assert "organisations" not in html.render(series.write(whole, "summary", LONDON))


def test_a_series_without_meetings_is_a_valid_page():
    empty = Series(title="Homes", community="", reports=[], missing=0, made_at=0)
    for length in ("summary", "full"):
        assert "No recommendations" in html.render(series.write(empty, length, LONDON))


def test_documents_survive_encoding_for_the_worker():
    for length in ("summary", "full"):
        document = written(length)
        assert msgspec.json.decode(msgspec.json.encode(document), type=Document) == document

"""The report of a series: each step, scale and theme once, in its last state."""

from zoneinfo import ZoneInfo

import msgspec

from live_cop.meeting.contacts.breadth import Breadth, count_backgrounds
from live_cop.report import series
from live_cop.report.compile import compile
from live_cop.report.dates import Clock
from live_cop.report.document import Document, Items, Section
from live_cop.report.facts import NextMeeting, Photo, Recommendation, Report, SentRecommendations
from live_cop.report.formats import html
from live_cop.report.series_facts import Series

from ..meeting.agenda.test_carry_over import following, marked, scale_of, started
from ..meeting.room import CHAIR, Room
from .pictures.test_pictures import squeezed, words_of

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


def whole_of(reports: list[Report]) -> Series:
    return Series(title="Homes", community="Ours", reports=reports, missing=0, made_at=1_720_000_000_000)


def written(length: series.Length = "full", missing: int = 0) -> Document:
    return series.write(msgspec.structs.replace(whole_of(reports()), missing=missing), length, LONDON)


def chapter(document: Document, id: str) -> Section:
    return next(section for section in document.sections if section.id == id)


def items(section: Section) -> list[tuple[str, list[str]]]:
    return [(item.text, item.facts) for block in section.blocks if isinstance(block, Items) for item in block.items]


def test_only_what_was_tried_is_said_to_be_tried_and_the_rest_is_still_to_do():
    whole = written()
    assert items(chapter(whole, "steps")) == [("Ask two landlords", ["Noticed, 12 May 2024"])]
    assert items(chapter(whole, "open-steps")) == [("A drop-in on Tuesdays", [])]
    untried = [msgspec.structs.replace(report, steps=[]) for report in reports()]
    nothing = series.write(whole_of(untried), "full", LONDON)
    assert not {"steps", "open-steps"} & {section.id for section in nothing.sections}


def test_the_journey_of_a_scale_is_a_strip_for_each_meeting_and_one_sentence():
    [scale] = [each for each in chapter(written(), "scales").blocks if isinstance(each, Section)]
    sentence, pictures = scale.blocks
    assert sentence.text == "Most answers were at 2 to 3 on 14 November 2023, and at 6 to 7 on 12 May 2024."
    (picture,) = pictures.pictures
    days = ["14 November 2023", "12 February 2024", "12 May 2024"]
    assert all(squeezed(day) in words_of(picture.svg) for day in days)
    assert "12 May 2024: 5: 1 person; 6: 2 people; 7: 2 people" in picture.description
    # Every meeting has a strip, however many there are, and each picture fits on a page.
    many = series.write(whole_of(reports() * 10), "full", LONDON)
    [scale] = [each for each in chapter(many, "scales").blocks if isinstance(each, Section)]
    drawn = scale.blocks[1].pictures
    assert sum(words_of(each.svg).count("12May2024") for each in drawn) == 10
    assert all(each.height < 700 for each in drawn)


def test_it_begins_with_an_introduction_and_ends_with_thanks_and_an_invitation():
    first, second, third = reports()
    first = msgspec.structs.replace(first, introduction="We began with a question.", thanks="Thanks for the tea.")
    third = msgspec.structs.replace(third, next_meeting=NextMeeting(1_800_000_000_000, "Again", "The hall", None, 120))
    whole = series.write(whole_of([first, second, third]), "full", LONDON)
    assert whole.sections[0].id == "introduction"
    page = html.render(whole)
    assert "“Homes” has had 3 meetings, from Tuesday 14 November 2023 to Sunday 12 May 2024." in page
    assert "We began with a question." in page and "Thanks for the tea." in page and "The hall" in page
    # A day that has passed is no invitation.
    past = msgspec.structs.replace(whole_of([first, third]), made_at=1_900_000_000_000)
    assert "The hall" not in html.render(series.write(past, "full", LONDON))


def test_a_recommendation_is_made_once_with_when_and_to_whom_it_was_sent_and_what_came_back():
    first, second, third = reports()
    to = "The council"
    first = msgspec.structs.replace(
        first,
        recommendations=[Recommendation("Ring first", to)],
        sent=[SentRecommendations("2023-11-20", 2, ["The council"])],
    )
    third = msgspec.structs.replace(
        third, recommendations=[Recommendation("ring  first", to, "They will try it."), Recommendation("Wait", "")]
    )
    found = items(chapter(series.write(whole_of([first, second, third]), "full", LONDON), "recommendations"))
    assert [text for text, _ in found] == ["ring  first", "Wait"]
    assert found[0][1] == [
        "To: The council",
        "Recommended in “Homes that say yes”, 14 November 2023; “Meeting 3”, 12 May 2024",
        "Sent to 2 people on 20 November 2023: The council",
        "Reply: They will try it.",
    ]


def test_photographs_are_shown_with_their_meeting():
    first, second, third = reports()
    photo = Photo("a" * 64, 40, 30, "The flip chart", large=b"jpeg")
    zones = [msgspec.structs.replace(third.zones[0], photos=[photo, msgspec.structs.replace(photo, large=b"")])]
    third = msgspec.structs.replace(third, zones=zones)
    [shown] = chapter(series.write(whole_of([first, second, third]), "full", LONDON), "photos").blocks
    [photograph] = shown.photographs
    assert (photograph.description, photograph.marks) == ("The flip chart", "“Meeting 3”, 12 May 2024")


def test_themes_are_the_groups_that_people_named():
    (theme,) = items(chapter(written(), "themes"))
    assert theme == ("Being asked", ["6 notes · 3 meetings · 14 November 2023 to 12 May 2024"])
    # What came up once is only where its meeting is.
    alone = series.write(whole_of(reports()[:1]), "full", LONDON)
    assert "themes" not in {section.id for section in alone.sections}


def test_meetings_with_the_same_title_are_separate():
    same = [msgspec.structs.replace(report, title="Homes") for report in reports()]
    ((_, facts),) = items(chapter(series.write(whole_of(same), "full", LONDON), "themes"))
    assert facts == ["6 notes · 3 meetings · 14 November 2023 to 12 May 2024"]


def test_each_meeting_is_in_the_full_report_once_with_what_it_concluded_and_talked_about():
    shared = [msgspec.structs.replace(report, published=True) for report in reports()]
    document = series.write(whole_of(shared), "full", LONDON)
    meetings = [each for each in chapter(document, "meetings").blocks if isinstance(each, Section)]
    said = [(each.title, each.aside, [block.text for block in each.blocks]) for each in meetings]
    assert said[1] == (
        "Meeting 2",
        "Monday 12 February 2024",
        ["What 2 taught us.", "What was talked about: being  Asked (2 notes)."],
    )
    assert len(said) == 3 and "conclusions" not in {section.id for section in document.sections}


def test_days_on_which_the_same_people_were_written_to_are_one_line():
    sent = [SentRecommendations(day, 4, ["The council"]) for day in ("2023-11-20", "2024-02-20", "2024-05-20")]
    repeated = [
        msgspec.structs.replace(report, recommendations=[Recommendation("Ring first", "")], sent=[each])
        for report, each in zip(reports(), sent, strict=True)
    ]
    [(_, facts)] = items(chapter(series.write(whole_of(repeated), "full", LONDON), "recommendations"))
    assert facts[1:] == ["Sent to 4 people on 20 November 2023, 20 February 2024, 20 May 2024: The council"]


def test_it_says_how_many_reports_are_not_shared():
    assert "2 more meetings" in html.render(written(missing=2))
    assert "not been shared yet" not in html.render(written())


def test_only_the_full_report_has_the_breadth_of_each_meeting_and_no_small_numbers():
    first, second, third = reports()
    mixed = count_backgrounds([(f"Group {n % 6}", "lived" if n < 7 else "professional") for n in range(14)])
    last = msgspec.structs.replace(third, breadth=Breadth())
    with_breadth = [msgspec.structs.replace(first, breadth=mixed), second, last]
    whole = Series(title="Homes", community="", reports=with_breadth, missing=0, made_at=0)
    people = [
        next((block.text for block in each.blocks if block.soft and "took part" in block.text), "")
        for each in chapter(series.write(whole, "full", LONDON), "meetings").blocks
    ]
    assert "They came from about 5 different organisations." in people[0]
    assert people[0].endswith("Experience: Lived experience about 5, Professional about 5.")
    assert "organisations" not in people[1] + people[2] and "Experience" not in people[1] + people[2]
    assert "organisations" not in html.render(series.write(whole, "summary", LONDON))


def test_a_series_without_meetings_is_a_valid_page():
    empty = Series(title="Homes", community="", reports=[], missing=0, made_at=0)
    for length in ("summary", "full"):
        assert "No recommendations" not in html.render(series.write(empty, length, LONDON))


def test_documents_survive_encoding_for_the_worker():
    for length in ("summary", "full"):
        document = written(length)
        assert msgspec.json.decode(msgspec.json.encode(document), type=Document) == document

"""The report as a page: one file, safe whatever was written, and friendly when there is little to report."""

import base64
import hashlib
import html as markup
import re
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings

from live_cop.meeting.audience import EVERYONE
from live_cop.meeting.change import MINUTE_MS, NoteSighting, to_the_minute
from live_cop.meeting.contacts.breadth import Breadth, People
from live_cop.paths import STATIC
from live_cop.report.chapters import write
from live_cop.report.compile import ContactFacts, compile
from live_cop.report.dates import Clock
from live_cop.report.formats import html

from ...meeting.room import ANN, BEN, CHAIR, Room
from ..pictures.test_pictures import DIFFICULT_TEXTS, stored_texts
from ..test_compile import marked

LONDON = Clock(ZoneInfo("Europe/London"))


class Reader(HTMLParser):
    """Reads a page: its tags, their attributes, and its words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data):
        if not self.tags or self.tags[-1] != "style":
            self.words += data


def sightings(room: Room) -> list[NoteSighting]:
    """The sightings of the notes as the store returns them; each revision is of a minute of its own."""
    return [
        NoteSighting(to_the_minute(room.now) + revision * MINUTE_MS, change.id, change.record.zone, change.record.group)
        for revision, changes in room.journal
        for change in changes
        if change.kind in ("note", "photo") and change.audience == EVERYONE and change.record is not None
    ]


def page(room: Room, people: People | None = None) -> str:
    """The page of the full report, with these numbers of people once they have been counted."""
    contacts = ContactFacts(Breadth(people) if people else None)
    return html.render(write(compile(room.state, room.now, contacts), "full", LONDON))


def words(room: Room, people: People | None = None) -> str:
    return re.sub(r"\s+", " ", Reader(page(room, people)).words)


def full_meeting() -> Room:
    room = Room("solution")
    room.do(CHAIR, "meeting.edit", community="A community", title="Homes that say yes")
    room.do(CHAIR, "agenda.start")
    zone = room.zone(1)
    notes = [room.note(person, text, zone=zone) for person in (ANN, BEN) for text in ("tea first", "ask two landlords")]
    room.do(CHAIR, "group.add", zone=zone, title="Small things", notes=notes[:2])
    room.do(CHAIR, "scale.show", scale=marked(room, 7, good_enough=7, low_label="far off", high_label="there"))
    room.do(CHAIR, "snapshot.take", title="What works", caption="Asking comes first.\nThen tea.")
    room.wait(12)
    room.do(CHAIR, "agenda.next")
    room.do(CHAIR, "report.edit", introduction="We met.\n\nIt rained.", conclusions="Ask first.")
    room.do(CHAIR, "meeting.close")
    return room


def test_a_full_report_contains_everything():
    room = full_meeting()
    content = words(room, People(10, 10, 0))
    for each in (
        "Homes that say yes", "A community", "Tuesday 14 November 2023, 22:13 to 22:25 (GMT)", "We met.", "It rained.",
        "Ask first.", "What works", "Asking comes first.", "Then tea.", "Small things", "tea first",
        "ask two landlords",
        "How near are we?", "Meet and greet", "12 min", "kept for another time", "Notes are anonymous", "4 notes",
        "About 10 people took part. All of them were in the room.",
    ):  # fmt: skip
        assert each in content, each


def test_a_meeting_that_was_closed_on_another_day_names_both():
    room = Room()
    room.do(CHAIR, "agenda.start")
    room.wait(180)
    room.do(CHAIR, "meeting.close")
    assert "Tuesday 14 November 2023, 22:13 to Wednesday 15 November 2023, 01:13 (GMT)" in words(room)


def test_conclusions_come_before_the_pictures():
    content = words(full_meeting())
    assert content.index("Ask first.") < content.index("What works")


def test_the_file_loads_nothing_and_runs_only_the_script_whose_hash_is_in_its_policy():
    room = full_meeting()
    text = html.render(write(compile(room.state, room.now, sightings=sightings(room)), "full", LONDON))
    reader = Reader(text)
    assert not {"img", "iframe", "object", "embed", "base", "form"} & set(reader.tags)
    [script] = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    assert reader.tags.count("script") == text.count("<script") == 1
    known = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    [policy] = [value for name, value in reader.attributes if name == "content" and "default-src" in value]
    assert f"script-src 'sha256-{known}';" in policy and policy == html.POLICY
    assert "unsafe-eval" not in policy and "unsafe-inline" not in policy.split("style-src")[0]
    # It uses no network and no storage.
    assert not re.search(r"fetch|XMLHttp|WebSocket|Storage|cookie|import|eval|innerHTML|<!--", script)
    assert all(value.startswith(("#", "data:")) for name, value in reader.attributes if name in ("href", "src"))
    assert not [name for name, _ in reader.attributes if name.startswith("on")]
    assert re.findall(r"url\((?!data:)", text) == []
    assert any(name == "content" and value.startswith("default-src 'none'") for name, value in reader.attributes)


def difficult_meeting() -> Room:
    room = Room()
    evil = DIFFICULT_TEXTS[0]
    room.do(CHAIR, "meeting.edit", title=evil, community=evil, recording=evil)
    room.do(CHAIR, "report.edit", introduction=evil, conclusions=evil)
    section = room.do(CHAIR, "section.add", title=evil, prompt=evil)["section"]
    zone = room.do(CHAIR, "zone.add", title=evil, prompt=evil, section=section)["zone"]
    note = room.note(text=evil, zone=zone, signed=evil)
    room.do(CHAIR, "group.add", zone=zone, title=evil, notes=[note])
    scale = room.do(CHAIR, "scale.add", question=evil, low_label=evil, high_label=evil)["scale"]
    room.do(CHAIR, "scale.open", scale=scale)
    room.do(CHAIR, "scale.show", scale=scale)
    room.do(CHAIR, "agenda.start", section=section)
    room.do(CHAIR, "snapshot.take", title=evil, caption=evil)
    return room


def test_markup_in_every_field_is_escaped():
    text = page(difficult_meeting())
    assert DIFFICULT_TEXTS[0] not in text
    assert text.count(markup.escape(DIFFICULT_TEXTS[0])) > 12
    assert "script" not in Reader(text).tags


def written(text: str) -> Room:
    """A meeting with this text in every field that accepts it."""
    room = Room("blank")
    room.note(text=text, signed=text[:60])
    room.do(CHAIR, "snapshot.take", caption=text)
    room.do(CHAIR, "report.edit", introduction=text, conclusions=text)
    return room


@settings(max_examples=25, deadline=None)
@given(stored_texts())
def test_any_text_stays_text(text):
    plain, reader = Reader(page(written("two\nlines\n\nand two paragraphs"))), Reader(page(written(text)))
    assert set(reader.tags) <= set(plain.tags)
    assert {name for name, _ in reader.attributes} <= {name for name, _ in plain.attributes} | {"direction"}
    assert text in reader.words


def test_a_scale_has_no_average():
    room = full_meeting()
    content = words(room) + " ".join(value for name, value in Reader(page(room)).attributes if name == "aria-label")
    assert not re.search(r"averag|median|\bmean\b|\btypical|Ø|⌀", content, re.IGNORECASE)
    # Seven marks of 3, 4, 5, 6, 3, 4, 5: their mean would be 4.3.
    assert "4.3" not in content and "4,3" not in content


def test_a_hidden_spread_is_one_sentence_and_no_number():
    room = Room()
    marked(room, 3)
    assert "Fewer than 5 people answered." in words(room)
    assert "3 people" not in words(room)


def test_nobody_can_be_picked_out_of_a_handful():
    room = Room(people=2)
    room.do(CHAIR, "agenda.start")
    assert "A few people took part" in words(room, People(None))
    assert not re.search(r"\d+ (people|in the room|remote)", words(room, People(None)))


def test_a_removed_note_is_not_in_the_page():
    room = Room()
    note = room.note(text="Mrs Miller of number nine")
    room.do(CHAIR, "snapshot.take")
    room.do(CHAIR, "note.remove", note=note)
    assert "Miller" not in page(room)
    assert "1 note was taken off the wall and is not in this report" in words(room)


@pytest.mark.parametrize(
    "sentence",
    [
        "The meeting has not started yet.", "No introduction was written", "No conclusions have been written yet",
        "No scale was opened", "Nothing was written on the wall", "This is a draft.",
    ],
)  # fmt: skip
def test_a_meeting_with_nothing_in_it_is_reported_kindly(sentence):
    assert sentence in words(Room("blank", people=0))


def contents(room: Room) -> list[str]:
    """The chapters in the contents of the page."""
    [listed] = re.findall(r'<nav aria-labelledby="contents".*?</nav>', page(room), re.DOTALL)
    return re.findall(r'<a href="#[^"]+">([^<]+)</a>', listed)


def test_the_contents_list_only_chapters_with_content():
    assert contents(Room("blank", people=0)) == ["The agenda", "How this was recorded"]
    room = full_meeting()
    assert contents(room) == [
        "Introduction", "What we take from it", "Scales", "Pictures of the wall", "The agenda",
        "How this was recorded",
    ]  # fmt: skip
    room.do(CHAIR, "meeting.reopen")
    room.do(CHAIR, "invite.add", text="Somebody from the prison")
    assert "The next steps" in contents(room), "it contains who should be here"


def test_on_paper_an_address_stands_below_the_words_that_lead_there():
    room = Room()
    for title in ("A guide", "https://example.org/b"):
        room.do(CHAIR, "resource.add", title=title, url=f"https://example.org/{title[-1]}", helps="")
    assert re.findall(r'<p class="soft paper-only">(.*?)</p>', page(room)) == ["https://example.org/e"]


def test_there_is_no_turnout_before_the_start_and_none_before_it_is_counted():
    later = "How many people took part, and from where, is counted when this report is shared or sent."
    assert "took part" not in words(Room()) and later in words(full_meeting())
    assert later not in words(full_meeting(), People(10))
    published = full_meeting()
    published.do(CHAIR, "report.publish")
    assert "took part" not in words(published), "an imported meeting of which nobody knows it"


def test_a_meeting_that_was_never_closed_says_so():
    room = Room()
    room.do(CHAIR, "agenda.start")
    assert (
        "The meeting has not been closed yet. This is how it stood on Tuesday 14 November 2023 at 22:13 GMT."
        in words(room)
    )


def test_a_shared_report_is_no_draft():
    room = full_meeting()
    assert "This is a draft" in words(room)
    room.do(CHAIR, "report.publish")
    assert "This is a draft" not in words(room)


def test_times_are_in_the_time_zone_of_the_meeting():
    summer = 1_720_000_000_000
    assert LONDON.time(summer) == "10:46" and LONDON.zone(summer) == "BST"
    assert Clock(ZoneInfo("Asia/Tokyo")).date(summer) == "Wednesday 3 July 2024"
    assert Clock.in_zone("America/Sao_Paulo").zone_in_words(summer) == "São Paulo time, GMT-03"
    room = Room()
    room.do(CHAIR, "meeting.edit", time_zone="America/New_York")
    room.do(CHAIR, "agenda.start")
    room.do(CHAIR, "snapshot.take", title="Then")
    room.do(CHAIR, "next.fix", at=1_796_306_400_000, title="Half a year on")
    room.do(CHAIR, "meeting.close")
    report = compile(room.state, room.now)
    document = write(report, "full")
    assert document.when == "Tuesday 14 November 2023, 17:13 to 17:13 (EST)" and "17:13 EST" in document.made
    assert "Thursday 3 December 2026, 09:00 (EST)" in html.render(document)
    assert "DTSTART;TZID=America/New_York:20261203T090000" in report.calendar
    assert [Clock.in_zone(each.time_zone).hour(each.taken_at) for each in report.snapshots] == ["17:13 EST"]


def test_ids_are_unique_and_every_picture_has_a_label():
    reader = Reader(page(full_meeting()))
    ids = [value for name, value in reader.attributes if name == "id"]
    assert len(ids) == len(set(ids))
    targets = {value.removeprefix("#") for name, value in reader.attributes if name == "href" and value.startswith("#")}
    assert targets <= set(ids)
    assert reader.tags.count("svg") == sum(name == "aria-label" and bool(value) for name, value in reader.attributes)


def test_only_a_draft_lists_what_the_chair_has_not_written():
    room = Room()
    assert "No introduction was written" in words(room) and "No recommendations" in words(room)
    room.do(CHAIR, "report.publish")
    assert "No introduction" not in words(room) and "No recommendations" not in words(room)


def test_a_summary_has_the_whole_text_where_there_is_room_and_says_where_there_is_more():
    room = Room()
    room.do(CHAIR, "report.edit", introduction="First " * 100 + "\n\n" + "second " * 150)
    content = Reader(html.render(write(compile(room.state, room.now), "summary", LONDON))).words
    assert content.count("second") == 150 and "more about this in the full report" not in content
    room.do(CHAIR, "report.edit", thanks="Thanks to you. " * 500, conclusions="There is one more sentence. " * 280)
    content = Reader(html.render(write(compile(room.state, room.now), "summary", LONDON))).words
    assert content.count("one more") > 100 and content.count("Thanks to you") < 500
    assert "more about this in the full report" in content


def test_a_report_has_the_faces_of_the_letters_that_are_in_it_and_no_others():
    def faces(shown):
        return [base64.b64decode(each) for each in re.findall(r"url\(data:font/woff2;base64,([^)]+)\)", shown)]

    def files(*names):
        return [(STATIC / "fonts" / f"{name}.woff2").read_bytes() for name in names]

    room = full_meeting()
    assert faces(page(room)) == files("hyperlegible")
    room = Room()
    room.do(CHAIR, "agenda.start")
    room.note(ANN, "نحتاج بيوتًا /*<faces>*/")
    room.note(BEN, "Łukasz")
    assert faces(page(room)) == files("hyperlegible", "hyperlegible-latin-ext", "vazirmatn-arabic")
    assert "/*&lt;faces&gt;*/" in page(room)
    assert "/*<faces>*/" not in page(room)

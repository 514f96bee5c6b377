"""The full report says each thing once: which snapshot shows which notes and scales, and what of the wall is left."""

from collections import Counter
from collections.abc import Iterator, Sequence

from hypothesis import given
from hypothesis import strategies as st

from live_cop.meeting.audience import Viewer
from live_cop.meeting.refusal import Refusal
from live_cop.meeting.wall.photos import PhotoAdd
from live_cop.report.chapters import write
from live_cop.report.compile import compile
from live_cop.report.document import Block, Document, Link, Notes, Photographs, Picture, Pictures, Section
from live_cop.report.facts import Report, Zone
from live_cop.report.snapshots import snapshot_of

from ..meeting.room import ANN, BEN, CHAIR, Room
from .test_compile import marked


def report(room: Room) -> Report:
    return compile(room.state, room.now)


def full(room: Room) -> Document:
    return write(report(room), "full")


def cards(zones: Sequence[Zone]) -> list[str]:
    """The words on all cards of these zones, of merged notes too."""
    found = []
    for zone in zones:
        for notes in (*(group.notes for group in zone.groups), zone.single):
            found += [text for note in notes for text in (note.text, *note.merged)]
        found += [photo.description for photo in zone.all_photos]
    return found


def shown(found: Report) -> dict[str, list[str]]:
    """What each snapshot shows, by its title."""
    return {each.title: cards(each.zones) for each in found.snapshots}


def blocks_of(blocks: Sequence[Block]) -> Iterator[Block]:
    for each in blocks:
        yield each
        if isinstance(each, Section):
            yield from blocks_of(each.blocks)


def texts_in_document(document: Document) -> list[str]:
    found = []
    for block in blocks_of(document.sections):
        if isinstance(block, Notes):
            found += [text for note in block.notes for text in (note.text, *note.merged)]
        if isinstance(block, Photographs):
            found += [each.description for each in block.photographs]
    return found


#: Those who answer the scale of `marked`.
PEOPLE = [Viewer(f"m{n}", "participant") for n in range(6)]
STEPS = (
    "note", "note", "note", "snapshot", "next", "move", "edit", "group", "ungroup", "remove", "merge", "photo", "crop",
    "leave out", "caption", "reorder", "zone", "drop zone",
)  # fmt: skip


class AnyMeeting:
    """A meeting in which anything happens in any order."""

    def __init__(self, data: st.DataObject) -> None:
        self.room, self.data, self.written = Room(), data, 0
        self.room.do(CHAIR, "agenda.start")

    def some(self, kind: str) -> str:
        return str(self.data.draw(st.sampled_from(sorted(self.room.state.of_kind(kind)) or ["none"])))

    def step(self, step: str) -> None:
        do, draw = self.room.do, self.data.draw
        match step:
            case "note":
                self.written += 1
                self.room.note(CHAIR, f"note {self.written}", zone=self.some("zone"))
            case "photo":
                self.written += 1
                words = f"photo {self.written}"
                self.room.give(
                    CHAIR, PhotoAdd(zone=self.some("zone"), picture="a" * 64, width=40, height=30, description=words)
                )
            case "snapshot":
                do(CHAIR, "snapshot.take", caption=draw(st.sampled_from(["", "a caption"])))
            case "next":
                do(CHAIR, "agenda.next")
            case "move":
                do(CHAIR, "note.move", note=self.some("note"), zone=self.some("zone"))
            case "edit":
                self.written += 1
                do(CHAIR, "note.edit", note=self.some("note"), text=f"note {self.written}")
            case "group":
                do(CHAIR, "group.add", zone=self.some("zone"), title="Alike", notes=[self.some("note")])
            case "ungroup":
                do(CHAIR, "group.remove", group=self.some("group"))
            case "remove":
                do(CHAIR, "note.remove", note=self.some("note"))
            case "merge":
                do(CHAIR, "note.merge", notes=[self.some("note")], into=self.some("note"))
            case "crop":
                do(
                    CHAIR,
                    "snapshot.edit",
                    snapshot=self.some("snapshot"),
                    crop=draw(st.none() | st.just([self.some("zone")])),
                )
            case "leave out":
                do(CHAIR, "snapshot.edit", snapshot=self.some("snapshot"), left_out=draw(st.booleans()))
            case "caption":
                do(CHAIR, "snapshot.edit", snapshot=self.some("snapshot"), caption="another")
            case "reorder":
                do(CHAIR, "snapshot.move", snapshot=self.some("snapshot"), to=0)
            case "zone":
                do(
                    CHAIR,
                    "zone.add",
                    title=f"Place {self.written}",
                    section=draw(st.sampled_from([None, self.some("section")])),
                )
            case "drop zone":
                do(CHAIR, "zone.remove", zone=self.some("zone"))


@given(st.data())
def test_each_note_is_once_in_the_full_report_of_any_meeting(data):
    meeting = AnyMeeting(data)
    for step in data.draw(st.lists(st.sampled_from(STEPS), max_size=40)):
        try:
            meeting.step(step)
        except Refusal:
            continue
    if data.draw(st.booleans()):
        meeting.room.do(CHAIR, "meeting.close")
    found = report(meeting.room)
    wanted = Counter(cards(found.zones))
    assert max(wanted.values(), default=1) == 1
    assert (
        Counter(text for each in found.snapshots for text in cards(each.zones)) + Counter(cards(found.rest)) == wanted
    )
    document = write(found, "full")
    assert Counter(texts_in_document(document)) == wanted
    ids = [each.id for each in blocks_of(document.sections) if isinstance(each, Section)]
    assert len(set(ids)) == len(ids)
    links = {each.url for each in blocks_of(document.sections) if isinstance(each, Link) and each.url.startswith("#")}
    assert {link.removeprefix("#") for link in links} <= set(ids)


def test_a_snapshot_shows_the_part_it_was_taken_in_and_the_chair_can_widen_it():
    room = Room()
    room.do(CHAIR, "agenda.start", section=room.section(1))
    working, elsewhere = room.zone(1), room.zone(3)
    room.note(text="of this part", zone=working)
    room.note(text="of another part", zone=elsewhere)
    taken = room.do(CHAIR, "snapshot.take", title="Picture")["snapshot"]
    snapshot = room.state.get("snapshot", taken)
    assert (snapshot.zones, snapshot.crop) == ([working, elsewhere], [working])
    assert [zone.id for zone in snapshot_of(room.state, taken).zones] == [working]
    found = report(room)
    assert shown(found) == {"Picture": ["of this part"]} and cards(found.rest) == ["of another part"]
    room.do(CHAIR, "snapshot.edit", snapshot=taken, crop=[working, elsewhere])
    found = report(room)
    assert shown(found) == {"Picture": ["of this part", "of another part"]} and cards(found.rest) == []


def test_a_part_without_notes_of_its_own_has_a_picture_of_the_whole_wall():
    room = Room()
    room.note(text="early", zone=room.zone(3))
    room.do(CHAIR, "agenda.start")
    room.do(CHAIR, "snapshot.take", title="Picture")
    assert shown(report(room)) == {"Picture": ["early"]}


def test_what_one_snapshot_shows_no_later_one_shows_again_also_after_a_crop():
    room = Room()
    for n in range(3):
        room.note(text=f"first {n}", zone=room.zone(n))
    room.do(CHAIR, "snapshot.take", title="One")
    room.note(text="second", zone=room.zone(0))
    cropped = room.do(CHAIR, "snapshot.take", title="Two")["snapshot"]
    room.note(text="third", zone=room.zone(0))
    room.do(CHAIR, "snapshot.take", title="Three")
    room.do(CHAIR, "snapshot.edit", snapshot=cropped, crop=[room.zone(0)])
    assert shown(report(room)) == {"One": ["first 0", "first 1", "first 2"], "Two": ["second"], "Three": ["third"]}


def test_a_note_is_shown_with_its_last_words_group_and_marks_and_in_its_last_place():
    room = Room()
    edited, moved, liked = (room.note(text=text) for text in ("as it was", "moved", "liked"))
    room.do(CHAIR, "snapshot.take", title="Picture")
    room.do(ANN, "note.edit", note=edited, text="as it became")
    room.do(CHAIR, "group.add", zone=room.zone(), title="Good", notes=[edited, liked])
    room.do(CHAIR, "note.move", note=moved, zone=room.zone(1))
    room.do(BEN, "note.too", note=liked, on=True)
    found = report(room)
    [zone] = found.snapshots[0].zones
    [group] = zone.groups
    assert (group.title, {note.text: note.too for note in group.notes}) == ("Good", {"as it became": 0, "liked": 1})
    assert cards(found.rest) == ["moved"]
    # The picture itself stays as it was taken.
    [then] = snapshot_of(room.state, found.snapshots[0].id).zones
    assert {note.text for note in then.single} == {"as it was", "moved", "liked"}


def test_a_left_out_snapshot_takes_nothing_from_the_others():
    room = Room()
    room.note(text="early")
    left = room.do(CHAIR, "snapshot.take", title="One")["snapshot"]
    room.do(CHAIR, "snapshot.take", title="Two")
    assert shown(report(room)) == {"One": ["early"], "Two": []}
    room.do(CHAIR, "snapshot.edit", snapshot=left, left_out=True)
    assert shown(report(room)) == {"Two": ["early"]}


def test_a_scale_is_in_its_chapter_and_in_a_snapshot_only_as_it_was_before():
    room = Room()
    room.do(CHAIR, "agenda.start")
    scale = marked(room, 6)
    room.do(CHAIR, "scale.show", scale=scale)
    taken = room.do(CHAIR, "snapshot.take", title="Picture")["snapshot"]
    assert ([each.scales for each in report(room).snapshots], report(room).snapshots[0].spreads) == ([[scale]], [])
    pictures = [each for each in blocks_of(full(room).sections) if isinstance(each, Picture | Pictures)]
    assert len(pictures) == 1
    for n in range(6):
        room.do(PEOPLE[n], "scale.mark", scale=scale, value=9)
    room.do(CHAIR, "scale.hide", scale=scale)
    room.do(CHAIR, "scale.show", scale=scale)
    [before] = report(room).snapshots[0].spreads
    assert before.counts == [0, 0, 2, 2, 1, 1, 0, 0, 0, 0] and report(room).spreads[0].counts[8] == 6
    room.do(CHAIR, "snapshot.edit", snapshot=taken, scale_crop=[])
    assert report(room).snapshots[0].spreads == [] and snapshot_of(room.state, taken).spreads == []
    room.do(CHAIR, "snapshot.edit", snapshot=taken, scale_crop=[scale])
    assert len(snapshot_of(room.state, taken).spreads) == 1


def test_the_agenda_is_told_once():
    room = Room()
    room.do(CHAIR, "agenda.start")
    room.note(text="a note")
    room.do(CHAIR, "snapshot.take", title="Picture")
    titles = [each.title for _, each in sorted(room.state.of_kind("section").items())]
    tables = [block for block in blocks_of(full(room).sections) if type(block).__name__ == "Table"]
    assert len(tables) == 1 and {row[0] for row in tables[0].rows} == set(titles)

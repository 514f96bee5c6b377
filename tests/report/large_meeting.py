"""A meeting as large as real ones are: its parts, notes, groups, scales, pictures and words."""

import io
from collections.abc import Sequence
from itertools import product

from msgspec.structs import replace
from PIL import Image, ImageDraw

from live_cop.meeting.audience import Viewer
from live_cop.meeting.contacts.breadth import Breadth, People
from live_cop.meeting.wall.photos import PhotoAdd
from live_cop.report.facts import Report, Zone

from ..meeting.room import CHAIR, Room

_BEGINNINGS = (
    "Ring the landlord together with the person, before the form is filled in",
    "A drop-in on Tuesdays with tea",
    "Somebody who waits at the gate on the day of release",
    "One phone number that is answered",
    "We do not ask the same questions three times",
    "Keep the same worker for a year, whatever the service is called; people have told their story often enough",
    "A key that works",
    "Ask first what already helps",
)
_ENDINGS = (
    "",
    ", as in Hanley",
    ". It took one afternoon",
    ", also at weekends",
    " (the council would pay)",
    ": who could start?",
    ", and say so on the door",
    ". My sister found a flat that way",
    ", said calmly",
    " for people without papers",
    ", from the first day",
    ", with a bus ticket",
    ". We have tried it twice",
    " before Christmas",
    ", even if it is late",
    " near the library",
)
_MORE = ("", " Again", " Still", " Also")
QUESTIONS = (
    "How safe is it to say what is really going on?", "How well do we work together?",
    "How sure are we that the next step will happen?",
)  # fmt: skip


def words_of_notes(count: int) -> list[str]:
    """Different texts, as long as notes are."""
    texts = [f"{start}{end}.{more}" for more, end, start in product(_MORE, _ENDINGS, _BEGINNINGS)]
    return [f"{text} ({n // len(texts) + 1})" if n >= len(texts) else text for n, text in
            ((n, texts[n % len(texts)]) for n in range(count))]  # fmt: skip


def large_meeting(
    notes: int = 125, pictures: int = 12, scales: int = 4, recommendations: int = 7, photos: int = 0
) -> Room:
    """A closed meeting of 27 people with so many notes, pictures, scales, recommendations and photographs.

    In each part with places people write; then the chair sorts, and takes a picture with a caption. The parts without
    places, and the close, have the pictures that are taken automatically."""
    room = Room("solution", people=0)
    room.do(CHAIR, "meeting.edit", community="Stoke-on-Trent", series="Homes", title="Homes that say yes")
    people = [Viewer(f"p{n}", "participant") for n in range(27)]
    for n, person in enumerate(people):
        room.join(person, place=("room", "remote")[n % 2])
    room.carry_out_all()
    room.do(CHAIR, "agenda.start")
    questions = iter(QUESTIONS[: scales - 1])
    texts = words_of_notes(notes)
    shares = _shares(room, texts)
    taken = 0
    for n in range(12):
        room.wait(2)
        for zone, share in shares.pop(room.section(n), []):
            _write(room, people, zone, share)
        if photos and n not in (1, 8):
            _photograph(room, room.section(n), photos // 10 + (n < photos % 10))
        if n == 3 and scales:
            _answer(room, people, next(iter(room.state.of_kind("scale"))))
        elif n > 3 and (question := next(questions, None)):
            scale = room.do(CHAIR, "scale.add", question=question, low_label="not at all", high_label="wholly")["scale"]
            room.do(CHAIR, "scale.open", scale=scale)
            _answer(room, people, scale)
        if taken < pictures:
            room.do(CHAIR, "snapshot.take", caption=f"What we saw in part {n + 1}. It was more than we had thought.")
            taken += 1
        room.wait(8)
        room.do(CHAIR, "agenda.next")
    for text in words_of_notes(recommendations):
        room.do(CHAIR, "recommendation.add", text=f"We recommend: {text}", to="The housing board of the council")
    for text in words_of_notes(5):
        room.do(CHAIR, "step.add", what=f"Next: {text}", notice="Somebody says so", by_when="2026-12-03")
    for n in range(4):
        room.do(CHAIR, "resource.add", title=f"A guide, part {n}", url=f"https://example.org/{n}", helps="Who rents")
    room.do(
        CHAIR, "report.edit", introduction="We met in the library. " * 12,
        conclusions="Small things open doors. " * 15, thanks="Thank you for the cake.",
    )  # fmt: skip
    room.do(CHAIR, "meeting.close")
    return room


def _shares(room: Room, texts: list[str]) -> dict[str, list[tuple[str, list[str]]]]:
    """By part, its places and what is written there; at most twelve hopes."""
    zones = [(id, room.state.get("zone", id).section) for id in (room.zone(n) for n in range(12))]
    hopes = min(12, -(-len(texts) // len(zones)))
    size = -(-(len(texts) - hopes) // (len(zones) - 1))
    shares: dict[str, list[tuple[str, list[str]]]] = {}
    start = 0
    for n, (zone, part) in enumerate(zones):
        end = start + (size if n else hopes)
        shares.setdefault(part, []).append((zone, texts[start:end]))
        start = end
    return shares


def _write(room: Room, people: Sequence[Viewer], zone: str, texts: Sequence[str]) -> None:
    hopes = room.state.get("zone", zone).role == "hopes"
    notes = [room.note(people[n] if hopes else CHAIR, text, zone=zone) for n, text in enumerate(texts)]
    for n in range(0, len(notes) - 2, 7):
        room.do(CHAIR, "group.add", zone=zone, title=f"Like {texts[n][:24]}", notes=notes[n : n + 3])
    for note in notes[1:3]:
        for person in people[14:20]:
            room.do(person, "note.too", note=note, on=True)


def _answer(room: Room, people: Sequence[Viewer], scale: str) -> None:
    for n, person in enumerate(people[:20]):
        room.do(person, "scale.mark", scale=scale, value=3 + n % 5)
    room.do(CHAIR, "scale.show", scale=scale)


def _photograph(room: Room, part: str, count: int) -> None:
    """Hangs up photographs in the first place of this part, or of the wall."""
    zones = room.state.of_kind("zone")
    zone = next((id for id, each in zones.items() if each.section == part), room.zone(1))
    for _ in range(count):
        n = len(room.state.of_kind("photo"))
        shape = {"width": 2000, "height": 1500} if n % 3 else {"width": 1500, "height": 2000}
        room.give(CHAIR, PhotoAdd(zone=zone, picture=f"{n:064x}", description=f"The flip chart of table {n}", **shape))


def pictures_of(room: Room) -> dict[str, bytes]:
    """The files of the photographs, by their addresses."""
    photos = room.state.of_kind("photo").values()
    return {photo.picture: picture(n, photo.width // 4, photo.height // 4) for n, photo in enumerate(photos)}


def with_people(report: Report) -> Report:
    """The report as it is after it was shared, with 27 people."""
    breadth = Breadth(
        People(25, 15, 10), 10, [("Housing", 10), ("Prison", 5)], [("lived", 10), ("professional", 10), ("both", 5)]
    )
    return replace(report, breadth=breadth, published=True)


def picture(n: int, width: int, height: int) -> bytes:
    """A JPEG file that looks like a flip chart from a distance."""
    paper = Image.new("RGB", (width, height), ("#dcd6c8", "#cfd8d4", "#e6ddd0")[n % 3])
    draw = ImageDraw.Draw(paper)
    for line in range(12):
        end = width // 2 + (line * 137 + n * 71) % (width // 3)
        draw.line((width // 12, height * (line + 1) // 14, end, height * (line + 1) // 14 + 2), fill="#223355", width=3)
    file = io.BytesIO()
    paper.save(file, "JPEG", quality=80)
    return file.getvalue()


def everything_on(zones: Sequence[Zone]) -> list[str]:
    """The texts of all notes of these zones."""
    return [
        note.text
        for zone in zones
        for notes in (*(group.notes for group in zone.groups), zone.single)
        for note in notes
    ]

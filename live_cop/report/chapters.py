"""Turns a report into a document: its title, its notices, and which chapters it has in which order.

The summary is for readers with two minutes: `short_report` has its chapters, and `two_pages` fills two pages with them.
The full report adds all pictures, the wall and the agenda.
"""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from ..words import listed, t
from .dates import Clock
from .document import Document, Length, Section
from .facts import Report
from .formats import pdf
from .picture_chapters import (
    agenda_chapter,
    hopes_chapter,
    replay_chapter,
    scales_chapter,
    snapshots_chapter,
    wall_chapter,
)
from .short_report import chapters_of, lived_experience_in_words
from .text_chapters import (
    breadth_chapter,
    next_meeting_chapter,
    recommendations_chapter,
    record_chapter,
    resources_chapter,
    steps_chapter,
    text_chapter,
    turnout_in_words,
)
from .theme import Theme
from .two_pages import Chapter, fill

#: A full report of more notes than this is longer than a page.
NOTES_ON_A_PAGE = 60


def write(
    report: Report, length: Length = "summary", clock: Clock | None = None, theme: Theme | None = None
) -> Document:
    """The document of a report. Times are in the time zone of `clock`, by default that of the meeting."""
    clock = clock or report.clock
    if length == "full":
        return _whole(report, length, clock, theme)
    shown = on_two_pages(_document(report, length, clock, [], theme), chapters_of(report, clock))
    if report.notes <= NOTES_ON_A_PAGE and pdf.pages(shown) > 1:
        # Everything, each thing once, may need fewer pages than groups and the notes in them.
        whole = _whole(report, length, clock, theme)
        return whole if pdf.pages(whole) == 1 else shown
    return shown


def _whole(report: Report, length: Length, clock: Clock, theme: Theme | None) -> Document:
    return _document(report, length, clock, [each for each in _full(report, clock) if each is not None], theme)


def on_two_pages(empty: Document, chapters: Sequence[Chapter]) -> Document:
    """The document with as much of the chapters as two pages of a PDF hold. All other formats have the same content,
    and set it a little closer."""
    sections = fill(chapters, lambda sections: pdf.space_left(replace(empty, sections=sections)))
    return replace(empty, sections=sections)


def _document(report: Report, length: Length, clock: Clock, chapters: list[Section], theme: Theme | None) -> Document:
    # The community may have another name by now, which goes with its logo.
    community = theme.name if theme else report.community
    return Document(
        title=report.title,
        kind=t("report.kind"),
        lines=[line for line in (community, report.series) if line],
        when=when(report, clock),
        notices=_notices(report, clock),
        about=_about(report),
        sections=[chapter for chapter in chapters if not (report.published and _says_nothing(chapter))],
        made=t("report.made", date=clock.date(report.made_at), time=clock.hour(report.made_at)),
        length=length,
        made_at=report.made_at,
        author=community,
        theme=theme,
    )


def _says_nothing(chapter: Section) -> bool:
    """Whether a chapter only says that it is empty, which a draft shows as a reminder. That nothing was written on the
    wall, readers are told in any case."""
    return chapter.is_empty and chapter.id != "wall"


def _full(report: Report, clock: Clock) -> Iterator[Section | None]:
    """Everything, each thing once: first what a reader needs who reads one page, then what the meeting showed."""
    yield recommendations_chapter(report)
    yield text_chapter("introduction", report.introduction)
    yield text_chapter("conclusions", report.conclusions, raised=True)
    yield steps_chapter(report, clock)
    yield scales_chapter(report)
    yield hopes_chapter(report)
    yield snapshots_chapter(report, clock)
    yield replay_chapter(report, clock)
    yield wall_chapter(report)
    for chapter in (
        breadth_chapter(report),
        resources_chapter(report),
        text_chapter("thanks", report.thanks) if report.thanks else None,
        next_meeting_chapter(report, clock),
        agenda_chapter(report),
        record_chapter(report),
    ):
        yield replace(chapter, columns=True) if chapter else None


def when(report: Report, clock: Clock) -> str:
    """The day and hours of the meeting in words."""
    if report.began is None:
        return t("report.no_date")
    day, start = clock.date(report.began), clock.time(report.began)
    if report.ended is None:
        return listed((day, t("report.from", start=start, zone=clock.zone(report.began))))
    end = clock.time(report.ended)
    if (last := clock.date(report.ended)) != day:
        # It was closed after midnight or days later.
        end = listed((last, end))
    return listed((day, t("report.from_to", start=start, end=end, zone=clock.zone(report.ended))))


def _notices(report: Report, clock: Clock) -> list[str]:
    notices = []
    if report.state != "closed":
        key = "report.waiting" if report.state == "waiting" else "report.going_on"
        notices.append(t(key, date=clock.date(report.made_at), time=clock.hour(report.made_at)))
    if not report.published:
        notices.append(t("report.draft"))
    return notices


def _about(report: Report) -> list[str]:
    """How many people took part, and how many notes, pictures and spreads there are."""
    amounts = (
        ("notes", report.notes),
        ("photographs", len(report.photos)),
        ("pictures", len(report.snapshots)),
        ("spreads", len(report.spreads)),
    )
    counts = [t(f"report.{key}", n=n) for key, n in amounts if n]
    # Before the start nobody has taken part.
    people = [] if report.state == "waiting" else [turnout_in_words(report), lived_experience_in_words(report)]
    return [line for line in (" ".join(filter(None, people)), " · ".join(counts)) if line]

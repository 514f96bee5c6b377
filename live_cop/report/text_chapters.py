"""The chapters of a report that are text, lists and tables: recommendations, steps, resources, people, next meeting."""

from collections.abc import Iterable

from ..meeting.contacts.breadth import OTHER
from ..words import figures, listed, sentence, t
from .dates import Clock, day
from .document import Block, Calendar, Item, Items, Link, Section, Table, Text, paragraphs
from .facts import Recommendation, Report, Resource, SentRecommendations
from .pictures import steps


def list_chapter(id: str, items: list[Item], more: Iterable[Block] = (), *, raised: bool = False) -> Section:
    """A chapter with a list, and the blocks `more`."""
    blocks: list[Block] = [Items(items)] if items else [Text(t(f"report.{id}.none"), soft=True)]
    return Section(id, t(f"report.{id}.heading"), [*blocks, *more], raised=raised)


def text_chapter(id: str, text: str, *, raised: bool = False) -> Section:
    """A chapter with a text of the chair."""
    written = "\n\n".join(paragraphs(text))
    block = Text(written) if written else Text(t(f"report.{id}.empty"), soft=True)
    return Section(id, t(f"report.{id}.heading"), [block], raised=raised)


def turnout_in_words(report: Report) -> str:
    """About how many people took part and from where, as far as the privacy floor allows. "" if that is not known."""
    if report.breadth is None:
        return "" if report.published else t("report.people.later")
    people = report.breadth.people
    if people.total is None:
        return f"{sentence(t('report.people.few'))} {t('report.people.few_why')}"
    if people.room is None:
        places = t("report.people.merged")
    elif not people.remote:
        places = t("report.people.all_room")
    elif not people.room:
        places = t("report.people.all_remote")
    else:
        places = t("report.people.both", room=people.room, remote=people.remote)
    return f"{sentence(t('report.people.total', n=people.total))} {places}"


def recommendations_chapter(report: Report) -> Section:
    items = [recommendation_item(each) for each in report.recommendations]
    return list_chapter("recommendations", items, sent_lines(report), raised=True)


def recommendation_item(each: Recommendation, *more: str) -> Item:
    """A recommendation with its addressee, further facts, and what came back."""
    to = [t("report.recommendations.to", to=each.to)] if each.to else []
    answer = [t("report.recommendations.answer", answer=each.answer)] if each.answer else []
    return Item(each.text, [*to, *more, *answer])


def sent_lines(report: Report) -> list[Block]:
    """To whom the recommendations were sent, one line for each day."""
    return [Text(sent_in_words(each, day(each.day)), soft=True) for each in report.sent]


def sent_in_words(each: SentRecommendations, days: str) -> str:
    """When and to whom recommendations were sent, on one day or several."""
    if each.organisations:
        return t("report.recommendations.sent", n=each.people, day=days, whom=listed(each.organisations))
    return t("report.recommendations.sent_unnamed", n=each.people, day=days)


def breadth_chapter(report: Report) -> Section | None:
    """The backgrounds of the people on the attendance list, and the names of those who agreed to be named."""
    blocks: list[Block] = []
    if report.breadth is not None and (report.breadth.kinds or report.breadth.organisations):
        blocks.append(Text(t("report.breadth.about"), soft=True))
        for id, rows in (("kinds", report.breadth.kinds), ("organisations", report.breadth.organisations)):
            head = [t(f"report.breadth.{id}"), t("report.breadth.people")]
            cells = [[breadth_label(id, name), t("report.breadth.about_n", n=n)] for name, n in rows]
            # Numbers that were kept before may have others alone, which says nothing.
            blocks += [Table(head, cells)] if any(name != OTHER for name, _ in rows) else []
        if report.breadth.organisation_count is not None:
            blocks.append(Text(t("report.breadth.how_many", n=report.breadth.organisation_count)))
    if report.named:
        people = [Item(name, [organisation] if organisation else []) for name, organisation in report.named]
        blocks += [Text(t("report.breadth.named"), soft=True), Items(people)]
    return Section("breadth", t("report.breadth.heading"), blocks) if blocks else None


def breadth_label(id: str, name: str) -> str:
    """The label of a count: a kind of experience in words, or an organisation as people wrote it."""
    if name == OTHER:
        return t("report.breadth.others")
    return t(f"report.breadth.{name}") if id == "kinds" else name


def resources_chapter(report: Report) -> Section | None:
    items = [resource_item(each) for each in report.resources]
    if report.slides:
        items.append(Item(report.slides, [t("report.resources.slides")]))
    return list_chapter("resources", items) if items else None


def resource_item(each: Resource) -> Item:
    """A resource with its link, what it helps with, and its file."""
    helps = [t("report.resources.helps", helps=each.helps)] if each.helps else []
    if not each.file:
        return Item(each.title, helps, each.url)
    name, size = each.file, figures.size(each.size)
    # A report that people take home says where the file is; one that is read there has a link.
    words = t("report.resources.file" if each.file_url else "report.resources.file_elsewhere", name=name, size=size)
    return Item(each.title, helps, each.url, words, each.file_url)


def steps_chapter(report: Report, clock: Clock) -> Section:
    items = []
    for step in report.steps:
        facts = steps.facts(step)
        if step.origin:
            title, at = step.origin
            facts.append(
                t("report.steps.origin", title=title, day=clock.date(at))
                if at
                else t("report.steps.origin_undated", title=title)
            )
        items.append(Item(step.what, facts))
    more: list[Block] = [Text(t("report.invites", n=report.invites), soft=True)] if report.invites else []
    return list_chapter("steps", items, more)


def next_meeting_chapter(report: Report, clock: Clock) -> Section | None:
    meeting = report.next_meeting
    if meeting is None:
        return None
    at = meeting.at
    blocks: list[Block] = [
        Text(meeting.title, strong=True),
        Text(listed((clock.date(at), f"{clock.time(at)} ({clock.zone(at)})"))),
    ]
    if meeting.venue:
        blocks.append(Text(meeting.venue))
    if meeting.video_url:
        blocks.append(Link(meeting.video_url, meeting.video_url, t("report.next.video")))
    blocks.append(Calendar(t("report.next.calendar"), report.calendar))
    return Section("next-meeting", t("report.next.heading"), blocks, raised=True)


def record_chapter(report: Report) -> Section:
    """How the meeting was recorded, and what the report leaves out."""
    left_out = report.left_out
    blocks: list[Block] = []
    if report.recording:
        blocks.append(Text(t("report.record.mode", recording=report.recording)))
    blocks += [
        Text(t(f"report.left_out.{name}", n=number))
        for name, number in (("pictures", left_out.pictures), ("notes", left_out.notes))
        if number
    ]
    blocks.append(Text(" ".join(t(f"report.record.{each}") for each in ("notes", "gone", "small"))))
    return Section("record", t("report.record.heading"), blocks)

"""From a report to its document: which chapters there are, in which order, and every word around the meeting's own.

The summary is for whoever has two minutes: what is recommended, what the chair takes from it, the scales and the next
steps, on two pages. The full report adds all pictures, the wall and the agenda.
"""

from collections import Counter
from collections.abc import Iterator

from ..words import t
from .breadth import OTHER
from .dates import Clock, day
from .document import (
    Block,
    Calendar,
    Document,
    Item,
    Items,
    Length,
    Link,
    Notes,
    Pictures,
    Replay,
    Section,
    Table,
    Text,
)
from .facts import Recommendation, Report, Resource, Snapshot, Spread, Zone
from .pictures import agenda, hopes, scale, snapshot, steps, wall
from .summary import MOST_ITEMS, MOST_SCALES, MOST_THANKS, MOST_WORDS, listed, words


def write(report: Report, length: Length = "summary", clock: Clock | None = None) -> Document:
    """The report at this length; times are said by `clock` (without one, in the time zone of the server)."""
    clock = clock or Clock()
    chapters = _summary(report, clock) if length == "summary" else _full(report, clock)
    return Document(
        title=report.title,
        kind=t("report.kind"),
        lines=[line for line in (report.community, report.series) if line],
        when=when(report, clock),
        notices=_notices(report, clock),
        about=_about(report),
        sections=[chapter for chapter in chapters if chapter is not None and not _is_left_blank(report, chapter)],
        made=t("report.made", date=clock.date(report.made_at), time=clock.time(report.made_at)),
        length=length,
        made_at=report.made_at,
        author=report.community,
    )


def _is_left_blank(report: Report, chapter: Section) -> bool:
    """What the chair has not written. A draft names it, so that it is thought of; a report that is shared is silent."""
    mine = {"recommendations": report.recommendations, "introduction": report.introduction.strip()}
    mine["conclusions"] = report.conclusions.strip()
    return report.published and not mine.get(chapter.id, True)


def _summary(report: Report, clock: Clock) -> Iterator[Section | None]:
    yield _recommendations(report, MOST_ITEMS)
    yield words("introduction", report.introduction, MOST_WORDS)
    yield words("conclusions", report.conclusions, MOST_WORDS, raised=True)
    yield _steps(report, clock, MOST_ITEMS)
    yield _scales_in_short(report)
    yield _resources(report, MOST_ITEMS)
    yield words("thanks", report.thanks, MOST_THANKS) if report.thanks else None
    yield _next(report, clock)
    yield _record(report)


def _full(report: Report, clock: Clock) -> Iterator[Section | None]:
    yield _recommendations(report)
    yield words("introduction", report.introduction)
    yield words("conclusions", report.conclusions, raised=True)
    yield _steps(report, clock)
    yield _shots(report, clock)
    yield _scales(report)
    yield _hopes(report)
    yield _people(report)
    yield _resources(report)
    yield words("thanks", report.thanks) if report.thanks else None
    yield _next(report, clock)
    yield _agenda(report)
    yield _replay(report, clock)
    yield _wall(report)
    yield _record(report)


def when(report: Report, clock: Clock) -> str:
    """The day and the hours of the meeting."""
    if report.began is None:
        return t("report.no_date")
    day, start = clock.date(report.began), clock.time(report.began)
    if report.ended is None:
        return f"{day}, {t('report.from', start=start, zone=clock.zone(report.began))}"
    end = clock.time(report.ended)
    if (last := clock.date(report.ended)) != day:
        # It was closed after midnight, or days later.
        end = f"{last}, {end}"
    return f"{day}, {t('report.from_to', start=start, end=end, zone=clock.zone(report.ended))}"


def _notices(report: Report, clock: Clock) -> list[str]:
    found = []
    if report.state != "closed":
        key = "report.waiting" if report.state == "waiting" else "report.going_on"
        found.append(t(key, date=clock.date(report.made_at), time=clock.time(report.made_at)))
    if not report.published:
        found.append(t("report.draft"))
    return found


def _about(report: Report) -> list[str]:
    """Who took part, and how much there is of what there is."""
    found = (("notes", report.notes), ("pictures", len(report.snapshots)), ("spreads", len(report.spreads)))
    counts = [t(f"report.{key}", n=n) for key, n in found if n]
    # Before the start nobody has taken part.
    people = [] if report.state == "waiting" else [people_of(report)]
    return [*people, *([" · ".join(counts)] if counts else [])]


def people_of(report: Report) -> str:
    """How many took part, and where, as far as that may be told."""
    people = report.people
    if people.total is None:
        return f"{t('report.people.few')}. {t('report.people.few_why')}"
    if people.room is None:
        places = t("report.people.merged")
    elif not people.remote:
        places = t("report.people.all_room")
    elif not people.room:
        places = t("report.people.all_remote")
    else:
        places = t("report.people.both", room=people.room, remote=people.remote)
    return f"{t('report.people.total', n=people.total)}. {places}"


def _recommendations(report: Report, most: int | None = None) -> Section:
    items = [recommended(each) for each in report.recommendations]
    return listed("recommendations", items, most, sent(report), raised=True)


def recommended(each: Recommendation, *more: str) -> Item:
    """A recommendation, to whom it goes, and what else is known of it."""
    return Item(each.text, [*([t("report.recommendations.to", to=each.to)] if each.to else []), *more])


def sent(report: Report) -> list[Block]:
    """To whom the recommendations went, in a line for each day."""
    return [
        Text(
            t("report.recommendations.sent", n=each.people, day=day(each.day), whom=", ".join(each.organisations))
            if each.organisations
            else t("report.recommendations.sent_unnamed", n=each.people, day=day(each.day)),
            soft=True,
        )
        for each in report.sent
    ]


def _people(report: Report) -> Section | None:
    """The breadth of the people who put themselves on the attendance list, and those of them who may be named."""
    blocks: list[Block] = []
    if report.breadth is not None:
        blocks.append(Text(t("report.breadth.about"), soft=True))
        for id, rows in (("kinds", report.breadth.kinds), ("organisations", report.breadth.organisations)):
            head = [t(f"report.breadth.{id}"), t("report.breadth.people")]
            blocks += [Table(head, [[label_of(id, name), str(n)] for name, n in rows])] if rows else []
        if report.breadth.organisation_count is not None:
            blocks.append(Text(t("report.breadth.how_many", n=report.breadth.organisation_count)))
    if report.named:
        people = [Item(name, [organisation] if organisation else []) for name, organisation in report.named]
        blocks += [Text(t("report.breadth.named"), soft=True), Items(people)]
    return Section("breadth", t("report.breadth.heading"), blocks) if blocks else None


def label_of(id: str, name: str) -> str:
    """A kind of experience in words, an organisation as people wrote it."""
    if name == OTHER:
        return t("report.breadth.others")
    return t(f"report.breadth.{name}") if id == "kinds" else name


def _resources(report: Report, most: int | None = None) -> Section | None:
    if not report.resources:
        return None
    return listed("resources", [resource(each) for each in report.resources], most)


def resource(each: Resource) -> Item:
    """Something to read or to use, and what it helps with."""
    return Item(each.title, [t("report.resources.helps", helps=each.helps)] if each.helps else [], each.url)


def _steps(report: Report, clock: Clock, most: int | None = None) -> Section:
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
    return listed("steps", items, most, more)


def _next(report: Report, clock: Clock) -> Section | None:
    following = report.next_meeting
    if following is None:
        return None
    at = following.at
    blocks: list[Block] = [
        Text(following.title, strong=True),
        Text(f"{clock.date(at)}, {clock.time(at)} ({clock.zone(at)})"),
    ]
    if following.venue:
        blocks.append(Text(following.venue))
    if following.video_url:
        blocks.append(Link(following.video_url, following.video_url, t("report.next.video")))
    blocks.append(Calendar(t("report.next.calendar"), report.calendar))
    return Section("next-meeting", t("report.next.heading"), blocks, raised=True)


def _shots(report: Report, clock: Clock) -> Section:
    about = t("report.shots.about") if report.snapshots else t("report.shots.none")
    return Section(
        "shots",
        t("report.shots.heading"),
        [Text(about, soft=True), *(_shot(shot, clock) for shot in report.snapshots)],
    )


def _shot(shot: Snapshot, clock: Clock) -> Section:
    blocks: list[Block] = []
    if shot.agenda:
        blocks.append(Text(agenda.where(shot.agenda), soft=True))
        blocks.append(agenda.strip_picture_of(shot.agenda))
    if shot.caption:
        blocks.append(Text(shot.caption))
    drawn = [picture for place in shot.zones for picture in wall.pictures_of(place)]
    drawn += [scale.picture_of(spread) for spread in shot.spreads]
    if drawn:
        blocks.append(Pictures(drawn))
    else:
        blocks.append(Text(t("report.shots.nothing_new" if shot.as_before else "report.shots.empty_wall"), soft=True))
    if shot.gone:
        blocks.append(Text(snapshot.gone(shot), soft=True))
    return Section(f"shot-{shot.id}", shot.title, blocks, aside=clock.time(shot.taken_at), small=shot.auto)


def _scales(report: Report) -> Section:
    about = Text(t("report.scale.about" if report.spreads else "report.scale.none"), soft=True)
    ups = {place.scale_id: place for place in report.zones if place.scale_id and place.count}
    inside: list[Block] = [
        Section(f"scale-{n}", spread.question, _scale(spread, ups.get(spread.id)), small=True)
        for n, spread in enumerate(report.spreads, start=1)
    ]
    return Section("scales", t("report.scale.heading"), [about, *inside])


def _scale(spread: Spread, up: Zone | None) -> list[Block]:
    blocks: list[Block] = [
        Text(scale.why_hidden(spread)) if spread.counts is None else scale.picture_of(spread, asked=False)
    ]
    if up is not None:
        blocks.append(Link(t("report.notes", n=up.count), f"#place-{up.id}", t("report.scale.up")))
    return blocks


def _scales_in_short(report: Report) -> Section | None:
    """The spreads that the meeting saw; the newest say most."""
    seen = [spread for spread in report.spreads if spread.counts is not None]
    if not seen:
        return None
    blocks: list[Block] = [Pictures([scale.picture_of(spread) for spread in seen[-MOST_SCALES:]])]
    if len(seen) > MOST_SCALES:
        blocks.append(Text(t("report.more", n=len(seen) - MOST_SCALES), soft=True))
    return Section("scales", t("report.scale.heading"), blocks)


def _hopes(report: Report) -> Section | None:
    if report.hopes is None:
        return None
    told: Block = (
        Text(t("report.hopes.few", floor=report.hopes.floor))
        if report.hopes.yes is None
        else Pictures([hopes.picture_of(report.hopes)])
    )
    return Section("hopes", t("report.hopes.heading"), [Text(t("report.hopes.about"), soft=True), told])


def _agenda(report: Report) -> Section:
    if not report.agenda:
        return Section("agenda", t("report.agenda.heading"), [Text(t("report.agenda.none"), soft=True)])
    planned = agenda.minutes(sum(part.planned for part in report.agenda) * agenda.MINUTE)
    spent = agenda.minutes(sum(part.spent for part in report.agenda))
    table = Table(
        [t("report.agenda.column_part"), t("report.agenda.column_planned"), t("report.agenda.column_took")],
        [[part.title, agenda.minutes(part.planned * agenda.MINUTE), agenda.took_cell(part)] for part in report.agenda],
        [t("report.agenda.whole"), planned, spent],
    )
    rounds = [
        Text(t("report.agenda.voices", title=part.title, n=part.voices))
        for part in report.agenda
        if part.voices is not None
    ]
    return Section("agenda", t("report.agenda.heading"), [Pictures([agenda.picture_of(report.agenda)]), table, *rounds])


def _replay(report: Report, clock: Clock) -> Section | None:
    """A time to the minute: a recording of the call beside it would tell who was typing at a second."""
    played = report.replay
    if played is None:
        return None
    there = Counter(paper.positions[0][0] for paper in played.notes)
    days = {clock.date(at) for at in played.moments}
    moments, notes = [t("report.replay.empty")], 0
    for n, at in enumerate(played.moments, start=1):
        notes += there[n]
        time = f"{clock.date(at)}, {clock.time(at)}" if len(days) > 1 else clock.time(at)
        moments.append(t("report.replay.moment", time=time, notes=t("report.notes", n=notes)))
    blocks: list[Block] = [
        Text(t("report.replay.about"), soft=True),
        Replay(moments, played.zones, played.notes),
    ]
    return Section("replay", t("report.replay.heading"), blocks)


def _wall(report: Report) -> Section:
    if not report.notes:
        return Section("wall", t("report.wall.heading"), [Text(t("report.wall.none"), soft=True)])
    blocks: list[Block] = [_place(place) for place in report.zones if place.count]
    if empty := [place.title for place in report.zones if not place.count]:
        blocks.append(Text(t("report.wall.empty", places=", ".join(empty)), soft=True))
    return Section("wall", t("report.wall.heading"), blocks)


def _place(place: Zone) -> Section:
    blocks: list[Block] = []
    if place.prompt:
        blocks.append(Text(place.prompt, soft=True))
    if place.scale:
        blocks.append(Text(t("report.wall.place_of_scale", question=place.scale), soft=True))
    for n, group in enumerate(place.groups, start=1):
        blocks.append(Section(f"place-{place.id}-{n}", group.title, [Notes(group.notes)]))
    if place.single:
        single = Notes(place.single)
        blocks.append(Section(f"place-{place.id}-single", t("report.single"), [single]) if place.groups else single)
    return Section(f"place-{place.id}", place.title, blocks, aside=t("report.notes", n=place.count))


def _record(report: Report) -> Section:
    """How it was recorded, and what is not in here."""
    left = report.left_out
    blocks: list[Block] = []
    if report.recording:
        blocks.append(Text(t("report.record.mode", recording=report.recording)))
    blocks += [
        Text(t(f"report.left_out.{name}", n=number))
        for name, number in (("pictures", left.pictures), ("cropped", left.cropped), ("notes", left.notes))
        if number
    ]
    blocks.append(Text(" ".join(t(f"report.record.{each}") for each in ("notes", "gone", "small"))))
    return Section("record", t("report.record.heading"), blocks)

"""Renders pages: a template with its script, its style and its words."""

import hashlib
import json
from functools import cache
from typing import Any, NamedTuple

import msgspec
from flask import render_template
from markupsafe import Markup

from .. import words
from ..meeting.audience import Viewer
from ..meeting.codes import join_code
from ..meeting.records.agenda import current_section
from ..meeting.refusal import Refusal
from ..meeting.state import State
from ..report.dates import city_of
from ..report.theme import Theme
from ..words import languages
from . import addresses
from .communities import theme
from .http import assets, words_in_use
from .http.icons import icon
from .http.language import default_to, is_easy, language_page
from .pages import first_screen
from .services import services

#: What all screens of a meeting say.
_MEETING_AREAS = ("common", "wall", "member", "board", "scale", "agenda", "voice", "hopes", "thread", "team")
#: The areas of the catalogue of words that each page's script needs.
WORD_AREAS = {
    "home": ("common", "home"),
    "join": ("common", "join"),
    "links": ("common", "links"),
    "making": ("web",),
    "message": (),
    "take": (),
    "community": ("common", "community"),
    "plan": ("common", "home"),
    "guide": ("common", "guide"),
    "accessibility": (),
    "agenda": ("common",),
    "attendance": ("attendance",),
    "people": (),
    "send": ("common", "send"),
    "plain": (),
    "language": (),
    "host": (),
    "member": (*_MEETING_AREAS, "photos", "slides", "unseen"),
    "board": _MEETING_AREAS,
    "chair": (*_MEETING_AREAS, "chair", "practice", "photos", "slides", "unseen", "choose"),
}
#: How long a page waits for the batch that is on its way to the disk. Then it comes without the meeting, which the
#: connection brings.
DISK_PATIENCE_SECONDS = 1.0
#: The pages whose words are a file of their own, which browsers keep: they have too many to send them each time.
WORDS_APART = frozenset(("member", "board", "chair"))
#: What these need besides, unless they are in English: the words of refusals, and of the names that people are given.
#: English ones come with the refusal and with the record.
OTHER_LANGUAGE_AREAS = ("marker", "refusals")


def meeting_page(page: str, code: str, viewer: Viewer, state: State, look: Theme | None = None) -> str:
    """A screen of the meeting, in the look of its community. The template shows the meeting's present section until the
    script has taken over, which finds the whole meeting in the page, as a welcome would tell it.

    Raises Refusal `unknown_meeting` if it has just been deleted."""
    language = state.get("meeting", "meeting").language
    if page == "board":
        languages.switch(language)
    else:
        default_to(language)
    present = _present(code, viewer) or _Present(_first_paint(state))
    if present.first_paint is None:
        # Deleted since the request began: it is not shown, and nothing is kept for it.
        raise Refusal("unknown_meeting")
    welcome = present.welcome
    # As static/js/core/connection.js says it: the page has a connection before it has its script.
    hello = {"meeting": code, "as": viewer.role, "since": present.revision, "epoch": present.epoch}
    return render(
        page,
        page_data(code, viewer.role, state) | _theme_data(code, look) | _language_choice(page),
        theme_css=theme.css(look),
        code=code,
        viewer=viewer,
        welcome=_as_json_block(welcome),
        hello=msgspec.json.encode(hello).decode(),
        # Easy reading has a button that the script brings, and shows the rest with it.
        first=first_screen.draw(msgspec.json.decode(welcome))
        if welcome and page == "member" and not is_easy(page)
        else None,
        **present.first_paint,
    )


class _Present(NamedTuple):
    """What a page brings along of a meeting at one moment. `first_paint` is what it shows before its script runs, None
    if the meeting is gone; the welcome is empty if the page has none, and else is of this revision of this epoch."""

    first_paint: dict[str, Any] | None
    welcome: bytes = b""
    revision: int | None = None
    epoch: str | None = None


def _present(code: str, viewer: Viewer) -> _Present | None:
    """The meeting at this moment, between two batches: while one is on its way to the disk, memory holds what may yet
    be taken back. None if that takes too long."""
    hub, welcome_in_page = services().hub, services().welcome_in_page
    services().prepare_welcome(code)

    def read() -> _Present:
        state = hub.state(code)
        if state is None:
            return _Present(None)
        welcome = welcome_in_page(state, viewer)
        return (
            _Present(_first_paint(state), welcome, state.revision, state.epoch)
            if welcome
            else _Present(_first_paint(state))
        )

    return hub.read_between_batches(read, DISK_PATIENCE_SECONDS)


def _first_paint(state: State) -> dict[str, Any]:
    """What a screen shows before its script runs."""
    current = current_section(state.of_kind("section"))
    sections = sorted(state.of_kind("section").values(), key=lambda section: section.order)
    zones = sorted(state.of_kind("zone").values(), key=lambda zone: zone.order)
    return {
        "meeting": state.get("meeting", "meeting"),
        "section": state.get("section", current) if current else None,
        "sections": sections,
        "zone": next((zone for zone in zones if current and zone.section == current), zones[0] if zones else None),
    }


def _as_json_block(data: bytes) -> Markup:
    """JSON for a `<script type="application/json">`, which no text in it can end."""
    return Markup(data.decode().replace("<", "\\u003c"))


def _language_choice(page: str) -> dict[str, Any]:
    """The languages for what everybody sees together, as (code, name), for the page on which one is chosen."""
    whole = [(each.code, each.name) for each in languages.languages().values() if each.covers == "whole"]
    return {"languages": whole} if page == "chair" else {}


def _theme_data(code: str, look: Theme | None) -> dict[str, Any]:
    """What a screen shows of how the community looks: nothing without a logo."""
    if look is None or not look.logo:
        return {}
    logo = f"/m/{code}/logo/{look.digest}.png"
    return {"theme": {"name": look.name, "logo": logo, "width": look.width, "height": look.height}}


def page_data(code: str, role: str, state: State) -> dict[str, Any]:
    """The data that a meeting's page gives its script: the meeting, the role, and the addresses of pages and calls."""
    base, calls = f"/m/{code}", f"/api/meetings/{code}"
    urls = {
        "member": base,
        "join": f"{calls}/join?probed",
        "board": f"{base}/board",
        "qr": f"{base}/qr.svg",
        "report": f"{base}/report.html?length=full",
        "next_ics": f"{base}/next.ics",
        "agenda": f"{base}/agenda",
        "meeting_ics": f"{base}/meeting.ics",
        "attendance": f"{base}/attendance",
        "wide_style": assets.late_style_url("wide"),
        "plane_style": assets.late_style_url("plane"),
    }
    if role in ("chair", "helper"):
        urls |= {
            "links": f"{base}/links",
            "picture": f"{base}/picture.png",
            "people": f"{base}/attendance/list",
            "send": f"{base}/send",
            "snapshots": f"{base}/snapshots/",
            "chair_link": f"{calls}/chair-link",
            "helper_link": f"{calls}/helper-link",
            "board_link": f"{calls}/board-link",
            "new_code": f"{calls}/new-code",
            "practice": f"{calls}/practice",
            "living_links": f"{calls}/links",
            "report_link": f"{calls}/report-link",
        }
    return {
        "code": code,
        "as": role,
        "role": role,
        "title": state.get("meeting", "meeting").title,
        "join_url": addresses.join_url(join_code(state)),
        "short_url": addresses.short_url(),
        "urls": urls,
    }


def page_words(page: str, easy: bool = False) -> dict[str, str]:
    """The words that a page's script needs, by their keys. `easy`: in easier words, where there are any."""
    texts = words.of_areas(*WORD_AREAS[page])
    if page in WORDS_APART:
        says = words_in_use.finder(page)
        texts = {key: text for key, text in texts.items() if says(words.without_form(key))}
        if languages.current().code != languages.DEFAULT:
            texts |= words.of_areas(*OTHER_LANGUAGE_AREAS)
    return words.in_easy_words(texts) if easy else texts


def _names_of_days_and_months(language: str) -> dict[str, str]:
    """The names in this language by their English ones, for browsers that know no dates in it."""
    english, own = languages.locale(languages.DEFAULT), languages.locale(language)
    return {
        str(name): str(names[number])
        for of_english, names in (
            (english.days["format"]["wide"], own.days["format"]["wide"]),
            (english.months["format"]["wide"], own.months["format"]["wide"]),
        )
        for number, name in of_english.items()
    }


@cache
def words_script(page: str, language: str, easy: bool = False) -> bytes:
    """The words of a page as a script, which runs before that of the page; in other languages than English with the
    texts that a meeting has from the start, as they are stored and as the page shows them. `easy`: in easier words."""
    with languages.using(language):
        globals: dict[str, Any] = {"pageWords": _by_parts_of_keys(page_words(page, easy))}
        if language != languages.DEFAULT:
            globals["pageTexts"] = dict(words.shown_texts())
            globals["pageDates"] = _names_of_days_and_months(language)
    return "".join(
        f"globalThis.{name} = {json.dumps(texts, ensure_ascii=False, separators=(',', ':'))};\n"
        for name, texts in globals.items()
    ).encode()


def _by_parts_of_keys(texts: dict[str, str]) -> dict[str, Any]:
    """The texts of `a.b` and `a.c` as `{"a": {"b": ..., "c": ...}}`: a twelfth less to send. static/js/ui/words.js
    joins the keys again."""
    tree: dict[str, Any] = {}
    for key, text in texts.items():
        *above, last = key.split(".")
        place = tree
        for part in above:
            place = place.setdefault(part, {})
        place[last] = text
    return tree


@cache
def words_url(page: str, language: str, easy: bool = False) -> str:
    """The address of the words of a page; "" if they are in the page itself."""
    if page not in WORDS_APART:
        return ""
    digest = hashlib.sha256(words_script(page, language, easy)).hexdigest()[:16]
    return f"/s/{digest}/words/{language}/{'easy/' if easy else ''}{page}.js"


def render(page: str, page_data: dict[str, Any], **values: object) -> str:
    """The template of this page, filled in. `page_data` goes to the page's script, `values` to the template."""
    language, easy = languages.current(), is_easy(page)
    return render_template(
        f"{page}.html",
        page=page,
        page_data=page_data,
        page_words={} if page in WORDS_APART else page_words(page, easy),
        words_script=words_url(page, language.code, easy),
        shown=words.shown_text,
        city_of=city_of,
        language=language,
        language_page=language_page(),
        icon=icon,
        host=first_screen.host,
        is_rtl=languages.is_rtl,
        easy=easy,
        t=words.t_easy if easy else words.t,
        asset=assets.url,
        script=assets.script_url(page),
        style=assets.style(page),
        **values,
    )

"""Renders pages: a template with its script, its style and its words."""

import hashlib
import json
from functools import cache
from typing import Any

from flask import render_template

from .. import words
from ..meeting.audience import Viewer
from ..meeting.codes import join_code
from ..meeting.records.agenda import current_section
from ..meeting.state import State
from ..report.theme import Theme
from . import addresses
from .communities import theme
from .http import assets

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
    "attendance": ("attendance",),
    "people": (),
    "send": ("common", "send"),
    "plain": (),
    "member": (
        "common",
        "wall",
        "member",
        "board",
        "scale",
        "agenda",
        "voice",
        "hopes",
        "thread",
        "team",
        "photos",
        "slides",
        "unseen",
    ),
    "board": ("common", "board", "scale", "agenda", "wall", "member", "voice", "hopes", "thread", "team"),
    "chair": (
        "common",
        "wall",
        "chair",
        "practice",
        "scale",
        "agenda",
        "board",
        "member",
        "voice",
        "hopes",
        "thread",
        "team",
        "photos",
        "slides",
        "unseen",
    ),
}
#: The pages whose words are a file of their own, which browsers keep: they have too many to send them each time.
WORDS_APART = frozenset(("member", "board", "chair"))


def meeting_page(page: str, code: str, viewer: Viewer, state: State, look: Theme | None = None) -> str:
    """A screen of the meeting, in the look of its community. The template shows the meeting's present section until the
    script has taken over."""
    current = current_section(state.of_kind("section"))
    sections = sorted(state.of_kind("section").values(), key=lambda section: section.order)
    zones = sorted(state.of_kind("zone").values(), key=lambda zone: zone.order)
    zone = next((zone for zone in zones if current and zone.section == current), zones[0] if zones else None)
    return render(
        page,
        page_data(code, viewer.role, state) | _theme_data(code, look),
        theme_css=theme.css(look),
        code=code,
        meeting=state.get("meeting", "meeting"),
        section=state.get("section", current) if current else None,
        sections=sections,
        zone=zone,
        viewer=viewer,
    )


def _theme_data(code: str, look: Theme | None) -> dict[str, Any]:
    """What a screen shows of how the community looks: nothing without a logo."""
    if look is None or not look.logo:
        return {}
    logo = f"/m/{code}/logo/{look.digest}.png"
    return {"theme": {"name": look.name, "logo": logo, "width": look.width, "height": look.height}}


def page_data(code: str, role: str, state: State) -> dict[str, Any]:
    """The data that a meeting's page gives its script: the meeting, the role, and the addresses of pages and calls."""
    base = f"/m/{code}"
    return {
        "code": code,
        "as": role,
        "role": role,
        "title": state.get("meeting", "meeting").title,
        "join_url": addresses.join_url(join_code(state)),
        "short_url": addresses.short_url(),
        "urls": {
            "home": "/",
            "member": base,
            "join": f"/api/meetings/{code}/join?probed",
            "chair": f"{base}/chair",
            "board": f"{base}/board",
            "links": f"{base}/links",
            "qr": f"{base}/qr.svg",
            "report": f"{base}/report.html?length=full",
            "picture": f"{base}/picture.png",
            "next_ics": f"{base}/next.ics",
            "attendance": f"{base}/attendance",
            "people": f"{base}/attendance/list",
            "send": f"{base}/send",
            "snapshots": f"{base}/snapshots/",
            "chair_link": f"/api/meetings/{code}/chair-link",
            "helper_link": f"/api/meetings/{code}/helper-link",
            "board_link": f"/api/meetings/{code}/board-link",
            "new_code": f"/api/meetings/{code}/new-code",
            "practice": f"/api/meetings/{code}/practice",
            "living_links": f"/api/meetings/{code}/links",
            "report_link": f"/api/meetings/{code}/report-link",
        },
    }


def page_words(page: str) -> dict[str, str]:
    """The words that a page's script needs, by their keys."""
    return words.of_areas(*WORD_AREAS[page])


@cache
def words_script(page: str, language: str) -> bytes:
    """The words of a page as a script, which runs before that of the page."""
    return f"globalThis.pageWords = {json.dumps(page_words(page), ensure_ascii=False)};\n".encode()


@cache
def words_url(page: str, language: str) -> str:
    """The address of the words of a page; "" if they are in the page itself."""
    if page not in WORDS_APART:
        return ""
    digest = hashlib.sha256(words_script(page, language)).hexdigest()[:16]
    return f"/s/{digest}/words/{language}/{page}.js"


def render(page: str, page_data: dict[str, Any], **values: object) -> str:
    """The template of this page, filled in. `page_data` goes to the page's script, `values` to the template."""
    return render_template(
        f"{page}.html",
        page=page,
        page_data=page_data,
        page_words={} if page in WORDS_APART else page_words(page),
        words_script=words_url(page, words.LANGUAGE),
        t=words.t,
        asset=assets.url,
        script=assets.script_url(page),
        style=assets.style(page),
        **values,
    )

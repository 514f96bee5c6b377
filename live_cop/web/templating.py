"""A page with its script, its style and its words."""

from typing import Any

from flask import render_template

from .. import words
from ..meeting.audience import Viewer
from ..meeting.codes import join_code
from ..meeting.records.agenda import current_section
from ..meeting.state import State
from . import addresses
from .http import assets

#: The words that each page's script needs.
AREAS = {
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
    "send": ("send",),
    "plain": (),
    "member": ("common", "wall", "member", "scale", "agenda", "voice", "hopes", "thread", "team"),
    "board": ("common", "board", "scale", "agenda", "wall", "member", "voice", "hopes", "thread", "team"),
    "chair": ("common", "wall", "chair", "scale", "agenda", "board", "member", "voice", "hopes", "thread", "team"),
}


def meeting_page(page: str, code: str, viewer: Viewer, state: State) -> str:
    """A page that the script brings to life; the first paint shows where the meeting is."""
    now = current_section(state.of_kind("section"))
    sections = sorted(state.of_kind("section").values(), key=lambda section: section.order)
    zones = sorted(state.of_kind("zone").values(), key=lambda zone: zone.order)
    zone = next((zone for zone in zones if now and zone.section == now), zones[0] if zones else None)
    return render(
        page,
        page_facts(code, viewer.role, state),
        code=code,
        meeting=state.get("meeting", "meeting"),
        section=state.get("section", now) if now else None,
        sections=sections,
        zone=zone,
        viewer=viewer,
    )


def page_facts(code: str, role: str, state: State) -> dict[str, Any]:
    """What a page's script needs to know before it is connected."""
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
            "join": f"/api/meetings/{code}/join",
            "chair": f"{base}/chair",
            "board": f"{base}/board",
            "links": f"{base}/links",
            "qr": f"{base}/qr.svg",
            "report": f"{base}/report.html?length=full",
            "next_ics": f"{base}/next.ics",
            "attendance": f"{base}/attendance",
            "people": f"{base}/attendance/list",
            "send": f"{base}/send",
            "snapshots": f"{base}/snapshots/",
            "chair_link": f"/api/meetings/{code}/chair-link",
            "helper_link": f"/api/meetings/{code}/helper-link",
            "board_link": f"/api/meetings/{code}/board-link",
            "new_code": f"/api/meetings/{code}/new-code",
            "living_links": f"/api/meetings/{code}/links",
            "report_link": f"/api/meetings/{code}/report-link",
        },
    }


def render(page: str, page_facts: dict[str, Any], **values: Any) -> str:
    """A page with its script, its style and its words."""
    return render_template(
        f"{page}.html",
        page=page,
        page_facts=page_facts,
        page_words=words.of_areas(*AREAS[page]),
        t=words.t,
        asset=assets.url,
        script=assets.script_url(page),
        style=assets.style(page),
        **values,
    )

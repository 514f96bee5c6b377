"""Which links are rooms on a Jitsi server, and rooms beside them. The browser's side is tested with the same links."""

import json
from pathlib import Path

import pytest

from live_cop.meeting.texts.video_link import is_jitsi, room_beside

LINKS = json.loads((Path(__file__).parents[2] / "js" / "ui" / "video-links.json").read_text(encoding="utf-8"))


def test_a_jitsi_link_is_a_room_on_a_server_and_nothing_more():
    assert [link for link in LINKS["jitsi"] if not is_jitsi(link)] == []
    assert [link for link in [None, *LINKS["other"]] if is_jitsi(link)] == []


@pytest.mark.parametrize(
    ("link", "room"),
    [
        ("https://meet.example.org/Homes", "https://meet.example.org/r"),
        ("https://meet.example.org:8443/Homes?jwt=abc#config", "https://meet.example.org:8443/r"),
        ("https://8x8.vc/vpaas-magic-cookie-1/Homes", "https://8x8.vc/vpaas-magic-cookie-1/r"),
    ],
)
def test_a_room_is_on_the_same_server_and_takes_no_pass_along(link, room):
    assert room_beside(link, "r") == room

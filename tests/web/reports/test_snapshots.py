"""The pictures of snapshots: who sees them, caching, and both formats."""

import re
import struct

import pytest


def test_only_people_of_the_meeting_see_its_pictures(server):
    id = server.do("snapshot.take", title="A <b> picture")["snapshot"]
    url = f"/m/{server.code}/snapshots/{id}.svg"
    for client in (server.chair, server.member):
        answer = client.get(url)
        assert answer.status_code == 200 and answer.mimetype == "image/svg+xml"
        assert "A &lt;b&gt; picture" in answer.text
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert answer.headers["Cache-Control"] == "private, no-cache"
    assert server.app.test_client().get(url).status_code == 404
    assert server.member.get(f"/m/{server.code}/snapshots/nothing.svg").status_code == 404


def test_an_unchanged_picture_is_not_sent_again(server):
    id = server.do("snapshot.take")["snapshot"]
    url = f"/m/{server.code}/snapshots/{id}.svg"
    tag = server.member.get(url).headers["ETag"]
    assert server.member.get(url, headers={"If-None-Match": tag}).status_code == 304
    server.do("snapshot.edit", snapshot=id, caption="Now with words")
    again = server.member.get(url, headers={"If-None-Match": tag})
    assert again.status_code == 200 and "Now with words" in again.text


def test_the_png_is_twice_as_large(server):
    id = server.do("snapshot.take", title="A picture", caption="أحتاج إلى شخص واحد")["snapshot"]
    url = f"/m/{server.code}/snapshots/{id}.png"
    answer = server.member.get(url)
    assert answer.status_code == 200 and answer.mimetype == "image/png"
    drawn = server.member.get(url.replace(".png", ".svg")).text
    wide, high = (float(each) for each in re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', drawn).groups())
    size = struct.unpack(">II", answer.data[16:24])
    assert size == (pytest.approx(2 * wide, abs=2), pytest.approx(2 * high, abs=2))
    assert server.app.test_client().get(url).status_code == 404
    assert server.member.get(f"/m/{server.code}/snapshots/nothing.png").status_code == 404

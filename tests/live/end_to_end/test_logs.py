"""What the server logs about a meeting: patterns and numbers, and nothing that anybody wrote or could use."""

import requests

from ...support.servers import Server
from ..screens import Meeting, Refused, Screen, zone_of


def test_the_log_holds_no_names_notes_codes_or_keys(server: Server, meet):
    meeting: Meeting = meet(server, title="A quiet title")
    person = meeting.person(name="Marguerite")
    chair = meeting.chair()
    person.do("note.add", zone=zone_of(person), text="an unmistakable sentence", signed="Marguerite")
    chair.refused("note.edit", note="n999", text="an unmistakable sentence")
    person.send("an unmistakable sentence")
    assert requests.get(meeting.links["chair_url"], timeout=10).ok
    requests.get(f"{server.url}/chair/wrong-token", timeout=10)
    chair.do("report.publish")
    call = f"{server.url}/api/meetings/{meeting.code}/report-link"
    report = meeting.session.post(call, timeout=10).json()["report_url"]
    assert requests.get(report, timeout=30).ok
    assert requests.get(f"{report}/no-such-page", timeout=10).status_code == 404
    requests.get(f"{server.url}/r/wrong-token", timeout=10)
    try:
        Screen(server.url, meeting.code, requests.Session())
    except Refused:
        pass
    server.stop()
    written = server.log.read_text()
    assert "POST /api/meetings/<code>/join 200" in written
    assert "GET /chair/<token> 404" in written
    assert "GET /r/<token> 200" in written and "GET /r/<token> 404" in written
    secrets = [
        "Marguerite", "unmistakable", "quiet title", "wrong-token", meeting.code, person.me, person.client.sid or "",
        report.split("/")[-1], meeting.links["chair_url"].split("/")[-1], meeting.links["board_url"].split("/")[-1],
        *meeting.session.cookies.values(),
    ]  # fmt: skip
    assert [secret for secret in secrets if secret and secret in written] == []
    assert "Traceback" not in written

"""WebSocket and long-polling carry the same meeting, and pages of other sites do not get in."""

import json
from urllib.parse import quote

import pytest
import requests
import websocket

from ...faults.hostile.raw import Raw
from ...support.servers import Server
from ..screens import Meeting, Refused, zone_of


def test_where_websocket_is_blocked_the_meeting_works_by_polling(meeting: Meeting):
    polling = meeting.screen(meeting.join(), transports=["polling"])
    other = meeting.person()
    assert polling.client.transport() == "polling"
    note = polling.do("note.add", zone=zone_of(polling), text="by letter")["note"]
    other.until(lambda: note in other.all("note"))
    reply = other.do("note.add", zone=zone_of(other), text="by wire")["note"]
    polling.until(lambda: reply in polling.all("note"))
    assert polling.all("mine").keys() == {note}
    assert polling.send({"sent": 1}, "clock")["sent"] == 1
    assert polling.refused("agenda.start") == "not_allowed"


def test_a_connection_may_begin_with_polling_and_change_to_websocket(meeting: Meeting):
    screen = meeting.screen(meeting.join(), transports=["polling", "websocket"])
    assert screen.client.transport() == "websocket"
    screen.do("note.add", zone=zone_of(screen), text="both")
    assert [event for event, _ in screen.heard].count("welcome") == 1


def test_long_answers_to_polls_are_compressed(meeting: Meeting):
    session, base = meeting.join(), f"{meeting.server.url}/socket.io/?EIO=4&transport=polling"
    sid = session.get(base, timeout=10).text.split('"')[3]
    session.post(f"{base}&sid={sid}", data="40" + json.dumps({"meeting": meeting.code}), timeout=10)
    # The library's own message and the welcome come in one answer or in two.
    polls = (session.get(f"{base}&sid={sid}", timeout=10) for _ in range(2))
    welcome = next(answer for answer in polls if "welcome" in answer.text)
    assert welcome.headers["Content-Encoding"] == "gzip"


def test_a_page_of_another_site_does_not_get_in(meeting: Meeting):
    host = meeting.server.url.removeprefix("http://")
    ws = f"ws://{host}/socket.io/?EIO=4&transport=websocket"
    for origin in ("https://elsewhere.example", f"http://{host}.elsewhere.example", "null"):
        with pytest.raises(websocket.WebSocketBadStatusException):
            websocket.create_connection(ws, origin=origin, timeout=10)
        answer = requests.get(
            f"{meeting.server.url}/socket.io/?EIO=4&transport=polling", headers={"Origin": origin}, timeout=10
        )
        assert answer.status_code == 400
        assert "Access-Control-Allow-Origin" not in answer.headers
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    base = f"{meeting.server.url}/socket.io/?EIO=4&transport=polling"
    for site, status in (("cross-site", 400), ("same-site", 400), ("", 400), ("same-origin", 200), ("none", 200)):
        # A script or a picture of a page: its request has no origin.
        assert requests.get(base, headers={"Sec-Fetch-Site": site}, timeout=10).status_code == status
    opened = requests.get(base, timeout=10)
    assert opened.headers["X-Content-Type-Options"] == "nosniff" and opened.headers["Cache-Control"] == "no-store"
    sid = opened.text.split('"')[3]
    for headers in ({"Origin": "null"}, {"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "cross-site"}):
        assert requests.post(f"{base}&sid={sid}", data="40", headers=headers, timeout=10).status_code == 400
    for origin in (f"http://{host}", f"https://{host}"):
        websocket.create_connection(ws, origin=origin, timeout=10).close()


def test_behind_a_proxy_the_public_address_gets_in(tmp_path):
    server = Server(tmp_path / "data", LIVE_COP_PUBLIC_URL="https://cop.example.org/")
    try:
        ws = f"ws://127.0.0.1:{server.port}/socket.io/?EIO=4&transport=websocket"
        websocket.create_connection(ws, origin="https://cop.example.org", timeout=10).close()
        with pytest.raises(websocket.WebSocketBadStatusException):
            websocket.create_connection(ws, origin="https://example.org", timeout=10)
        links, _ = server.open_meeting()
        assert links["join_url"] == f"https://cop.example.org/m/{links['code']}"
    finally:
        server.stop()


@pytest.mark.parametrize("garbage", ["garbage", "4", "42", "42{", '42["do"', "499", "\x00", "42" + "[" * 5_000])
def test_a_malformed_frame_harms_nobody_else(meeting: Meeting, garbage):
    screen = meeting.person()
    cookie = "; ".join(f"{name}={value}" for name, value in meeting.join().cookies.items())
    host = meeting.server.url.removeprefix("http://")
    bad = websocket.create_connection(f"ws://{host}/socket.io/?EIO=4&transport=websocket", cookie=cookie, timeout=10)
    bad.recv()
    bad.send("40" + json.dumps({"meeting": meeting.code}))
    bad.recv()
    bad.send(garbage)
    screen.do("note.add", zone=zone_of(screen), text="all is well")
    assert len(screen.all("note")) == 1
    bad.close()


def opened(meeting: Meeting, session: requests.Session, hello: str) -> websocket.WebSocket:
    """A WebSocket whose address says who this is."""
    cookie = "; ".join(f"{name}={value}" for name, value in session.cookies.items())
    base = meeting.server.url.replace("http", "ws")
    address = f"{base}/socket.io/?EIO=4&transport=websocket&m={meeting.code}&hello={quote(hello)}"
    return websocket.create_connection(address, cookie=cookie, timeout=10)


def test_whoever_says_who_they_are_in_the_address_is_welcomed_at_once(meeting: Meeting):
    hello = json.dumps({"meeting": meeting.code, "as": "participant"})
    socket = opened(meeting, meeting.join(), hello)
    # Before it has sent anything.
    for start in ("0{", "40{", '42["welcome"'):
        assert socket.recv().startswith(start)
    # It may say it again, for servers that do not look there.
    socket.send("40" + hello)
    socket.send('421["clock",{"sent":7}]')
    assert socket.recv().startswith('431[{"sent":7')
    socket.close()


def test_who_joins_while_the_socket_opens_is_known_by_a_ticket(meeting: Meeting, meet):
    """Its handshake is over before there is a cookie."""
    browser, stranger = requests.Session(), requests.Session()
    socket = opened(meeting, browser, "")
    assert socket.recv().startswith("0{")
    call = f"{meeting.server.url}/api/meetings/{meeting.code}/join?page"
    joined = browser.post(call, json={"place": "room"}, timeout=10).json()
    hello = {"meeting": meeting.code, "as": "participant", "ticket": joined["page"]["ticket"]}
    socket.send("40" + json.dumps(hello))
    assert socket.recv().startswith("40{")
    assert json.loads(socket.recv()[2:])[1]["you"] == joined["participant"]
    socket.close()
    for wrong in ({"ticket": hello["ticket"] + "x"}, {"ticket": 7}, {"meeting": meet(meeting.server).code}):
        refused = opened(meeting, stranger, json.dumps(hello | wrong))
        assert refused.recv().startswith("0{") and "who_are_you" in refused.recv()
        refused.close()


def test_an_address_that_says_nothing_true_leads_nowhere(meeting: Meeting):
    screen = meeting.person()
    for hello in ("{", "[]", "1", "[" * 2_000):
        opened(meeting, requests.Session(), hello).close()
    refused = opened(meeting, requests.Session(), json.dumps({"meeting": meeting.code}))
    assert refused.recv().startswith("0{") and "who_are_you" in refused.recv()
    refused.close()
    screen.do("note.add", zone=zone_of(screen), text="all is well")


def test_a_polling_client_that_is_refused_is_told_why(meeting: Meeting):
    with pytest.raises(Refused) as refused:
        meeting.screen(requests.Session(), transports=["polling"])
    assert refused.value.told["data"]["error"]["code"] == "who_are_you"


def test_a_whole_burst_in_one_post_is_read(meeting: Meeting):
    """A browser that polls posts at once all that it has to say."""
    session, base = meeting.join(), f"{meeting.server.url}/socket.io/?EIO=4&transport=polling"
    watcher = meeting.person()
    zone = zone_of(watcher)
    sid = session.get(base, timeout=10).text.split('"')[3]
    session.post(f"{base}&sid={sid}", data="40" + json.dumps({"meeting": meeting.code}), timeout=10)
    commands = [{"id": str(n), "name": "note.add", "args": {"zone": zone, "text": str(n)}} for n in range(30)]
    letter = "\x1e".join(f"42{n}" + json.dumps(["do", command]) for n, command in enumerate(commands))
    assert session.post(f"{base}&sid={sid}", data=letter, timeout=10).ok
    watcher.until(lambda: len(watcher.all("note")) == 30)


@pytest.mark.parametrize("form", ['427["do",{}]', '427 [ "do", {}]', '42/,7["do",{}]', '427["do",{},"and more"]'])
def test_a_command_is_understood_in_every_form_that_the_transport_knows(meeting: Meeting, form):
    """The usual form is taken from the WebSocket, the others go through the library: people see no difference."""
    chair, session = meeting.chair(), meeting.join()
    note = {"zone": zone_of(chair), "text": "however it is said"}
    raw = Raw.joined(meeting.server.port, meeting.code, session)
    raw.say(form.replace("{}", json.dumps({"id": "one", "name": "note.add", "args": note})))
    raw.hears(b'437[{"ok":true')
    chair.until(lambda: [each["text"] for each in chair.all("note").values()] == [note["text"]])
    # Nobody waits for an answer here, and the note is still saved.
    raw.say("42" + json.dumps(["do", {"id": "two", "name": "note.add", "args": note}]))
    chair.until(lambda: len(chair.all("note")) == 2)
    raw.close()

"""Followers of a very large meeting: their walls are always equal to the owner's in the end, whatever happens to the
stream between them, and nobody is sent what is somebody else's."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
import socketio

from live_cop.live.transport import json_codec
from live_cop.meeting.audience import Viewer
from live_cop.store.opening import open_store

from ..live.screens import Refused, Screen, zone_of
from ..support import postgres
from ..support.patience import PATIENCE, until
from ..support.redis import RedisServer
from .cluster import Cluster, ask, screen_of
from .machines import Machines

#: The owner serves so many screens itself.
AT_OWNER = 2


@pytest.fixture(scope="module")
def redis() -> Iterator[RedisServer]:
    server = RedisServer()
    yield server
    server.kill()


#: Where the processes are, and their store.
WHERE = ("sqlite", *(pytest.param(each, marks=pytest.mark.thorough) for each in ("postgres", "machines")))


@pytest.fixture(scope="module", params=WHERE)
def running(redis, request, tmp_path_factory) -> Iterator[Cluster | Machines]:
    # With three, an owner may be followed by another process than the one that takes over.
    is_thorough = any(item.get_closest_marker("thorough") for item in request.session.items)
    folder, given = tmp_path_factory.mktemp("followers"), {"LIVE_COP_STREAMS": redis.url}
    given["LIVE_COP_FOLLOW_FROM"] = str(AT_OWNER)
    cluster: Cluster | Machines
    if request.param == "machines":
        cluster = Machines(folder, **given)
    else:
        database = postgres.server().new_database() if request.param == "postgres" else ""
        cluster = Cluster(folder, 3 if is_thorough else 2, database, **given)
    yield cluster
    assert cluster.close() == 0
    assert "Traceback" not in cluster.said, cluster.said[-3000:]
    # What a process that was killed has left there goes by itself.
    assert all(0 < redis.client.ttl(key) <= 60 for key in redis.client.scan_iter())


@pytest.fixture
def room(running) -> Iterator["Room"]:
    running.wait_until_ready()
    room = Room(running)
    yield room
    for screen in room.screens:
        screen.client.shutdown()


class Room:
    """A meeting with its chair and Ann at the owner, and Ben, Cat and a board at followers."""

    def __init__(self, cluster: Cluster | Machines) -> None:
        self.cluster = cluster
        links, session = cluster.open_meeting(template="solution")
        self.code = links["code"]
        self._sessions: list[requests.Session] = []
        self.wires: dict[int, list[str]] = {}
        self.screens: list[Screen] = []
        self.chair = self._enter(session)
        self.ann = self._enter(self._join())
        # From now on the owner leads on, as soon as it knows the others.
        self.followers_known()
        self.ben, self.cat = self._enter(self._join()), self._enter(self._join())
        board = requests.Session()
        board.get(f"{cluster.url}/board/{links['board_url'].rpartition('/')[2]}", timeout=PATIENCE).raise_for_status()
        self.board = self._enter(board)
        self.zone = zone_of(self.ann)

    def followers_known(self) -> None:
        probe = self._join()

        def is_led_on() -> bool:
            try:
                Screen(f"{self.cluster.url}?m={self.code}&at=", self.code, probe).client.shutdown()
            except Refused as refused:
                return bool(refused.told["error"]["code"] == "elsewhere")
            return False

        until(is_led_on, PATIENCE)

    def _join(self) -> requests.Session:
        session = requests.Session()
        url = f"{self.cluster.url}/api/meetings/{self.code}/join"
        # A proxy may yet have to find a process that has just been started again.
        until(lambda: session.post(url, json={"place": "room"}, timeout=PATIENCE).ok, PATIENCE)
        return session

    def _enter(self, session: requests.Session) -> Screen:
        wire: list[str] = []
        screen = screen_of(self.cluster.url, self.code, session, tap=wire.append)
        self.wires[id(screen)] = wire
        self.screens.append(screen)
        self._sessions.append(session)
        return screen

    def come_back(self) -> None:
        """Those who have lost their connection open it again, as browsers do."""
        for n, screen in enumerate(self.screens):
            clock = time.monotonic()
            while not self.screens[n].client.connected:
                try:
                    wire = self.wires[id(screen)]
                    self.screens[n] = screen_of(self.cluster.url, self.code, self._sessions[n], tap=wire.append)
                    self.wires[id(self.screens[n])] = wire
                except Refused:
                    assert time.monotonic() - clock < PATIENCE, "nobody lets them in"
                    time.sleep(0.1)
            for name in ("chair", "ann", "ben", "cat", "board"):
                if getattr(self, name) is screen:
                    setattr(self, name, self.screens[n])

    def followers(self) -> list[int]:
        owner = self.cluster.owner(self.code)
        return [n for n in range(self.cluster.processes) if n != owner and self.cluster.figure(n, "connections")]

    def write(self, who: str, text: str) -> str:
        """A note, sent again until it is taken, as a phone does."""

        def is_taken() -> bool:
            args = {"zone": self.zone, "text": text}
            try:
                answer = ask(getattr(self, who), {"id": f"{self.code} {text}", "name": "note.add", "args": args})
            except socketio.exceptions.SocketIOError:
                self.come_back()
                return False
            assert answer["ok"] or answer["error"]["code"] in ("not_saved", "too_fast"), answer
            found.append(answer.get("result"))
            return bool(answer["ok"])

        found: list[dict[str, str]] = []
        until(is_taken, PATIENCE)
        return found[-1]["note"]

    def check(self) -> None:
        """Every screen shows in the end exactly what its person may see of what is on disk."""
        store = open_store(self.cluster.data, database=self.cluster.database, process="looks")
        try:
            for screen in self.screens:
                you = screen.welcome["you"]
                viewer = Viewer(you["id"], you["role"])

                def is_equal(screen: Screen = screen, viewer: Viewer = viewer) -> bool:
                    loaded = store.load(self.code)
                    assert loaded is not None
                    told = json_codec.loads(json_codec.dumps(loaded.state.since(None, viewer)))
                    return screen.records == {(kind, id): record for kind, id, record in told}

                until(is_equal, PATIENCE)
        finally:
            store.close()


def test_followers_show_the_same_wall_and_nobody_gets_what_is_anothers(room, redis):
    [*followers] = room.followers()
    assert followers and room.cluster.figure(followers[0], "followed_meetings") >= 1
    # Commands of people at followers, and records for one person alone.
    bens, anns = room.write("ben", "a note of Ben's"), room.write("ann", "a note of Ann's")
    for screen in room.screens:
        screen.until(lambda screen=screen: {bens, anns} <= set(screen.all("note")))
    room.ben.do("person.edit", name="Ben")
    room.ben.do("note.too", note=anns)
    assert room.ben.refused("zone.show", zone=room.zone) == "not_allowed"
    room.chair.do("zone.write_alone", zone=room.zone)
    secret = room.write("ben", "for Ben's eyes")
    room.check()
    for screen in room.screens:
        wire = "".join(room.wires[id(screen)])
        assert ("for Ben's eyes" in wire, f'["mine","{secret}"' in wire) == (screen is room.ben, screen is room.ben)
        assert (f'["mine","{anns}"' in wire) == (screen is room.ann)
    room.chair.do("zone.show", zone=room.zone)
    # The stream is cut while a follower stands still for a moment.
    pid = room.cluster.pids()[followers[0]]
    read = room.cluster.figure(followers[0], "followed_meetings_read_total")
    os.kill(pid, signal.SIGSTOP)
    # The first of them still reaches it: it has asked for what comes next.
    room.write("ann", "on its way")
    until(lambda: b"on its way" in redis.everything(), PATIENCE)
    room.write("ann", "not in the stream")
    until(lambda: b"not in the stream" in redis.everything(), PATIENCE)
    redis.client.xtrim(f"live_cop:meeting:{room.code}", maxlen=0, approximate=False)
    os.kill(pid, signal.SIGCONT)
    room.check()
    assert room.cluster.figure(followers[0], "followed_meetings_read_total") > read
    # Words are erased.
    word = room.write("ann", "a word too many")
    room.ben.until(lambda: word in room.ben.all("note"))
    erase = {"id": "erase", "name": "words.erase", "args": {"kind": "note", "id": word}}
    assert room.chair.send(erase)["ok"]
    room.check()
    until(lambda: b"a word too many" not in redis.everything(), PATIENCE)
    # Redis is started again, empty.
    redis.kill()
    redis.start()
    room.write("ben", "after Redis was started again")
    room.check()
    assert all(screen.client.connected for screen in room.screens), "nobody had to come back"


@pytest.mark.thorough
def test_the_room_goes_on_while_redis_is_away(room, redis):
    redis.kill()
    room.write("ann", "only here")
    room.chair.do("agenda.start")
    before = len(room.ben.heard)
    time.sleep(4)
    assert len(room.ben.heard) == before and room.ben.client.connected
    assert room.ben.refused("note.add", zone=room.zone, text="later") == "not_saved"
    redis.start()
    room.write("ben", "later")
    room.check()
    assert room.ben.client.connected


@pytest.mark.thorough
@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGSTOP, signal.SIGTERM])
def test_the_owner_dies(room, sign):
    pid = room.cluster.hit(room.code, sign)
    room.come_back()
    until(lambda: not Path(f"/proc/{pid}").exists(), PATIENCE)
    room.come_back()
    for who in ("chair", "ann", "ben", "cat"):
        room.write(who, f"by {who} after the owner was gone")
    room.come_back()
    room.check()


@pytest.mark.thorough
def test_a_follower_dies(room):
    followers = room.followers()
    os.kill(room.cluster.pids()[followers[0]], signal.SIGKILL)
    room.write("ann", "meanwhile")
    until(lambda: any(not screen.client.connected for screen in room.screens), PATIENCE)
    room.come_back()
    room.write("ben", "here again")
    room.check()


@pytest.mark.thorough
def test_people_at_followers_are_counted_banned_and_see_the_close(room):
    def is_online(person: str) -> bool:
        store = open_store(room.cluster.data, database=room.cluster.database, process="looks")
        try:
            loaded = store.load(room.code)
            assert loaded is not None
            return bool(loaded.state.get("device", person).online)
        finally:
            store.close()

    ben, cat = room.ben.me, room.cat.me
    until(lambda: is_online(ben) and is_online(cat), PATIENCE)
    room.screens.remove(room.cat)
    room.cat.leave()
    until(lambda: not is_online(cat), PATIENCE)
    assert is_online(ben)
    room.write("ben", "before the close")
    room.chair.do("meeting.close")
    room.check()
    assert not room.ben.all("mine")
    room.chair.do("meeting.reopen")
    room.chair.do("person.remove", person=ben)
    until(lambda: not room.ben.client.connected, PATIENCE)
    room.screens.remove(room.ben)
    room.check()

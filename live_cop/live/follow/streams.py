"""What the processes of one server tell each other over Redis or Valkey about a very large meeting.

Such a meeting has a stream, which its owner writes and its followers read; and each process has an inbox, which is a
stream too. Both hold people's words, so they are short, they are emptied when words are erased, and Redis drops them
by itself when nobody looks after them. Nothing waits for Redis on the event loop. What Redis does not take is lost:
whoever reads the stream of a meeting finds that something is missing (follower.py).
"""

import logging
import time
from collections.abc import Callable
from typing import Any

import msgspec

from .. import runtime
from ..transport import json_codec

log = logging.getLogger(__name__)
PREFIX = "live_cop:"
#: The most entries of a meeting's stream, and the milliseconds for which one stays there.
MAX_ENTRIES = 1_000
KEEP_MS = 30_000
#: Seconds after which Redis drops a stream, and an inbox, that nobody writes.
STREAM_SECONDS = INBOX_SECONDS = 30
#: Seconds after which it drops the sign that a meeting has followers, and milliseconds after which a process that says
#: nothing is no longer one of the present ones.
SIGN_SECONDS, PRESENT_MS = 3, 3_500
PULSE_SECONDS = 1.0
#: How long one look waits for something new, and the seconds for which an answer of Redis is waited for.
LOOK_MS, ANSWER_SECONDS = 200, 3.0
#: The most entries that one look takes from each stream.
AT_ONCE = 200
RETRY_SECONDS = 0.5
_PROCESSES = f"{PREFIX}processes"
_FIELD = b"e"
#: Where a stream is read from its beginning.
_START = "0-0"


class Streams:
    """One process's way to Redis. `me` is its name there, which no other process ever has."""

    def __init__(self, url: str, me: str) -> None:
        # Imported here, since it is an extra.
        from redis import Redis
        from redis.backoff import NoBackoff
        from redis.exceptions import RedisError
        from redis.retry import Retry

        self.me = me
        self._redis: Any = Redis.from_url(
            url,
            socket_timeout=ANSWER_SECONDS,
            socket_connect_timeout=ANSWER_SECONDS,
            # Trying again is ours.
            retry=Retry(NoBackoff(), 0),
            protocol=2,
        )
        self._errors = (RedisError, OSError)
        #: Called with the messages in the inbox, by `what` they are; and with the code of a meeting and an entry of its
        #: stream.
        self.on_message: dict[str, Callable[[dict[str, Any]], None]] = {}
        self.on_entry: Callable[[str, bytes], None] = lambda code, entry: None
        #: The processes that there are, this one included.
        self.present: list[str] = []
        #: Since when (`time.monotonic`) Redis answers; None where it does not.
        self.connected_since: float | None = None
        self._queue = runtime.Queue()
        self._inbox = _inbox(me)
        #: Where each stream is read on.
        self._positions = {self._inbox: _START}
        self._codes: dict[str, str] = {}
        #: The meetings of which this process is finding out whether another one publishes them.
        self._looks: dict[str, runtime.Event] = {}
        #: The meetings that this process publishes.
        self._published: set[str] = set()
        #: Streams that could not be emptied yet.
        self._owed: set[str] = set()
        self._greenlets = [runtime.spawn(work) for work in (self._write, self._read, self._pulse)]

    def connected_for(self, seconds: float) -> bool:
        """Whether Redis has answered for so long."""
        return self.connected_since is not None and time.monotonic() - self.connected_since >= seconds

    def send(self, to: str, message: dict[str, Any]) -> None:
        """Puts a message into the inbox of a process."""
        # As clients write it, half of an emoji included.
        self._add(_inbox(to), json_codec.dumps(message).encode(), INBOX_SECONDS)

    def publish(self, code: str, entry: msgspec.Struct) -> None:
        """Puts an entry into the stream of a meeting."""
        self._add(_stream(code), msgspec.json.encode(entry), STREAM_SECONDS)

    def begin(self, code: str) -> None:
        """From now on this process publishes this meeting."""
        self._published.add(code)
        self._queue.put(("SET", _sign(code), self.me, "EX", SIGN_SECONDS))

    def end(self, code: str) -> None:
        """It no longer does; nothing of the meeting stays."""
        self._published.discard(code)
        self._queue.put(("DEL", _sign(code)))
        self.empty(code)

    def empty(self, code: str) -> None:
        """Removes all that the stream of a meeting holds. Where Redis is away, as soon as it is back."""
        # Not deleted: new entries must not get the numbers of old ones.
        self._queue.put(("XTRIM", _stream(code), "MAXLEN", 0))

    def is_published(self, code: str) -> bool:
        """Whether another process publishes this meeting. Waits; False where Redis is away. All who ask about one
        meeting at a time share one look: where Redis hangs, they must not take all threads."""
        if not self.connected_for(0):
            return False
        if (look := self._looks.get(code)) is not None:
            return bool(look.wait())
        self._looks[code] = look = runtime.Event()
        is_published = False
        try:
            found = runtime.in_thread(self._redis.get, _sign(code))
            is_published = found is not None and found.decode() != self.me
        except self._errors as error:
            self._lost(error)
        finally:
            del self._looks[code]
            look.send(is_published)
        return is_published

    def follow(self, code: str) -> None:
        """Reads the stream of a meeting from its beginning, as far as it is there."""
        self._codes[_stream(code)] = code
        self._positions[_stream(code)] = _START

    def leave(self, code: str) -> None:
        """Reads it no longer."""
        self._codes.pop(_stream(code), None)
        self._positions.pop(_stream(code), None)

    def stop(self) -> None:
        """Leaves nothing behind, as far as Redis can be reached."""
        for greenlet in self._greenlets:
            greenlet.kill()
        work: list[tuple[Any, ...]] = [("DEL", self._inbox), ("ZREM", _PROCESSES, self.me)]
        for code in self._published:
            work += [("DEL", _sign(code)), ("XTRIM", _stream(code), "MAXLEN", 0)]
        self._flush(work)

    def _add(self, key: str, entry: bytes, seconds: int) -> None:
        self._queue.put(("XADD", key, "MAXLEN", "~", MAX_ENTRIES, "*", _FIELD, entry))
        self._queue.put(("EXPIRE", key, seconds))

    def _write(self) -> None:
        while True:
            work = [self._queue.get()]
            while not self._queue.empty():
                work.append(self._queue.get_nowait())
            self._flush(work)

    def _flush(self, work: list[tuple[Any, ...]]) -> None:
        emptied = {each[1] for each in work if each[0] == "XTRIM"} | self._owed
        work = [*(("XTRIM", key, "MAXLEN", 0) for key in self._owed), *work]
        try:
            runtime.in_thread(self._execute, work)
            self._owed -= emptied
        except self._errors as error:
            self._owed = emptied
            self._lost(error)

    def _execute(self, work: list[tuple[Any, ...]]) -> list[Any]:
        with self._redis.pipeline(transaction=False) as pipe:
            for each in work:
                pipe.execute_command(*each)
            return list(pipe.execute())

    def _lost(self, error: Exception) -> None:
        if self.connected_since is not None:
            log.warning("the streams are away: %s", error)
        self.connected_since = None

    def _read(self) -> None:
        while True:
            try:
                asked = dict(self._positions)
                found = runtime.in_thread(self._look, asked)
            except self._errors as error:
                self._lost(error)
                # It may have been started again, with another clock.
                self._positions = dict.fromkeys(self._positions, _START)
                runtime.sleep(RETRY_SECONDS)
                continue
            if self.connected_since is None:
                self.connected_since = time.monotonic()
            for key, entries in found:
                # If it is to be read from the beginning by now, that comes with the next look.
                if self._positions.get(name := key.decode()) == asked[name]:
                    self._take(name, entries)

    def _look(self, positions: dict[str, str]) -> list[tuple[bytes, list[Any]]]:
        found = self._redis.xread(positions, count=AT_ONCE, block=LOOK_MS) or []
        for key, entries in found:
            if key.decode() == self._inbox:
                # Nobody else reads it, and it may hold what people write for themselves.
                self._redis.xdel(key, *(id for id, _ in entries))
        return list(found)

    def _take(self, key: str, entries: list[Any]) -> None:
        for id, fields in entries:
            self._positions[key] = id.decode()
            try:
                if key == self._inbox:
                    message = json_codec.loads(fields[_FIELD])
                    self.on_message[message["what"]](message)
                else:
                    self.on_entry(self._codes[key], fields[_FIELD])
                # It may have been left, or begun again.
                if self._positions.get(key) != id.decode():
                    return
            except Exception:
                log.exception("an entry of a stream could not be used")

    def _pulse(self) -> None:
        """Says that this process is there, and takes out of the streams what is old."""
        while True:
            try:
                self.present = runtime.in_thread(self._show_presence, sorted(self._published))
            except self._errors as error:
                self._lost(error)
                self.present = []
            # What is owed is tried again.
            self._queue.put(("PING",))
            runtime.sleep(PULSE_SECONDS)

    def _show_presence(self, codes: list[str]) -> list[str]:
        seconds, microseconds = self._redis.time()
        now = seconds * 1000 + microseconds // 1000
        with self._redis.pipeline(transaction=False) as pipe:
            pipe.zremrangebyscore(_PROCESSES, 0, now - PRESENT_MS)
            pipe.zadd(_PROCESSES, {self.me: now})
            pipe.zrange(_PROCESSES, 0, -1)
            pipe.expire(_PROCESSES, STREAM_SECONDS)
            for code in codes:
                pipe.xtrim(_stream(code), minid=now - KEEP_MS, approximate=False)
                pipe.set(_sign(code), self.me, ex=SIGN_SECONDS)
            return [each.decode() for each in pipe.execute()[2]]


def _stream(code: str) -> str:
    return f"{PREFIX}meeting:{code}"


def _sign(code: str) -> str:
    return f"{PREFIX}large:{code}"


def _inbox(process: str) -> str:
    return f"{PREFIX}inbox:{process}"

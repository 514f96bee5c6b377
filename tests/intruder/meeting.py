"""A random whole meeting: its people with their devices, and what really happened.

Scenes (scenes.py) say what the people do. Nothing here knows the rules: all of it goes through the server.
"""

import random
from collections.abc import Callable, Sequence
from typing import Any

from live_cop.meeting.audience import Viewer

from .server import Screen, Server
from .simulated_time import BEGINNING, simulated_time

#: A scene is played by the chair, who waits until it is over.
Scene = Callable[["Meeting"], None]
#: By the command of an answer: the kind of record that tells the counts, which argument is its id, and which the value.
ANSWERS = {
    "scale.mark": ("scale", "scale", "value"),
    "hope.answer": ("hopes", "", "answer"),
    "review.answer": ("review", "", "stage"),
    "date.mark": ("date", "date", "answer"),
}
#: The field with the words, by the kind of record that people write.
WORDS = {"note": "text", "held": "text", "step": "what", "invite": "text"}
#: No meeting lasts longer than so many seconds.
LONGEST = 3_600


class Truth:
    """Who wrote and marked what. No intruder ever sees it."""

    def __init__(self) -> None:
        #: By the text of a note or step, who wrote it and when it was sent.
        self.author: dict[str, str] = {}
        self.sent: dict[str, float] = {}
        #: By (kind, id, person), the answer that they gave last.
        self.answer: dict[tuple[str, str, str], Any] = {}
        #: (text, person) of each "me too", in order.
        self.me_too: list[tuple[str, str]] = []
        self.joined: dict[str, float] = {}
        #: By the text of a note, the people who sat in its small group; for others all who had joined.
        self.group: dict[str, set[str]] = {}
        #: The texts whose authors had been told, when they sent them, that so few sit in their group.
        self.told: set[str] = set()


class Person:
    """Somebody with a device: on line or asleep, with what waits on it to be sent."""

    def __init__(self, meeting: "Meeting", role: str, place: str, name: str = "") -> None:
        self.id = {"chair": "c", "helper": "h"}.get(role, "p") + meeting.chance.randbytes(8).hex()
        self.meeting, self.place, self.name = meeting, place, name
        self.viewer = Viewer(self.id, role)
        #: Only what intruders look at is recorded.
        self.screen: Screen | None = None
        self._connection = ""
        self._waiting: list[tuple[str, dict[str, Any]]] = []

    @property
    def online(self) -> bool:
        return bool(self._connection)

    def join(self) -> None:
        self.meeting.truth.joined[self.id] = self.meeting.time.seconds
        self.meeting.server.join(self.viewer, self.place, self.name)
        self.wake()

    def sleep(self) -> None:
        """The phone goes to sleep, or loses the line."""
        if self._connection:
            self.meeting.server.disconnect(self._connection)
            self._connection = ""

    def wake(self, since: int | None = None) -> None:
        """It comes back, and sends what was written meanwhile."""
        if not self._connection:
            self._connection = self.meeting.server.connect(self.viewer, self.screen, since)
            self.meeting.time.sleep(self.meeting.chance.uniform(0.05, 0.4))
        waiting, self._waiting = self._waiting, []
        for name, args in waiting:
            self.give(name, args)

    def give(self, name: str, args: dict[str, Any]) -> None:
        """Sends a command now, or as soon as the device is on line again."""
        if self.online:
            self.do(name, **args)
        else:
            self._waiting.append((name, args))

    def do(self, name: str, /, *, on_behalf_of: str | None = None, **args: Any) -> dict[str, Any]:
        """Sends a command and returns its answer."""
        meeting = self.meeting
        meeting.time.sleep(meeting.chance.uniform(0.02, 0.15))
        answer = meeting.server.do(self.viewer, name, args, on_behalf_of)
        assert "error" not in answer or answer["error"]["code"] != "our_fault", name
        if self.screen is not None:
            self.screen.answers.append((meeting.time.seconds, name, args, answer))
        if answer["ok"] and not on_behalf_of:
            self._remember(name, args)
        return answer

    def result(self, name: str, /, **args: Any) -> str:
        """Gives a command that makes something, and returns its id."""
        answer = self.do(name, **args)
        assert answer["ok"], answer
        return str(next(iter(answer["result"].values())))

    def write(self, zone: str, *, seconds: float, signed: bool = False, kind: str = "note", **args: Any) -> str:
        """Types a note (or a step, or an invitation) for so long, sends it, and returns its words."""
        meeting = self.meeting
        begin = meeting.time.seconds
        meeting.time.sleep(seconds)
        text = meeting.new_text()
        meeting.typing.append((begin, meeting.time.seconds, self.id))
        meeting.truth.author[text] = self.id
        if signed:
            args["signed"] = self.name
        self.give(f"{kind}.add", {WORDS[kind]: text, **({"zone": zone} if kind == "note" else {}), **args})
        return text

    def _remember(self, name: str, args: dict[str, Any]) -> None:
        truth, now = self.meeting.truth, self.meeting.time.seconds
        if words := args.get("text", args.get("what")):
            truth.sent.setdefault(words, now)
        if name in ANSWERS:
            kind, of, value = ANSWERS[name]
            id = args[of] if of else kind
            truth.answer[kind, id, self.id] = args[value]
            self.meeting.answering.append((now, self.id, kind, id))
        if name == "note.too":
            text = self.meeting.server.state.get("note", args["note"]).text
            truth.me_too.append((text, self.id))


class Meeting:
    """The people of one meeting, its chair, and its server."""

    def __init__(self, seed: str, scenes: Sequence[Scene], people: tuple[int, int]) -> None:
        self.chance = random.Random(seed)
        self.truth = Truth()
        self.scenes = scenes
        self.size = self.chance.randint(*people)
        #: What could be seen in the room and in the call: (begin, end, person) of typing, and of an answer on a phone
        #: (second, person, kind, id).
        self.typing: list[tuple[float, float, str]] = []
        self.answering: list[tuple[float, str, str, str]] = []
        #: What scenes hand on to later scenes, and to the strategy: an intruder knows what it did.
        self.notes: dict[str, Any] = {}

    def run(self) -> None:
        """The whole meeting, from the opening to the last scene."""
        with simulated_time(self.chance) as self.time:
            self.server = Server(self.time, self.chance)
            self.chair, self.helper = Person(self, "chair", "room"), Person(self, "helper", "room")
            self.people = [
                Person(self, "participant", self.chance.choice(("room", "room", "remote")), f"Name{number}")
                for number in range(self.size)
            ]
            self.watched = {"participant": self.people[0], "chair": self.chair, "helper": self.helper}
            for person in self.watched.values():
                person.screen = Screen(self.time, person.viewer)
            #: What everyone sees: by it is judged what was published.
            self.board = Screen(self.time, Viewer("board", "board"))
            over: list[bool] = []
            self.time.spawn(self._play, over)
            while not over and self.time.seconds < LONGEST:
                self.time.run(self.time.seconds + 10)
            assert over, "the meeting never ended"

    def minute(self, second: float) -> int:
        """The minute of the day, by which reports and the file round."""
        return (BEGINNING + round(second * 1000)) // 60_000

    def new_text(self) -> str:
        """Words that stand on one note only."""
        return f"words {self.chance.getrandbits(40):x}"

    def present(self) -> list[Person]:
        """The participants who have joined, in an order that means nothing."""
        joined = [person for person in self.people if person.id in self.truth.joined]
        return self.chance.sample(joined, len(joined))

    def wait(self, least: float, most: float = 0) -> None:
        self.time.sleep(self.chance.uniform(least, most or least))

    def during(self, seconds: float, work: Callable[[Person], None], who: Sequence[Person] | None = None) -> None:
        """Each of these people does something at a moment of their own within so many seconds; waits until then."""
        for person in self.present() if who is None else who:
            self.time.spawn_later(self.chance.uniform(0, seconds), work, person)
        self.time.sleep(seconds)

    def _play(self, over: list[bool]) -> None:
        self.server.open()
        self.server.connect(self.board.viewer, self.board)
        self.chair.join()
        self.helper.join()
        for scene in self.scenes:
            scene(self)
        over.append(True)

"""What a strategy is, what it gets to see, and how it is tried in many meetings."""

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from live_cop.store.opening import open_store

from .chance import Outcome, outcome
from .judge import Guess, judge
from .meeting import Meeting, Scene
from .scenes import arrive, wall
from .server import Change, Screen


class Evidence:
    """Everything that this intruder has received, and nothing of what really happened."""

    def __init__(self, meeting: Meeting, who: Sequence[str], file: Callable[[], Path]) -> None:
        #: By role.
        self.screens = {
            role: person.screen for role, person in meeting.watched.items() if role in who and person.screen
        }
        self._file, self._who = file, who
        #: An intruder's own scenes note here what they did and saw.
        self.notes = meeting.notes
        #: Who was seen in the call: only for somebody who has a recording of it.
        self.typing = meeting.typing if "recording" in who else []
        self.answering = meeting.answering if "recording" in who else []
        self.minute = meeting.minute
        #: For ties.
        self.chance = meeting.chance

    @property
    def screen(self) -> Screen:
        """The screen of the first of these roles."""
        return next(iter(self.screens.values()))

    @property
    def chair(self) -> Screen:
        return self.screens["chair"]

    @property
    def file(self) -> Path:
        """The folder of the server's file, for its host."""
        assert "host" in self._who
        return self._file()

    def new_notes(self) -> list[Change]:
        """Each note as it first came to the screen, without those of one's own and those that are signed."""
        own = self.screen.all("mine")
        return [
            change
            for change in self.screen.changes
            if change.kind == "note"
            and change.record
            and not change.before
            and not change.record["signed"]
            and change.id not in own
            and not change.welcome
        ]

    def signed_notes(self) -> list[tuple[Change, str]]:
        """The signed notes as they first came, each with the person of that name."""
        by_name = {person.get("name"): id for id, person in self.screen.all("person").items() if person.get("name")}
        found: dict[str, tuple[Change, str]] = {}
        for change in self.screen.changes:
            if change.kind == "note" and change.record and change.record["signed"] in by_name:
                found.setdefault(change.id, (change, by_name[change.record["signed"]]))
        return list(found.values())


class Strategy:
    """A way to find out who wrote or marked what."""

    #: Whose evidence it uses: participant, chair, helper, recording (of the call), host (the file after the close).
    who: Sequence[str] = ("participant",)
    #: What happens in the meeting; a strategy in which the intruder acts has scenes of its own.
    scenes: Sequence[Scene] = (arrive, wall)
    #: How many participants there are, at least and at most.
    people = (8, 12)
    #: In how many meetings the short form tries it.
    meetings = 25
    #: What docs/privacy-model.md says of it, where it cannot be helped that this is better than chance.
    not_promised = ""

    @property
    def name(self) -> str:
        """What it is called in the table: its role and the first line of its description."""
        return f"{' + '.join(self.who)}: {(self.__doc__ or '').splitlines()[0].rstrip('.')}"

    def guess(self, found: Evidence) -> Guess | None:
        """The guess that the intruder is most sure of, or None."""
        raise NotImplementedError


def by_meeting(strategies: Iterable[Strategy]) -> list[list[Strategy]]:
    """The strategies in groups that can be tried in the same meetings."""
    groups: dict[Any, list[Strategy]] = {}
    for each in strategies:
        groups.setdefault((tuple(map(id, each.scenes)), each.people), []).append(each)
    return list(groups.values())


def tried(group: Sequence[Strategy], seed: str, times: float = 1) -> list[Outcome]:
    """How strategies do in the same random meetings; there are `times` as many as they ask for."""
    judged: list[list[tuple[bool, float]]] = [[] for _ in group]
    meetings = round(max(strategy.meetings for strategy in group) * times)
    for number in range(meetings):
        meeting = Meeting(f"{seed} {number}", group[0].scenes, group[0].people)
        meeting.run()
        with ExitStack() as stack:
            file = cache(lambda meeting=meeting, stack=stack: stack.enter_context(stored(meeting)))
            for verdicts, strategy in zip(judged, group, strict=True):
                guess = strategy.guess(Evidence(meeting, strategy.who, file))
                verdict = judge(meeting, strategy.who, guess) if guess else None
                verdicts += [verdict] if verdict else []
    return [outcome(meetings, verdicts) for verdicts in judged]


@contextmanager
def stored(meeting: Meeting) -> Iterator[Path]:
    """The folder of a real store with the whole meeting, as it is when the server has stopped."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder))
        batch = []
        for commit in (commit for batch in meeting.server.store.batches for commit in batch):
            batch.append(commit)
            # As it happened, but in fewer transactions; one in which authors are forgotten stands for itself.
            if commit.forgets or len(batch) > 50:
                store.commit(batch)
                batch = []
        store.commit(batch)
        store.close()
        yield Path(folder)

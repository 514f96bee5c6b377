"""Audiences: who may see a record, and who is looking."""

from typing import Literal, NamedTuple

#: The least number of people who must have answered before anything about their answers is shown. With fewer, a count
#: could identify somebody.
PRIVACY_FLOOR = 5

#: Audiences: everyone, the chair and helpers, or the server only. Any other audience is the id of the one person who
#: may see the record; no id begins with "@".
EVERYONE = "@everyone"
CHAIR = "@chair"
NOBODY = "@nobody"
SHARED = (EVERYONE, CHAIR, NOBODY)
Role = Literal["participant", "helper", "chair", "board", "system"]


class Viewer(NamedTuple):
    """The user of one screen: a person's id ("board" for a board) and their role on that screen."""

    person: str
    role: str

    @property
    def is_chair_or_helper(self) -> bool:
        """Whether this is the chair or a helper."""
        return self.role in ("chair", "helper")

    @property
    def audiences(self) -> tuple[str, ...]:
        """The audiences to which this viewer belongs."""
        return (EVERYONE, CHAIR, self.person) if self.is_chair_or_helper else (EVERYONE, self.person)

    def sees(self, audience: str) -> bool:
        """Whether this viewer may see records with this audience."""
        return audience in self.audiences

    def sees_any(self, audiences: frozenset[str]) -> bool:
        """Whether this viewer may see records with any of these audiences, not counting EVERYONE."""
        return self.person in audiences or (CHAIR in audiences and self.is_chair_or_helper)


Actor = Viewer
#: The server, which gives the commands that no person gives: somebody joined, a connection was lost.
SYSTEM = Actor("", "system")

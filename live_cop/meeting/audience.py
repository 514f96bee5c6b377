"""Who may see a record, and who asks."""

from typing import Literal, NamedTuple

#: So many people must have answered before anything about their answers is shown: with fewer, a number would point at
#: somebody.
PRIVACY_FLOOR = 5

#: Audiences. Any other audience is the id of the one person who may see the record; no id begins with "@".
EVERYONE = "@everyone"
CHAIR = "@chair"
NOBODY = "@nobody"
SHARED = (EVERYONE, CHAIR, NOBODY)
Role = Literal["participant", "helper", "chair", "board", "system"]


class Viewer(NamedTuple):
    """Somebody at a screen: a person's id (for a board, "board") and the role they have on it."""

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
        """Whether records with this audience are shown to this viewer."""
        return audience in self.audiences

    def sees_any(self, audiences: frozenset[str]) -> bool:
        """Whether records with any of these audiences, other than everyone, are shown to this viewer."""
        return self.person in audiences or (CHAIR in audiences and self.is_chair_or_helper)


Actor = Viewer
#: The server itself, for what no person commands: somebody joined, a connection was lost.
SYSTEM = Actor("", "system")

"""Who is connected to this process: its connections by their person, their meeting and their session."""

from collections import Counter

from .connection import Connection

#: Connections of one person in one meeting: a laptop and a tablet with several tabs, and a phone with the dead ones
#: that it leaves behind when it changes networks. Each of these ends after 40 seconds without a sign of life.
MAX_CONNECTIONS_OF_PERSON = 8
#: All boards of a meeting are one person: a hall with several screens, and people who look on by video.
MAX_BOARDS = 50


class OpenConnections:
    """The connections that are open now."""

    def __init__(self) -> None:
        self._all: dict[str, Connection] = {}
        #: The same by their session in the transport.
        self._by_session: dict[str, Connection] = {}
        #: Those that count for each person in a meeting, oldest first; and how many each meeting has.
        self._of_people: dict[tuple[str, str], list[Connection]] = {}
        self._of_meetings: Counter[str] = Counter()

    def __len__(self) -> int:
        return len(self._all)

    def get(self, id: str) -> Connection | None:
        """The connection with this id, None if it has ended."""
        return self._all.get(id)

    def of_session(self, session: str) -> Connection | None:
        """The connection of this session in the transport."""
        return self._by_session.get(session)

    def of_meeting(self, code: str) -> list[Connection]:
        """Those of one meeting: a copy, from which none goes while they are ended one after the other."""
        return [each for each in self._all.values() if each.code == code]

    def count(self, code: str) -> int:
        """How many one meeting has."""
        return self._of_meetings[code]

    def add(self, connection: Connection) -> list[Connection]:
        """Remembers a connection. The oldest of its person, where these are too many, no longer count and are to be
        ended: a phone that changes networks leaves dead ones behind, and somebody looks at the newest."""
        self._all[connection.id] = self._by_session[connection.session] = connection
        self._of_meetings[connection.code] += 1
        of_person = self._of_people.setdefault((connection.code, connection.viewer.person), [])
        of_person.append(connection)
        most = MAX_BOARDS if connection.viewer.role == "board" else MAX_CONNECTIONS_OF_PERSON
        too_many = of_person[:-most]
        for oldest in too_many:
            self._discount(oldest)
        return too_many

    def remove(self, id: str) -> Connection | None:
        """Forgets the connection with this id, and returns it; None if that has happened before."""
        connection = self._all.pop(id, None)
        if connection is None:
            return None
        self._by_session.pop(connection.session, None)
        self._discount(connection)
        self._of_meetings[connection.code] -= 1
        if not self._of_meetings[connection.code]:
            del self._of_meetings[connection.code]
        return connection

    def _discount(self, connection: Connection) -> None:
        """It no longer counts for its person. Nothing happens where it did not."""
        key = (connection.code, connection.viewer.person)
        of_person = self._of_people.get(key, [])
        if connection in of_person:
            of_person.remove(connection)
            if not of_person:
                del self._of_people[key]

"""Mailings to the people on the list, and the delivery state of each letter.

A letter names its recipient by an id of the attendance list or of the deciders, never by an address. The address is
read from the list at the moment of sending, so a person who has left the list receives nothing.

A letter is `waiting`, then `sending` from just before its first byte leaves us, then `sent`, `failed`, or `unsure`
where we cannot know. `sending` is on disk before anything is sent, and only `waiting` ever becomes `sending`, so no
letter is sent twice without a decision of the chair.
"""

import secrets
from collections.abc import Iterable
from typing import Any, Literal, NamedTuple

from ..meeting.contacts.mailing import Mailing
from .database import Connection, Database

LetterState = Literal["waiting", "sending", "sent", "failed", "unsure"]
_MAILING = "id, meeting, base, day, kind, subject, words, length, link, reply_to, sequence"
_LETTER = "mailing, recipient, state, tries, reason, message_id"


class StoredMailing(NamedTuple):
    """A mailing as stored. `base` is the address with which its links begin."""

    id: str
    meeting: str
    base: str
    day: str
    mailing: Mailing


class Letter(NamedTuple):
    """One mailing to one person. Its `message_id` is the same for every try."""

    mailing: str
    recipient: str
    state: LetterState
    tries: int
    #: The code with which the mail server answered, such as "550 5.1.1", or a word of ours: never an address.
    reason: str
    message_id: str


class SentRecommendations(NamedTuple):
    """Recommendations sent on one day: how many letters, and the organisations of recipients who are still listed."""

    day: str
    letters: int
    organisations: list[str]


class Mailings:
    """The mailings of all meetings. Every method raises StoreError where the database fails."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, stored: StoredMailing, recipients: Iterable[str], domain: str, seen: int) -> bool:
        """Stores a mailing with a waiting letter for each recipient id. Adding it again changes nothing.

        `domain` is that of the message ids. Returns False if the meeting does not have exactly `seen` mailings:
        somebody has sent something in the meantime."""
        with self._database.transaction() as db:
            row = db.execute("select meeting from mailings where id = ?", (stored.id,)).fetchone()
            if row:
                return bool(row[0] == stored.meeting)
            if self._count(db, stored.meeting) != seen:
                return False
            db.execute(
                f"insert into mailings ({_MAILING}, number) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *stored[:4], stored.mailing.kind, stored.mailing.subject, stored.mailing.words,
                    stored.mailing.length, stored.mailing.link, stored.mailing.reply_to, stored.mailing.sequence,
                    seen + 1,
                ),
            )  # fmt: skip
            db.executemany(
                f"insert into letters ({_LETTER}, meeting) values (?, ?, 'waiting', 0, '', ?, ?)",
                [(stored.id, each, f"<{secrets.token_hex(16)}@{domain}>", stored.meeting) for each in recipients],
            )
            return True

    def count(self, meeting: str) -> int:
        """The number of mailings of a meeting."""
        with self._database.connection() as db:
            return self._count(db, meeting)

    def of_meeting(self, meeting: str) -> list[StoredMailing]:
        """The mailings of a meeting, newest first."""
        with self._database.connection() as db:
            rows = db.execute(f"select {_MAILING} from mailings where meeting = ? order by number desc", (meeting,))
            return [_stored(row) for row in rows]

    def get(self, id: str) -> StoredMailing | None:
        """The mailing with this id, or None."""
        with self._database.connection() as db:
            row = db.execute(f"select {_MAILING} from mailings where id = ?", (id,)).fetchone()
            return _stored(row) if row else None

    def letters(self, mailing: str) -> list[Letter]:
        """The letters of a mailing, in the order of random ids."""
        with self._database.connection() as db:
            rows = db.execute(f"select {_LETTER} from letters where mailing = ? order by recipient", (mailing,))
            return [Letter(*row) for row in rows]

    def recipients_so_far(self, meeting: str, kind: str, sequence: int = 0) -> set[str]:
        """The ids of all who received a mailing of this kind from this meeting, may have received it, or will; of those
        that tell of this change of a planned meeting, or of a later one."""
        with self._database.connection() as db:
            rows = db.execute(
                "select l.recipient from letters l join mailings m on m.id = l.mailing"
                " where m.meeting = ? and m.kind = ? and m.sequence >= ? and l.state != 'failed'",
                (meeting, kind, sequence),
            )
            return {recipient for (recipient,) in rows}

    def waiting_recipients(self, meeting: str, kind: str) -> set[str]:
        """The ids of those for whom a letter of this kind is waiting."""
        with self._database.connection() as db:
            rows = db.execute(
                "select l.recipient from letters l join mailings m on m.id = l.mailing"
                " where m.meeting = ? and m.kind = ? and l.state = 'waiting'",
                (meeting, kind),
            )
            return {recipient for (recipient,) in rows}

    def waiting_letters(self) -> list[Letter]:
        """All letters in the state `waiting`, of all meetings."""
        with self._database.connection() as db:
            rows = db.execute(f"select {_LETTER} from letters where state = 'waiting' order by mailing, recipient")
            return [Letter(*row) for row in rows]

    def mark_sending(self, letter: Letter) -> bool:
        """Marks a letter as `sending`. Returns False if it is no longer waiting and must not be sent."""
        return self._update(
            "update letters set state = 'sending' where mailing = ? and recipient = ? and state = 'waiting'",
            letter.mailing,
            letter.recipient,
        )

    def record_result(self, letter: Letter, state: LetterState, reason: str = "") -> None:
        """Records the result of a try. A letter that the chair has stopped in the meantime stays stopped."""
        self._update(
            "update letters set state = ?, reason = ?, tries = tries + 1"
            " where mailing = ? and recipient = ? and state in ('waiting', 'sending')",
            state,
            reason,
            letter.mailing,
            letter.recipient,
        )

    def mark_interrupted(self) -> None:
        """Marks letters that were being sent when the server stopped as `unsure`: they may have arrived.

        Call it at the start, before anything is sent."""
        self._update("update letters set state = 'unsure' where state = 'sending'")

    def stop(self, mailing: str) -> None:
        """Stops the waiting letters of a mailing: they become `failed` with the reason `stopped`."""
        self._update(
            "update letters set state = 'failed', reason = 'stopped' where mailing = ? and state = 'waiting'", mailing
        )

    def retry(self, mailing: str) -> None:
        """Lets the failed and stopped letters of a mailing wait for another try."""
        self._update("update letters set state = 'waiting', tries = 0 where mailing = ? and state = 'failed'", mailing)

    def retry_letter(self, mailing: str, recipient: str) -> None:
        """Lets one letter wait for another try, also one whose state is `unsure`."""
        self._update(
            "update letters set state = 'waiting', tries = 0"
            " where mailing = ? and recipient = ? and state in ('failed', 'unsure')",
            mailing,
            recipient,
        )

    def sent_recommendations(self, meeting: str) -> list[SentRecommendations]:
        """To whom the recommendations of a meeting were sent, earliest day first."""
        with self._database.connection() as db:
            rows = db.execute(
                "select m.day, d.organisation from letters l join mailings m on m.id = l.mailing"
                " left join deciders d on d.id = l.recipient"
                " where m.meeting = ? and m.kind = 'recommendations' and l.state = 'sent' order by m.day",
                (meeting,),
            )
            days: dict[str, list[str]] = {}
            for day, organisation in rows:
                days.setdefault(day, []).append(organisation or "")
        return [
            SentRecommendations(day, len(organisations), sorted(set(filter(None, organisations))))
            for day, organisations in days.items()
        ]

    @staticmethod
    def _count(db: Connection, meeting: str) -> int:
        return int(db.execute("select count(*) from mailings where meeting = ?", (meeting,)).fetchone()[0])

    def _update(self, statement: str, *values: str) -> bool:
        with self._database.connection() as db:
            return db.execute(statement, values).rowcount > 0


def _stored(row: tuple[Any, ...]) -> StoredMailing:
    id, meeting, base, day, *mailing = row
    return StoredMailing(id, meeting, base, day, Mailing(*mailing))

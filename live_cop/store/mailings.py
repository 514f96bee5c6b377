"""What was sent to the people on the list: the mailings, and of each letter how far it has come.

A letter knows whom it is for by an id of the attendance list (or of the deciders), and no address: that is read from
the list in the moment of sending, so who has left the list gets nothing. A letter is `waiting`, `sending` from just
before its first byte leaves us, then `sent`, `failed`, or `unsure` where we do not know what became of it. `sending` is
on disk before anything is sent, and nothing but `waiting` ever becomes `sending`: so no letter goes twice by itself.
"""

import secrets
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, NamedTuple

from ..meeting.contacts.mailing import Mailing
from . import file

LetterState = Literal["waiting", "sending", "sent", "failed", "unsure"]
_MAILING = "id, meeting, base, day, kind, subject, words, length, link"
_LETTER = "mailing, recipient, state, tries, reason, message_id"


class StoredMailing(NamedTuple):
    """A mailing as it is kept. `base` is the address that its links begin with."""

    id: str
    meeting: str
    base: str
    day: str
    mailing: Mailing


class Letter(NamedTuple):
    """One mailing to one person. Its `message_id` stays the same however often it is tried."""

    mailing: str
    recipient: str
    state: LetterState
    tries: int
    #: What the mail server answered, such as "550 5.1.1", or a word of ours: never an address.
    reason: str
    message_id: str


class SentTo(NamedTuple):
    """Recommendations that went out: the day, to how many, and the organisations of those who are still listed."""

    day: str
    letters: int
    organisations: list[str]


class Mailings:
    """The mailings' part of the store's door."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def add(self, kept: StoredMailing, recipients: Iterable[str], domain: str, seen: int) -> bool:
        """Keeps a mailing with a letter for each recipient; made twice, it is there once. Answers False where the
        meeting has other mailings than the `seen` ones: somebody has sent something in the meantime."""
        with file.connection(self._path) as db, file.transaction(db):
            found = db.execute("select meeting from mailings where id = ?", (kept.id,)).fetchone()
            if found:
                return bool(found[0] == kept.meeting)
            if self._count(db, kept.meeting) != seen:
                return False
            db.execute(
                f"insert into mailings ({_MAILING}, number) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *kept[:4], kept.mailing.kind, kept.mailing.subject, kept.mailing.words, kept.mailing.length,
                    kept.mailing.link, seen + 1,
                ),
            )  # fmt: skip
            db.executemany(
                f"insert into letters ({_LETTER}, meeting) values (?, ?, 'waiting', 0, '', ?, ?)",
                [(kept.id, each, f"<{secrets.token_hex(16)}@{domain}>", kept.meeting) for each in recipients],
            )
            return True

    def count(self, meeting: str) -> int:
        """How many mailings a meeting has."""
        with file.connection(self._path) as db:
            return self._count(db, meeting)

    def of_meeting(self, meeting: str) -> list[StoredMailing]:
        """The mailings of a meeting, the newest first."""
        with file.connection(self._path) as db:
            rows = db.execute(f"select {_MAILING} from mailings where meeting = ? order by number desc", (meeting,))
            return [_kept(row) for row in rows]

    def get(self, id: str) -> StoredMailing | None:
        """The mailing with this id, or None."""
        with file.connection(self._path) as db:
            row = db.execute(f"select {_MAILING} from mailings where id = ?", (id,)).fetchone()
            return _kept(row) if row else None

    def letters(self, mailing: str) -> list[Letter]:
        """The letters of a mailing, in an order that says nothing."""
        with file.connection(self._path) as db:
            rows = db.execute(f"select {_LETTER} from letters where mailing = ? order by recipient", (mailing,))
            return [Letter(*row) for row in rows]

    def recipients_so_far(self, meeting: str, kind: str) -> set[str]:
        """Who has had a mailing of this kind from this meeting, or may have had it, or is about to get it."""
        with file.connection(self._path) as db:
            rows = db.execute(
                "select l.recipient from letters l join mailings m on m.id = l.mailing"
                " where m.meeting = ? and m.kind = ? and l.state != 'failed'",
                (meeting, kind),
            )
            return {recipient for (recipient,) in rows}

    def waiting_letters(self) -> list[Letter]:
        """All letters that are to be sent."""
        with file.connection(self._path) as db:
            rows = db.execute(f"select {_LETTER} from letters where state = 'waiting' order by mailing, recipient")
            return [Letter(*row) for row in rows]

    def mark_sending(self, letter: Letter) -> bool:
        """Notes that a letter goes out now. Answers False where it is not to go out any more."""
        return self._changed(
            "update letters set state = 'sending' where mailing = ? and recipient = ? and state = 'waiting'",
            letter.mailing,
            letter.recipient,
        )

    def record_result(self, letter: Letter, state: LetterState, reason: str = "") -> None:
        """Notes what came of a try. What the chair has stopped in the meantime stays stopped."""
        self._changed(
            "update letters set state = ?, reason = ?, tries = tries + 1"
            " where mailing = ? and recipient = ? and state in ('waiting', 'sending')",
            state,
            reason,
            letter.mailing,
            letter.recipient,
        )

    def mark_interrupted(self) -> None:
        """What was being sent when the server stopped may have arrived: that is for the chair to decide. To be called
        before anything is sent."""
        self._changed("update letters set state = 'unsure' where state = 'sending'")

    def stop(self, mailing: str) -> None:
        """What still waits is not sent."""
        self._changed(
            "update letters set state = 'failed', reason = 'stopped' where mailing = ? and state = 'waiting'", mailing
        )

    def retry(self, mailing: str) -> None:
        """What was not accepted or was stopped is tried again."""
        self._changed("update letters set state = 'waiting', tries = 0 where mailing = ? and state = 'failed'", mailing)

    def retry_letter(self, mailing: str, recipient: str) -> None:
        """This letter is tried again, also where nobody knows what became of it."""
        self._changed(
            "update letters set state = 'waiting', tries = 0"
            " where mailing = ? and recipient = ? and state in ('failed', 'unsure')",
            mailing,
            recipient,
        )

    def sent_recommendations(self, meeting: str) -> list[SentTo]:
        """To whom the recommendations of a meeting went, the first day first."""
        with file.connection(self._path) as db:
            rows = db.execute(
                "select m.day, d.organisation from letters l join mailings m on m.id = l.mailing"
                " left join deciders d on d.id = l.recipient"
                " where m.meeting = ? and m.kind = 'recommendations' and l.state = 'sent' order by m.day",
                (meeting,),
            )
            days: dict[str, list[str]] = {}
            for day, organisation in rows:
                days.setdefault(day, []).append(organisation or "")
        return [SentTo(day, len(each), sorted({name for name in each if name})) for day, each in days.items()]

    @staticmethod
    def _count(db: sqlite3.Connection, meeting: str) -> int:
        return int(db.execute("select count(*) from mailings where meeting = ?", (meeting,)).fetchone()[0])

    def _changed(self, statement: str, *values: str) -> bool:
        with file.connection(self._path) as db:
            return db.execute(statement, values).rowcount > 0


def _kept(row: tuple[str, ...]) -> StoredMailing:
    id, meeting, base, day, *mailing = row
    return StoredMailing(id, meeting, base, day, Mailing(*mailing))

"""The mailer: hands letters that wait on disk to the mail server, one after the other, beside everything else.

Who gets a letter, and what it says, is decided at the moment of sending. What could not be sent is tried again after
growing pauses. The pauses are in memory, so a server that starts again tries everything once.
"""

import logging
from collections.abc import Callable
from email.headerregistry import Address
from functools import partial
from typing import NamedTuple

from ...meeting.change import MINUTE_MS
from ...meeting.contacts.mailing import PLANNED_KINDS, not_before
from ...meeting.records.lifecycle import Meeting
from ...meeting.refusal import Refusal
from ...settings import MailServer
from ...store.attendance import Recipient
from ...store.errors import StoreError
from ...store.mailings import Letter, LetterState, StoredMailing
from ...store.store import Store
from .. import runtime
from ..clock import now_ms
from .recipients import recipients_of
from .smtp import ConnectionLost, MailUnavailable, Rejected, SmtpConnection

log = logging.getLogger(__name__)
#: The pause after each try: greylisting ends after a few minutes, a full mailbox may be emptied overnight.
RETRY_MINUTES = (1, 5, 15, 60, 240, 240, 240, 240)
CHECK_SECONDS = 0.5
#: How often the one of several processes that sends looks for letters that another one has stored.
SHARED_LOOK_MS = 2_000
#: How often a disk that failed is tried again.
DISK_RETRY_SECONDS = 1.0
#: After so many broken connections in a row the mailer pauses.
MAX_CONNECTIONS_LOST = 3
#: How long the letter that is being sent may take when the server stops.
STOP_SECONDS = 10.0

#: Composes the letters of a mailing: write(kept)(recipient, message_id) is one of them. The first step takes time.
Write = Callable[[StoredMailing], Callable[[Recipient, str], bytes]]


class _CannotCompose(Exception):
    """The letters of this mailing cannot be composed at the moment, for the reason `code`, that of a refusal."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class _NotYet(Exception):
    """The letters of this mailing go `at` this time, or later if the meeting moves."""

    def __init__(self, at: int) -> None:
        super().__init__(at)
        self.at = at


class MailAccount(NamedTuple):
    """The mail server, and from whom letters come."""

    server: MailServer
    sender: Address


class Mailer:
    """One for the whole server. Without an account it sends nothing.

    Where there are several processes, `take_turn` says whether this one sends at the moment."""

    def __init__(
        self,
        store: Store,
        account: MailAccount | None,
        write: Write,
        clock: Callable[[], int] = now_ms,
        take_turn: Callable[[], bool] | None = None,
    ) -> None:
        self._store = store
        self._account = account
        self._write = write
        self._clock = clock
        self._take_turn = take_turn
        self._has_turn = take_turn is None
        self._connection: SmtpConnection | None = None
        self._at_work = self._stopping = False
        #: Not before these times: the next look at the disk, and the next try of each letter.
        self._next = 0
        self._pauses: dict[tuple[str, str], int] = {}
        self._troubles = 0
        #: Why nothing can be sent at the moment, as a key below `mail.trouble` in the catalogue; "" where it can.
        self.trouble = ""
        #: Why letters cannot be composed at the moment: for the id of their mailing, the code of a refusal.
        self.uncomposed: dict[str, str] = {}
        if account is not None and self._has_turn:
            store.mailings.mark_interrupted()

    @property
    def ready(self) -> bool:
        """Whether this server can send."""
        return self._account is not None

    @property
    def sender(self) -> Address | None:
        """From whom letters come."""
        return self._account.sender if self._account else None

    @property
    def domain(self) -> str:
        """The domain of our message ids."""
        return self._account.sender.domain if self._account else "localhost"

    def wake(self) -> None:
        """There is something new to send, or the chair asks to try again: all pauses end."""
        self._pauses.clear()
        self._next = 0

    def run_forever(self) -> None:
        """Sends what is due until the server stops; runs in a separate greenlet."""
        while not self._stopping:
            runtime.sleep(CHECK_SECONDS)
            try:
                self.send_due()
            except Exception as error:
                # The exception's text may contain what people wrote.
                log.error("letters could not be sent: %s", type(error).__name__)
                self._next = self._clock() + MINUTE_MS

    def send_due(self) -> None:
        """Sends what is due."""
        if self._account is None or self._at_work or self._stopping:
            return
        if self._take_turn is not None:
            self._look_for_turn(self._take_turn())
        if not self._has_turn or self._clock() < self._next:
            return
        self._at_work = True
        try:
            self._send_waiting()
        finally:
            self._at_work = False

    def _look_for_turn(self, has_turn: bool) -> None:
        """It is this process that sends now, or no longer. What the one before it was sending when it ended may have
        arrived."""
        if has_turn and not self._has_turn:
            runtime.in_thread(self._store.mailings.mark_interrupted)
            self.wake()
        self._has_turn = has_turn
        self._next = min(self._next, self._clock() + SHARED_LOOK_MS)

    def stop(self) -> None:
        """Starts no more letters, and gives the current one time to arrive."""
        self._stopping = True
        for _ in range(int(STOP_SECONDS / 0.05)):
            if not self._at_work:
                return
            runtime.sleep(0.05)

    def test(self, email: str, message: bytes) -> None:
        """Sends one test message now. Raises MailUnavailable."""
        assert self._account is not None
        runtime.in_thread(_send_now, self._account, email, message)

    def _send_waiting(self) -> None:
        # Whatever is added from here on is found by the next look.
        self._next = self._clock() + 365 * 24 * 60 * MINUTE_MS
        counts = {"sent": 0, "failed": 0, "waiting": 0}
        stuck: set[str] = set()
        try:
            for letter in self._store.mailings.waiting_letters():
                if self._stopping:
                    return
                if letter.mailing in stuck:
                    continue
                state = self._send_if_due(letter, stuck)
                if state is not None:
                    counts[state] = counts.get(state, 0) + 1
        except MailUnavailable as trouble:
            self._pause(trouble.reason)
        finally:
            self._disconnect()
            if any(counts.values()):
                log.info("letters: %(sent)d sent, %(failed)d not accepted, %(waiting)d tried again later", counts)

    def _send_if_due(self, letter: Letter, stuck: set[str]) -> LetterState | None:
        """Tries one letter unless it is paused; its new state, None where it has none. Its mailing is `stuck` if none
        of its letters can go at the moment: other mailings need not wait for it. Raises MailUnavailable."""
        # One that has not been tried is not paused: the chair may have asked another process to try it again.
        paused_until = self._pauses.get(letter[:2], 0) if letter.tries else 0
        state = None
        if paused_until <= self._clock():
            try:
                state = self._send(letter)
            except _CannotCompose as why:
                stuck.add(letter.mailing)
                self.uncomposed[letter.mailing] = why.code
                self._next = min(self._next, self._clock() + 5 * MINUTE_MS)
                return None
            except _NotYet as due:
                # The meeting may move meanwhile, of which nobody tells the mailer.
                stuck.add(letter.mailing)
                self._next = min(self._next, due.at, self._clock() + MINUTE_MS)
                return None
            self.uncomposed.pop(letter.mailing, None)
            paused_until = self._pauses.get(letter[:2], paused_until)
        if paused_until > self._clock():
            self._next = min(self._next, paused_until)
        return state

    def _send(self, letter: Letter) -> LetterState:
        """Tries one letter; answers its new state. Raises MailUnavailable, _CannotCompose and _NotYet."""
        kept = runtime.in_thread(self._store.mailings.get, letter.mailing)
        if kept is None:
            return "failed"
        if (due := self._not_before(kept)) is None:
            return self._end(letter, "failed", "not_needed")
        if due > self._clock():
            raise _NotYet(due)
        message = self._compose(kept, letter)
        if message is None:
            return self._end(letter, "failed", "gone")
        for _ in range(MAX_CONNECTIONS_LOST):
            begun: list[bool] = []
            try:
                connection = self._connect()
                assert self._account is not None
                begin = partial(self._mark_begun, letter, begun)
                if not runtime.in_thread(connection.send, self._account.sender.addr_spec, *message, begin):
                    return "failed"
                self._troubles, self.trouble = 0, ""
                return self._end(letter, "sent")
            except Rejected as answer:
                return self._rejected(letter, answer)
            except ConnectionLost:
                self._disconnect()
                self._troubles += 1
                if begun:
                    state = self._retry_later(letter, "lost")
                    if self._troubles < MAX_CONNECTIONS_LOST:
                        return state
                    break
        raise MailUnavailable("lost")

    def _not_before(self, kept: StoredMailing) -> int | None:
        """From when on the letters of a mailing may go, as its meeting stands at this moment; None: not any more."""
        if kept.mailing.kind not in PLANNED_KINDS:
            return 0
        found = runtime.in_thread(self._store.summaries, [kept.meeting], ["meeting"])
        meeting = found[0].records.get(("meeting", "meeting")) if found else None
        return not_before(kept.mailing.kind, meeting) if isinstance(meeting, Meeting) else None

    def _compose(self, kept: StoredMailing, letter: Letter) -> tuple[str, bytes] | None:
        """The address and the message; None where this person is no longer to be written to. Raises _CannotCompose."""
        try:
            write = self._write(kept)
            everyone = runtime.in_thread(recipients_of, self._store, kept.mailing.kind, kept.meeting)
            person = next((each for each in everyone if each.id == letter.recipient), None)
            return None if person is None else (person.email, write(person, letter.message_id))
        except StoreError:
            raise
        except Exception as error:
            # The exception's text may contain what people wrote.
            log.error("a letter could not be written: %s", type(error).__name__)
            raise _CannotCompose(error.code if isinstance(error, Refusal) else "not_drawn") from None

    def _mark_begun(self, letter: Letter, begun: list[bool]) -> bool:
        """Records that the letter is about to leave. Runs in the connection's thread."""
        if self._store.mailings.mark_sending(letter):
            begun.append(True)
            return True
        return False

    def _rejected(self, letter: Letter, answer: Rejected) -> LetterState:
        # The mail server works, whatever it says about this letter.
        self._troubles, self.trouble = 0, ""
        if not answer.later:
            return self._end(letter, "failed", answer.reason)
        return self._retry_later(letter, answer.reason)

    def _retry_later(self, letter: Letter, reason: str) -> LetterState:
        if letter.tries >= len(RETRY_MINUTES):
            return self._end(letter, "failed", f"gave_up {reason}")
        self._pauses[letter[:2]] = self._clock() + RETRY_MINUTES[letter.tries] * MINUTE_MS
        return self._end(letter, "waiting", reason)

    def _end(self, letter: Letter, state: LetterState, reason: str = "") -> LetterState:
        """Records the outcome, however long the disk makes us wait: nobody else knows it."""
        while True:
            try:
                runtime.in_thread(self._store.mailings.record_result, letter, state, reason)
                break
            except StoreError as error:
                log.error("the outcome of a letter could not be saved: %s", error)
                if self._stopping:
                    break
                runtime.sleep(DISK_RETRY_SECONDS)
        if state != "waiting":
            self._pauses.pop(letter[:2], None)
        return state

    def _connect(self) -> SmtpConnection:
        assert self._account is not None
        if self._connection is None:
            self._connection = runtime.in_thread(SmtpConnection, self._account.server)
        return self._connection

    def _disconnect(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            runtime.in_thread(connection.close)

    def _pause(self, reason: str) -> None:
        """Waits before the next try, since nothing can be sent."""
        self.trouble = reason
        pause = RETRY_MINUTES[min(self._troubles, 3)]
        self._troubles += 1
        self._next = min(self._next, self._clock() + pause * MINUTE_MS)
        log.warning("letters wait for %d minutes: %s", pause, reason)


def _send_now(account: MailAccount, email: str, message: bytes) -> None:
    connection = SmtpConnection(account.server)
    try:
        connection.send(account.sender.addr_spec, email, message, lambda: True)
    except Rejected:
        raise MailUnavailable("refused") from None
    except ConnectionLost:
        raise MailUnavailable("lost") from None
    finally:
        connection.close()

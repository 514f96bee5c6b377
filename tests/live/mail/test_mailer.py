"""The mailer at a real mail server: each person gets exactly one message, whatever the server does."""

from collections import Counter
from itertools import pairwise
from urllib.parse import quote

import pytest
from aiosmtpd.smtp import AuthResult

from live_cop.live.mail import mailer as mailer_module
from live_cop.live.mail.mailer import MailAccount, Mailer
from live_cop.live.mail.recipients import recipients_of, unique_addresses
from live_cop.live.mail.smtp import MailUnavailable, SmtpConnection
from live_cop.meeting.change import MINUTE_MS
from live_cop.meeting.contacts.attendance import Decider, Entry
from live_cop.meeting.contacts.mailing import Mailing
from live_cop.settings import MailServer as Address
from live_cop.settings import mail_server, sender
from live_cop.store.attendance import Consent, Recipient
from live_cop.store.errors import StoreError
from live_cop.store.mailings import StoredMailing
from live_cop.store.opening import open_store
from live_cop.store.store import Store

from ...support.mailserver import MailServer

CODE = "K7M3QX"
WORDS = Consent("en-1", "the words", "2026-11-21")


def put(store: Store, n: int, **more) -> None:
    entry = Entry(**{"name": f"Person {n}", "email": f"p{n}@example.org", "write": True, **more})
    store.attendance.add(f"token {n}", CODE, entry, WORDS, None, False)


class Office:
    """A mailer whose clock the test turns."""

    def __init__(self, store: Store, mails: MailServer) -> None:
        self.store, self.mails, self.now, self.made = store, mails, 1_000_000, 0
        self.fault: Exception | None = None
        self.take_turn = None
        self.open()

    def open(self, url: str = "") -> None:
        account = MailAccount(mail_server(url or self.mails.url), sender("Homes <cop@example.org>"))
        self.mailer = Mailer(self.store, account, self.write, lambda: self.now, self.take_turn)

    def write(self, kept: StoredMailing):
        self.made += 1
        if self.fault and kept.mailing.subject == "broken":
            raise self.fault
        return lambda person, number: (
            f"To: {person.email}\r\nMessage-ID: {number}\r\n\r\n{kept.mailing.words}\r\n".encode()
        )

    def send(self, id: str = "m1", *, kind: str = "report", subject: str = "s", meeting: str = CODE) -> None:
        kept = StoredMailing(id, meeting, "https://x", "2026-11-21", Mailing(kind, subject, "words"))
        recipients = [each.id for each in unique_addresses(recipients_of(self.store, kind, meeting))]
        assert self.store.mailings.add(kept, recipients, "example.org", self.store.mailings.count(meeting))
        self.mailer.wake()

    def look(self, minutes: float = 0) -> None:
        self.now += int(minutes * MINUTE_MS)
        self.mailer.send_due()

    def states(self, id: str = "m1") -> Counter[str]:
        return Counter(each.state for each in self.store.mailings.letters(id))

    def reasons(self, id: str = "m1") -> set[str]:
        return {each.reason for each in self.store.mailings.letters(id) if each.reason}


@pytest.fixture
def mails():
    server = MailServer()
    yield server
    server.stop()


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def office(store, mails):
    return Office(store, mails)


def everyone(n: int) -> set[str]:
    return {f"p{each}@example.org" for each in range(n)}


class TestSeveralProcesses:
    def test_one_sends_also_what_another_has_stored(self, store, mails):
        offices = [Office(store, mails), Office(store, mails)]
        turn = 0
        for n, each in enumerate(offices):
            each.take_turn = lambda n=n: turn == n
            each.open()
        for n in range(3):
            put(store, n)
        offices[1].send()
        offices[1].look()
        assert mails.to == []
        offices[0].look()
        assert sorted(mails.to) == sorted(everyone(3))
        offices[1].send("m2")
        offices[0].look()
        assert len(mails.to) == 3, "it has not looked again yet"
        offices[0].look(0.1)
        assert len(mails.to) == 6

    def test_whoever_takes_over_sends_nothing_that_may_have_been_sent(self, store, mails):
        gone, other = Office(store, mails), Office(store, mails)
        turn = False
        other.take_turn = lambda: turn
        other.open()
        for n in range(3):
            put(store, n)
        gone.send()
        [first, *_] = store.mailings.waiting_letters()
        assert store.mailings.mark_sending(first)
        other.look()
        assert other.states() == {"sending": 1, "waiting": 2}
        turn = True
        other.look()
        assert other.states() == {"unsure": 1, "sent": 2} and len(mails.to) == 2


class TestExactlyOne:
    def test_whatever_the_mail_server_does(self, office, mails, store):
        """Two hundred: it refuses some, puts some off, and hangs up at the fiftieth."""
        for n in range(200):
            put(store, n)
        refused = {f"p{n}@example.org": "550 5.1.1 <p@example.org>: no such user" for n in (3, 77)}
        put_off = {f"p{n}@example.org": "451 4.7.1 greylisted, try again" for n in (5, 6, 199)}
        mails.answers = {**refused, **put_off}
        mails.hook = lambda to: "hang up" if len(mails.tries) == 50 else None
        office.send()
        office.look()
        done = office.states()
        assert done["failed"] == 2 and done["waiting"] in (3, 4) and done["sent"] == 198 - done["waiting"]
        assert office.reasons() >= {"550 5.1.1", "451 4.7.1"}
        mails.answers = refused
        office.look(0.5)
        assert len(mails.to) == done["sent"], "not before its time"
        office.look(0.6)
        assert office.states() == {"sent": 198, "failed": 2}
        mails.answers = {}
        store.mailings.retry("m1")
        office.mailer.wake()
        office.look()
        office.look(600)
        assert len(mails.to) == 200 and set(mails.to) == everyone(200) and len(set(mails.numbers)) == 200

    def test_the_same_letter_with_the_same_number(self, office, mails, store):
        for n in range(9):
            put(store, n)
        mails.hook = lambda to: "hang up" if len(mails.tries) == 5 else None
        office.send()
        office.look()
        assert office.states() == {"sent": 8, "waiting": 1} and office.reasons() == {"lost"}
        [letter] = [each for each in store.mailings.letters("m1") if each.state == "waiting"]
        office.look(1.1)
        assert len(mails.to) == 9 and set(mails.to) == everyone(9)
        assert mails.numbers[-1] == letter.message_id, "so a server that has it already can tell"

    def test_after_a_crash_the_disk_shows_which_letter_may_have_been_sent(self, office, mails, store):
        """The process dies in the middle of a letter: what is on disk then is what the next one begins with."""
        for n in range(30):
            put(store, n)

        class Killed(Exception):
            pass

        real, count = store.mailings.record_result, iter(range(30))

        def end(letter, state, reason=""):
            if next(count) == 12:
                raise Killed
            real(letter, state, reason)

        store.mailings.record_result = end
        office.send()
        with pytest.raises(Killed):
            office.look()
        store.mailings.record_result = real
        assert office.states() == {"sent": 12, "sending": 1, "waiting": 17}
        office.open()
        office.look()
        assert office.states() == {"sent": 29, "unsure": 1}
        assert len(mails.to) == 30 and set(mails.to) == everyone(30)
        office.look(600)
        assert len(mails.to) == 30, "what is unsure goes to nobody by itself"


class TestWhoGetsIt:
    def test_people_who_have_left_the_list_get_nothing(self, office, mails, store):
        for n in range(3):
            put(store, n)
        mails.answers = {f"p{n}@example.org": "451 4.7.1 later" for n in range(3)}
        office.send()
        office.look()
        mails.answers = {}
        store.attendance.erase("token 0")
        [stop] = [each.unsubscribe_token for each in recipients_of(store, "report", CODE) if each.name == "Person 1"]
        store.attendance.unsubscribe(stop)
        office.look(2)
        assert mails.to == ["p2@example.org"]
        assert office.states() == {"sent": 1, "failed": 2} and office.reasons() >= {"gone"}

    def test_the_address_at_the_time_of_sending_counts(self, office, mails, store):
        put(store, 0)
        mails.answers = {"p0@example.org": "451 4.7.1 later"}
        office.send()
        office.look()
        kept = store.attendance.by_token("token 0")
        changed = Entry(name="Person 0", email="new@example.org", write=True)
        assert store.attendance.change("token 0", kept.version, changed, WORDS, None)
        office.look(2)
        assert mails.to == ["new@example.org"]

    def test_an_address_that_is_listed_twice_gets_one_letter(self):
        twice = [Recipient("1", "Ann", "ann@x.org", "a"), Recipient("2", "Ann", "Ann@X.org", "b")]
        assert [each.id for each in unique_addresses(twice)] == ["1"]

    def test_recommendations_go_to_boards_with_an_address(self, office, mails, store):
        put(store, 0)
        store.attendance.add_decider(CODE, Decider(organisation="Council", email="board@example.org"))
        store.attendance.add_decider(CODE, Decider(organisation="Health"))
        office.send(kind="recommendations")
        office.look()
        assert mails.to == ["board@example.org"]
        assert store.mailings.sent_recommendations(CODE) == [("2026-11-21", 1, ["Council"])]

    def test_a_mailing_that_is_stopped_goes_to_nobody_else(self, office, mails, store):
        for n in range(5):
            put(store, n)
        office.send()

        def stop(to):
            store.mailings.stop("m1")

        mails.hook = stop
        office.look()
        assert len(mails.to) == 1 and office.states() == {"sent": 1, "failed": 4}
        mails.hook = lambda to: None
        office.look(600)
        assert len(mails.to) == 1
        store.mailings.retry("m1")
        office.mailer.wake()
        office.look()
        assert set(mails.to) == everyone(5) and len(mails.to) == 5

    def test_the_chair_decides_about_letters_whose_fate_is_unknown(self, office, mails, store):
        put(store, 0)
        office.send()
        [letter] = store.mailings.letters("m1")
        store.mailings.mark_sending(letter)
        office.open()
        store.mailings.retry("m1")
        office.mailer.wake()
        office.look()
        assert mails.to == [] and office.states() == {"unsure": 1}
        store.mailings.retry_letter("m1", letter.recipient)
        office.mailer.wake()
        office.look()
        assert mails.numbers == [letter.message_id] and office.states() == {"sent": 1}


class TestTheMailServer:
    @pytest.fixture(autouse=True)
    def somebody(self, store):
        put(store, 0)

    def test_is_away_for_a_while(self, office, mails):
        office.open("smtp://127.0.0.1:1")
        office.send()
        office.look()
        assert office.mailer.trouble == "no_answer" and office.states() == {"waiting": 1}
        office.open()
        office.look()
        assert office.states() == {"sent": 1} and office.mailer.trouble == ""

    def test_waits_longer_each_time(self, office, monkeypatch):
        tried = []
        office.open("smtp://127.0.0.1:1")

        def connect(server):
            tried.append(office.now)
            return SmtpConnection(server)

        monkeypatch.setattr("live_cop.live.mail.mailer.SmtpConnection", connect)
        office.send()
        for _ in range(30):
            office.look(1)
        pauses = [(b - a) // MINUTE_MS for a, b in pairwise(tried)]
        assert pauses == [1, 5, 15]

    def test_never_says_yes_at_last_counts_as_no(self, office, mails):
        mails.answers = {"p0@example.org": "450 4.2.1 busy"}
        office.send()
        for _ in range(20):
            office.look(240)
        assert office.states() == {"failed": 1} and office.reasons() == {"gave_up 450 4.2.1"}
        assert len(mails.tries) == 9

    def test_that_breaks_off_each_time_is_left_alone(self, office, mails, store):
        for n in range(1, 50):
            put(store, n)
        mails.hook = lambda to: "hang up"
        office.send()
        office.look()
        assert len(mails.tries) == 3 and office.mailer.trouble == "lost"
        assert office.states() == {"waiting": 50}

    def test_that_closes_after_some_letters_is_asked_again(self, office, mails, store):
        for n in range(1, 10):
            put(store, n)
        mails.hook = lambda to: "421 4.7.0 too many messages on this line" if len(mails.tries) % 4 == 0 else None
        office.send()
        for _ in range(5):
            office.look(5)
        assert sorted(mails.to) == sorted(everyone(10))

    def test_that_does_not_know_us_is_no_fault_of_the_letters(self, office, mails):
        mails.answers = {"cop@example.org": "550 5.7.1 not your address"}
        office.send()
        office.look()
        assert office.mailer.trouble == "no_sender" and office.states() == {"waiting": 1}

    @pytest.mark.filterwarnings("ignore:Requiring AUTH")
    @pytest.mark.parametrize("password", ["right: & @", "wrong"])
    def test_with_name_and_password(self, office, password):
        def known(server, session, envelope, mechanism, data):
            # Not "handled": the server itself answers who is wrong.
            right = (data.login, data.password) == (b"cop", b"right: & @")
            return AuthResult(success=right, handled=False)

        other = MailServer(authenticator=known, auth_required=True, auth_require_tls=False)
        try:
            office.open(f"smtp://cop:{quote(password)}@127.0.0.1:{other.port}")
            office.send()
            office.look()
            assert len(other.to) == (1 if password != "wrong" else 0)
            assert office.mailer.trouble == ("" if password != "wrong" else "no_login")
        finally:
            other.stop()

    def test_without_protection_nothing_is_sent_over_the_internet(self, office, mails):
        with pytest.raises(MailUnavailable, match="no_tls"):
            SmtpConnection(Address("127.0.0.1", mails.port, "", "", "starttls"))

    def test_a_dot_at_the_start_of_a_line_arrives(self, office, mails):
        office.write = lambda kept: lambda person, number: b"Message-ID: <1@x>\r\n\r\n.a\r\n..\r\n.\r\nb\r\n"
        office.open()
        office.send()
        office.look()
        assert mails.taken[0][1].endswith(b"\r\n.a\r\n..\r\n.\r\nb\r\n")

    def test_logs_hold_counts_alone(self, office, mails, caplog):
        caplog.set_level("DEBUG")
        mails.answers = {"p0@example.org": "550 5.1.1 <p0@example.org>: no"}
        office.send()
        office.look()
        assert "0 sent, 1 not accepted" in caplog.text
        ours = "".join(each.getMessage() for each in caplog.records if each.name.startswith("live_cop"))
        assert "p0@" not in ours and "Person 0" not in ours and "127.0.0.1" not in ours


class TestOthers:
    def test_a_mailing_that_cannot_be_composed_delays_no_other(self, office, mails, store):
        put(store, 0)
        office.fault = ValueError("words of people")
        office.send("a", subject="broken")
        office.send("b")
        office.look()
        assert office.states("a") == {"waiting": 1} and office.states("b") == {"sent": 1}
        office.fault = None
        office.look(6)
        assert office.states("a") == {"sent": 1}

    def test_the_outcome_is_saved_when_the_disk_recovers(self, office, mails, store, monkeypatch):
        put(store, 0)
        monkeypatch.setattr(mailer_module, "DISK_RETRY_SECONDS", 0)
        real, left = store.mailings.record_result, iter(range(3))

        def end(*args):
            if next(left, None) is not None:
                raise StoreError("disk full")
            real(*args)

        store.mailings.record_result = end
        office.send()
        office.look()
        assert office.states() == {"sent": 1} and mails.to == ["p0@example.org"]

    def test_nothing_is_sent_without_an_account(self, store, office, mails):
        put(store, 0)
        office.send()
        Mailer(store, None, office.write).send_due()
        assert office.states() == {"waiting": 1}


class TestMaking:
    def test_the_same_twice_is_there_once(self, office, mails, store):
        put(store, 0)
        office.send()
        kept = store.mailings.get("m1")
        assert store.mailings.add(kept, ["other"], "example.org", 0)
        assert len(store.mailings.letters("m1")) == 1

    def test_of_two_pages_the_second_is_told(self, office, store):
        put(store, 0)
        office.send()
        other = store.mailings.get("m1")._replace(id="m2")
        assert not store.mailings.add(other, ["x"], "example.org", 0)
        assert store.mailings.get("m2") is None
        assert store.mailings.recipients_so_far(CODE, "report") and not store.mailings.recipients_so_far(CODE, "next")

    def test_no_table_has_an_address(self, office, store, mails):
        put(store, 0, email="unforgettable@example.org")
        mails.answers = {"unforgettable@example.org": "550 <unforgettable@example.org> unknown"}
        office.send()
        office.look()
        letters = store.mailings.letters("m1")
        assert "unforgettable" not in repr(letters) and letters[0].state == "failed"

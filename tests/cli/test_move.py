"""`live-cop move`: everything arrives, in both directions, or one sentence says why nothing was moved."""

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from live_cop.cli import main
from live_cop.meeting.contacts.attendance import Decider, Entry
from live_cop.meeting.contacts.mailing import Mailing
from live_cop.store import moving
from live_cop.store.attendance import Attended, Consent
from live_cop.store.communities import StoredLogo, StoredTheme
from live_cop.store.mailings import StoredMailing
from live_cop.store.opening import open_store
from live_cop.store.pictures import StoredPicture
from live_cop.store.postgres.database import PostgresConnection
from live_cop.store.store import Store

from ..meeting.room import ANN, CHAIR, Room
from ..store.stored_room import StoredRoom, full_state, run_eventful_meeting
from ..support import postgres

OPEN, CLOSED = "K7M3QX", "ACDEFG"


@pytest.fixture
def database() -> str:
    return postgres.server().new_database()


def fill(store: Store) -> None:
    """Something in every table."""
    for code in (OPEN, CLOSED):
        room = Room()
        room.state.code = code
        run_eventful_meeting(room)
        first = room.note(ANN, "first ą \U0001f4af")
        room.note(ANN, "second")
        room.do(ANN, "note.edit", note=first, text="first, but changed last")
        stored = StoredRoom(store, room)
        stored.save()
        if code == CLOSED:
            room.do(CHAIR, "meeting.close")
            stored.save()
    store.write_pictures(OPEN, [StoredPicture("0" * 64, "image/webp", b"\0picture\xff", 4, 3)])
    store.links.activate(OPEN, "chair", 2)
    store.links.create(OPEN, "chair", "ann", 2)
    store.new_join_code(OPEN)
    community, _ = store.communities.create("Homes", 1)
    store.communities.set_theme(community.id, StoredTheme("Homes", "#005ea5", StoredLogo("0" * 64, 2, 3, b"\0PNG\xff")))
    store.add_to_community(community.id, OPEN, 5)
    agreed = Consent("en-1", "the words", "2026-11-21")
    store.attendance.add("t", OPEN, Entry(name="Ann", write=True), agreed, Attended(OPEN, "2026-11-21"), False)
    store.attendance.add_decider(OPEN, Decider(name="Dee", role="head", organisation="", email="dee@example.org"))
    store.count_breadth(OPEN)
    mailing = StoredMailing("m1", OPEN, "https://x", "2026-11-21", Mailing("report", "Ours", "words"))
    store.mailings.add(mailing, ["ann", "ben"], "example.org", 0)


def move(to: str, folder: Path, database: str) -> Result:
    return CliRunner().invoke(main, ["move", to, "--data", str(folder)], env={"LIVE_COP_DATABASE": database})


def test_everything_arrives_there_and_back(database, tmp_path):
    store = open_store(tmp_path / "one")
    fill(store)
    for table in moving.TABLES:
        with store._database.connection() as db:
            assert db.execute(f"select 1 from {table}").fetchone(), f"nothing in {table}"
    store.close()
    (tmp_path / "two").mkdir()
    (tmp_path / "two" / "secret.key").write_text("0" * 64)
    done = move("database", tmp_path / "one", database)
    assert done.exit_code == 0 and "compared one by one" in done.output, done.output
    done = move("file", tmp_path / "two", database)
    assert done.exit_code == 0, done.output
    here, there, back = (
        open_store(tmp_path / "one"),
        open_store(tmp_path, database=database),
        open_store(tmp_path / "two"),
    )
    for code in (OPEN, CLOSED):
        expected = here.load(code)
        for other in (there, back):
            found = other.load(code)
            assert full_state(found.state) == full_state(expected.state) == full_state(other.rebuild(code))
            assert list(found.answers.items()) == list(expected.answers.items())
    for other in (here, there, back):
        # And it goes on.
        room = Room()
        room.state.code = "PQRSTU"
        other.leases = None
        StoredRoom(other, room).save()
        other.close()


def test_no_column_is_left_behind(database, tmp_path):
    for store in (open_store(tmp_path / "file"), open_store(tmp_path, database=database)):
        with store._database.connection() as db:
            for table, (columns, _) in moving.TABLES.items():
                there = {each[0] for each in db.execute(f"select * from {table}").description}
                assert there - {"rowid"} == set(columns.split(", ")), table
        store.close()


def test_one_sentence_says_why_nothing_is_moved(database, tmp_path, monkeypatch):
    store = open_store(tmp_path / "one")
    fill(store)
    cases = [(move("database", tmp_path / "one", database), "is in use")]
    store.close()
    there = open_store(tmp_path, database=database)
    there.leases.claim(OPEN)
    cases.append((move("database", tmp_path / "one", database), "A server is using the database"))
    there.leases.give_back({OPEN: 1})
    there.communities.create("Homes", 1)
    there.close()
    unreachable = f"postgresql://ann:sesame@127.0.0.1:{postgres.free_port()}/x"
    cases += [
        (move("database", tmp_path / "one", database), "something in the database already"),
        (move("file", tmp_path / "one", database), "already. Please give an empty --data folder"),
        (move("database", tmp_path / "none", database), "There are no meetings in"),
        (move("database", tmp_path / "one", ""), "Please set LIVE_COP_DATABASE"),
        (move("database", tmp_path / "one", "mysql://x"), "LIVE_COP_DATABASE must be an address"),
        (move("database", tmp_path / "one", "postgresql://ann:ses@me@x/y"), "LIVE_COP_DATABASE must be an address"),
        (move("database", tmp_path / "one", "postgresql://ann:%zz@x/y"), "is not an address"),
        (move("database", tmp_path / "one", unreachable), "The database cannot be used"),
    ]
    monkeypatch.setitem(sys.modules, "psycopg", None)
    monkeypatch.setattr("live_cop.store.opening.find_spec", lambda name: None)
    cases.append((move("database", tmp_path / "one", database), "pip install 'live-cop[cluster]'"))
    for result, sentence in cases:
        assert result.exit_code == 1 and sentence in result.output, (sentence, result.output)
        assert "Traceback" not in result.output and not {"sesame", "me@x", "%zz"} & set(result.output.split())


def test_what_does_not_arrive_as_it_was_is_not_there_at_all(database, tmp_path, monkeypatch):
    store = open_store(tmp_path / "one")
    fill(store)
    store.close()
    rows = moving._rows

    def differing(db, table, *rest):
        """What is read of the target, as if a word had changed on the way."""
        for row in rows(db, table, *rest):
            changed = table == "journal" and isinstance(db, PostgresConnection)
            yield (*row[:-1], row[-1].replace("first", "worst")) if changed else row

    monkeypatch.setattr(moving, "_rows", differing)
    result = move("database", tmp_path / "one", database)
    assert result.exit_code == 1 and "Not everything arrived" in result.output
    there = open_store(tmp_path, database=database)
    assert moving.is_empty(there._database)
    there.close()

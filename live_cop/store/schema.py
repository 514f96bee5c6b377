"""The tables, as numbered migrations. A migration that has landed is never changed; the next change is a new one."""

import time
from collections.abc import Callable

from sqlite_utils import Database


def _first(db: Database) -> None:
    db["meetings"].create(
        {"code": str, "epoch": str, "revision": int, "created_at": int}, pk="code", not_null={"epoch", "revision"}
    )
    # The present records, gone ones too (record null): what a restart reads.
    db["records"].create(
        {
            "meeting": str,
            "kind": str,
            "id": str,
            "revision": int,
            "audience": str,
            "lost": str,
            "record": str,
        },
        pk=("meeting", "kind", "id"),
    )
    # What happened, command by command: what everyone or the chair's side may see, and apart from it what is one
    # person's own or the server's alone, so that the second can be destroyed without the first.
    db["journal"].create(
        {"meeting": str, "revision": int, "at": int, "name": str, "changes": str}, pk=("meeting", "revision")
    )
    db["private_journal"].create(
        {"meeting": str, "revision": int, "place": int, "changes": str}, pk=("meeting", "revision", "place")
    )
    db["answers"].create(
        {"meeting": str, "person": str, "command": str, "revision": int, "answer": str},
        pk=("meeting", "person", "command"),
    )
    db["keys"].create(
        {"hash": str, "meeting": str, "role": str, "person": str, "version": int, "alive": int}, pk="hash"
    )
    db["roles"].create({"meeting": str, "role": str, "version": int}, pk=("meeting", "role"))


MIGRATIONS: list[Callable[[Database], None]] = [_first]


def migrate(db: Database) -> None:
    """Brings the file to the newest schema, one transaction a step. Raises RuntimeError for a file of a newer version."""
    db["migrations"].create({"number": int, "applied_at": int}, pk="number", if_not_exists=True)
    done = {row["number"] for row in db["migrations"].rows}
    if done and max(done) > len(MIGRATIONS):
        raise RuntimeError("This data was written by a newer live_cop. Please install that version or a later one.")
    for number, migration in enumerate(MIGRATIONS, start=1):
        if number not in done:
            with db.conn:
                db.conn.execute("begin immediate")
                migration(db)
                db["migrations"].insert({"number": number, "applied_at": int(time.time() * 1000)})

"""docs/hosting.md is complete and true: its settings are those of the code, and what it says to type works."""

import json
import re
import shlex
import sqlite3
from pathlib import Path

from click.testing import CliRunner

from live_cop.cli import main
from live_cop.live.metrics import Metrics
from live_cop.meeting.agenda.running_orders import RUNNING_ORDERS
from live_cop.meeting.audience import SYSTEM
from live_cop.meeting.decide import decide
from live_cop.meeting.lifecycle.lifecycle import MeetingOpen
from live_cop.meeting.state import State
from live_cop.settings import Settings
from live_cop.store import meeting_archive
from live_cop.store.meetings.commit import Commit
from live_cop.store.opening import open_store
from live_cop.web.photos import files, photos

from .support.stores import path_of

PAGE = (Path(__file__).parent.parent / "docs" / "hosting.md").read_text()


def test_every_setting_with_its_default():
    said = dict(re.findall(r"^\| `LIVE_COP_(\w+)` \| `?([^`|]*?)`? \|", PAGE, re.MULTILINE))
    assert set(said) == {name.upper() for name in Settings.__struct_fields__}
    for name, default in said.items():
        value = getattr(Settings(), name.lower())
        if value != "":
            assert default == str(value)


def test_every_figure_is_there_and_no_other():
    assert set(re.findall(r"`(live_cop_[a-z_]+)`", PAGE.split("## Monitoring")[1].split("\n## ")[0])) == metrics()


def test_the_dashboard_shows_every_figure_and_no_other():
    dashboard = json.loads((Path(__file__).parent.parent / "docs" / "grafana.json").read_text())
    asked = [target["expr"] for panel in dashboard["panels"] for target in panel["targets"]]
    shown = set(re.findall(r"live_cop_[a-z_]+|process_[a-z_]+", " ".join(asked)))
    # A histogram is shown by its buckets.
    shown = {name.removesuffix("_bucket") for name in shown}
    assert {name for name in shown if name.startswith("live_cop_")} == metrics()
    assert {name for name in shown if name.startswith("process_")} <= set(re.findall(r"`(process_[a-z_]+)`", PAGE))
    places = [(panel["gridPos"]["x"], panel["gridPos"]["y"]) for panel in dashboard["panels"]]
    assert len(set(places)) == len(places) and all(panel["title"] for panel in dashboard["panels"])


def metrics():
    """The names of all figures, as Prometheus reads them."""
    figures = Metrics()
    figures.follow(lambda: 0, lambda: 0)
    figures.disconnected("silent")
    figures.command("undo")
    figures.wrong_guess("code", "wrong")
    made = set(re.findall(r"^# TYPE (live_cop_\w+)", figures.text().decode(), re.MULTILINE))
    return {name for name in made if not name.endswith("_created")}


def test_a_proxy_lets_through_what_the_server_takes():
    allowed = int(re.search(r"client_max_body_size (\d+)m;", PAGE)[1])
    assert allowed << 20 >= max(meeting_archive.MAX_BYTES, photos.MAX_FILE_BYTES, files.MAX_FILE_BYTES)


def test_the_commands_for_backups_are_those_that_there_are(tmp_path):
    lines = re.findall(r"live-cop ((?:backup|restore) .*)", PAGE)
    assert len(lines) == 11
    for line in lines:
        name, *arguments = shlex.split(line)
        command = main.commands[name]
        command.make_context(name, arguments)


def test_deleting_one_meeting_leaves_nothing_of_it_and_all_of_the_others(tmp_path):
    store = open_store(tmp_path)
    for code, title in (("AAAAAA", "Unforgettable"), ("CCCCCC", "Stays")):
        state = State(code, "epoch")
        opening = MeetingOpen(code=code, title=title, order=RUNNING_ORDERS["solution"])
        changes = decide(state, opening, SYSTEM, 1).changes
        state.apply(1, changes)
        store.commit([Commit(code, "epoch", b"", 1, 1, "meeting.open", "c1", changes, {}, state.entries())])
        store.links.create(code, "chair", "p1")
        store.links.activate(code, "chair", 2)
    store.close()
    with sqlite3.connect(path_of(store)) as db:
        db.execute("insert into join_codes (code, meeting) values ('BBBBBB', 'AAAAAA')")
        db.execute("insert into belonging (meeting, community, added_at) values ('AAAAAA', 'c1', 1)")
        db.execute("insert into breadth (meeting, counted) values ('AAAAAA', '{}')")
        db.execute("insert into pictures values ('AAAAAA', 'd', 'image/webp', 'Unforgettable', 1, 1)")
    arguments = ["meetings", "delete", "AAAAAA", "--yes", "--data", str(tmp_path)]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    assert not [path for path in tmp_path.iterdir() if b"Unforgettable" in path.read_bytes()]
    with sqlite3.connect(path_of(store)) as db:
        tables = [name for (name,) in db.execute("select name from sqlite_master where type = 'table'")]
        for table in tables:
            assert b"AAAAAA" not in b"".join(str(row).encode() for row in db.execute(f"select * from {table}"))
    assert open_store(tmp_path).load("CCCCCC").state.get("meeting", "meeting").title == "Stays"


def test_nobody_has_to_write_sql():
    for page in ("hosting", "scaling", "privacy"):
        text = (Path(__file__).parent.parent / "docs" / f"{page}.md").read_text()
        assert not re.findall(r"(?im)^sqlite3 |`sqlite3 |delete from \w+|select .* from \w+|```sql", text), page

"""Rendering in separate processes: failures, timeouts, and equal requests at the same time."""

import sys

from live_cop.live import runtime
from live_cop.report.worker import Request
from live_cop.web.reports import report_worker

from ...support.patience import until
from .conftest import report


def test_a_failed_rendering_is_one_sentence(server, monkeypatch, caplog):
    monkeypatch.setattr(report_worker, "COMMAND", [sys.executable, "-c", "import sys; sys.exit('Oh.NoError')"])
    server.do("report.edit", conclusions="words of their own")
    answer = report(server, server.chair)
    assert answer.status_code == 503
    assert "The report could not be made just now." in answer.text
    assert "Oh.NoError" in caplog.text and "words of their own" not in caplog.text


def test_a_rendering_that_takes_too_long_is_ended(server, monkeypatch):
    monkeypatch.setattr(report_worker, "COMMAND", [sys.executable, "-c", "import time; time.sleep(600)"])
    monkeypatch.setattr(report_worker, "TIMEOUT", 0.2)
    assert report(server, server.chair).status_code == 503


def test_equal_requests_at_once_are_rendered_once_without_blocking(monkeypatch, tmp_path):
    """Each process creates a file, and waits until the event loop has run many times."""
    proceed, script = tmp_path / "proceed", tmp_path / "slow.py"
    script.write_text(
        f"import pathlib, tempfile, sys, time\ntempfile.mkstemp(dir={str(tmp_path)!r}, suffix='.began')\n"
        f"while not pathlib.Path({str(proceed)!r}).exists(): time.sleep(0.01)\nprint('made')"
    )
    monkeypatch.setattr(report_worker, "COMMAND", [sys.executable, str(script)])
    built = []

    def ask(key):
        return report_worker.render_once(f"meeting {key}", key, 1, lambda: built.append(key) or Request("html"))

    asked = [runtime.spawn(ask, key) for key in ("one", "one", "one", "one", "one", 0, 1, 2)]

    def began() -> int:
        return len(list(tmp_path.glob("*.began")))

    until(lambda: began() >= report_worker.MAX_PROCESSES, 30, sleep=runtime.sleep)
    turns = 0
    while turns < 50:
        runtime.sleep(0.001)
        turns += 1
    assert began() == report_worker.MAX_PROCESSES == 2
    proceed.touch()
    assert [each.wait().strip() for each in asked] == [b"made"] * 8
    assert began() == 4 and sorted(map(str, built)) == ["0", "1", "2", "one"]


def test_whoever_waits_may_wait_and_what_nobody_waits_for_is_made_all_the_same(server, monkeypatch, tmp_path):
    """A file that takes longer than a request may, on a machine that is busy with other things."""
    proceed, script = tmp_path / "proceed", tmp_path / "slow.py"
    script.write_text(
        f"import pathlib, tempfile, time\ntempfile.mkstemp(dir={str(tmp_path)!r}, suffix='.began')\n"
        f"while not pathlib.Path({str(proceed)!r}).exists(): time.sleep(0.01)\nprint('made')"
    )
    monkeypatch.setattr(report_worker, "COMMAND", [sys.executable, str(script)])
    monkeypatch.setattr(report_worker, "MORE_TIME_SECONDS", 0)
    begun_again = []

    def ask() -> bytes:
        environ = {"live_cop.more_time": lambda: begun_again.append(1)}
        with server.app.test_request_context(environ_overrides=environ):
            return report_worker.render_once("meeting", "one", 1, lambda: Request("html"))

    one = runtime.spawn(ask)
    until(lambda: len(begun_again) > 2, 30, sleep=runtime.sleep)
    # The browser goes, or the time is over all the same.
    one.kill()
    other = runtime.spawn(ask)
    runtime.sleep(0)
    proceed.touch()
    assert other.wait().strip() == ask().strip() == b"made"
    assert len(list(tmp_path.glob("*.began"))) == 1

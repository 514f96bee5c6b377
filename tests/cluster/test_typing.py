"""A browser lives through a take-over while somebody types: not a letter is lost, and the note is there once."""

import signal

import pytest
from playwright.sync_api import Browser, expect

from ..browser.conftest import chromium  # noqa: F401
from ..browser.screens import Screens, note, start_meeting
from .cluster import Cluster


@pytest.mark.thorough
@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGSTOP, signal.SIGTERM], ids=["killed", "frozen", "told"])
def test_somebody_types_while_another_process_takes_over(chromium: Browser, tmp_path, sign) -> None:  # noqa: F811
    cluster = Cluster(tmp_path)
    screens = Screens(chromium, cluster)
    try:
        start_meeting(screens)
        code = screens.links["code"]
        phone, board = screens.phone(), screens.board()
        box = phone.locator("#composer").first
        box.press_sequentially("Words that were begun before ")
        owner = cluster.owner(code)
        cluster.hit(code, sign)
        box.press_sequentially("and go on meanwhile", delay=30)
        expect(box).to_have_value("Words that were begun before and go on meanwhile")
        phone.get_by_role("button", name="Put it on the wall").first.click()
        expect(note(board, "Words that were begun before and go on meanwhile")).to_have_count(1)
        expect(box).to_have_value("")
        assert cluster.owner(code) != owner
        assert not screens.faults, screens.faults
    finally:
        screens.close()
        cluster.close()

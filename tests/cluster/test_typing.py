"""A browser lives through a take-over while somebody types: not a letter is lost, and the note is there once."""

import signal
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from live_cop.live.follow.streams import PULSE_SECONDS

from ..browser.conftest import chromium  # noqa: F401
from ..browser.screens import Screens, note, start_meeting
from ..support.patience import PATIENCE, until
from ..support.redis import RedisServer
from .cluster import Cluster

SIGNS = {"killed": signal.SIGKILL, "frozen": signal.SIGSTOP, "told": signal.SIGTERM}


def type_meanwhile(screens: Screens, cluster: Cluster, phone: Page, board: Page, sign: int) -> None:
    """Types on this phone while this happens to the owner of the meeting."""
    code = screens.links["code"]
    box = phone.locator("#composer").first
    box.press_sequentially("Words that were begun before ")
    owner = cluster.owner(code)
    pid = cluster.hit(code, sign)
    box.press_sequentially("and go on meanwhile", delay=30)
    expect(box).to_have_value("Words that were begun before and go on meanwhile")
    phone.get_by_role("button", name="Put it on the wall").first.click()
    expect(note(board, "Words that were begun before and go on meanwhile")).to_have_count(1)
    expect(box).to_have_value("")
    # It may be the same number again, started anew.
    assert owner is not None and (cluster.owner(code), cluster.pids().get(owner)) != (owner, pid)
    assert not screens.faults, screens.faults


@pytest.mark.thorough
@pytest.mark.parametrize("sign", SIGNS.values(), ids=SIGNS)
def test_somebody_types_while_another_process_takes_over(chromium: Browser, tmp_path: Path, sign: int) -> None:  # noqa: F811
    cluster = Cluster(tmp_path)
    screens = Screens(chromium, cluster)
    try:
        start_meeting(screens)
        type_meanwhile(screens, cluster, screens.phone(), screens.board(), sign)
    finally:
        screens.close()
        cluster.close()


@pytest.mark.thorough
def test_somebody_at_a_follower_types_while_the_owner_dies(chromium: Browser, tmp_path: Path) -> None:  # noqa: F811
    redis = RedisServer()
    cluster = Cluster(tmp_path, LIVE_COP_STREAMS=redis.url, LIVE_COP_FOLLOW_FROM="1")
    screens = Screens(chromium, cluster)
    try:
        start_meeting(screens)
        until(lambda: redis.client.zcard("live_cop:processes") == cluster.processes, PATIENCE)
        # Until the owner has heard of them.
        time.sleep(2 * PULSE_SECONDS)
        phone, board = screens.phone(), screens.board()
        owner = cluster.owner(screens.links["code"])
        assert owner is not None and cluster.figure(owner, "connections") == 1, "only the chair is there"
        type_meanwhile(screens, cluster, phone, board, signal.SIGKILL)
    finally:
        screens.close()
        cluster.close()
        redis.kill()

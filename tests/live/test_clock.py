"""The meeting's time does not jump when somebody sets the machine's clock."""

import time

from live_cop.live.clock import SteadyTime, now_ms


def test_setting_the_wall_clock_does_not_move_the_meetings_time(monkeypatch):
    before = now_ms()
    real, real_ns = time.time, time.time_ns
    monkeypatch.setattr(time, "time", lambda: real() + 3600)
    monkeypatch.setattr(time, "time_ns", lambda: real_ns() + 3600 * 10**9)
    assert 0 <= now_ms() - before < 250
    assert abs(SteadyTime.time() * 1000 - now_ms()) < 250
    assert abs(real() * 1000 - now_ms()) < 250

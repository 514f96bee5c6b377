"""Percentiles and delivery times, computed from times that are made up."""

from live_cop.rehearse.measurements import DeliveryTimes, Latencies


def latencies(*milliseconds: float) -> Latencies:
    found = Latencies()
    for each in milliseconds:
        found.add(each / 1_000)
    return found


def test_a_percentile_is_the_duration_that_this_share_does_not_exceed():
    found = latencies(*range(1, 101))
    assert [found.percentile(share) for share in (0.01, 0.5, 0.95, 0.99, 1.0)] == [1, 50, 95, 99, 100]


def test_a_few_durations_have_percentiles_too():
    assert latencies(7).percentiles() == {"p50": 7, "p95": 7, "p99": 7, "max": 7}
    assert latencies(1, 3).percentiles() == {"p50": 1, "p95": 3, "p99": 3, "max": 3}


def test_without_durations_there_are_no_percentiles():
    assert latencies().percentiles() == {"p50": None, "p95": None, "p99": None, "max": None}


def test_durations_are_rounded_to_a_quarter_of_a_millisecond():
    assert latencies(1.3).percentile(1) == 1.25


def test_each_command_counts_once_for_each_screen_that_showed_it():
    delivery = DeliveryTimes()
    # The screens had shown this one before.
    delivery.sent(4, at=10.000)
    delivery.sent(5, at=10.000)
    delivery.sent(6, at=10.010)
    for at in (10.030, 10.040):
        delivery.shown(4, 6, at)
    delivery.shown(4, 5, at=10.005)
    found = delivery.latencies()
    assert found.count == 5
    # 5 ms; 20 and 30 ms for the second command; 30 and 40 ms for the first.
    assert [found.percentile(n / 5) for n in range(1, 6)] == [5, 20, 30, 30, 40]


def test_two_simultaneous_commands_on_three_simultaneous_screens_count_six_times():
    delivery = DeliveryTimes()
    for revision in (5, 6):
        delivery.sent(revision, at=10.0)
    for _ in range(3):
        delivery.shown(4, 6, at=10.5)
    assert delivery.latencies().count == 6


def test_a_revision_that_a_screen_showed_before_the_command_is_not_counted():
    delivery = DeliveryTimes()
    delivery.shown(4, 5, at=9.0)
    delivery.sent(5, at=10.0)
    delivery.sent(7, at=10.0)
    assert delivery.latencies().count == 0

"""Reports of several processes on one machine: no more at a time than of one."""

from live_cop.web.reports.shared_places import SharedPlaces


def test_no_more_at_a_time_than_there_are_places_in_all_processes(tmp_path):
    one, other = SharedPlaces(2), SharedPlaces(2)
    one.folder = other.folder = tmp_path
    with one.hold(0.1) as first, other.hold(0.1) as second:
        assert first and second
        with one.hold(0.1) as third:
            assert not third
    with one.hold(0.1) as free:
        assert free


def test_one_process_has_its_own_queue_only():
    with SharedPlaces(0).hold(0) as free:
        assert free

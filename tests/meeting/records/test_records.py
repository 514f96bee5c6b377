"""Facts that hold for every kind of record."""

from live_cop.meeting.records import RECORDS
from live_cop.meeting.records.base import Record


def _all_below(kind):
    return [each for below in kind.__subclasses__() for each in (below, *_all_below(below))]


def test_every_kind_of_record_is_registered_under_its_name():
    assert all(kind == record.kind for kind, record in RECORDS.items())
    kinds = [record.kind for record in _all_below(Record) if record.kind]
    assert sorted(kinds) == sorted(RECORDS)

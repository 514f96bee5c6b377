"""What an owner publishes, and where it leads screens."""

from types import SimpleNamespace
from typing import Any

from live_cop.live.follow.publisher import Publisher
from live_cop.meeting.safety.redaction import Redaction
from live_cop.meeting.state import State
from live_cop.store.meetings.commit import Commit

from .test_follower import CODE, FakeStreams


def test_an_erasure_empties_the_stream_even_where_no_record_changes():
    streams: Any = FakeStreams()
    state = State(CODE, "e1")
    hub: Any = SimpleNamespace(
        has=lambda code: True,
        state=lambda code: state,
        run_between_batches=lambda work: work(),
        outcomes=SimpleNamespace(),
    )
    publisher = Publisher(hub, streams, SimpleNamespace(), lambda code: 9, most=2)
    assert publisher.leads_to(CODE, at="") == "0" and publisher.leads_to(CODE, at="") == "2"
    assert publisher.leads_to(CODE, at="1") is None, "no follower could take it"
    common = {"code": CODE, "epoch": "e1", "secret": b"", "at": 1, "name": "words.erase", "key": "", "answer": {}}
    hub.outcomes.on_saved([Commit(**common, revision=0, changes=[], entries=[], erased=Redaction({}, ()))])
    assert ("empty", (CODE,)) in streams.done and "publish" not in [name for name, _ in streams.done]

"""Whatever a client sends becomes a command or a refusal, never an internal error."""

import pytest

from live_cop.meeting import registry
from live_cop.meeting.refusal import Refusal


@pytest.mark.parametrize("args", [{"color": "\ud83d"}, {"\ud83d": 1}], ids=["a value", "a name"])
def test_a_lone_surrogate_is_refused(args):
    with pytest.raises(Refusal) as refused:
        registry.parse("note.add", {"zone": "z1", "text": "words", **args})
    assert refused.value.code == "bad_args"

"""What clients send becomes a command or a refusal, and never a fault of ours."""

import pytest

from live_cop.meeting import registry
from live_cop.meeting.refusal import Refusal


@pytest.mark.parametrize("args", [{"color": "\ud83d"}, {"\ud83d": 1}], ids=["a value", "a name"])
def test_half_an_emoji_where_only_certain_words_may_stand(args):
    with pytest.raises(Refusal) as refused:
        registry.parse("note.add", {"zone": "z1", "text": "words", **args})
    assert refused.value.code == "bad_args"

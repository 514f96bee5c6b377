"""The types that the scripts are checked with are those of the structs that the server reads and writes."""

from typing import Any, Literal

import msgspec
import pytest
from msgspec import UNSET, UnsetType

from live_cop.web.http import assets
from scripts import record_types


def test_the_file_is_up_to_date():
    assert record_types.FILE.read_text(encoding="utf-8") == record_types.text(), "run python -m scripts.record_types"


class Inner(msgspec.Struct):
    a: int
    b: float | None = None


class Outer(msgspec.Struct, rename={"renamed": "name"}):
    renamed: str
    always: bool = False
    sometimes: int | UnsetType = UNSET
    choice: Literal["x", "y"] | None = None
    choices: tuple[Literal["x", "y"], ...] = ()
    inner: list[Inner] = msgspec.field(default_factory=list)
    pairs: dict[str, tuple[str, Any]] = msgspec.field(default_factory=dict)


def test_a_record_lacks_only_what_is_unset():
    assert record_types.record_fields(Outer) == [
        "name: string",
        "always: boolean",
        "sometimes?: number",
        'choice: "x" | "y" | null',
        'choices: ("x" | "y")[]',
        "inner: { a: number; b: number | null }[]",
        "pairs: Partial<Record<string, [string, unknown]>>",
    ]


def test_a_command_may_lack_what_has_a_default():
    assert record_types.command_args(Inner) == "{ a: number; b?: number | null }"


def test_a_type_that_is_not_known_is_an_error():
    with pytest.raises(TypeError):
        record_types.typescript(msgspec.inspect.type_info(bytes))


def test_no_phone_is_sent_types():
    assert not [path for path in assets._files() if path.endswith(".d.ts")]

"""Which cases of a test are in every run.

`make test` must end within twenty minutes, so of many cases that differ in one value it tries those that differ most;
`make thorough` tries them all.
"""

from collections.abc import Iterable
from typing import Any

import pytest


def first(number: int, cases: Iterable[Any]) -> list[Any]:
    """The cases for `parametrize`: values, or tuples of them. All but the first `number` are marked as thorough, so put
    those first that say most about the others."""
    values = [case if isinstance(case, tuple) else (case,) for case in cases]
    marks = [() if place < number else pytest.mark.thorough for place in range(len(values))]
    return [pytest.param(*each, marks=mark) for each, mark in zip(values, marks, strict=True)]

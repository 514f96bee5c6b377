"""Sizes as each language writes them."""

import pytest

from live_cop.words import figures
from live_cop.words.languages import using

HALF_MORE = 3 << 29


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("en", ["23 KB", "1 KB", "5.0 MB", "1.5 GB"]),
        ("de", ["23 KB", "1 KB", "5,0 MB", "1,5 GB"]),
        # Latin letters behind a number would stand before it in text from right to left.
        ("ar", ["23 كيلوبايت", "1 كيلوبايت", "5.0 ميغابايت", "1.5 غيغابايت"]),
        ("ur", ["23 کے بی", "1 کے بی", "5.0 ایم بی", "1.5 جی بی"]),
        ("uk", ["23 KB", "1 KB", "5,0 MB", "1,5 GB"]),
    ],
)
def test_a_size_has_the_decimal_sign_and_the_units_of_the_language(code, written):
    with using(code):
        assert [figures.size(bytes) for bytes in (23 << 10, 1, 5 << 20, HALF_MORE)] == written

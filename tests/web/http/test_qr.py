"""QR codes are drawn once for all who ask for the same."""

import pytest

from live_cop.web.http import qr


@pytest.mark.parametrize("draw", [qr.svg, qr.data_uri])
def test_the_same_address_is_drawn_once(draw):
    first = draw("https://cop.example.org/m/ABC234")
    assert draw("https://cop.example.org/m/ABC234") is first
    assert draw("https://cop.example.org/m/ABC235") != first

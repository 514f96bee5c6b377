"""The time zone of a meeting, in the words of each language."""

import pytest

from live_cop.report.dates import Clock
from live_cop.words import languages, own_words, t
from live_cop.words.languages import using

WINTER = 1_796_306_400_000


@pytest.mark.parametrize(
    ("code", "place"),
    [("en", "Vienna"), ("de", "Wien"), ("pl", "Wiedeń"), ("cy", "Fienna"), ("ar", "فيينا"), ("uk", "Відень")],
)
def test_a_city_is_called_as_the_language_calls_it(code, place):
    with using(code):
        clock = Clock.in_zone("Europe/Vienna")
        assert clock.place == place
        assert place in clock.zone_in_words(WINTER) and "CET" in clock.zone_in_words(WINTER)


@pytest.mark.parametrize("name", ["UTC", "Etc/GMT+3", "GMT", ""])
def test_a_zone_without_a_city_is_called_by_its_name_alone(name):
    clock = Clock.in_zone(name)
    assert clock.place == "" and clock.zone_in_words(WINTER) == clock.zone(WINTER)


@pytest.mark.parametrize("code", languages.languages())
def test_every_language_says_whose_times_they_are_in_a_whole_sentence(code):
    assert {"invitation.zone", "invitation.page.times_in", "invitation.page.times_of"} <= own_words(code).keys()
    with using(code):
        assert "CET" in t("invitation.page.times_of", place="Wien", zone="CET")

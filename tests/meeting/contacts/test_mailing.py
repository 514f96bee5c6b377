"""To which decision-makers a recommendation is sent, and what a mailing may say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from live_cop.meeting.contacts.attendance import Decider
from live_cop.meeting.contacts.mailing import Mailing, addressed_to, check_mailing

from ..room import refused

COUNCIL = Decider(organisation="Stoke City Council", role="Cabinet member for housing", name="Ada Example")
TRUST = Decider(organisation="Homes Trust")
BOARD = Decider(name="Partnership board")
EVERYBODY = [COUNCIL, TRUST, BOARD]


class TestAddressedTo:
    @pytest.mark.parametrize(
        ("to", "wanted"),
        [
            ("Homes Trust", [TRUST]),
            ("the board of the Homes Trust", [TRUST]),
            ("homes  trust", [TRUST]),
            ("City Council", [COUNCIL]),
            ("Cabinet member for Housing", [COUNCIL]),
            ("ADA EXAMPLE", [COUNCIL]),
            ("Partnership Board", [BOARD]),
            ("", EVERYBODY),
            ("whoever decides", EVERYBODY),
        ],
    )
    def test_a_recommendation_goes_to_whom_it_names_or_to_all(self, to, wanted):
        given = {"theirs": to, "council": "Stoke City Council", "trust": "Homes Trust", "board": "Partnership board"}
        assert [each for each in EVERYBODY if "theirs" in addressed_to(each, given, EVERYBODY)] == wanted

    def test_somebody_for_whom_there_is_none_gets_them_all(self):
        assert addressed_to(BOARD, {"a": "Homes Trust", "b": "City Council"}, EVERYBODY) == ["a", "b"]

    @given(
        st.dictionaries(st.text(max_size=3), st.text(max_size=20)), st.lists(st.builds(Decider, st.text(), st.text()))
    )
    def test_none_is_left_unsent_and_nobody_gets_an_empty_letter(self, recommendations, deciders):
        sent = [addressed_to(each, recommendations, deciders) for each in deciders]
        assert all(sent) or not recommendations
        assert not deciders or set().union(*sent) == set(recommendations)


class TestCheckMailing:
    def test_answers_go_to_an_address(self):
        assert check_mailing(Mailing("next", "x", reply_to=" chair@homes.example ")).reply_to == "chair@homes.example"
        with refused("bad_email"):
            check_mailing(Mailing("report", "x", reply_to="chair@homes.example\nBcc: victim@example.org, x"))

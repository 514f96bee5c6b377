"""A room of people who behave, and somebody who does not: whatever one client does, the others hardly notice it.

Nothing here is promised in seconds. What the people feel beside an attack is compared with what they feel without it in
the same run; and nobody is kept out, no command is refused or lost. `make soak` knows more attacks, for longer.
"""

from statistics import median_low

import pytest

from ..long import LONG
from .attacks import ATTACKS, Attack
from .beside import Beside, beside, complaints, harm

#: By how much people may wait longer beside an attack than without one. An attacker has a share of the server, as
#: everybody has. Before the server had the limits that are attacked here, it was 20 to 200 times as long.
RATIO = 10
#: The server's work, in milliseconds of its processor, that people may wait for, however short they waited before.
WORK = 400


def chosen(group: str) -> list[Attack]:
    return [each for each in ATTACKS[group] if LONG or each.short]


def hurt(found: Beside) -> dict[str, list[str]]:
    """What the people would complain of, by attack."""
    # Not the worst of them: what an attack has left to be done may spoil one.
    control = median_low([phase.waited for phase in found.phases if phase.control])
    complaints = {}
    for phase in found.phases:
        told = harm(phase.felt)
        if phase.waited > RATIO * control and phase.worked > WORK:
            told.append(
                f"waited {phase.waited:.0f} ms (the server worked {phase.worked:.0f} ms), else {control:.0f} ms"
            )
        if told:
            complaints[phase.name] = told
    return complaints


@pytest.mark.slow
@pytest.mark.timeout(0 if LONG else 300)
@pytest.mark.skipif(not LONG, reason="one group at a time in the long form; all at once below")
@pytest.mark.parametrize("group", ATTACKS)
def test_the_quiet_hardly_notice(group, tmp_path):
    with beside(tmp_path) as found:
        found.one_by_one(chosen(group))
        results = found.room.end()
    assert hurt(found) == {}
    assert complaints(results) == {}


@pytest.mark.slow
@pytest.mark.timeout(0 if LONG else 300)
def test_the_quiet_hardly_notice_several_attacks_at_once(tmp_path):
    together = [chosen(group)[-1]._replace(clients=1) for group in ATTACKS]
    with beside(tmp_path) as found:
        found.measure("(no attack)", [])
        found.measure(" + ".join(each.name for each in together), together)
        results = found.room.end()
    assert hurt(found) == {}
    assert complaints(results) == {}


@pytest.mark.thorough
@pytest.mark.slow
def test_a_full_disk_beside_an_attack_loses_nothing(tmp_path):
    [drag] = [each for each in ATTACKS["commands"] if "slider" in each.name]
    with beside(tmp_path) as found:
        full = found.measure(f"{drag.name} while the disk is full", [drag], disk=found.server.fill_disk)
        found.server.make_room()
        found.until_saving()
        after = found.measure("(the disk has room again)", [])
        results = found.room.end()
    # Each command is answered with a sentence. Whoever is in stays in, and reading goes on.
    assert set(full.felt.refused) == {"not_saved"} and full.felt.answered > 0
    assert (full.felt.unanswered, full.felt.lost_connections, full.felt.report_status) == (0, 0, 200)
    assert harm(after.felt) == []
    assert complaints(results) == {}

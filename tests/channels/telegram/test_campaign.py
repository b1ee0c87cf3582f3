"""The fault campaign in small; in full it is `python -m bench.campaign`."""

from bench.campaign import Size, campaign

SMALL = Size(conversations=20, faults=16, kills=1, locks=1, doubled=4)


async def test_faults_at_random_lose_double_and_change_nothing() -> None:
    outcome = await campaign(SMALL, seed=7)
    assert sum(outcome.struck.values()) == SMALL.faults
    assert (outcome.lost, outcome.twice, outcome.wrong, outcome.unexplained) == (0, 0, 0, 0), outcome.table()

import pytest
from hypothesis import settings

from bot.content import load_table
from bot.domain import Decision

# Speed is measured elsewhere; a slow machine makes no test fail.
settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")


@pytest.fixture(scope="session")
def decision() -> Decision:
    """The real table; it holds no state."""
    return load_table()

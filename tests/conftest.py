import os

import pytest
from hypothesis import settings

# A slow machine is no failure. The same examples run every time, so that a red run can be run again;
# HYPOTHESIS_PROFILE=wide looks for new ones.
settings.register_profile("same", deadline=None, derandomize=True)
settings.register_profile("wide", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--regenerate", action="store_true", help="write seeds/differences/*.csv anew from what the library gives")


@pytest.fixture
def regenerate(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--regenerate"))

"""Any made-up table, printed in any form, comes back whole; ``--hypothesis-profile=wide`` tries 2,000 of each."""

import pytest
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st

from daraevidence.testing.forms import FORMS, came, told

#: Shrinking a table takes longer than reading the first one that fails.
PHASES = [Phase.explicit, Phase.reuse, Phase.generate]


@pytest.mark.parametrize("name", sorted(FORMS))
@settings(phases=PHASES, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_table_comes_back(name, data):
    form = FORMS[name]
    sheet = data.draw(form.shown)
    note(form.printer(sheet))
    assert came(form, sheet) == told(form, sheet)

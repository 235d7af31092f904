"""Any made-up table, printed in any form, comes back whole; ``--hypothesis-profile=wide`` tries 2,000 of each."""

import pytest
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st

from daraevidence.testing.forms import FORMS, came, told

#: Shrinking a table takes longer than reading the first one that fails.
PHASES = [Phase.explicit, Phase.reuse, Phase.generate]


PAPER = {name for name, form in FORMS.items() if form.kind == "pdf"}


@pytest.mark.parametrize("name", sorted(FORMS.keys() - PAPER))
@settings(phases=PHASES, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_table_comes_back(name, data):
    form = FORMS[name]
    sheet = data.draw(form.shown)
    note(form.printer(sheet))
    assert came(form, sheet) == told(form, sheet)


@pytest.mark.parametrize("name", sorted(PAPER))
@settings(phases=PHASES, suppress_health_check=list(HealthCheck), max_examples=settings().max_examples // 4)
@given(data=st.data())
def test_a_table_comes_back_from_a_pdf(name, data):
    pytest.importorskip("reportlab", reason="reportlab prints the PDFs of these tests")
    form = FORMS[name]
    sheet = data.draw(form.shown)
    assert came(form, sheet) == told(form, sheet)

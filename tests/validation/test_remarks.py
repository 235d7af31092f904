"""What the reader remarks about a source is a finding."""

import pytest

from daraevidence import Options, extract


def found(data: bytes, **options) -> list[tuple[str, str]]:
    return [(finding.rule, finding.severity) for finding in extract(data, options=Options(**options)).findings]


def test_a_guessed_encoding_is_a_finding():
    assert ("encoding-guessed", "warning") in found("Résumé of the résults in 12 patients.".encode("cp1252"))
    assert found("Résumé of the results in 12 patients.".encode()) == []


def test_every_skipped_page_is_a_finding_that_names_it():
    pytest.importorskip("reportlab", reason="reportlab prints the PDFs of these tests")
    import paper

    sheet = paper.Sheet()
    for _ in range(2):
        sheet.picture(0, 0, paper.WIDTH, paper.HEIGHT)
        sheet.page()
    sheet.text(60, 100, "Response was seen in 12 of 30 patients.")
    extraction = extract(sheet.bytes(), options=Options(on_bad_page="skip"))
    skipped = [finding for finding in extraction.findings if finding.rule == "page-skipped"]
    assert [finding.explanation.split(" was")[0] for finding in skipped] == ["Page 1", "Page 2"]
    assert {finding.severity for finding in skipped} == {"warning"}
    assert len({finding.id for finding in skipped}) == 2
    assert extraction.source.pages == 3 and extraction.source.kind == "pdf"

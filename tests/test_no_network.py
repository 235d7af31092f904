"""Nothing is ever fetched: reading, extracting, reporting and writing work where every socket raises."""

import socket
from pathlib import Path

import pytest

import daraevidence as dara
from daraevidence.delivery.files import FORMATS, write

ROOT = Path(__file__).resolve().parents[1]
TEXT = (
    "SUMMARY\n\nOf 40 patients, 10 (25%) responded; see https://example.org/a.dtd and ![x](http://example.org/x.png).\n\n"
    "| Event | Arm A (n=40) |\n|---|---|\n| Rash | 3 (8) |\n| Fever | 5 (13) |\n"
)
HTML = (
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "http://example.org/x.dtd"><html><head><link rel="stylesheet" '
    'href="http://example.org/a.css"><script src="http://example.org/a.js"></script></head><body><img src="http://example.org/i.png">'
    "<p>Of 40 patients, 10 (25%) responded.</p></body></html>"
)


@pytest.fixture(autouse=True)
def no_sockets(monkeypatch):
    class Refused(socket.socket):
        def __init__(self, *args, **kwargs):
            raise AssertionError("a socket was opened")

    def refused(*args, **kwargs):
        raise AssertionError("a name was looked up")

    monkeypatch.setattr(socket, "socket", Refused)
    for name in ("create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, refused)


def sources() -> dict[str, bytes]:
    found = {"seed.txt": (ROOT / "seeds" / "editorial.txt").read_bytes(), "note.md": TEXT.encode(), "page.html": HTML.encode()}
    try:
        import io

        from reportlab.pdfgen.canvas import Canvas

        file = io.BytesIO()
        canvas = Canvas(file, invariant=1)
        canvas.drawString(60, 700, "Of 40 patients, 10 (25%) responded.")
        canvas.linkURL("http://example.org/", (60, 690, 200, 710))
        canvas.save()
        found["paper.pdf"] = file.getvalue()
    except ImportError:
        pass
    return found


def test_no_socket_is_opened_by_reading_extracting_reporting_and_writing(tmp_path):
    for name, data in sources().items():
        path = tmp_path / name
        path.write_bytes(data)
        extraction = dara.extract(path)
        assert extraction.endpoints or extraction.tables
        assert extraction._repr_html_()
        extraction.report(tmp_path / f"{name}.html")
        assert dara.ground("40", path)
        assert dara.verify(extraction, path) is not None
        for form in FORMATS:
            needed = {"parquet": "pyarrow", "fhir": "fhir.resources"}.get(form)
            if needed is not None:
                try:
                    __import__(needed)
                except ImportError:
                    continue
            assert write(extraction, tmp_path / "out", f"{name}-{form}", formats=(form,))


def test_no_socket_is_opened_by_a_batch_in_one_process(tmp_path):
    for name, data in sources().items():
        (tmp_path / name).write_bytes(data)
    found = list(dara.extract_many(sorted(tmp_path.iterdir()), workers=1))
    assert all(isinstance(item, dara.Extraction) for item in found)

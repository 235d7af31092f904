"""What can be given as a source, and the error for each that cannot be read."""

import io
from pathlib import Path

import pytest

from daraevidence import errors
from daraevidence.options import Options
from daraevidence.reading import read, read_text

TEXT = "Of 40 patients, 12 (30%) responded.\r\nNaïve patients: ≥5.\n"


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "report.txt"
    path.write_bytes(TEXT.encode())
    return path


def test_a_path_a_name_bytes_an_open_file_and_the_text_say_the_same(report):
    with report.open("rb") as binary, report.open(encoding="utf-8", newline="") as letters:
        sources = [report, str(report), TEXT.encode(), io.BytesIO(TEXT.encode()), binary, letters, io.StringIO(TEXT), TEXT]
        texts = [read(source, Options()) for source in sources]
    assert {text.source for text in texts} == {TEXT}
    assert len({text.sha256 for text in texts}) == 1
    assert [text.name for text in texts[:2]] == ["report.txt", "report.txt"]


@pytest.mark.parametrize(
    ("data", "source"),
    [
        (b"\xef\xbb\xbfabc \xe2\x89\xa5", "abc ≥"),
        ("abc ≥".encode("utf-16"), "abc ≥"),
        (b"\xfe\xff" + "abc ≥".encode("utf-16-be"), "abc ≥"),
        ("abc ≥".encode("utf-32"), "abc ≥"),
        ("ß ≥".encode(), "ß ≥"),
    ],
)
def test_encodings_that_can_be_told(data, source):
    text = read(data, Options())
    assert text.source == source
    assert text.notes == ()


def test_a_guessed_encoding_is_said():
    text = read("The naïve cohort – 12 of 40 – from Liège.".encode("cp1252"), Options())
    assert text.source == "The naïve cohort – 12 of 40 – from Liège."
    assert [rule for rule, _ in text.notes] == ["encoding-guessed"]


@pytest.mark.parametrize(
    ("suffix", "kind"), [(".txt", "text"), ("", "text"), (".md", "markdown"), (".MD", "markdown"), (".log", "text")]
)
def test_the_kind_follows_from_the_name(tmp_path, suffix, kind):
    path = tmp_path / f"report{suffix}"
    path.write_text("# Results\n\nNone.\n")
    assert read(path, Options()).kind == kind


_BAD = [
    (b"", errors.EmptySource),
    (b"\xef\xbb\xbf", errors.EmptySource),
    (b"%PDF-1.7 ...", errors.DamagedSource),
    (b"PK\x03\x04....", errors.UnsupportedSource),
    (b"\x89PNG\r\n", errors.UnsupportedSource),
    (b"{\\rtf1 hello}", errors.UnsupportedSource),
    (b"a\x00b", errors.UnsupportedSource),
    (b"a\x01\x02\x03b", errors.UnsupportedSource),
    (b"\xff\xfea", errors.UndecodableSource),
    ("再発した患者の生存率を調べた。".encode("shift-jis"), errors.UnsupportedSource | errors.UndecodableSource),
    ("пациенты с рецидивом".encode("cp1251"), errors.UndecodableSource),
    ("患者的生存率".encode("gbk"), errors.UndecodableSource),
    (b"x" * 101, errors.SourceTooLarge),
]


@pytest.mark.parametrize(("data", "error"), _BAD)
def test_bytes_that_cannot_be_read(data, error, tmp_path):
    path = tmp_path / "given.txt"
    path.write_bytes(data)
    for source in (data, path, str(path), io.BytesIO(data)):
        with pytest.raises(errors.SourceError) as caught:
            read(source, Options(max_bytes=100))
        assert isinstance(caught.value, error)
        assert caught.value.remedy
        assert caught.value.source or not isinstance(source, Path)
        assert caught.value.source in str(caught.value)


@pytest.mark.parametrize("suffix", [".docx", ".xml", ".csv", ".json", ".zip"])
def test_kinds_without_a_reader(tmp_path, suffix):
    path = tmp_path / f"report{suffix}"
    path.write_bytes(b"plain")
    with pytest.raises(errors.UnsupportedSource, match=r"report.*(?:text|first)"):
        read(path, Options())


@pytest.mark.parametrize(
    "name", ["missing.txt", "no/such/folder/report.md", "Report.PDF", "a.html", "https://x.example/paper.pdf", "data.csv"]
)
def test_a_mistyped_name_is_no_text(name):
    with pytest.raises(errors.SourceNotFound) as caught:
        read(name, Options())
    assert caught.value.source == name


def test_a_missing_path_and_a_folder(tmp_path, monkeypatch):
    with pytest.raises(errors.SourceNotFound, match=r"nothing\.dat"):
        read(tmp_path / "nothing.dat", Options())
    for folder in (tmp_path, str(tmp_path)):
        with pytest.raises(errors.UnsupportedSource, match="folder"):
            read(folder, Options())
    (tmp_path / "inbox").mkdir()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(errors.UnsupportedSource, match="folder"):
        read("inbox", Options())


@pytest.mark.parametrize(
    "text",
    [
        "",
        ".",
        "/",
        "word",
        "see report.txt for more",
        "x.txt\n",
        "A" * 5000 + ".txt",
        "\0",
        "a\0.txt",
        "One line. No file.",
        "\ud800",
        "é" * 2000,
    ],
)
def test_any_other_string_is_the_text(text):
    assert read(text, Options()).source == text


def test_a_file_is_not_read_when_it_is_too_large(report, monkeypatch):
    monkeypatch.setattr(Path, "read_bytes", lambda self: pytest.fail("was read"))
    with pytest.raises(errors.SourceTooLarge, match="max_bytes"):
        read(report, Options(max_bytes=10))


def test_an_open_file_is_read_no_further_than_the_limit():
    file = io.BytesIO(b"x" * 1000)
    with pytest.raises(errors.SourceTooLarge):
        read(file, Options(max_bytes=10))
    assert file.tell() == 11


def test_text_in_a_wrong_encoding_or_read_to_its_end(report, tmp_path):
    (tmp_path / "latin.txt").write_bytes("naïve".encode("latin-1"))
    with (tmp_path / "latin.txt").open(encoding="utf-8") as file, pytest.raises(errors.UndecodableSource, match="binary"):
        read(file, Options())
    with report.open() as file:
        file.read()
        with pytest.raises(errors.EmptySource):
            read(file, Options())


@pytest.mark.parametrize("source", [None, 5, ["a.txt"], object()])
def test_what_is_no_source(source):
    with pytest.raises(errors.UnsupportedSource, match="no source"):
        read(source, Options())


@pytest.mark.parametrize("kind", ["pdf"])
def test_kinds_of_text_without_a_reader(kind):
    with pytest.raises(errors.UnsupportedSource):
        read_text("<p>x</p>", kind=kind)

"""The command line: extract, check, report, schema, demo. The only module that prints."""

from __future__ import annotations

import json
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from daraevidence.draft import SEVERITIES
from daraevidence.errors import DaraevidenceError, OptionError, SourceError, SourceNotFound
from daraevidence.version import __version__

if TYPE_CHECKING:
    import pandas as pd

    from daraevidence.extraction import Extraction, Failure

__all__ = ["main"]

app = typer.Typer(
    name="daraevidence",
    help="Typed, span-anchored and validated records from clinical evidence documents.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

FailOn = Annotated[str, typer.Option("--fail-on", help="error or warning: what makes the exit status 1.")]
CheckFormat = Annotated[str, typer.Option("--format", help="text or json.")]
Files = Annotated[list[Path], typer.Argument(metavar="FILE…", help="Documents, or folders of documents.", show_default=False)]


def main() -> None:
    """Run the command line; an error of the library is one plain line on stderr and exit status 2."""
    try:
        app()
    except DaraevidenceError as error:
        _complain(error)
        raise SystemExit(2) from None


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"daraevidence {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    pass


@app.command()
def extract(
    files: Files,
    out: Annotated[Path | None, typer.Option(help="Folder to write to; a Parquet dataset where folders are read.")] = None,
    form: Annotated[str | None, typer.Option("--format", help="json, jsonl, csv, parquet or fhir.")] = None,
    frame: Annotated[str | None, typer.Option(help="One frame only: endpoints, cohorts, findings ...")] = None,
    workers: Annotated[int | None, typer.Option(help="Processes; as many as there are processors by default.")] = None,
    timeout: Annotated[float | None, typer.Option(help="Seconds for one document.")] = None,
    safe: Annotated[bool, typer.Option("--safe-for-spreadsheets", help="CSV without cells that run as formulas.")] = False,
) -> None:
    """Read documents: JSON on the terminal, or a frame as a table. With --out, JSON and one CSV per frame for each file, or
    one Parquet dataset for all that is in folders (started again it resumes). Exit status 1 if one could not be read."""
    from daraevidence.delivery.files import FORMATS
    from daraevidence.delivery.frames import COLUMNS
    from daraevidence.engines.local import extract_many

    if form is not None and form not in FORMATS:
        raise OptionError(f"no format {form!r}; there are {', '.join(FORMATS)}")
    if frame is not None and frame not in COLUMNS:
        raise OptionError(f"no frame {frame!r}; there are {', '.join(COLUMNS)}")
    if out is None and form == "parquet":
        raise OptionError("parquet is no text; say where to with --out DIR")
    if form == "fhir" and frame is not None:
        raise OptionError("a FHIR Bundle is a whole document; leave --frame out")
    if out is None and form == "csv" and frame is None:
        raise OptionError("which frame? say --frame NAME, or --out DIR for one CSV per frame")
    folders = any(path.is_dir() for path in files)
    lake = out if folders and frame is None and form in (None, "parquet") else None
    many = workers if workers is not None or folders else 1
    paths = list(_sources(files))
    found = extract_many(paths, workers=many, timeout=timeout, out=lake, progress=lake is not None and sys.stderr.isatty())
    if lake is not None:
        failed = _filled(lake, found)
    elif out is not None:
        failed = _written(out, paths, found, form, frame, safe)
    else:
        failed = _shown(paths, found, form, frame, _several(files), safe)
    if failed:
        raise typer.Exit(1)


Found: TypeAlias = "Iterator[Extraction | Failure]"


def _filled(lake: Path, found: Found) -> bool:
    """Fill a dataset; tells how many documents there were and why some are missing."""
    from daraevidence.extraction import Failure

    kinds: Counter[str] = Counter()
    for item in found:
        kinds[item.kind if isinstance(item, Failure) else ""] += 1
        if isinstance(item, Failure):
            _complain(item.error)
    failed = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()) if kind) or "none failed"
    typer.echo(f"{lake}: {kinds.total()} documents, {failed}", err=True)
    return kinds.total() > kinds[""]


def _written(out: Path, paths: list[Path], found: Found, form: str | None, frame: str | None, safe: bool) -> bool:
    """One folder of files for each document."""
    from daraevidence.delivery.files import write
    from daraevidence.engines.sources import SUFFIXES
    from daraevidence.extraction import Failure, counted_noun

    stems: Counter[str] = Counter()
    failed = False
    for path, item in zip(paths, found, strict=True):
        if isinstance(item, Failure):
            failed = True
            _complain(item.error)
            continue
        stem = path.stem if path.suffix.lower() in SUFFIXES else path.name
        stems[stem] += 1
        name = stem if stems[stem] == 1 else f"{stem}-{stems[stem]}"
        formats = (form,) if form else (("csv",) if frame else ("json", "csv"))
        files = write(item, out, name, formats=formats, frame=frame, safe_for_spreadsheets=safe)  # type: ignore[arg-type]
        typer.echo(f"{path}: {counted_noun(len(files), 'files')} in {files[0].parent}", err=True)
    return failed


def _shown(paths: list[Path], found: Found, form: str | None, frame: str | None, several: bool, safe: bool) -> bool:
    """JSON of each document, or one frame of all."""
    from daraevidence.delivery.fhir import bundle_text
    from daraevidence.extraction import Failure

    frames: dict[str, pd.DataFrame] = {}
    failed = False
    for path, item in zip(paths, found, strict=True):
        if isinstance(item, Failure):
            failed = True
            _complain(item.error)
        elif frame is not None:
            frames[str(path)] = item.frame(frame)
        elif form == "fhir":
            _print(bundle_text(item, indent=None if several else 1) + "\n")
        else:
            _print(item.to_json(indent=None if several or form == "jsonl" else 1) + "\n")
    if frames:
        _show(frames, form, several, safe)
    return failed


@app.command()
def check(
    files: Files,
    fail_on: FailOn = "error",
    form: CheckFormat = "text",
) -> None:
    """Print where the numbers of a document do not agree, by cause, worst first; exit status 1 if there is any error, 2 if
    unreadable. With --format json one object for each document, one a line where there are several."""
    from daraevidence.delivery.checklist import Lines, counted, grouped, told, values

    failing = _failing(fail_on, form)
    worst = 0
    several = _several(files)
    for path in _sources(files):
        extraction = _read(path)
        if extraction is None:
            worst = 2
            continue
        findings, text = extraction.findings, Lines(extraction.text)
        if form == "json":
            found = values(str(path), findings, text)
            _print(json.dumps(found, ensure_ascii=False, indent=None if several else 1) + "\n")
        else:
            lines = [line for root in grouped(findings) for line in told(root, text)]
            head = f"{path}: {counted(findings)}" if several else counted(findings)
            _print("\n".join([head, *lines]) + "\n")
        if any(finding.severity in failing for finding in findings):
            worst = max(worst, 1)
    if worst:
        raise typer.Exit(worst)


@app.command()
def report(
    files: Files,
    out: Annotated[Path | None, typer.Option(help="The page, or a folder for several; beside the document by default.")] = None,
) -> None:
    """Write a page of HTML for each document: its text with every number marked, and records and findings beside it."""
    failed = False
    paths = list(_sources(files))
    for path in paths:
        extraction = _read(path)
        if extraction is None:
            failed = True
            continue
        named = out is not None and len(paths) == 1 and out.suffix and not out.is_dir()
        target = out if out is not None and named else (out or path.parent) / f"{path.name}.report.html"
        typer.echo(extraction.report(target))
    if failed:
        raise typer.Exit(1)


@app.command()
def verify(
    records: Annotated[Path, typer.Argument(metavar="RECORDS", help="JSON of records made elsewhere.", show_default=False)],
    source: Annotated[Path, typer.Argument(metavar="FILE", help="The document that they come from.", show_default=False)],
    fail_on: FailOn = "error",
    form: CheckFormat = "text",
) -> None:
    """Hold records made elsewhere (a language model's JSON, say) against their document: what is misread or invented, and where
    the right value stands. Exit status 1 if there is any error, 2 if one of the files is unreadable."""
    from daraevidence.delivery.checklist import Lines, counted, grouped, told, values
    from daraevidence.pipeline import verify as run

    failing = _failing(fail_on, form)
    try:
        found = run(records.read_bytes(), source)
    except OSError as error:
        raise SourceNotFound(error.strerror or "cannot be read", source=str(records)) from error
    text = Lines(found.text)
    if form == "json":
        strays = [asdict(stray) for stray in found.unanchored]
        shown = {**values(str(source), found.findings, text), "anchored": len(found.anchored), "unanchored": strays}
        _print(json.dumps(shown, ensure_ascii=False, indent=1) + "\n")
    else:
        head = f"{counted(found.findings)}; {len(found.anchored)} records anchored, {len(found.unanchored)} values stand nowhere"
        _print("\n".join([head, *(line for root in grouped(found.findings) for line in told(root, text))]) + "\n")
    if any(finding.severity in failing for finding in found.findings):
        raise typer.Exit(1)


def _failing(fail_on: str, form: str) -> tuple[str, ...]:
    """The severities that make the exit status 1."""
    if fail_on not in ("error", "warning"):
        raise OptionError(f"nothing fails on {fail_on!r}; there are error, warning")
    if form not in ("text", "json"):
        raise OptionError(f"no format {form!r}; there are text, json")
    return SEVERITIES[: SEVERITIES.index(fail_on) + 1]


@app.command()
def schema() -> None:
    """Print the JSON Schema of an extraction and of all its records."""
    from daraevidence.schemas.json_schema import json_schema

    typer.echo(json.dumps(json_schema(), indent=1, ensure_ascii=False))


@app.command()
def demo(folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder of documents.")] = Path("seeds")) -> None:
    """Read a folder of documents and tell what each says: counts, some results, and what does not agree."""
    from daraevidence.delivery.checklist import Lines, grouped, told
    from daraevidence.delivery.listing import listing

    for path in _sources([folder]):
        extraction = _read(path)
        if extraction is None:
            continue
        title = f"{extraction.title}\n" if extraction.title else ""
        typer.echo(f"\n=== {path}\n{title}{extraction.told}\n")
        columns = ["study", "cohort", "endpoint", "label", "measure", "value", "unit", "n", "denominator", "percent"]
        rows = extraction.frame("endpoints")[[*columns, "ci_low", "ci_high", "p_value"]]
        _print(listing(rows, width=_width(), most=8) + "\n")
        roots = grouped(extraction.findings)
        typer.echo(f"\nWhat does not agree ({len(extraction.findings)}):" if roots else "\nNo findings.")
        for root in roots[:8]:
            _print("\n".join(told(root._replace(consequences=()), Lines(extraction.text))) + "\n")
        if len(roots) > 8:
            typer.echo(f"  … and {len(roots) - 8} more: daraevidence check {path}")
    typer.echo(
        "\nNext: daraevidence extract FILE --frame endpoints; daraevidence check FILE; daraevidence extract FILE --out DIR"
    )


def _sources(paths: list[Path]) -> Iterator[Path]:
    """The files that are meant, those of a folder in the order of their names."""
    from daraevidence.engines.sources import documents_in

    for path in paths:
        if path.is_dir():
            yield from documents_in(path)
        else:
            yield path


def _read(path: Path) -> Extraction | None:
    """One document; one that cannot be read is told on stderr and stops no other."""
    from daraevidence.pipeline import extract as run

    try:
        return run(path)
    except SourceError as error:
        _complain(error)
    except OSError as error:
        _complain(SourceNotFound(error.strerror or "cannot be read", source=str(path)))
    return None


def _show(frames: dict[str, pd.DataFrame], form: str | None, several: bool, safe: bool) -> None:
    """One frame of one document, or of several with the document's name in the first column."""
    import pandas as pd

    from daraevidence.delivery.files import frame_text
    from daraevidence.delivery.listing import listing

    if several:
        for name, rows in frames.items():
            rows.insert(0, "document", pd.Series([name] * len(rows), dtype="string"))
    rows = pd.concat(frames.values(), ignore_index=True)
    if form is None:
        _print(listing(rows, width=_width()) + "\n")
    else:
        _print(frame_text(rows, form, safe_for_spreadsheets=safe))  # type: ignore[arg-type]


def _print(text: str) -> None:
    """UTF-8 whatever the terminal's encoding; half a character of a damaged text is escaped."""
    typer.echo(text.encode("utf-8", "backslashreplace"), nl=False)


def _several(files: list[Path]) -> bool:
    return len(files) > 1 or any(path.is_dir() for path in files)


def _width() -> int | None:
    """The width of the terminal; none where the output goes to a file or another program."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def _complain(error: Exception | str) -> None:
    typer.echo(f"daraevidence: {' '.join(str(error).split())}", err=True)

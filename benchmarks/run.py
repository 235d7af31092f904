"""Every aim as a ratio in one run, written to RESULTS.md with the machine, the versions and the commit.

    python benchmarks/run.py [--quick] [--only NAME ...] [--out benchmarks/RESULTS.md]

``--quick`` takes shorter texts and fewer repeats, and writes nothing but what ``--out`` says. Exit status 1 where an aim is
missed.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import control
import cost
import growth
import pdf
from aims import Aim, report

HERE = Path(__file__).resolve().parent
PACKAGES = ("daraevidence", "pandas", "pdfplumber", "pydantic", "pypdfium2", "rapidfuzz")


def benchmarks(quick: bool) -> dict[str, Callable[[], Iterable[Aim]]]:
    """All benchmarks by name."""
    return {
        "control": lambda: control.aims(times=3 if quick else 7),
        "import": lambda: cost.import_aims(5 if quick else 15),
        "first": lambda: cost.first_aims(2 if quick else 5),
        "heap": lambda: cost.heap_aims(0.5 if quick else 2.0),
        "growth": lambda: growth.aims(large=0.5 if quick else 10.0),
        "pdf": lambda: pdf.aims(5 if quick else 20),
    }


def machine() -> str:
    """The processor, its cores, the system and the interpreter."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    name = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.processor())
    return f"{name or platform.machine()}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def commit() -> str:
    """The commit that is measured, with a note where files differ from it."""
    git = ("git", "-C", str(HERE))
    try:
        name = subprocess.run((*git, "rev-parse", "--short", "HEAD"), check=True, capture_output=True, text=True).stdout.strip()
        changed = subprocess.run((*git, "status", "--porcelain", "../src"), check=True, capture_output=True, text=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return "no commit"
    return f"{name} with changes" if changed.strip() else name


def _met(aim: Aim) -> str:
    return "" if not aim.limit else "yes" if aim.met else "**no**"


def page(aims: Sequence[Aim]) -> str:
    """The results as Markdown."""
    rows = [f"| {aim.name} | {aim.value:.2f} {aim.unit} | {aim.limit} | {_met(aim)} | {aim.detail} |" for aim in aims]
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return "\n".join(
        [
            "# Results of the benchmarks",
            "",
            "Written by `make bench`. Each figure is a ratio to a control of the same run; the head of each file of this folder",
            "says which. The numbers behind it depend on the machine, the ratio hardly does.",
            "",
            "| what | figure | aim | met | detail |",
            "|---|---|---|---|---|",
            *rows,
            "",
            f"{datetime.now(UTC):%Y-%m-%d}, commit {commit()}. {machine()}; {packages}.",
            "",
        ]
    )


def main() -> int:
    """Run, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", action="append", choices=list(benchmarks(True)))
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    chosen = benchmarks(arguments.quick)
    found: list[Aim] = []

    def run() -> Iterator[Aim]:
        for name in arguments.only or chosen:
            for aim in chosen[name]():
                found.append(aim)
                yield aim

    status = report(run())
    out = arguments.out or (None if arguments.quick or arguments.only else HERE / "RESULTS.md")
    if out is not None:
        out.write_text(page(found), encoding="utf-8")
    return status


if __name__ == "__main__":
    sys.exit(main())

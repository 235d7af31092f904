"""What importing the library costs, and how much memory a text takes.

    python benchmarks/cost.py [--megabytes 2] [--times 15]

Import: processor time of an interpreter that imports the library, less that of one that does nothing, in turns; the least of each
counts. First extraction: processor time of a new interpreter that extracts one sentence. Heap: the most that is allocated while a
long text is read, without what was there before, against the text in bytes; memory of what is kept at the end is told too.
Exit status 1 where an aim is missed.
"""

from __future__ import annotations

import argparse
import gc
import os
import resource
import subprocess
import sys
import tempfile
import tracemalloc
from collections.abc import Iterator, Mapping
from pathlib import Path

from aims import Aim, report
from growth import long_text

import daraevidence


def processor_time(code: str, environment: Mapping[str, str] | None = None) -> float:
    """The processor time of an interpreter that runs some code, in milliseconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], check=True, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def import_aims(times: int = 15) -> Iterator[Aim]:
    """What ``import daraevidence`` adds."""
    bare, imported = [], []
    for _ in range(times):
        bare.append(processor_time("pass"))
        imported.append(processor_time("import daraevidence"))
    detail = f"{min(imported):.0f} ms, bare interpreter {min(bare):.0f} ms"
    yield Aim("import", min(imported) - min(bare), "ms over the bare interpreter", detail, most=30)


def first_aims(times: int = 5) -> Iterator[Aim]:
    """What the first extraction of a process costs with the patterns kept from the one before, against compiling them."""
    code = "import sys; sys.dont_write_bytecode = {}; import daraevidence; daraevidence.extract_text('12 of 40 (30%) responded.')"
    with tempfile.TemporaryDirectory() as folder:
        kept, compiled = [], []
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = folder
        for _ in range(times):
            processor_time(code.format(False), environment)  # writes the byte code, and that of the patterns
            kept.append(processor_time(code.format(False), environment))
            for path in Path(folder).rglob("*.codes"):
                path.unlink()
            compiled.append(processor_time(code.format(True), environment))
    detail = f"{min(kept):.0f} ms with patterns kept, {min(compiled):.0f} ms compiling them"
    yield Aim("first extraction", min(kept) / min(compiled), "times compiling", detail, most=0.6)


def heap_aims(megabytes: float = 2.0) -> Iterator[Aim]:
    """The most memory while a text is read, and what its extraction keeps."""
    options = daraevidence.Options(max_bytes=1_000_000_000)
    daraevidence.extract_text(long_text(20_000), options=options)
    text = long_text(int(megabytes * 1_000_000))
    size = len(text.encode())
    gc.collect()
    tracemalloc.start()
    extraction = daraevidence.extract_text(text, options=options)
    gc.collect()
    kept, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert extraction.text  # kept until here
    detail = f"{peak / 1e6:.0f} MB for {size / 1e6:.1f} MB of text; {kept / size:.1f} times kept"
    yield Aim("heap peak", peak / size, "times the text", detail, most=15)


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=float, default=2.0, help="the text for the heap")
    parser.add_argument("--times", type=int, default=15, help="interpreters of each kind")
    arguments = parser.parse_args()
    return report(import_aims(arguments.times)) | report(first_aims()) | report(heap_aims(arguments.megabytes))


if __name__ == "__main__":
    sys.exit(main())

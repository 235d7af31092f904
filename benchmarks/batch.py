"""Batches: what two processes gain, what survives being killed, and a long run with hostile documents among the others.

python benchmarks/batch.py pool            # time of one process / (2 * time of two), aim 0.80
python benchmarks/batch.py kill --times 20 # killed at random moments and resumed: the same rows
python benchmarks/batch.py soak --documents 5000
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import daraevidence
from daraevidence import Failure, extract_many

SEEDS = sorted((Path(__file__).resolve().parents[1] / "seeds").glob("*.txt"))

#: Texts and bytes that have stopped readers before.
HOSTILE = (
    "(" * 200_000,
    "1" * 100_000,
    "12 (34%), " * 20_000,
    "<div>" * 50_000,
    "\ud800 95% CI " * 5_000,
    b"\x00\x01\x02" * 100,
    b"%PDF-1.7\n" + b"\xff" * 5_000,
    b"\xff\xfe\xfa 12 (34%)" * 500,
    "missing.pdf",
    b"",
)


def documents(count: int, hostile: float = 0.0) -> Iterator[str | bytes]:
    """Documents of the seeds with other numbers, each different, and a share of hostile ones."""
    texts = [path.read_text(encoding="utf-8") for path in SEEDS]
    for n in range(count):
        rng = random.Random(n)
        if rng.random() < hostile:
            yield rng.choice(HOSTILE)
            continue
        yield f"{_changed(rng.choice(texts), rng)}\nDocument {n}\n"


def _changed(text: str, rng: random.Random) -> str:
    """The text with a tenth of its digits drawn anew."""
    return re.sub(r"[0-9]", lambda digit: digit[0] if rng.random() < 0.9 else rng.choice("123456789"), text)


def pool(count: int) -> None:
    texts = list(documents(count))
    times = {}
    for workers in (1, 2):
        list(extract_many(texts[:4], workers=workers))
        start = time.perf_counter()
        done = sum(1 for _ in extract_many(texts, workers=workers))
        times[workers] = time.perf_counter() - start
        assert done == count
    gain = times[1] / times[2] / 2
    print(f"{count} documents: one process {times[1]:.1f} s, two {times[2]:.1f} s; efficiency {gain:.2f} (aim 0.80)")


def kill(times: int, count: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "inbox").mkdir()
        for n, text in enumerate(documents(count)):
            (folder / "inbox" / f"{n:04}.txt").write_text(str(text), encoding="utf-8")

        def command(lake: str) -> list[str]:
            where = ["extract", str(folder / "inbox"), "--out", str(folder / lake), "--workers", "2"]
            return [sys.executable, "-m", "daraevidence", *where]

        start = time.perf_counter()
        subprocess.run(command("whole"), check=True, capture_output=True)
        whole = time.perf_counter() - start
        rng = random.Random(1)
        for _ in range(times):
            process = subprocess.Popen(command("lake"), stderr=subprocess.DEVNULL)
            try:
                process.wait(rng.uniform(0.5, 0.5 + whole / 4))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        subprocess.run(command("lake"), check=True, capture_output=True)
        files = [_contents(folder / lake) for lake in ("whole", "lake")]
        same = files[0] == files[1]
        print(f"{count} documents, killed {times} times: {len(files[0])} files, {'the same bytes' if same else 'DIFFERENT'}")
        assert same


def _contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def soak(count: int) -> None:
    kinds: Counter[str] = Counter()
    size = 0
    peaks = []
    start = time.perf_counter()
    for n, item in enumerate(extract_many(documents(count, 0.01), workers=2, timeout=60), 1):
        if isinstance(item, Failure):
            kinds[item.kind] += 1
        else:
            kinds["extracted"] += 1
            size += len(item.text)
        if n in (count // 10, count):
            peaks.append(_peak())
    took = time.perf_counter() - start
    print(f"| documents | {count} |\n|---|---|")
    for kind, number in kinds.most_common():
        print(f"| {kind} | {number} |")
    print(f"| lost | {count - kinds.total()} |")
    print(f"| throughput | {kinds.total() / took:.1f} documents/s, {size / took / 1e6:.2f} MB/s |")
    print(f"| peak memory of this process after a tenth, at the end | {peaks[0]:.0f} MB, {peaks[-1]:.0f} MB |")
    workers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"| largest worker | {workers:.0f} MB |")
    assert kinds.total() == count


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("pool", "kill", "soak"))
    parser.add_argument("--documents", type=int, default=0)
    parser.add_argument("--times", type=int, default=20)
    chosen = parser.parse_args()
    print(f"daraevidence {daraevidence.__version__}")
    if chosen.what == "pool":
        pool(chosen.documents or 200)
    elif chosen.what == "kill":
        kill(chosen.times, chosen.documents or 200)
    else:
        soak(chosen.documents or 5_000)


if __name__ == "__main__":
    main()

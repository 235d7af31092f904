"""How the time per byte grows with the length of a document.

    python benchmarks/growth.py [--large 10] [--limit 1.5]

Text made of the documents in seeds/, one after another, at 10 KB and at 10 MB. The ratio of the times per byte is that of a
linear reader if it stays near 1; the aim is at most 1.5. The short text is read many times, so that both take seconds.
Exit status 1 where the ratio is above the limit.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import sys
import time
from pathlib import Path

import daraevidence

SEEDS = Path(__file__).resolve().parents[1] / "seeds"


def text_of(size: int) -> str:
    """About ``size`` bytes: the seeds one after another, each as a whole where it fits."""
    parts, length = [], 0
    for seed in itertools.cycle(path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))):
        parts.append(seed)
        length += len(seed.encode())
        if length >= size:
            return "\n\n".join(parts).encode()[:size].decode(errors="ignore")
    raise SystemExit(f"no documents in {SEEDS}")


def seconds(text: str, options: daraevidence.Options) -> float:
    """The time of one reading."""
    gc.collect()
    start = time.perf_counter()
    daraevidence.extract_text(text, options=options)
    return time.perf_counter() - start


def main() -> int:
    """Print both times and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--small", type=float, default=0.01, help="megabytes of the short text")
    parser.add_argument("--large", type=float, default=10.0, help="megabytes of the long text")
    parser.add_argument("--limit", type=float, default=1.5, help="the highest ratio that is well")
    arguments = parser.parse_args()
    options = daraevidence.Options(max_bytes=1_000_000_000)
    daraevidence.extract_text(text_of(10_000), options=options)  # vocabulary and patterns are made once
    rates = []
    for megabytes in (arguments.small, arguments.large):
        text = text_of(int(megabytes * 1_000_000))
        length = len(text.encode())
        rounds = max(1, round(200_000 / length))
        best = min(seconds(text, options) for _ in range(rounds))
        rates.append(best / length)
        print(f"{length / 1e6:8.2f} MB  {best:8.2f} s  {length / best / 1e6:6.3f} MB/s", flush=True)
    ratio = rates[1] / rates[0]
    print(f"time per byte, long against short: {ratio:.2f} (at most {arguments.limit})")
    return int(ratio > arguments.limit)


if __name__ == "__main__":
    sys.exit(main())

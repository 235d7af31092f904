"""How the time per byte grows with the length of a document.

    python benchmarks/growth.py [--large 10] [--limit 1.5]

Texts made of the documents in seeds/, of about 10 KB and of 10 MB. A linear reader has a ratio of the times per byte near 1;
the aim is at most 1.5. The short texts are read several times and the best time counts.
Exit status 1 where the ratio is above the limit.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from pathlib import Path

import daraevidence

SEEDS = Path(__file__).resolve().parents[1] / "seeds"


def short_texts(size: int) -> list[str]:
    """Texts of about ``size`` bytes that hold each seed once, so that short and long are of the same mixture."""
    texts: list[str] = []
    for path in sorted(SEEDS.glob("*.txt")):
        seed = path.read_text(encoding="utf-8")
        if texts and len(texts[-1].encode()) < size / 2:
            texts[-1] += "\n\n" + seed
        else:
            texts.append(seed)
    return texts


def long_text(size: int) -> str:
    """The seeds one after another, as often as ``size`` bytes need."""
    seeds = "\n\n".join(path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt")))
    return "\n\n".join([seeds] * max(1, round(size / len(seeds.encode()))))


def seconds(texts: list[str], options: daraevidence.Options) -> float:
    """The time of reading all texts once."""
    gc.collect()
    start = time.perf_counter()
    for text in texts:
        daraevidence.extract_text(text, options=options)
    return time.perf_counter() - start


def main() -> int:
    """Print both times and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--small", type=float, default=0.01, help="megabytes of a short text")
    parser.add_argument("--large", type=float, default=10.0, help="megabytes of the long text")
    parser.add_argument("--limit", type=float, default=1.5, help="the highest ratio that is well")
    arguments = parser.parse_args()
    options = daraevidence.Options(max_bytes=1_000_000_000)
    short = short_texts(int(arguments.small * 1_000_000))
    seconds(short, options)  # vocabulary and patterns are made once
    rates = []
    for name, texts in (("short", short), ("long", [long_text(int(arguments.large * 1_000_000))])):
        length = sum(len(text.encode()) for text in texts)
        best = min(seconds(texts, options) for _ in range(max(1, round(200_000 / length))))
        rates.append(best / length)
        print(f"{name:5}  {length / len(texts) / 1e6:8.3f} MB a text  {best:8.2f} s  {length / best / 1e6:6.3f} MB/s", flush=True)
    ratio = rates[1] / rates[0]
    print(f"time per byte, long against short: {ratio:.2f} (at most {arguments.limit})")
    return int(ratio > arguments.limit)


if __name__ == "__main__":
    sys.exit(main())

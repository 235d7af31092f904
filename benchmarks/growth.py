"""How the time per byte grows with the length of a document.

    python benchmarks/growth.py [--large 10] [--limit 1.5]

Texts made of the documents in seeds/, from about 10 KB to 10 MB. A linear reader has the same time per byte at each size; the
aim is at most 1.5 times that of the shortest texts. Time is that of the processor. Short texts are read again and again, some of
the times after the longest text, and the median counts: a machine that is busy or slows down then changes both.
Exit status 1 where the ratio is above the limit.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

import daraevidence

SEEDS = Path(__file__).resolve().parents[1] / "seeds"

#: How many bytes are read for one figure, and how often a text is read at least; a text longer than that is read once.
_BYTES = 400_000
_TIMES = 3


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


def seconds(texts: Sequence[str], options: daraevidence.Options) -> float:
    """The time of reading all texts once."""
    gc.collect()
    start = time.process_time()
    for text in texts:
        daraevidence.extract_text(text, options=options)
    return time.process_time() - start


def times(texts: Sequence[str], options: daraevidence.Options) -> list[float]:
    """The times of reading the texts, several where they are short."""
    length = sum(len(text.encode()) for text in texts)
    return [seconds(texts, options) for _ in range(1 if length > _BYTES else max(_TIMES, round(_BYTES / length)))]


def main() -> int:
    """Print sizes, times and ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--small", type=float, default=0.01, help="megabytes of a short text")
    parser.add_argument("--large", type=float, default=10.0, help="megabytes of the longest text")
    parser.add_argument("--limit", type=float, default=1.5, help="the highest ratio that is well")
    arguments = parser.parse_args()
    options = daraevidence.Options(max_bytes=1_000_000_000)
    short = short_texts(int(arguments.small * 1_000_000))
    seconds(short, options)  # vocabulary and patterns are made once
    sizes = [size for size in (0.1, 1.0) if arguments.small < size < arguments.large]
    tested = [short, *([long_text(int(size * 1_000_000))] for size in [*sizes, arguments.large])]
    measured = [times(texts, options) for texts in tested]
    measured[0] += times(short, options)
    print("bytes a text    seconds    MB/s    ratio")
    worst = rate = 0.0
    for texts, found in zip(tested, measured):
        length = sum(len(text.encode()) for text in texts)
        took = median(found)
        rate = rate or took / length
        worst = took / length / rate
        print(f"{length // len(texts):12,} {took / len(texts):10.3f} {length / took / 1e6:7.3f} {worst:8.2f}", flush=True)
    print(f"time per byte, longest against shortest: {worst:.2f} (at most {arguments.limit})")
    return int(worst > arguments.limit)


if __name__ == "__main__":
    sys.exit(main())

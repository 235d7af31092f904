"""How the time per byte grows with the length of a document.

    python benchmarks/growth.py [--large 10]

Texts made of the documents in seeds/, from about 10 KB to 10 MB. A linear reader has the same time per byte at each size; the
aim is at most 1.5 times that of the shortest texts. Time is that of the processor. Short texts are read again and again, some of
the times after the longest text, and the median counts: a machine that is busy or slows down then changes both.
Exit status 1 where it is more.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from aims import Aim, report

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


def aims(small: float = 0.01, large: float = 10.0) -> Iterator[Aim]:
    """The time per byte at each size, in megabytes, against that of the shortest texts."""
    options = daraevidence.Options(max_bytes=1_000_000_000)
    short = short_texts(int(small * 1_000_000))
    seconds(short, options)  # vocabulary and patterns are made once
    sizes = [*(size for size in (0.1, 1.0) if small < size < large), large]
    tested = [short, *([long_text(int(size * 1_000_000))] for size in sizes)]
    measured = [times(texts, options) for texts in tested]
    measured[0] += times(short, options)
    rates = [median(found) / sum(len(text.encode()) for text in texts) for texts, found in zip(tested, measured)]
    for texts, rate, size in zip(tested[1:], rates[1:], sizes):
        detail = f"{rate * 1e6:.2f} s/MB at {len(texts[0].encode()):,} bytes, {rates[0] * 1e6:.2f} at {small:g} MB"
        yield Aim(f"growth to {size:g} MB", rate / rates[0], "times per byte", detail, most=1.5)


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--small", type=float, default=0.01, help="megabytes of a short text")
    parser.add_argument("--large", type=float, default=10.0, help="megabytes of the longest text")
    arguments = parser.parse_args()
    return report(aims(arguments.small, arguments.large))


if __name__ == "__main__":
    sys.exit(main())

"""How fast text is read to records, against 63 regular expressions that run one after another over the same text.

    python benchmarks/control.py [--folder DIR] [--times 7] [--child]

Case: ``extract_text`` to the validated drafts that records are made of when they are asked for; also told with all records
made, and with all frames made. Control: ``PATTERNS`` of ``patterns.py``, each with ``finditer`` over the whole text. Both read
the texts of ``seeds/`` (or of other folders) in the same process and in an order by chance, after a text that holds none of
theirs has loaded the vocabulary. A process reads each text once, so that nothing is remembered from a time before; there are
several processes, and of each figure the least processor time counts, summed over the texts. Exit status 1 where the aim is
missed.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from aims import Aim, report
from patterns import PATTERNS

import daraevidence
from daraevidence.extraction import Extraction

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
FRAMES = (
    "studies", "cohorts", "regimens", "endpoints", "characteristics", "adverse_events", "adverse_event_tables", "tables",
    "thresholds", "references", "findings", "ledger",
)  # fmt: skip

#: Loads the vocabulary and the patterns of all parts before anything is timed.
WARM = """Quelimab in Asthma

A phase 3 trial (QUELL; NCT00000001) randomly assigned 210 adults to quelimab 30 mg weekly (n = 104) or placebo (n = 106).

Results

The median time to relapse was 8.1 months (95% CI, 6.0-9.9) with quelimab and 4.4 months with placebo (HR, 0.61; P=0.004).

Table 1. Adverse Events
Event, n (%)
Quelimab (n=104)
Placebo (n=106)
Headache
12 (12)
9 (8)
Rash
5 (5)
3 (3)
"""


def texts_of(folders: Sequence[Path]) -> list[str]:
    """The texts of the folders."""
    return [path.read_text(encoding="utf-8") for folder in folders for path in sorted(folder.glob("*.txt"))]


def seconds(work: Callable[[], object]) -> float:
    """The processor time of some work."""
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def timed(text: str, control: Sequence[re.Pattern[str]]) -> dict[str, float]:
    """The times of one text."""
    made: list[Extraction] = []
    drafts = seconds(lambda: made.append(daraevidence.extract_text(text)))
    records = drafts + seconds(lambda: dict(made[0].payload))
    frames = records + seconds(lambda: [made[0].frame(name) for name in FRAMES])
    patterns = seconds(lambda: [sum(1 for _ in pattern.finditer(text)) for pattern in control])
    return {"drafts": drafts, "records": records, "frames": frames, "control": patterns}


def child(texts: Sequence[str], number: int) -> list[dict[str, float]]:
    """The times of one process: for each text the control, the case, and the case with records and with frames."""
    control = [re.compile(pattern) for pattern in PATTERNS.values()]
    warm = daraevidence.extract_text(WARM)
    for name in FRAMES:
        warm.frame(name)
    found: list[dict[str, float]] = [{} for _ in texts]
    order = list(enumerate(texts))
    random.Random(number).shuffle(order)
    for index, text in order:
        found[index] = timed(text, control)
    return found


def aims(folders: Sequence[Path] = (SEEDS,), times: int = 7) -> Iterator[Aim]:
    """The rates of the control and of the case."""
    texts = texts_of(folders)
    size = sum(len(text.encode()) for text in texts) / 1e6
    runs = []
    for number in range(times):
        command = [sys.executable, __file__, "--child", str(number), *(f"--folder={folder}" for folder in folders)]
        runs.append(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
    least = {kind: sum(min(run[i][kind] for run in runs) for i in range(len(texts))) for kind in runs[0][0]}
    control = size / least["control"]
    for kind, name in (("drafts", "text to records"), ("records", "all records made"), ("frames", "all frames made")):
        rate = size / least[kind]
        detail = f"{rate:.3f} MB/s; {len(PATTERNS)} patterns {control:.3f} MB/s"
        yield Aim(name, rate / control, "times the control", detail, least=1.1 if kind == "drafts" else None)


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, action="append", help="texts to read instead of those of seeds/")
    parser.add_argument("--times", type=int, default=7, help="how many processes")
    parser.add_argument("--child", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    folders = arguments.folder or [SEEDS]
    if arguments.child is not None:
        print(json.dumps(child(texts_of(folders), arguments.child)))
        return 0
    return report(aims(folders, arguments.times))


if __name__ == "__main__":
    sys.exit(main())

"""What can be seen of a figure: its words, where they stand, and whether one covers another."""

from itertools import combinations

import matplotlib
import pandas as pd

matplotlib.use("Agg")


def texts(ax):
    return [text.get_text() for text in ax.texts if text.get_text()]


def beside(ax, label):
    """The cells of the line with a label, from left to right."""
    ax.figure.draw_without_rendering()
    found = next(text for text in ax.texts if text.get_text() == label)
    line = [text for text in ax.texts if text.get_text() and text.get_position()[1] == found.get_position()[1]]
    return [text.get_text() for text in sorted(line, key=lambda text: text.get_window_extent().x0)]


def marked(ax, gid):
    """The line or marker with an id, or nothing."""
    return next((line for line in (*ax.lines, *ax.patches) if line.get_gid() == gid), None)


def collisions(ax):
    """Texts that cover each other, and those that leave the figure."""
    figure = ax.figure
    found = []
    for dpi in (60, 100, 200):
        figure.set_dpi(dpi)
        found += _collisions(ax, figure)
    return found


def _collisions(ax, figure):
    figure.draw_without_rendering()
    legend = ax.get_legend()
    every = [*ax.texts, *ax.get_xticklabels(), ax.xaxis.label, *(legend.get_texts() if legend else ())]
    boxes = [(text.get_text(), text.get_window_extent()) for text in every if text.get_text()]
    width, height = figure.bbox.width + 1, figure.bbox.height + 1
    outside = [text for text, box in boxes if box.x0 < -1 or box.y0 < -1 or box.x1 > width or box.y1 > height]
    covered = [
        (one, other)
        for (one, a), (other, b) in combinations(boxes, 2)
        if min(a.x1, b.x1) - max(a.x0, b.x0) > 1 and min(a.y1, b.y1) - max(a.y0, b.y0) > 1.5
    ]
    return outside + covered


def endpoint(**fields):
    """One row of the frame ``endpoints``."""
    names = {"study": "Okafor et al (2031)", "cohort": "AB", "comparator": None, "endpoint": "OTHER", "label": "response"}
    return {**names, "measure": "proportion", **fields}


def ratio(label, value, low=None, high=None, **fields):
    known = {"comparator": "B", "measure": "hazard_ratio", "value": value, "ci_low": low, "ci_high": high, "ci_level": 95.0}
    return endpoint(label=label, **{**known, **fields})


def event(term, cohort, grade, percent, **fields):
    return {"study": "Okafor et al (2031)", "cohort": cohort, "term": term, "grade": grade, "percent": percent, **fields}


def frame(*rows):
    return pd.DataFrame(rows)

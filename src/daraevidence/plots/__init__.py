"""Figures of what documents say: forest plots, adverse events, responses, survival at landmarks.

Each function takes an ``Extraction``, a list of them, or a frame (``ex.frame("endpoints")``, of which rows may have been chosen),
and returns the matplotlib ``Axes``, with rows and columns of text that belong to it. Without ``ax`` a new figure is made, as
large as its rows and words want. What is drawn is what is printed: nothing is pooled or corrected, and what is computed
(ratios of the frame ``meta``) is marked.

They need matplotlib: ``pip install 'daraevidence[report]'`` (``MissingExtra`` without it). ``NothingToDraw`` says what a document
would have to hold.
"""

from __future__ import annotations

from daraevidence.plots.adverse_events import adverse_events
from daraevidence.plots.forest import forest
from daraevidence.plots.landmarks import landmarks
from daraevidence.plots.responses import responses

__all__ = ["adverse_events", "forest", "landmarks", "responses"]

"""How instructions of labels begin: ``Withhold until``, ``Reduce dose by one level``."""

from __future__ import annotations

import re

__all__ = ["is_instruction"]

_INSTRUCTION = re.compile(
    r"(?i)(?:permanently |temporarily |immediately )?(?:withhold|interrupt|discontinue|reduce|continue|resume|do not|stop|hold|"
    r"delay|transfuse|monitor|check|measure|repeat|recheck|screen|ask|offer|decrease|increase|restart|maintain|suspend|omit|skip|give|administer|"
    r"no (?:dose )?(?:change|adjustment)|not recommended|avoid|consider|start|repeat)\b"
)


def is_instruction(text: str) -> bool:
    """Whether a text begins as an instruction on a treatment does."""
    return _INSTRUCTION.match(text) is not None

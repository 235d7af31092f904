"""A worker process: documents in on its input, answers out on its output, one after the other."""

from __future__ import annotations

import os
import pickle
import queue
import signal
import struct
import threading
from typing import IO, Any

__all__ = ["receive", "send", "serve"]

_HEAD = struct.Struct("<Q")


def send(channel: IO[bytes], message: Any) -> None:
    """Write one message."""
    data = pickle.dumps(message, protocol=5)
    channel.write(_HEAD.pack(len(data)))
    channel.write(data)
    channel.flush()


def receive(channel: IO[bytes]) -> Any:
    """The next message (``EOFError`` where the other side has ended)."""
    return pickle.loads(_received(channel))  # both ends are processes of ours


def _received(channel: IO[bytes]) -> bytes:
    head = channel.read(_HEAD.size)
    size = _HEAD.unpack(head)[0] if len(head) == _HEAD.size else None
    data = channel.read(size) if size is not None else b""
    if size is None or len(data) < size:
        raise EOFError
    return data


def serve() -> None:
    """Answer tasks until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that started us decides
    channel = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not come between the answers
    source = os.fdopen(os.dup(0), "rb")
    options, memory_limit = receive(source)

    from daraevidence.engines.task import answer

    _limit(memory_limit)
    tasks: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(source, tasks), daemon=True).start()
    send(channel, None)  # ready
    while True:
        send(channel, answer(pickle.loads(tasks.get()), options))


def _listen(source: IO[bytes], tasks: queue.SimpleQueue[bytes]) -> None:
    """Take tasks as they come, so that the other side never waits; where it has ended, nobody wants the answers."""
    try:
        while True:
            tasks.put(_received(source))
    except (EOFError, OSError):
        os._exit(0)


def _limit(extra: int | None) -> None:
    """Let the process grow by so many bytes; a document that wants more gets a MemoryError."""
    if extra is None:
        return
    import resource
    from pathlib import Path

    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + extra, used + extra))

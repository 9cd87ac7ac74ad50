"""Processor time of this process and all that it started, a Java machine and its workers too."""

from __future__ import annotations

import os
import time
from pathlib import Path

PROC = Path("/proc")
PARENT, USED = 1, slice(11, 13)  # places after the name, in /proc/PID/stat


def processor_seconds() -> float:
    """Seconds of processor time so far; of this process alone where there is no /proc."""
    told = dict(_told()) if (PROC / "self" / "stat").exists() else {}
    own = os.getpid()
    if own not in told:
        return time.process_time()
    ticks = sum(spent for pid, (_, spent) in told.items() if _descends(pid, own, told))
    return ticks / os.sysconf("SC_CLK_TCK")


def _told() -> list[tuple[int, tuple[int, int]]]:
    """The parent of each process, and its processor time in ticks."""
    found = []
    for folder in PROC.iterdir():
        try:
            words = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:  # no process, or one that has ended
            continue
        if folder.name.isdigit():
            found.append((int(folder.name), (int(words[PARENT]), sum(map(int, words[USED])))))
    return found


def _descends(pid: int, ancestor: int, told: dict[int, tuple[int, int]]) -> bool:
    while pid != ancestor and pid in told:
        pid = told[pid][0]
    return pid == ancestor

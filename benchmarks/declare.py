"""
Rules with citations beside process mining: the same log, judged here and by pm4py.

pm4py checks Declare constraints, which know the order of activities and no clock, against the
log; egovdocs judges every rule of the provincial layer, with limits in working time, and keeps
the clause of each verdict.  Both are given the log in memory and asked in turn.

    python -m benchmarks.declare
"""

from __future__ import annotations

import time
from collections.abc import Callable
from copy import deepcopy
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any

import egovdocs
from benchmarks.audit import LINE

CASES = 2_000
ROUNDS = 5
TARGET = 1.5
_OUR, _PEER = "egovdocs, every rule of Long An", "pm4py conformance_declare"


def log() -> list[dict[str, Any]]:
    """Cases of eight events; every fifth lacks one, every seventh has two the other way round."""
    found = []
    for number in range(CASES):
        case = deepcopy(LINE) | {"case": f"LA-{number:05}"}
        events: list[dict[str, Any]] = case["events"]
        for event in events:
            later = datetime.fromisoformat(event["at"]) + timedelta(minutes=number % 120)
            event["at"] = later.isoformat()
        if number % 5 == 0:
            del events[5]
        if number % 7 == 0:
            events[3]["at"], events[4]["at"] = events[4]["at"], events[3]["at"]
        found.append(case)
    return found


def ours(cases: list[dict[str, Any]]) -> Callable[[], object]:
    """Judge every case, and keep every verdict."""
    policy = egovdocs.load("long-an", national=False)
    read = [egovdocs.Case.from_json(case) for case in cases]
    return lambda: [policy.audit(case).summary for case in read]


def peer(cases: list[dict[str, Any]]) -> Callable[[], object]:
    """Check the constraints that pm4py finds in the log against the log."""
    pm4py, pandas = import_module("pm4py"), import_module("pandas")
    rows = [
        (case["case"], event["type"], event["at"]) for case in cases for event in case["events"]
    ]
    names = ["case:concept:name", "concept:name", "time:timestamp"]
    frame = pandas.DataFrame(rows, columns=names)
    frame["time:timestamp"] = pandas.to_datetime(frame["time:timestamp"], utc=True)
    frame = frame.sort_values(["case:concept:name", "time:timestamp"], kind="stable")
    model = pm4py.discover_declare(frame)
    return lambda: pm4py.conformance_declare(frame, model)


def seconds(runs: dict[str, Callable[[], object]]) -> dict[str, float]:
    """The least processor time of each, in turn."""
    best: dict[str, float] = {}
    for _ in range(ROUNDS):
        for name, run in runs.items():
            began = time.process_time()
            run()
            took = time.process_time() - began
            best[name] = min(best.get(name, took), took)
    return best


def main() -> None:
    """Print events per second of both, and the ratio."""
    cases = log()
    events = sum(len(case["events"]) for case in cases)
    runs = {_OUR: ours(cases)}
    try:
        runs[_PEER] = peer(cases)
    except ImportError as error:
        print(f"  {_PEER:<32} absent ({error.name})")
    found = seconds(runs)
    for name, took in found.items():
        print(f"  {name:<32} {events / took:>9,.0f} events/s")
    if _PEER in found:
        ratio = found[_PEER] / found[_OUR]
        print(f"  {ratio:.2f} x the events per second of pm4py, target at least {TARGET} x")


if __name__ == "__main__":
    main()

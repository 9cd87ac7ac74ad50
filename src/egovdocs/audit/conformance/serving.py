"""The library as a program under test: it answers the protocol on its own input and output."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from egovdocs import __version__
from egovdocs.audit.conformance.faults import Refused
from egovdocs.audit.conformance.own import Own
from egovdocs.audit.conformance.program import START, STOP
from egovdocs.audit.conformance.suite import FORMAT


def answers(lines: Iterable[str]) -> Iterator[str]:
    """Answer each line that asks something; end with ``stop``."""
    own = Own()
    for line in lines:
        asked = json.loads(line)
        if asked["op"] == STOP:
            return
        told = _hello() if asked["op"] == START else _answer(own, asked)
        yield json.dumps(told, ensure_ascii=False)


def _hello() -> dict[str, Any]:
    return {"op": START, "protocol": FORMAT, "name": f"egovdocs {__version__}"}


def _answer(own: Own, asked: dict[str, Any]) -> dict[str, Any]:
    try:
        reply = own.answer(asked["id"], asked["question"], asked["setup"], asked["given"])
    except Refused as error:
        return {"id": asked["id"], "skip": error.reason}
    return {"id": asked["id"], "answer": reply.answer, "clauses": list(reply.clauses)}

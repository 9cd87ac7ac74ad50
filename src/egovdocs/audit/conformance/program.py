"""
A program under test: one JSON object a line on its standard input and output.

One question is put at a time.  Whatever the program does, the run goes on: it is ended and
started anew where it is no longer known which question it answers.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import signal
import subprocess
import threading
from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from egovdocs.audit.conformance.faults import (
    CannotStart,
    ClientFault,
    Died,
    Garbage,
    GaveUp,
    OutOfOrder,
    TooSlow,
    WrongType,
)
from egovdocs.audit.conformance.suite import FORMAT, SuiteCase

PATIENCE = 5  # faults one after the other
LONGEST = 1 << 20  # bytes of one line
START, STOP = "start", "stop"


@attrs.frozen
class Reply:
    """What was said to one question: an answer with its clauses, or why it was skipped."""

    answer: Any = None
    clauses: tuple[str, ...] = ()
    skip: str | None = None


def question(case: SuiteCase) -> dict[str, Any]:
    """The message that puts *case*; the expected answer is not in it."""
    return {
        "op": "run", "id": case.id, "subject": case.subject, "level": case.level,
        "question": case.question, "setup": case.setup, "given": case.given,
    }  # fmt: skip


class Program:
    """
    A command that is spoken to; use it as a context, so that it is always ended.

    Args:
        command: the program and its arguments.
        calendar: days off and worked, told once at the start.
        limit: seconds for each answer.
    """

    def __init__(
        self, command: Sequence[str], calendar: Mapping[str, Any], *, limit: float = 10.0
    ) -> None:
        self.command = tuple(command)
        self.limit = limit
        self.name = self.command[0]
        self._opening = {"op": START, "protocol": FORMAT, "calendar": calendar}
        self._process: subprocess.Popen[bytes] | None = None
        self._faults = 0

    def __enter__(self) -> Program:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def reply(self, case: SuiteCase) -> Reply:
        """
        Put one question.

        Raises:
            CannotStart: the command cannot be started at all.
            ClientFault: the program did not answer as the protocol says.
        """
        if self._faults >= PATIENCE:
            raise GaveUp(case.id, self._faults)
        try:
            found = self._ask(case)
        except ClientFault as fault:
            self._blame(fault)
            raise
        self._faults = 0
        return found

    def _blame(self, fault: ClientFault) -> None:
        if not fault.in_step:
            self._faults += 1
            self._kill()

    def _ask(self, case: SuiteCase) -> Reply:
        if self._process is None:
            self._begin()
        told = self._exchange(question(case), case.id)
        answered = told.get("id")
        if answered != case.id:
            raise OutOfOrder(case.id, str(answered))
        return read_reply(told, case.id)

    def _begin(self) -> None:
        self._process = _started(self.command)
        told = self._exchange(self._opening, START)
        if told.get("op") != START:
            raise OutOfOrder(START, str(told.get("op", told.get("id"))))
        _typed(told, "name", (str,), START)
        if told.get("protocol", FORMAT) != FORMAT:
            raise WrongType(START, "protocol", str(told["protocol"]), str(FORMAT))
        self.name = told.get("name", self.name)

    # -- one line out, one line in -----------------------------------------------------------

    def _exchange(self, message: Mapping[str, Any], asked: str) -> dict[str, Any]:
        self._write(message, asked)
        line = self._line(asked)
        if not line:
            raise Died(asked, self._status())
        try:
            told = json.loads(line.decode("utf-8"))
        except (ValueError, RecursionError):
            told = None
        if not isinstance(told, dict):
            raise Garbage(asked, line[:200].decode("utf-8", "replace").strip())
        return told

    def _write(self, message: Mapping[str, Any], asked: str) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        text = json.dumps(message, ensure_ascii=False)
        try:
            self._process.stdin.write(f"{text}\n".encode())
            self._process.stdin.flush()
        except OSError:
            raise Died(asked, self._status()) from None

    def _line(self, asked: str) -> bytes:
        """The next line of the program; none at all where it has ended."""
        assert self._process is not None
        stream = self._process.stdout
        assert stream is not None
        box: queue.Queue[bytes] = queue.Queue(1)
        threading.Thread(target=lambda: box.put(_read(stream)), daemon=True).start()
        try:
            return box.get(timeout=self.limit)
        except queue.Empty:
            raise TooSlow(asked, self.limit) from None

    def _status(self) -> str:
        assert self._process is not None
        try:
            return str(self._process.wait(timeout=1))
        except subprocess.TimeoutExpired:
            return "-"

    # -- the end -------------------------------------------------------------------------------

    def close(self) -> None:
        """Say goodbye, and end the program where it does not go by itself."""
        process = self._process
        if process is None:
            return
        with contextlib.suppress(ClientFault):
            self._write({"op": STOP}, STOP)
        with contextlib.suppress(OSError):
            if process.stdin is not None:
                process.stdin.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=min(self.limit, 2.0))
        self._kill()

    def _kill(self) -> None:
        """End the program and what it started."""
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(OSError):
            if os.name == "posix":
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                if stream is not None:
                    stream.close()


def _read(stream: Any) -> bytes:
    try:
        line: bytes = stream.readline(LONGEST)
    except (OSError, ValueError):
        return b""
    return line


def _started(command: tuple[str, ...]) -> subprocess.Popen[bytes]:
    pipe = subprocess.PIPE
    try:
        return subprocess.Popen(command, stdin=pipe, stdout=pipe, start_new_session=True)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise CannotStart(command[0], reason) from None


# -- what a reply may look like ------------------------------------------------------------------

_TYPES: Mapping[str, tuple[type, ...]] = {
    "answer": (dict, type(None)),
    "clauses": (list,),
    "skip": (str,),
}


def _typed(told: Mapping[str, Any], field: str, types: tuple[type, ...], asked: str) -> None:
    if field in told and not isinstance(told[field], types):
        names = " / ".join(_JSON[kind] for kind in types)
        raise WrongType(asked, field, _JSON.get(type(told[field]), "?"), names)


_JSON: Mapping[type, str] = {
    dict: "object", list: "array", str: "string", bool: "boolean",
    int: "number", float: "number", type(None): "null",
}  # fmt: skip


def read_reply(told: Mapping[str, Any], asked: str) -> Reply:
    """
    Read what a program said to a question.

    Raises:
        WrongType: a field has another type, or there is neither an answer nor a skip.
    """
    for field, types in _TYPES.items():
        _typed(told, field, types, asked)
    if "skip" in told:
        return Reply(skip=told["skip"])
    if "answer" not in told:
        raise WrongType(asked, "answer", "-", "object / null")
    return Reply(told["answer"], tuple(map(str, told.get("clauses", ()))))

"""
A long run that can be cut off: how far it came stands in a small file beside its output.

The file is written after every piece, once the lines of the piece are on the disk; it says
what was asked, what was read and what was written, as hashes.  A run that goes on cuts the
output back to there, reads the log up to there without judging, and goes on as if nothing had
happened: the output is the same to the byte.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import IO, Any, ClassVar

import attrs

from egovdocs.audit.accepting import Acceptance
from egovdocs.audit.reading import RawLine
from egovdocs.audit.running import Tally
from egovdocs.audit.working import Done, Item, Items, Order
from egovdocs.errors import EgovdocsError, Lang, spoken

_BLOCK = 1 << 20
# What may differ between a run and the one that goes on with it, in both languages.
_WHAT = {
    "input": ("nhật ký đầu vào", "the input"),
    "policy": ("hồ sơ, văn bản hay phiên bản egovdocs", "the profile, a text or egovdocs itself"),
    "options": ("tùy chọn của lệnh", "the options of the command"),
    "output": ("tệp kết quả", "the output"),
    "state": ("tệp trạng thái", "the state file"),
}


@attrs.frozen
class CannotResume(EgovdocsError, ValueError):
    """A run that cannot go on, because something is no longer what it was."""

    what: str  # input, policy, options, output or state
    file: str

    code: ClassVar[str] = "audit.cannot-resume"
    vi: ClassVar[str] = (
        "Không làm tiếp được “{file}”: {what} đã khác lần chạy trước. "
        "Xóa tệp trạng thái bên cạnh nó để xét lại từ đầu."
    )
    en: ClassVar[str] = (
        "“{file}” cannot be gone on with: since the run before, {what} changed. "
        "Delete the state file beside it to begin anew."
    )

    def message(self, lang: Lang = "vi") -> str:
        """Say what differs, in *lang*."""
        said = _WHAT.get(self.what, (self.what, self.what))[("vi", "en").index(lang)]
        return (self.vi if lang == "vi" else self.en).format(what=said, file=spoken(self.file))


def differs(what: str, file: Path) -> CannotResume:
    """The error that *what* (input, policy, options, output or state) is not what it was."""
    return CannotResume(what, str(file))


@attrs.define(eq=False)
class KeptOutput:
    """An output whose bytes are counted and hashed as they are written."""

    file: IO[bytes]
    size: int = 0
    _digest: Any = attrs.field(factory=hashlib.sha256)

    @classmethod
    def go_on(cls, path: Path, size: int, sha256: str) -> KeptOutput:
        """
        Open *path* after its first *size* bytes; what stands behind them is still there.

        Raises:
            CannotResume: those bytes are not the ones that were written.
        """
        if not path.is_file() or path.stat().st_size < size:
            raise differs("output", path)
        kept = cls(path.open("r+b"))
        while part := kept.file.read(min(_BLOCK, size - kept.size)):
            kept._count(part)
        if kept.sha256 != sha256:
            kept.file.close()
            raise differs("output", path)
        return kept

    def cut(self) -> None:
        """Cut off what stands behind."""
        self.file.truncate(self.size)

    def write(self, text: str) -> int:
        """Write *text* in UTF-8."""
        part = text.encode()
        self.file.write(part)
        self._count(part)
        return len(text)

    def _count(self, part: bytes) -> None:
        self._digest.update(part)
        self.size += len(part)

    @property
    def sha256(self) -> str:
        """The hash of what was written so far."""
        return str(self._digest.hexdigest())

    def settle(self) -> None:
        """Bring what was written to the disk."""
        self.file.flush()
        os.fsync(self.file.fileno())

    def close(self) -> None:
        """Close the file."""
        self.file.close()


@attrs.define(eq=False)
class Keeper:
    """
    Keeps the state file of a run.

    Attributes:
        path: the state file; *output*, the file whose state it is.
        asked: what was asked, by what it is about: hashes.
        items: how much of the log was judged.
    """

    path: Path
    output: Path
    asked: dict[str, str]
    tally: Tally
    assumed: dict[str, str]
    order: Order = attrs.field(factory=Order)
    profiles: dict[str, None] = attrs.field(factory=dict)
    items: int = 0
    _read: Any = attrs.field(factory=hashlib.sha256)
    _former: dict[str, Any] | None = None
    _out: KeptOutput | None = None

    def former(self) -> dict[str, Any] | None:
        """
        Read the state of the run before; None where there is none.

        Raises:
            CannotResume: something else was asked then, or the file is no state.
        """
        try:
            state = json.loads(self.path.read_text(encoding="utf-8"))
            then = state["asked"]
        except FileNotFoundError:
            return None
        except (ValueError, LookupError, TypeError):
            raise differs("state", self.output) from None
        for what, sha256 in self.asked.items():
            if then.get(what) != sha256:
                raise differs(what, self.output)
        self._former = state
        return self._former

    def open(self) -> KeptOutput:
        """Open the output where the run before left it; without one, from the beginning."""
        former = self._former
        if former is None:
            return KeptOutput(self.output.open("wb"))
        kept = self._out = KeptOutput.go_on(self.output, former["written"], former["output"])
        restore(self.tally, former["tally"])
        self.assumed.update(former["assumed"])
        self.order = Order(*former["order"])
        self.profiles.update(dict.fromkeys(former["profiles"]))
        return kept

    def rest(self, items: Iterable[Item]) -> Iterator[Item]:
        """
        Go over what was judged, and give out the rest.

        Raises:
            CannotResume: what was judged is not what stands there now.
        """
        former, each = self._former, iter(items)
        if former is not None:
            for item in each:
                self._count(item)
                if self.items == former["items"]:
                    break
            if self.items != former["items"] or self._read.hexdigest() != former["read"]:
                raise differs("input", self.output)
        if self._out is not None:
            self._out.cut()
        yield from each

    def keep(self, items: Items, done: Done, out: KeptOutput) -> None:
        """Write down that *items* are done, after *out* is on the disk."""
        for item in items:
            self._count(item)
        self.profiles.update(dict.fromkeys(done.profiles))
        out.settle()
        beside = self.path.with_name(f"{self.path.name}.new")
        with beside.open("w", encoding="utf-8") as file:
            json.dump(self._state(out), file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self.path)

    def done(self) -> None:
        """The run is over: nothing is left to go on with."""
        self.path.unlink(missing_ok=True)

    def _count(self, item: Item) -> None:
        self.items += 1
        if isinstance(item, RawLine):
            self._read.update(f"{item.file}\0{item.line}\0".encode())
            self._read.update(item.text)
        else:
            self._read.update(f"{item!r}\0".encode(errors="backslashreplace"))

    def _state(self, out: KeptOutput) -> dict[str, Any]:
        return {
            "asked": self.asked,
            "items": self.items,
            "read": self._read.hexdigest(),
            "written": out.size,
            "output": out.sha256,
            "order": [self.order.file, self.order.line, self.order.case],
            "profiles": list(self.profiles),
            "assumed": self.assumed,
            "tally": tally_to_json(self.tally),
        }


_COUNTS = ("cases", "unusable", "running", "broken", "open")
_COUNTERS = ("verdicts", "gaps", "lacking", "remarks")


def tally_to_json(tally: Tally) -> dict[str, Any]:
    """Write the sums of a run; the problems themselves were told and are not kept."""
    accepted = [
        [row.rule, row.scope, row.reason, row.until.isoformat(), count]
        for row, count in tally.accepted.items()
    ]
    names = (*_COUNTS, *_COUNTERS, "clauses")
    return {**{name: getattr(tally, name) for name in names}, "accepted": accepted}


def restore(tally: Tally, state: dict[str, Any]) -> None:
    """Set the sums of *tally* to those that :func:`tally_to_json` wrote."""
    tally.accepted = Counter({
        Acceptance(rule, scope, reason, date.fromisoformat(until)): count
        for rule, scope, reason, until, count in state["accepted"]
    })  # fmt: skip
    tally.clauses = {clause: Counter(counts) for clause, counts in state["clauses"].items()}
    for name in _COUNTS:
        setattr(tally, name, state[name])
    for name in _COUNTERS:
        setattr(tally, name, Counter(state[name]))

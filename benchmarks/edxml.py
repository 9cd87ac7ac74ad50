"""
What exchange messages cost: from reading to findings, and in memory.

The floors are measured in the same run: a bare ``expat`` without handlers over the same
bytes, and the frozen value of twenty fields that :mod:`benchmarks.audit` counts in.  Rates
are of one core, printed as measured and as scaled to the machine of the reference floor.

    python -m benchmarks.edxml
    python -m benchmarks.edxml --memory    # 100,000 messages, a 200 MiB attachment: minutes
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from xml.parsers.expat import ParserCreate

import egovdocs
from benchmarks.audit import _KEYWORDS, _TWENTY, REFERENCE_FLOOR
from egovdocs.edxml import Joiner, read

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
samples = import_module("edxml_samples")

COUNT = 500
TARGET = 3_000
SIZE = 8 * 1024
CONSTANTS = {"document": {"state_secret": False}, "recipient": {"kind": "agency"}}


def message(number: int) -> bytes:
    """A document with an attachment that nothing compresses: 8 KiB in all."""
    ident = f"000.00.00.H39,2020/03/02,{number}/UBND-VX"
    head = samples.header(number=str(number), ident=ident)
    room = SIZE - len(samples.document(head, attachments=samples.attached("")).encode())
    content = samples.PDF + random.Random(number).randbytes(room * 3 // 4 - len(samples.PDF))
    return bytes(samples.document(head, attachments=samples.attached(content)).encode())


def seconds(call: Callable[[], object], runs: int = 7) -> float:
    """Processor time of one message, the least of *runs*."""
    best = float("inf")
    for _ in range(runs):
        began = time.process_time()
        call()
        best = min(best, time.process_time() - began)
    return best / COUNT


def rates() -> None:
    """Reading alone, joining, and all the way to findings."""
    given = [message(number) for number in range(100, 100 + COUNT)]
    alone = egovdocs.load("long-an", national=False)
    over = egovdocs.load("long-an")

    def bare() -> None:
        for data in given:
            ParserCreate().Parse(data, True)

    def reading() -> None:
        for data in given:
            read(data)

    def findings(policy: egovdocs.Policy | None) -> None:
        joiner = Joiner(CONSTANTS)
        for number, data in enumerate(given):
            joiner.add(read(data, str(number)))
        for joined in joiner.cases():
            if policy is not None:
                list(policy.audit(joined.case).findings(egovdocs.Verdict.BROKEN))

    def values() -> None:
        for _ in range(COUNT):
            _TWENTY(**_KEYWORDS)

    floor = seconds(values, 50)
    expat = seconds(bare)
    print(f"  {COUNT} messages of {len(given[0]):,} bytes; bare expat {1 / expat:,.0f}/s;"
          f" a frozen value of 20 fields in {floor * 1e6:.2f} us")  # fmt: skip
    rows: tuple[tuple[str, Callable[[], object]], ...] = (
        ("reading alone", reading),
        ("reading and joining", lambda: findings(None)),
        ("to findings, the profile", lambda: findings(alone)),
        ("to findings, the national layer too", lambda: findings(over)),
    )
    for name, call in rows:
        cost = seconds(call)
        scaled = 1 / cost * floor / REFERENCE_FLOOR
        print(
            f"  {name:<36} {1 / cost:>6,.0f}/s measured, {scaled:>6,.0f}/s at the reference "
            f"floor; {cost / expat:.0f} x bare expat, {cost / floor:.0f} x the floor"
        )
    print(f"  target: {TARGET:,}/s to findings")


MANY = """
import resource, sys
from benchmarks.edxml import message
from egovdocs.edxml import Joiner, read
joiner = Joiner()
for number in range({count}):
    joiner.add(read(message(number), str(number)))
assert sum(1 for _ in joiner.cases()) == {count}
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""
LARGE = """
import resource, sys
from egovdocs.cli import main
main(["audit", {path!r}, "--from", "edxml", "--profile", "long-an", "--format", "json"])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def _peak(code: str) -> int:
    """MiB that a process takes at most to run *code*."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return int(done.stdout.split()[-1])


def memory() -> None:
    """Peaks of processes of their own; the interpreter and the library are in them."""
    import attrs

    from egovdocs.edxml import write_to

    for count in (1_000, 10_000, 100_000):
        print(f"  {count:>7,} messages read and joined: {_peak(MANY.format(count=count))} MiB")
    with tempfile.TemporaryDirectory() as folder:
        big, whole = Path(folder) / "big.bin", Path(folder) / "1.edxml"
        with big.open("wb") as out:
            out.write(samples.PDF)
            for number in range(200):
                out.write(random.Random(number).randbytes(2**20))
        sent = read(message(100)).message
        held = tuple(attrs.evolve(part, content=None) for part in sent.attachments)
        with whole.open("wb") as out:
            write_to(out, attrs.evolve(sent, attachments=held), {"cid:a1": big})
        print(f"  200 MiB attached, written: this process {_own()} MiB")
        print(
            f"  200 MiB attached, judged by the command: {_peak(LARGE.format(path=str(whole)))} MiB"
        )


def _own() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    """Print the rates; with ``--memory`` the peaks too."""
    rates()
    if "--memory" in sys.argv:
        memory()


if __name__ == "__main__":
    main()

"""
Whether other provinces cost an audit anything: one profile alone, and beside all the others.

Each figure comes from a process of its own, the two kinds in turn, and is the least of its
kind.  A province that is not asked about must not slow one that is by more than 5 %.

    python -m benchmarks.neighbours
"""

from __future__ import annotations

import subprocess
import sys

LIMIT = 1.05
ROUNDS = 7
_CHILD = """
import sys, timeit
import egovdocs
from benchmarks.audit import LINE
others = [egovdocs.load(name, national=False) for name in sys.argv[1:]]
policy, case = egovdocs.load("long-an", national=False), egovdocs.Case.from_json(LINE)
[other.audit(case) for other in others]
print(min(timeit.repeat(lambda: policy.audit(case), number=100, repeat=15)) / 100)
"""
_OTHERS = ("ca-mau", "phu-yen", "thai-binh")


def seconds(*others: str) -> float:
    """Seconds of one audit, in a process that has loaded and used *others* too."""
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, *others], check=True, capture_output=True, text=True
    )
    return float(done.stdout)


def main() -> None:
    """Print the ratio."""
    pairs = [(seconds(), seconds(*_OTHERS)) for _ in range(ROUNDS)]
    alone, beside = (min(times) for times in zip(*pairs, strict=True))
    ratio = beside / alone
    print(
        f"  a case alone {alone * 1e6:.0f} us, beside {len(_OTHERS)} other profiles "
        f"{beside * 1e6:.0f} us: {ratio:.2f} x, target at most {LIMIT} x"
    )


if __name__ == "__main__":
    main()

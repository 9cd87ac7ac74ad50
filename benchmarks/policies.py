"""
What loading, checking and comparing policies costs, each the first time in a fresh interpreter.

    python -m benchmarks.policies
"""

from __future__ import annotations

import subprocess
import sys
from itertools import combinations

RUNS = 5
_TIMED = (
    "import time, egovdocs; {before}; t = time.process_time(); {what}; "
    "print(time.process_time() - t)"
)
_ALL = "from egovdocs.policy import shipped_instrument, shipped_instruments"
_CHECK = (
    "from egovdocs.policy.tools import check; "
    "from egovdocs.policy.tools.source import shipped_folder"
)
_DIFF = "from egovdocs.policy.tools.diff import diff; a, b = map(egovdocs.load, ({0!r}, {1!r}))"


def seconds(before: str, what: str, runs: int = RUNS) -> float:
    """The least processor time of *what* in a fresh interpreter, after *before*."""
    statement = _TIMED.format(before=before, what=what)
    return min(_once(statement) for _ in range(runs))


def _once(statement: str) -> float:
    done = subprocess.run([sys.executable, "-c", statement], check=True, capture_output=True)
    return float(done.stdout)


def main() -> None:
    """Print the figures beside their targets."""
    from egovdocs.policy import shipped_profiles

    loading = seconds(_ALL, "[shipped_instrument(name) for name in shipped_instruments()]")
    print(f"  load all shipped instruments, first time {loading * 1000:5.0f} ms, target 150")
    for name in shipped_profiles():
        took = seconds(_CHECK, f"check(shipped_folder() / 'profiles' / '{name}.toml')", 2)
        print(f"  policy check {name:12} {took:5.2f} s, target 1")
    for pair in combinations(shipped_profiles(), 2):
        took = seconds(_DIFF.format(*pair), "diff(a, b, 2024)", 1)
        print(f"  policy diff {' '.join(pair):24} {took:5.2f} s, target 2")


if __name__ == "__main__":
    main()

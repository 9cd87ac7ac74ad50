"""
What ``import egovdocs`` costs, against ``import attrs`` and the bare interpreter.

    python -m benchmarks.imports
"""

from __future__ import annotations

import subprocess
import sys
import time

RUNS = 15
LAZY = ("holidays", "pendulum", "numpy", "tomllib", "attr")


def seconds(statement: str) -> float:
    """The least wall time of a fresh interpreter that runs *statement*."""
    best = float("inf")
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-I", "-c", statement], check=True)
        best = min(best, time.perf_counter() - start)
    return best


def loaded(statement: str) -> list[str]:
    """Which of the lazy modules are there after *statement*."""
    code = f"{statement}; import sys; print(*[m for m in {LAZY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-I", "-c", code], check=True, capture_output=True)
    return done.stdout.decode().split()


def main() -> None:
    """Print the ratio and what was loaded."""
    bare = seconds("pass")
    own, attrs = seconds("import egovdocs") - bare, seconds("import attrs") - bare
    first = seconds("import egovdocs; egovdocs.load('long-an')") - bare
    print(f"  import egovdocs        {own / attrs:.2f} x import attrs, target 1.3")
    print(f"  ... and load a profile {first / attrs:.2f} x import attrs")
    print(f"  loaded by import egovdocs: {loaded('import egovdocs') or 'nothing heavy'}")


if __name__ == "__main__":
    main()

"""All benchmarks, one after the other: ``python -m benchmarks``."""

from __future__ import annotations

from benchmarks import audit, ids, imports, policies, timing

for part in (imports, ids, timing, policies, audit):
    print(f"== {part.__name__.partition('.')[2]}")
    part.main()
    print()

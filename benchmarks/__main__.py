"""All benchmarks, one after the other: ``python -m benchmarks``."""

from __future__ import annotations

from benchmarks import audit, edxml, ids, imports, policies, timing

for part in (imports, ids, timing, policies, audit, edxml):
    print(f"== {part.__name__.partition('.')[2]}")
    part.main()
    print()

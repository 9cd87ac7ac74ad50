"""All benchmarks, one after the other: ``python -m benchmarks``."""

from __future__ import annotations

from benchmarks import audit, bulk, edxml, ids, imports, neighbours, policies, timing

for part in (imports, ids, timing, policies, audit, neighbours, edxml, bulk):
    print(f"== {part.__name__.partition('.')[2]}")
    part.main()
    print()

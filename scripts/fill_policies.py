"""
Write what is made from the code and the policy files: JSON Schemas, resolved profiles.

    python scripts/fill_policies.py           writes them
    python scripts/fill_policies.py --check   says which are out of date; status 1 if any

The schemas stand in ``schemas/`` for editors and once more in the package; the resolved
profiles are golden files of the tests.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import egovdocs
from egovdocs.policy import shipped_profiles
from egovdocs.policy.tools import instrument_schema, profile_schema, resolve

ROOT = Path(__file__).parent.parent
SCHEMAS: Mapping[str, Callable[[], dict[str, Any]]] = {
    "profile.schema.json": profile_schema,
    "instrument.schema.json": instrument_schema,
}
ORDINARY = date(2022, 3, 2)


def day_of(name: str) -> date:
    """An ordinary day, or the first on which all that is the province's own is in force."""
    own = [part for part in egovdocs.load(name).instruments if not part.id.startswith("vn/")]
    return max(ORDINARY, *(part.in_force.first for part in own))


def schema(make: Callable[[], dict[str, Any]]) -> str:
    """One schema as text."""
    return json.dumps(make(), ensure_ascii=False, indent=1) + "\n"


def golden(name: str) -> str:
    """One resolved profile."""
    return resolve(egovdocs.load(name), day_of(name))


def made() -> dict[Path, Callable[[], str]]:
    """Every file that is made, and how."""
    folders = (ROOT / "schemas", ROOT / "src" / "egovdocs" / "policy" / "schemas")
    files: dict[Path, Callable[[], str]] = {
        folder / name: partial(schema, make) for folder in folders for name, make in SCHEMAS.items()
    }
    for name in shipped_profiles():
        files[ROOT / "tests" / "golden" / f"resolved-{name}.txt"] = partial(golden, name)
    return files


def main(arguments: list[str]) -> int:
    """Write the files, or compare them."""
    stale = [
        path
        for path, make in made().items()
        if not path.is_file() or path.read_text(encoding="utf-8") != make()
    ]
    for path in stale:
        print(path.relative_to(ROOT))
        if "--check" not in arguments:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(made()[path](), encoding="utf-8")
    return int("--check" in arguments and bool(stale))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

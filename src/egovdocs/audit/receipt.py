"""A receipt: what makes a run repeatable."""

from __future__ import annotations

import platform
from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from egovdocs import __version__
from egovdocs.audit.reading import Input
from egovdocs.audit.running import Tally
from egovdocs.audit.sources import instrument_files, profile_file, sha256, shipped
from egovdocs.policy import Policy

_LIBRARIES = ("attrs", "holidays", "pendulum")


def receipt(
    policies: Mapping[str, Policy],
    inputs: Iterable[Input],
    tally: Tally,
    options: Mapping[str, object],
    status: int,
) -> dict[str, Any]:
    """Write down the versions, the hashes of everything that was read, and the counts."""
    return {
        "egovdocs": __version__,
        "python": platform.python_version(),
        "libraries": {name: _version(name) for name in _LIBRARIES},
        "options": dict(options),
        "profiles": [_profile(name, policy) for name, policy in sorted(policies.items())],
        "instruments": _instruments(policies),
        "calendars": [_hashed(each) for each in shipped("calendars")],
        "inputs": [
            {"file": each.name, "sha256": each.sha256, "bytes": each.size, "lines": each.lines}
            for each in inputs
        ],
        "counts": _counts(tally),
        "status": status,
    }


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _hashed(path: Any) -> dict[str, str]:
    return {"file": path.name, "sha256": sha256(path)}


def _profile(name: str, policy: Policy) -> dict[str, str]:
    return {"id": policy.profile.id, **_hashed(profile_file(name))}


def _instruments(policies: Mapping[str, Policy]) -> list[dict[str, str]]:
    found = {
        (ident, str(path)): {"id": ident, **_hashed(path)}
        for name, policy in policies.items()
        for ident, path in instrument_files(name, policy)
    }
    return [found[key] for key in sorted(found)]


def _counts(tally: Tally) -> dict[str, int]:
    names = ("kept", "broken", "undecided", "not-applicable")
    verdicts = {name: tally.verdicts[name] for name in names}
    more = {"pending": tally.running, "accepted": sum(tally.accepted.values())}
    return {"cases": tally.cases, "unusable": tally.unusable, **verdicts, **more}

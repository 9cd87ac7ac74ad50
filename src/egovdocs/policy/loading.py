"""
Finding policy files: those that are shipped, and those of an integrator.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from egovdocs.errors import closest
from egovdocs.policy.instrument import Instrument, read_instrument
from egovdocs.policy.problems import InvalidPolicyFile, NoSuchPolicy, NoSuchPolicyFile, Problem
from egovdocs.policy.profile import Profile, read_profile
from egovdocs.policy.versions import overlaps

NATIONAL = "national"


def _folder(name: str) -> Any:
    return files("egovdocs") / "policy" / name


def shipped_profiles() -> tuple[str, ...]:
    """Ids of the profiles that are shipped, in alphabetical order."""
    return tuple(sorted(_stems("profiles")))


def _stems(folder: str) -> Iterator[str]:
    for entry in _folder(folder).iterdir():
        if entry.name.endswith(".toml"):
            yield entry.name.removesuffix(".toml")


def shipped_instruments() -> tuple[str, ...]:
    """Ids of the instruments that are shipped, in alphabetical order."""
    return _ids()


@cache
def _ids() -> tuple[str, ...]:
    return tuple(sorted(_by_id()))


@cache
def _by_id() -> Mapping[str, str]:
    """Id to file name; an id is read from the head of its file, not guessed from its name."""
    found = {}
    for stem in _stems("instruments"):
        text = (_folder("instruments") / f"{stem}.toml").read_text(encoding="utf-8")
        found[_head_id(text)] = stem
    return found


def _head_id(text: str) -> str:
    for line in text.splitlines():
        key, _, value = line.partition("=")
        if key.strip() == "id":
            return value.strip().strip('"')
    return ""


@cache
def shipped_instrument(ident: str) -> Instrument:
    """
    Return a shipped instrument.

    Raises:
        NoSuchPolicy: there is none of that id; the error lists those there are.
    """
    stem = _by_id().get(ident)
    if stem is None:
        raise NoSuchPolicy(ident, closest(ident, _ids()), _ids())
    return read_instrument(_folder("instruments") / f"{stem}.toml")


def find_profile(name: str | Path) -> tuple[Profile, Path | None]:
    """
    Return a profile by id or by the path of its file, and the folder it came from.

    Raises:
        NoSuchPolicy: no profile has that id.
        NoSuchPolicyFile: there is no file at that path.
        InvalidPolicyFile: the file cannot be used.
    """
    text = str(name)
    if text in shipped_profiles():
        return _shipped_profile(text), None
    path = Path(name)
    if text.endswith(".toml"):
        if not path.is_file():
            raise NoSuchPolicyFile(text)
        return read_profile(path), path.parent
    known = shipped_profiles()
    raise NoSuchPolicy(text, closest(text, known), known)


@cache
def _shipped_profile(name: str) -> Profile:
    return read_profile(_folder("profiles") / f"{name}.toml")


def find_instruments(
    profile: Profile, folder: Path | None, *, national: bool | None = None
) -> tuple[Instrument, ...]:
    """
    Return the instruments of *profile*, in the order in which it names them.

    *national* says whether the shipped national ones come under them; None: as it names them.

    An instrument of an integrator is a TOML file beside the profile, or in a folder
    ``instruments`` beside it; it is found by the id at its head.

    Raises:
        InvalidPolicyFile: an instrument that is named nowhere exists, or two versions of one
            rule are in force on one day.
    """
    own = _beside(folder)
    found: dict[str, Instrument] = {}
    for name in _named(profile, national):
        if name == NATIONAL:
            for ident in _ids():
                if ident.startswith("vn/"):
                    found[ident] = shipped_instrument(ident)
        elif name in own:
            found[name] = read_instrument(own[name])
        elif name in _by_id():
            found[name] = shipped_instrument(name)
        else:
            nearest = closest(name, (*_ids(), *own))
            problem = Problem("no-such-instrument", profile.id, "instruments", name, nearest)
            raise InvalidPolicyFile(profile.id, (problem,))
    wrong = tuple(overlaps(found.values()))
    if wrong:
        raise InvalidPolicyFile(profile.id, wrong)
    return tuple(found.values())


def _named(profile: Profile, national: bool | None) -> tuple[str, ...]:
    if national is None:
        return profile.instruments
    own = tuple(name for name in profile.instruments if name != NATIONAL)
    return (*own, NATIONAL) if national else own


def _beside(folder: Path | None) -> Mapping[str, Path]:
    if folder is None:
        return {}
    paths = (*folder.glob("*.toml"), *(folder / "instruments").glob("*.toml"))
    texts = ((path, path.read_text(encoding="utf-8", errors="replace")) for path in sorted(paths))
    return {_head_id(text): path for path, text in texts if "[instrument]" in text}

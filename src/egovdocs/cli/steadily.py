"""``egovdocs audit --jobs N --resume``: long logs, over processes, and not from the start."""

from __future__ import annotations

import hashlib
import json
import sys
from argparse import Namespace
from collections.abc import Generator, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

import attrs

from egovdocs import __version__
from egovdocs.audit.accepting import Acceptances
from egovdocs.audit.event_log import holds_cases, read_log
from egovdocs.audit.mapping import LogMapping
from egovdocs.audit.outages import Outages
from egovdocs.audit.problems import BadLine, Unreadable
from egovdocs.audit.reading import Entry, Input, RawLine, read_lines
from egovdocs.audit.resuming import Keeper, KeptOutput
from egovdocs.audit.running import Policies, Renderer, Tally
from egovdocs.audit.sources import instrument_files, profile_file, sha256, shipped
from egovdocs.audit.working import Brief, Item, Output, pieces, worked
from egovdocs.cli.cases import opened
from egovdocs.errors import EgovdocsError, Lang

STATE = ".resume.json"


@attrs.frozen
class NothingToResume(EgovdocsError, ValueError):
    """A run that nobody could go on with: its output is no file of lines."""

    option: str

    code: ClassVar[str] = "cli.nothing-to-resume"
    vi: ClassVar[str] = "--resume cần -o TỆP và dạng text, json hay csv, ở đây là {option}."
    en: ClassVar[str] = "--resume needs -o FILE and the format text, json or csv; here: {option}."


_STOPPED: dict[Lang, str] = {
    "vi": "Đã dừng. Chạy lại đúng lệnh này để làm tiếp.",
    "en": "Stopped. Give the same command again to go on.",
}


def wanted(args: Namespace) -> bool:
    """Whether the work is spread, or kept so that it can go on."""
    return args.resume or (args.jobs or 1) > 1


def raw(args: Namespace, inputs: list[Input], mapping: LogMapping | None) -> Iterator[Item]:
    """The lines of the files of *args*, unread; of files of another kind, the cases."""
    for name in args.files:
        try:
            stream = opened(name)
        except Unreadable as error:
            yield BadLine(name, 0, error)
            continue
        source = Input(name, stream)
        inputs.append(source)
        with stream:
            if holds_cases(name, mapping):
                yield from read_lines(source)
            else:
                yield from read_log(source, mapping)


def keeper(args: Namespace, policies: Policies, tally: Tally, renderer: Renderer) -> Keeper | None:
    """
    What keeps the state of this run; None where nobody asked.

    Raises:
        NothingToResume: there is no output that could be gone on with.
        CannotResume: what is asked is not what the run before was asked.
    """
    if not args.resume:
        return None
    if args.output is None or args.format == "html":
        raise NothingToResume("--format html" if args.format == "html" else "stdout")
    output = Path(args.output)
    state = output.with_name(output.name + STATE)
    assumed: dict[str, str] = getattr(renderer, "assumed", {})
    return Keeper(state, output, _asked(args, policies), tally, assumed)


def _asked(args: Namespace, policies: Policies) -> dict[str, str]:
    names = (
        "profile", "national", "source", "as_of", "no_assumed", "check_duplicates", "lang",
        "format", "all", "constants", "mapping", "system", "system_mapping", "accept", "agencies",
        "files",
    )  # fmt: skip
    options = {name: getattr(args, name, None) for name in names}
    if args.format == "json":  # in both languages anyway
        del options["lang"]
    beside = [getattr(args, name, None) for name in ("constants", "mapping", "system_mapping",
              "system", "accept", "agencies")]  # fmt: skip
    files = {name: sha256(Path(name)) for name in beside if name and Path(name).is_file()}
    return {"options": _hash([options, files]), "policy": _hash(_sources(args, policies))}


def _sources(args: Namespace, policies: Policies) -> list[Any]:
    """The hashes of every file that the policies of a run may come from."""
    folders = ("profiles", "instruments", "calendars")
    found: list[Any] = [__version__, [sha256(part) for name in folders for part in shipped(name)]]
    if args.profile is not None:
        own = instrument_files(args.profile, policies.get(args.profile))
        found += [sha256(profile_file(args.profile)), [sha256(path) for _, path in own]]
    return found


def _hash(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()


@attrs.define(eq=False)
class Steady:
    """
    A run over pieces.

    Attributes:
        brief: what judging needs; *jobs*, by how many processes.
        tally, renderer: where the sums of the pieces go.
        keeper: keeps how far it came; None where nobody asked.
    """

    brief: Brief
    jobs: int
    tally: Tally
    renderer: Renderer
    keeper: Keeper | None

    def outputs(self, items: Iterable[Item], out: Any) -> Generator[Output, None, None]:
        """Judge *items*: the lines to write for each, or its problem."""
        keeper = self.keeper
        left = items if keeper is None else keeper.rest(items)
        order = None if keeper is None else keeper.order
        for part, done in worked(pieces(left), self.brief, self.jobs, order):
            for outputs in done.outputs:
                yield from outputs
            self.tally.merge(done.tally)
            for code, said in done.assumed.items():
                getattr(self.renderer, "assumed", {}).setdefault(code, said)
            for name in done.profiles:
                self.brief.policies.get(name)
            if keeper is not None and isinstance(out, KeptOutput):
                keeper.keep(part, done, out)


def brief(
    args: Namespace, policies: Policies, accepted: Acceptances | None, outages: Outages | None
) -> Brief:
    """What judging needs to know, for this process and for others."""
    from egovdocs.cli.auditing import renderer_of

    return Brief(policies, partial(renderer_of, args), accepted, outages)


def stopped(args: Namespace) -> None:
    """Say how to go on, after Ctrl-C."""
    if args.resume:
        lang: Lang = args.lang
        print(_STOPPED[lang], file=sys.stderr)


def entries_or_lines(
    args: Namespace,
    inputs: list[Input],
    mapping: LogMapping | None,
    read: Iterator[Entry | BadLine],
) -> Iterator[Item]:
    """Lines as they stand where they are judged one by one; else the cases that were read."""
    alone = args.source == "log" and not args.check_duplicates and not args.agencies
    items: Iterator[RawLine | Entry | BadLine] = raw(args, inputs, mapping) if alone else read
    return items

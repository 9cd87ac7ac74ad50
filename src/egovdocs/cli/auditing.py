"""``egovdocs audit``: open, judge, write, and choose a status."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, closing
from datetime import datetime
from pathlib import Path
from typing import ClassVar, TextIO

import attrs

from egovdocs.audit.accepting import read_acceptances
from egovdocs.audit.agency_notes import with_agencies
from egovdocs.audit.event_log import is_csv, read_log
from egovdocs.audit.mapping import LogMapping, load_mapping
from egovdocs.audit.outages import Outages, read_outages
from egovdocs.audit.problems import BadLine, Unreadable
from egovdocs.audit.reading import Entry, Input
from egovdocs.audit.repeat_notes import with_repeats
from egovdocs.audit.resuming import Keeper, KeptOutput
from egovdocs.audit.running import Policies, Renderer, Tally, run
from egovdocs.cli import columns, steadily
from egovdocs.cli.cases import opened
from egovdocs.errors import EgovdocsError, Lang
from egovdocs.ids.catalogue import Catalogue
from egovdocs.timing import parse_instant

SHIPPED = "shipped"


@attrs.frozen
class WouldOverwrite(EgovdocsError, ValueError):
    """An output that is one of the inputs."""

    file: str

    code: ClassVar[str] = "cli.would-overwrite"
    vi: ClassVar[str] = "“{file}” là tệp đầu vào; không ghi đè."
    en: ClassVar[str] = "“{file}” is an input; it is not overwritten."


_SECRECY: Mapping[Lang, str] = {
    "vi": "Lưu ý: bảng ánh xạ không cho biết văn bản có phải bí mật nhà nước hay không, "
    "nên hầu hết quy tắc chưa quyết định được. Nếu không văn bản nào là bí mật nhà nước, "
    "ghi document.state_secret = false vào [constants].",
    "en": "Note: the mapping does not say whether documents are state secrets, so that most "
    "rules stay undecided. If none is, write document.state_secret = false in [constants].",
}


def command(args: Namespace) -> int:
    """Audit the files of *args*."""
    if columns.wanted(args):
        return columns.command(args)
    try:
        return _audit(args)
    except KeyboardInterrupt:
        steadily.stopped(args)
        raise


def _audit(args: Namespace) -> int:
    policies = Policies(args.profile, _as_of(args), not args.no_assumed, args.national)
    if args.profile is not None:
        policies.get(args.profile)
    accepted = read_acceptances(Path(args.accept)) if args.accept else None
    mapping = load_mapping(args.mapping) if args.mapping else None
    if mapping is not None and mapping.silent_on_secrecy:
        print(_SECRECY[args.lang], file=sys.stderr)
    catalogue = _catalogue(args.agencies)
    if args.receipt:
        _writable(args, args.receipt)
    tally, inputs = Tally(), list[Input]()
    renderer = renderer_of(args)
    keeper = steadily.keeper(args, policies, tally, renderer) if args.resume else None
    goes_on = keeper is not None and keeper.former() is not None
    with ExitStack() as stack:
        outages = _outages(args, inputs, tally)
        out: TextIO | KeptOutput = sys.stdout
        if args.output:
            out = _output(args, keeper)
            stack.callback(out.close)
        entries = _read(args, inputs, mapping)
        if catalogue is not None:
            entries = with_agencies(entries, catalogue, whole=args.agencies != SHIPPED)
        if args.check_duplicates:
            entries = with_repeats(entries)
        results = run(entries, policies, renderer, tally, accepted, outages)
        if steadily.wanted(args):
            brief = steadily.brief(args, policies, accepted, outages)
            items = steadily.entries_or_lines(args, inputs, mapping, entries)
            steady = steadily.Steady(brief, args.jobs or 1, tally, renderer, keeper)
            results = stack.enter_context(closing(steady.outputs(items, out)))
        _write(out, [] if goes_on else renderer.start())
        for done in _watched(results):
            if isinstance(done, BadLine):
                print(_problem(done, args), file=sys.stderr)
            else:
                _write(out, done)
        _write(out, renderer.end(tally))
    if keeper is not None:
        keeper.done()
    status = tally.status(strict=args.strict)
    if args.receipt:
        _receipt(args, policies, inputs, tally, status)
    return status


def _catalogue(name: str | None) -> Catalogue | None:
    if name is None:
        return None
    return Catalogue.shipped() if name == SHIPPED else Catalogue.open(Path(name))


def _as_of(args: Namespace) -> datetime | None:
    return None if args.as_of is None else parse_instant(args.as_of)


def renderer_of(args: Namespace) -> Renderer:
    """The renderer of ``--format``."""
    if args.format == "json":
        from egovdocs.audit.as_json import AsJson

        return AsJson(args.all)
    if args.format == "csv":
        from egovdocs.audit.as_csv import AsCsv

        return AsCsv(args.lang, args.all)
    if args.format == "html":
        from egovdocs.audit.as_html import AsHtml

        return AsHtml(args.lang, args.all)
    from egovdocs.audit.as_text import AsText

    return AsText(args.lang, args.all)


def _outages(args: Namespace, inputs: list[Input], tally: Tally) -> Outages | None:
    """The outages of ``--system``; lines that tell of none are told and counted."""
    if args.system is None:
        return None
    problems: list[BadLine] = []
    mapping = load_mapping(args.system_mapping)
    with opened(args.system) as stream:
        source = Input(args.system, stream)
        inputs.append(source)
        entries = read_log(source, mapping if is_csv(args.system) else None)
        found = read_outages(entries, problems)
    for problem in problems:
        tally.spoil(problem)
        print(_problem(problem, args), file=sys.stderr)
    return found


def _read(
    args: Namespace, inputs: list[Input], mapping: LogMapping | None
) -> Iterator[Entry | BadLine]:
    if args.source == "edxml":
        from egovdocs.cli import messages

        return messages.entries(args, inputs)
    return _entries(args, inputs, mapping)


def _entries(
    args: Namespace, inputs: list[Input], mapping: LogMapping | None
) -> Iterator[Entry | BadLine]:
    seen: set[str] | None = set() if args.check_duplicates else None
    for name in args.files:
        try:
            stream = opened(name)
        except Unreadable as error:
            yield BadLine(name, 0, error)
            continue
        source = Input(name, stream)
        inputs.append(source)
        with stream:
            yield from read_log(source, mapping, seen)


def _output(args: Namespace, keeper: Keeper | None) -> TextIO | KeptOutput:
    _own(args, args.output)
    return (
        keeper.open()
        if keeper is not None
        else Path(args.output).open("w", encoding="utf-8", newline="")
    )


def _own(args: Namespace, name: str) -> None:
    """Refuse to write over what is read."""
    named = (
        args.accept, args.profile, args.mapping, args.constants, args.system, args.system_mapping,
        args.agencies,
    )  # fmt: skip
    read = [*args.files, *(part for part in named if part)]
    out = Path(name).resolve()
    if any(Path(part).resolve() == out for part in read):
        raise WouldOverwrite(name)


def _writable(args: Namespace, name: str) -> None:
    """Refuse before anything is judged what could only be written after."""
    _own(args, name)
    path = Path(name)
    if path.is_dir():
        raise Unreadable(name, "Is a directory")
    if not path.parent.is_dir():
        raise Unreadable(name, "No such file or directory")


def _write(out: TextIO | KeptOutput, lines: Iterable[str]) -> None:
    for line in lines:
        out.write(f"{line}\n")


def _problem(problem: BadLine, args: Namespace) -> str:
    if args.format == "json":
        return json.dumps(problem.to_json(), ensure_ascii=False)
    return problem.message(args.lang)


def _watched(done: Iterator[tuple[str, ...] | BadLine]) -> Iterator[tuple[str, ...] | BadLine]:
    """Show how far it is, where somebody watches and nothing else is written there."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield from done
        return
    for count, part in enumerate(done, 1):
        if count % 1000 == 0:
            print(f"\r{count} ...", end="", file=sys.stderr, flush=True)
        yield part
    print("\r\033[K", end="", file=sys.stderr)


def _receipt(
    args: Namespace, policies: Policies, inputs: list[Input], tally: Tally, status: int
) -> None:
    from egovdocs.audit.receipt import receipt

    _own(args, args.receipt)
    names = (
        "profile", "source", "as_of", "no_assumed", "strict", "check_duplicates", "accept",
        "constants", "mapping", "system", "system_mapping", "agencies",
    )  # fmt: skip
    options = {name: getattr(args, name) for name in names}
    written = receipt(policies.loaded, inputs, tally, options, status)
    text = json.dumps(written, ensure_ascii=False, indent=2)
    Path(args.receipt).write_text(f"{text}\n", encoding="utf-8")

"""``egovdocs audit LOG.parquet``: a log in columns, one document a row, by an engine."""

from __future__ import annotations

import json
import sys
import tomllib
from argparse import Namespace
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any, ClassVar, TextIO

import attrs

from egovdocs.audit.problems import Unreadable
from egovdocs.audit.words import word
from egovdocs.errors import EgovdocsError, Lang
from egovdocs.policy import Policy, Verdict, load
from egovdocs.record import Case, Document, Party
from egovdocs.timing import parse_instant

SUFFIX = ".parquet"


@attrs.frozen
class NotByColumns(EgovdocsError, ValueError):
    """An option that an audit of columns does not have."""

    option: str

    code: ClassVar[str] = "cli.not-by-columns"
    vi: ClassVar[str] = "Xét theo cột thì không dùng {option}."
    en: ClassVar[str] = "Columns are audited without {option}."


@attrs.frozen
class ProfileNeeded(EgovdocsError, ValueError):
    """A log in columns names no profile of its own."""

    file: str

    code: ClassVar[str] = "cli.profile-needed"
    vi: ClassVar[str] = "“{file}” được xét theo cột nên cần --profile."
    en: ClassVar[str] = "“{file}” is audited by columns, which needs --profile."


@attrs.frozen
class OneLog(EgovdocsError, ValueError):
    """Several logs in columns at once."""

    count: int

    code: ClassVar[str] = "cli.one-log"
    vi: ClassVar[str] = "Mỗi lần chỉ xét một nhật ký theo cột, không phải {count}."
    en: ClassVar[str] = "One log in columns is audited at a time, not {count}."


@attrs.frozen
class BadColumn(EgovdocsError, ValueError):
    """A ``--column`` without a name."""

    given: str

    code: ClassVar[str] = "cli.bad-column"
    vi: ClassVar[str] = "“{given}” không có dạng SỰ-KIỆN=CỘT."
    en: ClassVar[str] = "“{given}” is not of the form EVENT=COLUMN."


def wanted(args: Namespace) -> bool:
    """Whether the files of *args* are logs in columns."""
    asked = args.engine is not None or args.zone is not None or bool(args.column)
    return asked or any(name.lower().endswith(SUFFIX) for name in args.files)


_UNUSED = (
    "accept",
    "mapping",
    "system",
    "receipt",
    "check_duplicates",
    "agencies",
    "jobs",
    "resume",
)


def command(args: Namespace) -> int:
    """Audit the log of *args*."""
    from egovdocs.bulk import audit_file
    from egovdocs.bulk.findings import RowTally

    _check(args)
    answers = audit_file(_policy(args), args.files[0], args.engine or "arrow", **_how(args))
    rules = tuple(bound.rule.id for bound in answers.audit.kernel.rules)
    tally = RowTally(rules)
    batches = _watched(_written(args, answers), answers.rows)
    out: Any = nullcontext(sys.stdout) if _own_output(args) is None else _text_file(args)
    with out as stream:
        for batch in batches:
            if args.format == "json":
                _print_findings(stream, batch, tally, args)
            tally.add(batch)
        if args.format == "text":
            stream.writelines(f"{line}\n" for line in summary(tally, args.lang))
    status: int = tally.status(args.strict)
    return status


def _check(args: Namespace) -> None:
    if len(args.files) != 1:
        raise OneLog(len(args.files))
    if args.profile is None:
        raise ProfileNeeded(args.files[0])
    for name in _UNUSED:
        if getattr(args, name, None):
            raise NotByColumns(f"--{name.replace('_', '-')}")
    if args.source != "log":
        raise NotByColumns("--from")
    if args.format not in ("text", "json"):
        raise NotByColumns(f"--format {args.format}")


def _policy(args: Namespace) -> Policy:
    found = load(args.profile, national=args.national)
    if args.no_assumed:
        found = found.without_assumptions()
    return found if args.as_of is None else found.observed_until(parse_instant(args.as_of))


def _how(args: Namespace) -> dict[str, Any]:
    how: dict[str, Any] = {"zone": args.zone, "channel": args.channel}
    if args.column:
        how["columns"] = dict(map(_pair, args.column))
    if args.constants:
        how.update(_constants(args.constants))
    return how


def _pair(given: str) -> tuple[str, str]:
    event, found, column = given.partition("=")
    if not (found and event and column):
        raise BadColumn(given)
    return event, column


def _constants(name: str) -> dict[str, Any]:
    """What holds for every row, in the shape that it has for messages."""
    from egovdocs.edxml.constants import Filler

    try:
        constants = tomllib.loads(Path(name).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Unreadable(name, getattr(error, "strerror", None) or str(error)) from None
    case = Filler(constants)(Case("-", (), Document(recipients=(Party(),))))
    return {"document": case.document, "observed": case.observed}


# -- out -----------------------------------------------------------------------------------


def _written(args: Namespace, answers: Any) -> Iterator[Any]:
    """The batches, on their way into a Parquet file where one is asked for."""
    if args.output is None or not args.output.lower().endswith(SUFFIX):
        return iter(answers.batches)
    from egovdocs.bulk.files import written
    from egovdocs.bulk.problems import SameFile

    if Path(args.output).resolve() == Path(args.files[0]).resolve():
        raise SameFile(args.output)
    return written(answers.batches, answers.schema, args.output)


def _own_output(args: Namespace) -> str | None:
    """The file for findings; None where they are printed."""
    name: str | None = args.output
    return None if name is None or name.lower().endswith(SUFFIX) else name


def _text_file(args: Namespace) -> TextIO:
    from egovdocs.cli.auditing import WouldOverwrite

    out = Path(args.output).resolve()
    if any(
        Path(part).resolve() == out for part in (*args.files, args.constants, args.profile) if part
    ):
        raise WouldOverwrite(args.output)
    return Path(args.output).open("w", encoding="utf-8", newline="")


def _print_findings(stream: TextIO, batch: Any, tally: Any, args: Namespace) -> None:
    from egovdocs.bulk.findings import findings

    for found in findings(batch, tally.rules, tally.rows, args.all):
        stream.write(json.dumps(found, ensure_ascii=False) + "\n")


_SAID = {
    "rows": ("{:,} dòng", "{:,} rows"),
    "unreceived": ("{:,} dòng chưa rõ thời điểm nhận", "{:,} rows whose receipt is undecided"),
    "outside": (
        "{:,} dòng có thời điểm trước năm 1976 hoặc sau năm 2099, chưa rõ",
        "{:,} rows with an instant before 1976 or after 2099, undecided",
    ),
    "listed": ("dòng {}", "rows {}"),
}
_ORDER = (Verdict.BROKEN, Verdict.UNDECIDED, Verdict.KEPT, Verdict.NOT_APPLICABLE)
_LISTED = (Verdict.BROKEN, Verdict.UNDECIDED)


def summary(tally: Any, lang: Lang) -> Iterator[str]:
    """Say the sums: rule by rule, with the first rows of what was not kept."""
    side = ("vi", "en").index(lang)
    for rule in tally.rules:
        for verdict in _ORDER:
            if count := tally.counts[rule, verdict.value]:
                said = f"{rule}  {word(verdict.value, lang)}  {count:,}"
                yield said + _rows(tally, rule, verdict, side)
    for name in ("outside", "unreceived"):
        if count := getattr(tally, name):
            yield _SAID[name][side].format(count)
    yield _SAID["rows"][side].format(tally.rows)


def _rows(tally: Any, rule: str, verdict: Verdict, side: int) -> str:
    """The first rows of a verdict that is not kept, ranges as ranges."""
    rows = tally.listed.get((rule, verdict.value), [])
    if verdict not in _LISTED or not rows:
        return ""
    more = ", ..." if tally.counts[rule, verdict.value] > len(rows) else ""
    return f"  ({_SAID['listed'][side].format(_ranges(rows))}{more})"


def _ranges(rows: list[int]) -> str:
    found: list[list[int]] = []
    for row in rows:
        if found and found[-1][-1] == row - 1:
            found[-1][1:] = [row]
        else:
            found.append([row])
    return ", ".join("-".join(map(str, part)) for part in found)


def _watched(batches: Iterator[Any], rows: int | None) -> Iterator[Any]:
    """Show how far it is, where somebody watches and nothing else is written there."""
    if not sys.stderr.isatty():
        yield from batches
        return
    done = 0
    for batch in batches:
        yield batch
        done += batch.num_rows
        print(f"\r{bar(done, rows)}", end="", file=sys.stderr, flush=True)
    print("\r\033[K", end="", file=sys.stderr)


_WIDTH = 30


def bar(done: int, rows: int | None) -> str:
    """A bar of how many of *rows* are done; the number alone where the rest is not known."""
    if not rows:
        return f"{done:,} ..."
    full = _WIDTH * done // rows
    return f"[{'#' * full}{'.' * (_WIDTH - full)}] {100 * done // rows:3} %  {done:,}"

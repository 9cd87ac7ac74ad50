"""
Mappings: which column of an event log is what, and what its words mean.

A mapping is a TOML file, strict in its keys::

    sort     = true                        # rows of a case stand anywhere in the file
    bad_rows = "leave-case-out"            # or "drop-row": judge the rest of the case

    [csv]
    delimiter = "auto"                     # or one of ; , | and the tabulator
    encoding  = "utf-8"                    # a byte order mark is read over
    list      = ";"                        # between the parts of a cell that holds a list

    [columns]                              # field of a case = header of its column
    case            = "Mã hồ sơ"
    type            = "Thao tác"
    at              = "Thời điểm"
    agency          = "Mã đơn vị"
    document.number = "Số, ký hiệu"
    recipient.id    = "Nơi nhận"           # one recipient a row; a case may have several

    [time]
    zone    = "Asia/Ho_Chi_Minh"           # of times that name none
    formats = ["%d/%m/%Y %H:%M", "iso"]
    dates   = ["%d/%m/%Y"]

    [events]                               # word of the log = event, several, or "ignore"
    "Chuyển xử lý" = "transferred"
    "03"           = ["accepted", "registered-in"]
    "In văn bản"   = "ignore"

    [channels]
    "Trục liên thông" = "axis"

    [values]                               # words of any other column
    "document.urgency" = { "HT" = "express" }

    [constants]                            # what holds for every row that says nothing else
    profile  = "an-id"
    observed = { until = "2020-03-31T23:59:59+07:00", types = "all" }
"""

from __future__ import annotations

import codecs
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any, ClassVar, Literal
from zoneinfo import ZoneInfo

import attrs

from egovdocs.audit.problems import Unreadable
from egovdocs.errors import EgovdocsError, closest
from egovdocs.policy.problems import InvalidPolicyFile, Problem, Table, placed
from egovdocs.record import VOCABULARIES, Case
from egovdocs.record.words import fold

Shape = Literal["text", "flag", "day", "moment", "list"]

IGNORE = "ignore"
ISO = "iso"
AUTO = "auto"
DELIMITERS = (";", ",", "\t", "|")
BAD_ROWS = ("leave-case-out", "drop-row")


def _fields(prefix: str, shape: Shape, names: str) -> dict[str, Shape]:
    return {f"{prefix}{name}": shape for name in names.split()}


# Every field that a column may feed, and how its cell is read.
FIELDS: Mapping[str, Shape] = {
    **_fields("", "text", "case type at profile"),
    **_fields("", "text", "agency channel reason period lead result to form severity account"),
    **_fields("", "list", "items coordinating"),
    **_fields("", "moment", "due"),
    **_fields("", "flag", "authentic intact right_addressee"),
    **_fields("document.", "text", "id number kind abstract urgency charset in_reply_to"),
    **_fields("document.", "text", "status notes permitted_by signer.position signer.name"),
    **_fields("document.", "day", "date"),
    **_fields("document.", "moment", "due reply_by"),
    **_fields("document.", "list", "subjects purposes"),
    **_fields("document.", "flag", "normative state_secret is_reply reply_requested"),
    **_fields("document.", "flag", "on_paper_list priority"),
    **_fields("sender.", "text", "id name kind level"),
    **_fields("sender.", "flag", "on_system"),
    **_fields("recipient.", "text", "id name kind level"),
    **_fields("recipient.", "flag", "on_system has_account"),
    **_fields("message.", "text", "relation permitted_by"),
    **_fields("message.", "flag", "state_secret within_competence"),
    **_fields("message.", "list", "purposes"),
}
KEYS = ("case", "type", "at")
# What a constant may say besides; as in the JSON of a case.
_MORE = ("about", "observed.until", "observed.types", "document.signatures", "document.files",
         "document.recipients", "periods")  # fmt: skip
CONSTANTS = (*(field for field in FIELDS if field not in KEYS), *_MORE)
# Events that go by a channel; a constant channel is given to these only.
CHANNELLED = frozenset({
    "published", "acknowledged", "arrived", "receipt-notified", "refusal-notified", "recalled",
    "recall-sent", "recall-notified", "recall-confirmed", "outage-notified", "auto-replied",
    "reported-to-authority",
})  # fmt: skip


@attrs.frozen
class NoSuchMapping(EgovdocsError, LookupError):
    """A mapping that is neither shipped nor a file."""

    name: str
    closest: str
    known: tuple[str, ...]

    code: ClassVar[str] = "audit.no-such-mapping"
    vi: ClassVar[str] = "Không có bảng ánh xạ “{name}”; gần nhất là “{closest}”, hiện có: {known}."
    en: ClassVar[str] = "There is no mapping “{name}”; the closest is “{closest}”, known: {known}."


@attrs.frozen(eq=False)
class LogMapping:
    """
    How an event log is to be read.

    Attributes:
        name: the file it came from.
        columns: field of a case to the header of its column.
        events: folded word to the events that it stands for; none where it is ignored.
        values: field to its words, folded, and what each means.
        formats: of times, as of ``strptime``, or ``iso``.
        dates: of days.
        zone: of times that name none.
        constants: field to its value where no cell gives one, as JSON.
        delimiter: between cells; ``auto`` finds it in the header.
        encoding: of the file.
        separator: between the parts of a list in one cell.
        sort: whether the reader has to bring the rows of a case together.
        drop_rows: judge what is left of a case with bad rows, as observed by nobody.
    """

    name: str
    columns: Mapping[str, str]
    events: Mapping[str, tuple[str, ...]]
    values: Mapping[str, Mapping[str, str]]
    formats: tuple[str, ...]
    dates: tuple[str, ...]
    zone: ZoneInfo
    constants: Mapping[str, Any]
    delimiter: str = AUTO
    encoding: str = "utf-8"
    separator: str = ";"
    sort: bool = False
    drop_rows: bool = False

    @property
    def silent_on_secrecy(self) -> bool:
        """Whether the rows are about documents and nothing says if those are state secrets."""
        given = self.columns.keys() | self.constants.keys()
        documents = "about" in self.columns or self.constants.get("about", "document") == "document"
        return documents and "document.state_secret" not in given

    def of_event(self, kind: str) -> Mapping[str, Any]:
        """The constants of an event; a channel only where the event goes by one."""
        return self._by_channel[kind in CHANNELLED]

    @cached_property
    def _by_channel(self) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
        every = {field: value for field, value in self.constants.items() if not of_case(field)}
        return {field: value for field, value in every.items() if field != "channel"}, every


def shipped_mappings() -> tuple[str, ...]:
    """Names of the mappings that are shipped as examples, in alphabetical order."""
    names = (entry.name for entry in _folder().iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


@cache
def _folder() -> Any:
    return files("egovdocs") / "audit" / "mappings"


def load_mapping(name: str | Path) -> LogMapping:
    """
    Return a shipped mapping by its name, or one by the path of its TOML file.

    Raises:
        NoSuchMapping: there is neither.
        Unreadable: the file cannot be opened.
        InvalidPolicyFile: all that is wrong with it, at once.
    """
    text = str(name)
    if text in shipped_mappings():
        return read_mapping(_folder() / f"{text}.toml")
    path = Path(name)
    if text.endswith(".toml") and path.is_file():
        return read_mapping(path)
    known = shipped_mappings()
    raise NoSuchMapping(text, closest(text, known), known)


def read_mapping(path: Path | Any) -> LogMapping:
    """Read one mapping file; see :func:`load_mapping` for what it raises."""
    name = path.name
    try:
        text = path.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except OSError as error:
        raise Unreadable(str(path), error.strerror or type(error).__name__) from None
    except ValueError as error:
        raise InvalidPolicyFile(name, (Problem("syntax", name, "", str(error)),)) from None
    problems: list[Problem] = []
    mapping = _mapping(Table(data, name, "", problems))
    if problems:
        raise InvalidPolicyFile(name, placed(problems, text))
    return mapping


def _mapping(file: Table) -> LogMapping:
    csv, time = _part(file, "csv"), _part(file, "time")
    found = LogMapping(
        name=file.file,
        columns=_columns(file),
        events=_events(_part(file, "events")),
        values=_values(file),
        formats=_formats(time, "formats", ("%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", ISO)),
        dates=_formats(time, "dates", ("%d/%m/%Y", ISO)),
        zone=_zone(time),
        constants=_constants(file),
        delimiter=csv.word("delimiter", (AUTO, *DELIMITERS), AUTO) or AUTO,
        encoding=_encoding(csv),
        separator=csv.take("list", str, ";") or ";",
        sort=file.take("sort", bool, False),
        drop_rows=file.word("bad_rows", BAD_ROWS, BAD_ROWS[0]) == "drop-row",
    )
    for table in (csv, time, file):
        table.finish()
    return found


def _part(file: Table, key: str) -> Table:
    return file.sub(key) or Table({}, file.file, key, file.problems)


def _flat(data: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """``document.number = "..."`` is a table in TOML; both spellings give one dotted name."""
    for key, value in data.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def _columns(file: Table) -> Mapping[str, str]:
    table = _part(file, "columns")
    found = dict(_flat(table.data))
    for key, value in found.items():
        if key not in FIELDS:
            table.report("unknown-key", key, "", closest(key, FIELDS))
        elif not isinstance(value, str) or not value.strip():
            table.report("wrong-type", key, repr(value), "str")
    for key in KEYS:
        if key not in found:
            table.report("missing-key", key)
    return found


def _events(table: Table) -> Mapping[str, tuple[str, ...]]:
    found = {}
    for word in table.data:
        if fold_cell(word) in found:
            table.report("duplicate", "events", word)
        kinds = [_event(table, word, kind) for kind in table.words(word)]
        found[fold_cell(word)] = tuple(kind for kind in kinds if kind != IGNORE)
    return found


def _event(table: Table, word: str, kind: str) -> str:
    known = VOCABULARIES["event"]
    read = IGNORE if kind == IGNORE else known.get(kind)
    if read is None:
        table.report("unknown-word", word, kind, closest(kind, (IGNORE, *known.words)))
    return read or IGNORE


def _values(file: Table) -> Mapping[str, Mapping[str, str]]:
    table = _part(file, "values")
    found: dict[str, dict[str, str]] = {}
    for field in table.data:
        words = table.sub(field)
        if field not in FIELDS or field in KEYS:
            table.report("unknown-key", field, "", closest(field, FIELDS))
        elif words is not None:
            found[field] = _words(words)
    channels, known = _part(file, "channels"), VOCABULARIES["channel"]
    words_of_channels = _words(channels)
    for word, channel in channels.data.items():
        if known.get(str(channel)) is None:
            channels.report("unknown-word", word, channel, closest(str(channel), known.words))
    return {"channel": words_of_channels, **found} if words_of_channels else found


def _words(table: Table) -> dict[str, str]:
    return {fold_cell(word): table.take(word, str, "") for word in table.data}


def _formats(table: Table, key: str, default: tuple[str, ...]) -> tuple[str, ...]:
    found = table.words(key, default) or default
    for text in found:
        if text != ISO and not _keeps_a_day(text):
            table.report("bad-value", key, text, "%d/%m/%Y %H:%M")
    return found


_SAMPLE = datetime(2021, 12, 30)  # noqa: DTZ001 - a wall clock, to try a format on


def _keeps_a_day(text: str) -> bool:
    """Whether what *text* writes of a day can be read back to that day."""
    try:
        return datetime.strptime(_SAMPLE.strftime(text), text) == _SAMPLE  # noqa: DTZ007
    except ValueError:
        return False


def _zone(table: Table) -> ZoneInfo:
    name = table.need("zone", str, "Asia/Ho_Chi_Minh")
    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        table.report("bad-value", "zone", name, "Asia/Ho_Chi_Minh")
        return ZoneInfo("Asia/Ho_Chi_Minh")


def _encoding(table: Table) -> str:
    name: str = table.take("encoding", str, "utf-8")
    try:
        return codecs.lookup(name).name
    except LookupError:
        table.report("bad-value", "encoding", name, "utf-8")
        return "utf-8"


def _constants(file: Table) -> Mapping[str, Any]:
    table = _part(file, "constants")
    found = {key: _json(value) for key, value in _flat(table.data)}
    for key in found:
        if key not in CONSTANTS:
            table.report("unknown-key", key, "", closest(key, CONSTANTS))
            return {}
    try:
        Case.from_json(case_of("?", found))
    except EgovdocsError as error:
        table.report("bad-value", "", "", error.message("en"))
    return found


def _json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def fold_cell(text: str) -> str:
    """Fold a cell or a header: spaces, case, hyphens, composition."""
    return fold(" ".join(text.split()))


# Where a field stands in the JSON of a case; the rest are fields of an event.
_PLACES = {"sender": ("document", "sender"), "recipient": ("document", "recipients")}
_WHOLE = frozenset({"profile", "about", "periods"})


def of_case(field: str) -> bool:
    """Whether *field* speaks of the case as a whole, and not of one event."""
    return "." in field or field in _WHOLE


def case_of(case: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Write what is known of a case as a whole as the JSON of a case; recipients are one."""
    found: dict[str, Any] = {"case": case}
    for field, value in fields.items():
        if of_case(field) and not field.startswith("recipient."):
            head, _, rest = field.partition(".")
            *path, name = (*_PLACES.get(head, (head,)), *rest.split(".")) if rest else (head,)
            place = found
            for step in path:
                place = place.setdefault(step, {})
            place[name] = value
    recipient = {
        field.removeprefix("recipient."): value
        for field, value in fields.items()
        if field.startswith("recipient.")
    }
    if recipient:
        found.setdefault("document", {}).setdefault("recipients", [recipient])
    return found

"""
Fill the computed spans of the pages: figures, lists and tables that come from the program.

    python scripts/fill_docs.py [--check]

A span is ``<!-- computed: NAME -->...<!-- /computed -->``; the names are those of SPANS.
Exit status 0: every page is up to date, or now is; 1: with ``--check``, some page was not.
"""

from __future__ import annotations

import importlib
import inspect
import json
import pkgutil
import re
import sys
from argparse import Action, ArgumentParser, _SubParsersAction
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import egovdocs
from egovdocs.errors import EgovdocsError, Lang
from egovdocs.ids import KINDS as DOCUMENT_KINDS
from egovdocs.lifecycle import Lifecycle
from egovdocs.policy import READINGS, Instrument, shipped_instrument, shipped_instruments
from egovdocs.policy import instrument as keys
from egovdocs.policy.loading import find_profile, shipped_profiles
from egovdocs.policy.problems import Table
from egovdocs.policy.rules.table import KINDS
from egovdocs.record import VOCABULARIES
from egovdocs.timing import CLOCKS, OfficialDays
from egovdocs.timing.limits import FORMS

ROOT = Path(__file__).parent.parent
SPAN = re.compile(r"(<!-- computed: (?P<name>[a-z-]+) -->).*?(<!-- /computed -->)", re.DOTALL)
# What each rule kind asks, in Vietnamese; the English is the docstring of the kind.
KINDS_VI: Mapping[str, str] = {
    "deadline": "Một việc phải theo sau một thời điểm, trong một thời hạn hoặc không nêu thời hạn.",
    "forbidden": "Việc không được làm; có thể chỉ cấm từ một thời điểm trở đi.",
    "information": "Thông tin bắt buộc phải có.",
    "allowed": "Giá trị của một trường phải thuộc danh sách.",
    "items": "Thông báo phải đủ các nội dung nêu ra.",
    "unique": "Mỗi giá trị chỉ được dùng một lần.",
    "event-fact": "Sự kiện phải kèm các thông tin nêu ra.",
    "evidence": "Nhật ký phải có dấu vết của việc.",
    "channel": "Việc phải đi qua một trong các kênh nêu ra.",
    "before": "Những việc phải xong trước một thời điểm.",
    "not-before": "Việc không được đứng trước một thời điểm.",
    "formats": "Tệp phải thuộc các định dạng nêu ra.",
    "report": "Báo cáo định kỳ: tháng, quý, sáu tháng, năm.",
    "outage": "Sự cố quá thời hạn thì phải chuyển sang việc khác.",
    "identifier": "Mã hoặc số, ký hiệu phải đúng quy cách.",
    "same-agency": "Phần cơ quan trong mã văn bản phải là bên gửi.",
    "register": "Số đi phải liên tục từ 1 và không trùng.",
}


def rows(*head: str, body: Iterable[Sequence[object]]) -> str:
    """A Markdown table, with the empty lines that Markdown wants around it."""
    lines = [head, ["---"] * len(head), *body]
    return "\n\n" + "\n".join(f"| {' | '.join(map(cell, line))} |" for line in lines) + "\n\n"


def cell(value: object) -> str:
    """One cell: no line breaks, no bars."""
    return " ".join(str(value).split()).replace("|", "\\|")


def code(words: Iterable[object]) -> str:
    """Words in code style, with commas."""
    return ", ".join(f"`{word}`" for word in words)


# -- errors and names ----------------------------------------------------------------------


def modules() -> Iterator[Any]:
    """Every module of the package."""
    for part in pkgutil.walk_packages(egovdocs.__path__, "egovdocs."):
        if not part.name.endswith("__main__"):
            yield importlib.import_module(part.name)


@cache
def all_errors() -> tuple[type[EgovdocsError], ...]:
    """Every error of the package, by code."""
    found = {
        value
        for module in modules()
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, EgovdocsError)
    }
    return tuple(sorted(found - {EgovdocsError}, key=lambda error: (error.code, error.__name__)))


def errors() -> str:
    """Every error: code, class, both sentences."""
    body = [(f"`{e.code}`", f"`{e.__name__}`", e.vi, e.en) for e in all_errors()]
    return rows("Mã · Code", "Lớp · Class", "Câu tiếng Việt", "English sentence", body=body)


def public_names() -> str:
    """What ``import egovdocs`` gives, with the first line of each docstring."""
    body = [(f"`egovdocs.{name}`", f"`{home(name)}`", summary(name)) for name in egovdocs.__all__]
    return rows("Name", "Home", "What it is", body=body)


def home(name: str) -> str:
    """Where a public name lives."""
    value = getattr(egovdocs, name)
    return str(getattr(value, "__module__", "egovdocs.record"))


def summary(name: str) -> str:
    """The first sentence of the docstring of a public name."""
    value = getattr(egovdocs, name)
    text = "A fact that nobody gave." if name == "UNKNOWN" else inspect.getdoc(value) or ""
    return text.partition("\n\n")[0]


def policy_methods() -> str:
    """The public methods of a policy, with their parameters."""
    found = inspect.getmembers(egovdocs.Policy, inspect.isfunction)
    body = [
        (f"`.{name}({parameters(method)})`", (inspect.getdoc(method) or "").partition("\n\n")[0])
        for name, method in found
        if not name.startswith("_")
    ]
    return rows("Method", "What it does", body=body)


def parameters(method: Callable[..., object]) -> str:
    """The parameters of a method without ``self`` and without types."""
    names = list(inspect.signature(method).parameters.values())[1:]
    return ", ".join(f"{p.name}=..." if p.default is not p.empty else p.name for p in names)


# -- policy files --------------------------------------------------------------------------


def rule_kinds() -> str:
    """Every rule kind with the keys that its builder reads."""
    body = [(f"`{name}`", code(own_keys(name)), KINDS_VI.get(name, ""), meaning(name))
            for name in KINDS]  # fmt: skip
    return rows("`use`", "Khóa riêng · Own keys", "Ý nghĩa", "Meaning", body=body)


def built(name: str) -> tuple[Table, object]:
    """A rule kind built from an empty table; the table knows which keys were looked for."""
    table = Table({}, "", "", [])
    return table, KINDS[name](table)


def own_keys(name: str) -> tuple[str, ...]:
    """The keys of one rule kind."""
    return tuple(sorted(built(name)[0].taken))


def meaning(name: str) -> str:
    """The first sentence of the docstring of a rule kind."""
    doc = inspect.getdoc(type(built(name)[1])) or ""
    return doc.partition("\n\n")[0].replace("*", "`")


def readings() -> str:
    """Every reading: its choices, the default first, and the reason."""
    body = [(f"`{r.name}`", choices(r), r.vi, r.en) for r in READINGS.values()]
    return rows("Cách đọc · Reading", "Lựa chọn · Choices", "Lý do", "Reason", body=body)


def choices(reading: Any) -> str:
    """The alternatives, the default in bold, then what else is taken."""
    first, *others = reading.alternatives
    free = [f"dạng / form `{reading.pattern}`"] if reading.pattern else []
    return ", ".join([f"**`{first}`**", *(f"`{word}`" for word in others), *free])


def vocabularies() -> str:
    """Every closed list of words, English and Vietnamese."""
    body = [(f"`{name}`", ", ".join(f"`{word}` {vietnamese.split('|')[0]}"
             for word, vietnamese in part.words.items()))
            for name, part in VOCABULARIES.items()]  # fmt: skip
    return rows("Danh sách · List", "Từ · Words", body=body)


def event_words() -> str:
    """Event types, English and Vietnamese."""
    body = [(f"`{word}`", " · ".join(vietnamese.split("|")))
            for word, vietnamese in VOCABULARIES["event"].words.items()]  # fmt: skip
    return rows("`type`", "Tiếng Việt", body=body)


def closed_lists() -> str:
    """The closed lists of an instrument file."""
    lists = {
        "rank": keys.RANKS, "kind": keys.CLAUSE_KINDS, "text": keys.TEXTS, "force": keys.FORCES,
        "side": keys.SIDES, "about": keys.ABOUTS, "question": keys.QUESTIONS,
        "clock": CLOCKS, "value": keys.VALUES,
    }  # fmt: skip
    return rows("Khóa · Key", "Giá trị · Values",
                body=[(f"`{name}`", code(words)) for name, words in lists.items()])  # fmt: skip


def fields(name: str) -> Callable[[], str]:
    """A table of the fields of one class of :mod:`egovdocs.record`."""

    def table() -> str:
        import attrs

        from egovdocs import record

        kind = getattr(record, name)
        return code(field.name for field in attrs.fields(kind))

    return table


# -- the command --------------------------------------------------------------------------


def commands() -> str:
    """Every command with its options, out of the parser."""
    from egovdocs.cli.arguments import parser

    return rows("Lệnh · Command", "Tùy chọn · Options", "Việc · What it does",
                body=spoken_commands(parser(), "egovdocs", ""))  # fmt: skip


def spoken_commands(parser: ArgumentParser, name: str, about: str) -> Iterator[Sequence[str]]:
    """One row for each command that can be run, those inside it first to last."""
    inner = [part for part in parser._actions if isinstance(part, _SubParsersAction)]
    if not inner:
        yield f"`{name}`", "<br>".join(spoken_options(parser)), about
    for group in inner:
        told = {part.dest: part.help or "" for part in group._choices_actions}
        for word, part in group.choices.items():
            yield from spoken_commands(part, f"{name} {word}", told.get(word, ""))


def spoken_options(parser: ArgumentParser) -> Iterator[str]:
    """The arguments of one command, help and language apart."""
    for part in parser._actions:
        if part.dest not in ("help", "lang"):
            named = part.option_strings[-1] if part.option_strings else ""
            value = "" if part.nargs == 0 else wanted(part)
            about = f" {part.help}" if part.help else ""
            yield f"`{' '.join(filter(None, (named, value)))}`{about}"


def wanted(part: Action) -> str:
    """What an argument takes: its choices, or its placeholder."""
    if part.choices:
        return "|".join(map(str, part.choices))
    return str(part.metavar or part.dest.upper())


# -- what is shipped -----------------------------------------------------------------------


@cache
def all_instruments() -> tuple[Instrument, ...]:
    """Every shipped instrument."""
    return tuple(map(shipped_instrument, shipped_instruments()))


def instruments() -> str:
    """Every shipped instrument: its number, its force, its clauses and rules."""
    body = [
        (f"`{part.id}`", part.number, in_force(part), len(part.clauses), len(part.rules))
        for part in all_instruments()
    ]
    head = ("Mã · Id", "Số, ký hiệu · Number", "Hiệu lực · In force", "Hàng · Rows",
            "Quy tắc · Rules")  # fmt: skip
    return rows(*head, body=body)


def in_force(part: Instrument) -> str:
    """When an instrument binds, in words."""
    force = part.in_force
    start = str(force.start) if force.start else f"≥ {force.not_before} (suy ra / inferred)"
    return f"{start} – {force.end or '…'}"


def profiles() -> str:
    """Every shipped profile: its name, its instruments, its hours."""
    body = []
    for name in shipped_profiles():
        profile, _ = find_profile(name)
        body.append((f"`{name}`", profile.name["vi"], code(profile.covers), hours(profile)))
    return rows("`id`", "Tên · Name", "`covers`", "Giờ hành chính · Office hours", body=body)


def hours(profile: Any) -> str:
    """The hours of a profile, those that are assumed marked."""
    told = []
    for period in profile.hours.periods:
        since = f"từ/from {period.first}: " if period.first else ""
        mark = " (giả định / assumed)" if period.assumed else ""
        told.append(since + ", ".join(map(str, period.sessions)) + mark)
    return "; ".join(told)


def lifecycle(direction: str) -> Callable[[], str]:
    """The table of one life cycle."""
    return lambda: "\n\n" + getattr(Lifecycle, direction)().table("vi") + "\n"


def texts() -> str:
    """How many rows rest on a verbatim, a reconstructed and a missing text."""
    clauses = [clause for part in all_instruments() for clause in part.clauses]
    body = [(f"`{text}`", sum(clause.text == text for clause in clauses)) for text in keys.TEXTS]
    return rows("`text`", "Hàng · Rows", body=body)


def count_rules() -> str:
    """How many rules are shipped."""
    return str(sum(len(part.rules) for part in all_instruments()))


def count_rows() -> str:
    """How many provisions have a row."""
    return str(sum(len(part.clauses) for part in all_instruments()))


def count_left() -> str:
    """How many provisions have something that no rule judges."""
    return str(sum(bool(row.left) for part in all_instruments() for row in part.clauses))


def count_cases() -> str:
    """How many example cases there are."""
    files = sorted((ROOT / "examples").glob("*/*.jsonl"))
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return str(sum(bool(json.loads(line)) for line in lines if line.strip()))


def ledger(lang: Lang) -> Callable[[], str]:
    """The last line of ``egovdocs law coverage``, out of the committed ledger."""

    def line() -> str:
        from egovdocs.cli.covering import summed

        table = json.loads((ROOT / "docs/reference/ledger.json").read_text(encoding="utf-8"))
        parts = [part["sums"] for part in table.values()]
        return summed({state: sum(part[state] for part in parts) for state in parts[0]}, lang)

    return line


def mappings() -> str:
    """The mappings of event logs that are shipped."""
    folder = Path(egovdocs.__file__).parent / "audit" / "mappings"
    return code(path.stem for path in sorted(folder.glob("*.toml")))


def calendar_years() -> str:
    """The years that the table of official days covers."""
    days = OfficialDays.packaged()
    return f"{days.first_year}–{days.last_year}"


SPANS: Mapping[str, Callable[[], str]] = {
    "errors": errors,
    "commands": commands,
    "public-names": public_names,
    "policy-methods": policy_methods,
    "rule-kinds": rule_kinds,
    "readings": readings,
    "vocabularies": vocabularies,
    "event-words": event_words,
    "closed-lists": closed_lists,
    "instruments": instruments,
    "profiles": profiles,
    "texts": texts,
    "incoming": lifecycle("incoming"),
    "outgoing": lifecycle("outgoing"),
    "limits": lambda: code(FORMS),
    "clocks": lambda: code(CLOCKS),
    "case-fields": fields("Case"),
    "document-fields": fields("Document"),
    "message-fields": fields("Message"),
    "party-fields": fields("Party"),
    "signature-fields": fields("Signature"),
    "image-fields": fields("Image"),
    "file-fields": fields("File"),
    "scan-fields": fields("Scan"),
    "event-fields": fields("Event"),
    "count-errors": lambda: str(len(all_errors())),
    "count-document-kinds": lambda: str(len(DOCUMENT_KINDS)),
    "count-rule-kinds": lambda: str(len(KINDS)),
    "count-readings": lambda: str(len(READINGS)),
    "count-instruments": lambda: str(len(all_instruments())),
    "count-rules": count_rules,
    "count-rows": count_rows,
    "count-left": count_left,
    "count-cases": count_cases,
    "count-profiles": lambda: str(len(shipped_profiles())),
    "calendar-years": calendar_years,
    "ledger-en": ledger("en"),
    "ledger-vi": ledger("vi"),
    "mappings": mappings,
    "version": lambda: egovdocs.__version__,
}


def filled(text: str) -> str:
    """Return *text* with every computed span filled anew."""
    return SPAN.sub(lambda match: f"{match[1]}{SPANS[match['name']]()}{match[3]}", text)


def pages() -> list[Path]:
    """Every page that may have a computed span."""
    return sorted([*ROOT.glob("docs/**/*.md"), *ROOT.glob("*.md")])


def main(argv: Sequence[str]) -> int:
    """Fill the pages, or only look whether they are up to date."""
    stale = []
    for page in pages():
        text = page.read_text(encoding="utf-8")
        new = filled(text)
        if new != text:
            stale.append(page)
            if "--check" not in argv:
                page.write_text(new, encoding="utf-8")
    print(*stale, sep="\n", end="\n" if stale else "")
    return 1 if stale and "--check" in argv else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

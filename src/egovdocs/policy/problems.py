"""
What is wrong with a policy file: every problem at once, each with its file and key.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, ClassVar, TypeVar

import attrs

from egovdocs.errors import EgovdocsError, Lang, closest, spoken
from egovdocs.policy.hints import (
    Said,
    encoding_said,
    nearest_said,
    syntax_said,
    types_said,
    why_said,
)
from egovdocs.policy.positions import line_of, positions

Made = TypeVar("Made")


@attrs.frozen
class Problem:
    """
    One thing wrong in a policy file: where it is, and what was expected.

    Attributes:
        known: the words or keys that are taken, for where none is close to the value.
        detail: why the value cannot be read, in Vietnamese and in English.
    """

    code: str
    file: str
    key: str
    value: str = ""
    expected: str = ""
    line: int = 0
    known: tuple[str, ...] = ()
    detail: Said = ("", "")

    def message(self, lang: Lang = "vi") -> str:
        """Say the problem in *lang*."""
        at = 0 if lang == "vi" else 1
        fields = {
            name: spoken(getattr(self, name)) for name in ("file", "key", "value", "expected")
        }
        if self.line:
            fields["file"] = f"{self.file}:{self.line}"
        fields["hint"] = nearest_said(self.expected, self.known, lang)
        fields["types"] = types_said(self.expected, lang)
        fields["detail"] = self.detail[at] or fields["expected"] or fields["value"]
        return _SENTENCES[self.code][at].format_map(fields)


# fmt: off
_SENTENCES: Mapping[str, tuple[str, str]] = {
    "unknown-key": ("{file}: không có khóa “{key}”; {hint}.",
                    "{file}: there is no key “{key}”; {hint}."),
    "missing-key": ("{file}: thiếu khóa “{key}”.", "{file}: the key “{key}” is missing."),
    "wrong-type": ("{file}: “{key}” có giá trị {value}; phải là {types}.",
                   "{file}: “{key}” has the value {value}; expected {types}."),
    "unknown-word": ("{file}: “{key}” không nhận “{value}”; {hint}.",
                     "{file}: “{key}” does not take “{value}”; {hint}."),
    "bad-value": ("{file}: “{key}” không nhận “{value}”: {detail}",
                  "{file}: “{key}” does not take “{value}”: {detail}"),
    "duplicate": ("{file}: “{key}” lặp lại “{value}”; mỗi tên chỉ dùng một lần.",
                  "{file}: “{key}” repeats “{value}”; each name is used once."),
    "no-such-clause": ("{file}: “{key}” dẫn “{value}”, là điều khoản không có; {hint}.",
                       "{file}: “{key}” cites “{value}”, a clause that does not exist; {hint}."),
    "no-such-ground": ("{file}: “{key}” dùng căn cứ “{value}” mà chưa hàng nào ở trên đặt tên (khóa “ground”); {hint}.",
                       "{file}: “{key}” uses the ground “{value}”, which no row above it names (key “ground”); {hint}."),
    "no-such-instrument": ("{file}: “{key}” dẫn văn bản “{value}” không có; {hint}. Tệp có id ấy phải nằm cạnh hồ sơ hoặc trong thư mục instruments cạnh nó.",
                           "{file}: “{key}” names the instrument “{value}”, which does not exist; {hint}. The file with that id must stand beside the profile or in a folder instruments there."),
    "missing-reason": ("{file}: “{key}” không có quy tắc và không nói vì sao.",
                       "{file}: “{key}” has no rule and does not say why."),
    "upside-down": ("{file}: “{key}” có ngày hết trước ngày bắt đầu ({value}).",
                    "{file}: “{key}” ends before it begins ({value})."),
    "syntax": ("{file}: sai cú pháp TOML: {detail}.", "{file}: TOML syntax error: {detail}."),
    "not-utf8": ("{file}: byte {value} không phải UTF-8; hãy lưu lại tệp dạng UTF-8.",
                 "{file}: the byte {value} is not UTF-8; save the file as UTF-8."),
    "empty-file": ("{file}: tệp rỗng; phần đầu của hồ sơ, của văn bản có ở “egovdocs policy new”.",
                   "{file}: the file is empty; “egovdocs policy new” writes how one begins."),
    "no-head": ("{file}: tệp trong thư mục instruments mà không có phần {expected}, nên không được đọc.",
                "{file}: a file in the folder instruments without {expected}, so that it is not read."),
    "in-force-before-signed": ("{file}: “{key}” là {value}, trước ngày ký {expected}.",
                               "{file}: “{key}” is {value}, before the day of signing, {expected}."),
    "cycle": ("{file}: “{key}” dẫn vòng trở lại chính nó: {value}.",
              "{file}: “{key}” refers in a circle back to itself: {value}."),
    "self-reference": ("{file}: “{key}” dẫn sang chính văn bản này ({value}).",
                       "{file}: “{key}” refers to its own text ({value})."),
    "duplicate-id": ("{file}: “{key}” là “{value}”, mã mà {expected} cũng mang.",
                     "{file}: “{key}” is “{value}”, an id that {expected} bears as well."),
    "shadows-shipped": ("{file}: “{key}” là “{value}”, mã của một tệp kèm theo thư viện; tệp này thay nó.",
                        "{file}: “{key}” is “{value}”, the id of a shipped file, which this one replaces."),
    "rule-in-other-kind": ("{file}: “{key}” có quy tắc trong điều khoản loại “{value}”; loại phải là {expected}.",
                           "{file}: “{key}” has a rule in a clause of the kind “{value}”; the kind must be {expected}."),
    "rule-without-rule": ("{file}: “{key}” là điều khoản loại “rule” mà không có quy tắc, câu trả lời, căn cứ hay phạm vi nào.",
                          "{file}: “{key}” is a clause of the kind “rule” with no rule, answer, ground or scope."),
    "empty-list": ("{file}: “{key}” rỗng, nên quy tắc không bao giờ xét gì.",
                   "{file}: “{key}” is empty, so that the rule never judges anything."),
    "cannot-both-hold": ("{file}: “{key}” và “{expected}” không thể cùng là “{value}”.",
                         "{file}: “{key}” and “{expected}” cannot both be “{value}”."),
    "vacuous": ("{file}: “{key}” không bao giờ đúng: {value}.", "{file}: “{key}” can never hold: {value}."),
    "always-excused": ("{file}: “{key}” đúng mỗi khi quy tắc được xét, nên không ai trái nó được.",
                       "{file}: “{key}” holds whenever the rule is judged, so that nobody can break it."),
    "shadowed": ("{file}: “{key}” trả lời lại điều mà {expected} đã trả lời, với {value}.",
                 "{file}: “{key}” answers again what {expected} answers, for {value}."),
    "conflict": ("{file}: “{key}” trái với {expected}; ví dụ: {value}.",
                 "{file}: “{key}” is in conflict with {expected}; for example: {value}."),
    "versions-overlap": ("{file}: “{key}” và {expected} là hai phiên bản của một quy tắc cùng có hiệu lực: {value}.",
                         "{file}: “{key}” and {expected} are two versions of one rule that are in force together: {value}."),
    "versions-gap": ("{file}: “{key}”: không phiên bản nào có hiệu lực sau {expected} trong {value}, và tệp không nói vì sao (khóa “gap”).",
                     "{file}: “{key}”: no version is in force after {expected} in {value}, and the file does not say why (key “gap”)."),
    "gap-needless": ("{file}: “{key}” giải thích một khoảng trống không có.",
                     "{file}: “{key}” explains a gap that there is not."),
    "layers-disagree": ("{file}: “{key}” và {expected}: một bên buộc điều bên kia cấm; ví dụ: {value}.",
                        "{file}: “{key}” and {expected}: one demands what the other forbids; for example: {value}."),
    "stricter-below": ("{file}: “{key}” chặt hơn {expected} của văn bản cấp trên; {value}.",
                       "{file}: “{key}” is stricter than {expected} of the higher text; {value}."),
    "looser-below": ("{file}: “{key}” nới lỏng {expected} của văn bản cấp trên mà không dẫn điều khoản cho phép; {value}.",
                     "{file}: “{key}” loosens {expected} of the higher text and cites no clause that empowers it; {value}."),
    "not-comparable": ("{file}: “{key}” không so sánh được với {expected} của văn bản cấp trên; {value}.",
                       "{file}: “{key}” cannot be compared with {expected} of the higher text; {value}."),
    "unused-ground": ("{file}: “{key}” đặt tên căn cứ “{value}” mà không quy tắc nào dùng.",
                      "{file}: “{key}” names the ground “{value}”, which no rule uses."),
    "unused-reading": ("{file}: “{key}” chọn cách hiểu mà không điều khoản nào của hồ sơ hỏi đến.",
                       "{file}: “{key}” chooses a reading that no clause of the profile asks for."),
    "covers-nothing": ("{file}: “{key}” có mẫu “{value}” không khớp mã cơ quan nào.",
                       "{file}: “{key}” has the pattern “{value}”, which matches no agency id."),
    "covers-overlap": ("{file}: “{key}” có mẫu “{value}” cũng được hồ sơ “{expected}” xét.",
                       "{file}: “{key}” has the pattern “{value}”, which the profile “{expected}” covers as well."),
    "hours-gap": ("{file}: “{key}” không nói giờ làm việc của “{expected}” {value}.",
                  "{file}: “{key}” gives no office hours of “{expected}” {value}."),
    "hours": ("{file}: “{key}”: {detail}", "{file}: “{key}”: {detail}"),
}
# fmt: on


@attrs.frozen
class InvalidPolicyFile(EgovdocsError, ValueError):
    """A policy file that cannot be used; all its problems together."""

    file: str
    problems: tuple[Problem, ...]

    code: ClassVar[str] = "policy.invalid-file"
    vi: ClassVar[str] = "Không dùng được “{file}”: {problems}"
    en: ClassVar[str] = "“{file}” cannot be used: {problems}"

    def message(self, lang: Lang = "vi") -> str:
        """List every problem, one a line."""
        sentence = self.vi if lang == "vi" else self.en
        listed = "\n".join(f"  - {problem.message(lang)}" for problem in self.problems)
        return sentence.format(file=self.file, problems=f"\n{listed}")


@attrs.frozen
class NoSuchPolicy(EgovdocsError, LookupError):
    """A profile or instrument that is not there."""

    name: str
    closest: str
    known: tuple[str, ...]

    code: ClassVar[str] = "policy.no-such-policy"
    vi: ClassVar[str] = "Không có “{name}”; gần nhất là “{closest}”, hiện có: {known}."
    en: ClassVar[str] = "There is no “{name}”; the closest is “{closest}”, there are: {known}."


@attrs.frozen
class NoSuchPolicyFile(EgovdocsError, LookupError):
    """The path of a policy file at which there is none."""

    path: str

    code: ClassVar[str] = "policy.no-such-file"
    vi: ClassVar[str] = "Không có tệp “{path}”."
    en: ClassVar[str] = "There is no file “{path}”."


def placed(problems: Iterable[Problem], text: str) -> tuple[Problem, ...]:
    """The same problems with the lines of their keys in *text*."""
    known = positions(text)
    return tuple(
        attrs.evolve(problem, line=problem.line or line_of(problem.key, known))
        for problem in problems
    )


@attrs.define
class Table:
    """
    A TOML table under strict reading: what is taken is noted, what is left is a problem.

    All tables of one file share one list of problems.
    """

    data: Mapping[str, Any]
    file: str
    path: str
    problems: list[Problem]
    taken: set[str] = attrs.field(factory=set)

    def report(
        self, code: str, key: str, value: object = "", expected: str = "", **more: Any
    ) -> None:
        """Note a problem at *key* of this table; *more* are ``known`` and ``detail``."""
        where = f"{self.path}.{key}" if self.path and key else self.path or key
        self.problems.append(Problem(code, self.file, where, str(value), expected, **more))

    def unknown(self, key: str, value: object, known: Iterable[str]) -> None:
        """Note that *key* has a *value* that is none of *known*."""
        listed = tuple(known)
        self.report("unknown-word", key, value, closest(str(value), listed), known=listed)

    def unreadable(self, key: str, value: object, error: EgovdocsError, like: str = "") -> None:
        """Note that the *value* of *key* cannot be read, why, and what it should be *like*."""
        self.report("bad-value", key, value, error.message("en"), detail=why_said(error, like))

    def take(self, key: str, kind: type | tuple[type, ...], default: Any = None) -> Any:
        """Return the value of *key* if it has the *kind*, else note it and use *default*."""
        self.taken.add(key)
        if key not in self.data:
            return default
        value = self.data[key]
        if isinstance(value, bool) and kind is not bool and bool not in _tuple(kind):
            kind = ()
        if not isinstance(value, kind):
            self.report("wrong-type", key, repr(value), _names(kind))
            return default
        return value

    def need(self, key: str, kind: type | tuple[type, ...], default: Any) -> Any:
        """As :meth:`take`, and note it where the key is missing."""
        if key not in self.data:
            self.taken.add(key)
            self.report("missing-key", key)
            return default
        return self.take(key, kind, default)

    def word(self, key: str, known: Iterable[str], default: str | None = None) -> str | None:
        """Return a word of a closed list."""
        listed = tuple(known)
        if key not in self.data:
            self.taken.add(key)
            return default
        value: str | None = self.take(key, str, default)
        if value is not None and value not in listed:
            self.unknown(key, value, listed)
            return default
        return value

    def words(self, key: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Return one text or a list of texts as a tuple."""
        value = self.take(key, (str, list), None)
        if value is None:
            return default
        listed = [value] if isinstance(value, str) else value
        if not all(isinstance(part, str) for part in listed):
            self.report("wrong-type", key, repr(value), "list of strings")
            return default
        return tuple(listed)

    def sub(self, key: str) -> Table | None:
        """Return the table under *key*, or None where there is none."""
        value = self.take(key, dict, None)
        if value is None:
            return None
        return Table(value, self.file, f"{self.path}.{key}" if self.path else key, self.problems)

    def subs(self, key: str) -> list[Table]:
        """Return the tables of the list under *key*."""
        value = self.take(key, list, [])
        prefix = f"{self.path}.{key}" if self.path else key
        tables = []
        for index, part in enumerate(value):
            if isinstance(part, dict):
                tables.append(Table(part, self.file, f"{prefix}[{index}]", self.problems))
            else:
                self.report("wrong-type", f"{key}[{index}]", repr(part), "table")
        return tables

    def spoken(self, key: str, *, needed: bool = False) -> dict[str, str]:
        """Return a ``{ vi, en }`` table."""
        if needed and key not in self.data:
            self.report("missing-key", key)
        table = self.sub(key)
        if table is None:
            return {}
        found = {lang: table.need(lang, str, "") for lang in ("vi", "en")}
        table.finish()
        return found

    def finish(self) -> None:
        """Note every key that nobody took."""
        for key in self.data:
            if key not in self.taken:
                known = tuple(sorted(self.taken))
                self.report("unknown-key", key, "", closest(key, known), known=known)


def _tuple(kind: type | tuple[type, ...]) -> tuple[type, ...]:
    return kind if isinstance(kind, tuple) else (kind,)


def _names(kind: type | tuple[type, ...]) -> str:
    return " | ".join(part.__name__ for part in _tuple(kind)) or "not true/false"


def unread(file: str, error: tomllib.TOMLDecodeError | UnicodeDecodeError) -> Problem:
    """Why nothing of *file* could be read, as one problem."""
    if isinstance(error, UnicodeDecodeError):
        line, byte = encoding_said(error)
        return Problem("not-utf8", file, "", byte, "UTF-8", line)
    line, detail = syntax_said(error)
    return Problem("syntax", file, "", str(error), "", line, detail=detail)


def read_whole(path: Path | Any, build: Callable[[Table], Made]) -> Made:
    """
    Read the TOML file at *path* by *build*, which notes all that is wrong.

    Raises:
        InvalidPolicyFile: all that is wrong with it, at once.
    """
    name = path.name
    try:
        text = path.read_text(encoding="utf-8-sig")
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidPolicyFile(name, (unread(name, error),)) from None
    problems: list[Problem] = []
    made = build(Table(data, name, "", problems))
    if problems:
        raise InvalidPolicyFile(name, placed(problems, text))
    return made

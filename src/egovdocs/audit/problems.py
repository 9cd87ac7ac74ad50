"""What can be wrong with a line of a log, a file, or a run: fields and two sentences each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import attrs

from egovdocs.errors import EgovdocsError, Lang, spoken


@attrs.frozen
class LineTooLong(EgovdocsError, ValueError):
    """A line of more bytes than are read."""

    limit: int

    code: ClassVar[str] = "audit.line-too-long"
    vi: ClassVar[str] = "Dòng dài quá {limit} byte nên không được đọc."
    en: ClassVar[str] = "The line is longer than {limit} bytes and was not read."


@attrs.frozen
class NotUtf8(EgovdocsError, ValueError):
    """Bytes that are not UTF-8."""

    position: int
    value: str

    code: ClassVar[str] = "audit.not-utf8"
    vi: ClassVar[str] = "Byte thứ {position} ({value}) không phải UTF-8; hãy lưu tệp dạng UTF-8."
    en: ClassVar[str] = "Byte {position} ({value}) is not UTF-8; save the file as UTF-8."


@attrs.frozen
class NotJson(EgovdocsError, ValueError):
    """A line that is not one JSON value."""

    position: int
    value: str

    code: ClassVar[str] = "audit.not-json"
    vi: ClassVar[str] = (
        "Không phải một đối tượng JSON: hỏng từ ký tự thứ {position}, gần “{value}”."
    )
    en: ClassVar[str] = "Not one JSON object: broken at character {position}, near “{value}”."


@attrs.frozen
class RepeatedKey(EgovdocsError, ValueError):
    """An object that has one key twice, so that nobody knows which is meant."""

    key: str

    code: ClassVar[str] = "audit.repeated-key"
    vi: ClassVar[str] = "Khóa “{key}” xuất hiện hai lần trong một đối tượng."
    en: ClassVar[str] = "The key “{key}” stands twice in one object."


@attrs.frozen
class TooDeep(EgovdocsError, ValueError):
    """A line whose lists and objects are nested too deep."""

    code: ClassVar[str] = "audit.too-deep"
    vi: ClassVar[str] = "Các đối tượng lồng nhau quá sâu."
    en: ClassVar[str] = "The objects are nested too deep."


@attrs.frozen
class NotText(EgovdocsError, ValueError):
    """An escape that stands for half a character."""

    value: str

    code: ClassVar[str] = "audit.not-text"
    vi: ClassVar[str] = "Có ký tự Unicode bị cắt đôi: {value}."
    en: ClassVar[str] = "Half a Unicode character stands alone: {value}."


@attrs.frozen
class NotACase(EgovdocsError, ValueError):
    """A line that is JSON, but not an object."""

    value: str
    expected: str

    code: ClassVar[str] = "audit.not-a-case"
    vi: ClassVar[str] = "Mỗi dòng phải là một vụ việc, dạng {expected}; ở đây là {value}."
    en: ClassVar[str] = "Each line must be one case, such as {expected}; this is {value}."


@attrs.frozen
class OtherFormat(EgovdocsError, ValueError):
    """A file of another sort, as its first bytes tell; *command* is what may read it."""

    value: str
    command: str

    code: ClassVar[str] = "audit.other-format"
    vi: ClassVar[str] = "Đây là tệp {value}, không phải nhật ký từng dòng; có thể thử: {command}."
    en: ClassVar[str] = "This is a file of {value}, not a log of lines; you may try: {command}."


@attrs.frozen
class EmptyFile(EgovdocsError, ValueError):
    """A file without a single case."""

    code: ClassVar[str] = "audit.empty-file"
    vi: ClassVar[str] = "Tệp không có vụ việc nào."
    en: ClassVar[str] = "The file holds no case."


@attrs.frozen
class Unreadable(EgovdocsError):
    """A file that the system does not let us open, read or write."""

    file: str
    reason: str

    code: ClassVar[str] = "audit.unreadable"
    vi: ClassVar[str] = "Không mở được tệp “{file}”: {reason}."
    en: ClassVar[str] = "The file “{file}” cannot be opened: {reason}."

    def message(self, lang: Lang = "vi") -> str:
        """Say it in *lang*; the reasons that a system mostly gives are in both."""
        reason = _REASONS.get(self.reason, self.reason) if lang == "vi" else self.reason
        return (self.vi if lang == "vi" else self.en).format(
            file=spoken(self.file), reason=spoken(reason)
        )


_REASONS: Mapping[str, str] = {
    "No such file or directory": "không có tệp này",
    "Is a directory": "đây là thư mục",
    "Not a directory": "trong đường dẫn có tệp không phải thư mục",
    "Permission denied": "không có quyền",
    "File name too long": "tên quá dài",
    "invalid file name": "tên tệp không hợp lệ",
}


@attrs.frozen
class RepeatedCase(EgovdocsError, ValueError):
    """A case id that was seen before; the later case is not judged."""

    value: str

    code: ClassVar[str] = "audit.repeated-case"
    vi: ClassVar[str] = "Mã vụ việc “{value}” đã có ở dòng trước; dòng này không được phán xét."
    en: ClassVar[str] = "The case id “{value}” was seen before; this line was not judged."


@attrs.frozen
class NoProfile(EgovdocsError, LookupError):
    """A case that names no profile, in a run that names none either."""

    known: tuple[str, ...]

    code: ClassVar[str] = "audit.no-profile"
    vi: ClassVar[str] = "Vụ việc không ghi “profile” và lệnh không có --profile; hiện có: {known}."
    en: ClassVar[str] = "The case has no “profile” and no --profile was given; there are: {known}."


@attrs.frozen
class InvalidAcceptance(EgovdocsError, ValueError):
    """A row of a list of accepted findings that cannot be used."""

    file: str
    row: int
    field: str
    value: str
    expected: str

    code: ClassVar[str] = "audit.invalid-acceptance"
    vi: ClassVar[str] = "{file}, mục {row}: “{field}” là {value}; phải là {expected}."
    en: ClassVar[str] = "{file}, row {row}: “{field}” is {value}; expected {expected}."


@attrs.frozen
class BadLine(EgovdocsError, ValueError):
    """
    A line that could not be judged, and why.

    Attributes:
        file: the file as it was named.
        line: its number, from 1; 0 where the file as a whole is meant.
        reason: what is wrong, with fields of its own.
    """

    file: str
    line: int
    reason: EgovdocsError

    code: ClassVar[str] = "audit.bad-line"
    vi: ClassVar[str] = "{file}, dòng {line}: {reason}"
    en: ClassVar[str] = "{file}, line {line}: {reason}"

    def message(self, lang: Lang = "vi") -> str:
        """Say where and why, in *lang*."""
        sentence = self.vi if lang == "vi" else self.en
        reason = _said(self.reason, lang)
        if not self.line:
            return f"{spoken(self.file)}: {reason}"
        return sentence.format(file=spoken(self.file), line=self.line, reason=reason)

    def to_json(self) -> dict[str, Any]:
        """Write this problem as one JSON line: file, line, field, value, what was expected."""
        fields = attrs.asdict(self.reason, recurse=False)
        value = fields.get("value", fields.get("key", fields.get("text", fields.get("name"))))
        return {
            "file": self.file,
            "line": self.line or None,
            "code": self.reason.code,
            "field": fields.get("field"),
            "value": None if value is None else spoken(value),
            "expected": fields.get("expected", fields.get("closest")),
            "message": {"vi": self.message("vi"), "en": self.message("en")},
        }


def _said(reason: object, lang: Lang) -> str:
    return reason.message(lang) if isinstance(reason, EgovdocsError) else spoken(reason)

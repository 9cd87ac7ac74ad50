"""What can be wrong with findings that are to be added up: fields and two sentences each."""

from __future__ import annotations

from typing import ClassVar

import attrs

from egovdocs.errors import EgovdocsError


@attrs.frozen
class NotFindings(EgovdocsError, ValueError):
    """A line that is JSON, but not the findings of a case."""

    value: str
    expected: str

    code: ClassVar[str] = "summary.not-findings"
    vi: ClassVar[str] = (
        "Không phải kết luận của egovdocs audit --format json --all: cần {expected}, "
        "ở đây là {value}."
    )
    en: ClassVar[str] = (
        "Not the findings of egovdocs audit --format json --all: {expected} is needed, "
        "this is {value}."
    )


@attrs.frozen
class FindingsOfRows(EgovdocsError, ValueError):
    """A finding of the audit by columns, which does not say how many were kept."""

    rule: str

    code: ClassVar[str] = "summary.findings-of-rows"
    vi: ClassVar[str] = (
        "Kết luận theo cột ({rule}) dạng JSON không nêu đủ; hãy ghi ra Parquet: "
        "egovdocs audit LOG.parquet -o FINDINGS.parquet."
    )
    en: ClassVar[str] = (
        "Findings of columns ({rule}) in JSON do not tell enough; write Parquet: "
        "egovdocs audit LOG.parquet -o FINDINGS.parquet."
    )


@attrs.frozen
class NotEveryFinding(EgovdocsError, ValueError):
    """A case of which only what was not kept is told: no share could be right."""

    kept: int
    told: int

    code: ClassVar[str] = "summary.not-every-finding"
    vi: ClassVar[str] = (
        "Vụ việc có {kept} điều đúng quy định nhưng chỉ kể {told}; hãy kiểm tra lại với --all."
    )
    en: ClassVar[str] = "{kept} findings of the case were kept, {told} are told; audit with --all."


@attrs.frozen
class OtherVersion(EgovdocsError, ValueError):
    """A finding of another version of the program, without something that is needed."""

    rule: str
    field: str

    code: ClassVar[str] = "summary.other-version"
    vi: ClassVar[str] = (
        "Kết luận {rule} do phiên bản khác ghi, không có “{field}”; hãy kiểm tra lại nhật ký."
    )
    en: ClassVar[str] = (
        "The finding {rule} was written by another version, without “{field}”; audit the log again."
    )


@attrs.frozen
class BadFinding(EgovdocsError, ValueError):
    """A finding one of whose fields cannot be what it is."""

    field: str
    value: str
    expected: str

    code: ClassVar[str] = "summary.bad-finding"
    vi: ClassVar[str] = "Trong một kết luận, “{field}” là {value}; phải là {expected}."
    en: ClassVar[str] = "In a finding, “{field}” is {value}; it must be {expected}."


@attrs.frozen
class CutShort(EgovdocsError, ValueError):
    """A compressed file that ends too early, or is damaged."""

    code: ClassVar[str] = "summary.cut-short"
    vi: ClassVar[str] = "Tệp nén bị cụt hoặc hỏng từ đây."
    en: ClassVar[str] = "The compressed file is cut short or damaged from here on."


@attrs.frozen
class BadCount(EgovdocsError, ValueError):
    """A number of delays that is none."""

    given: str

    code: ClassVar[str] = "summary.bad-count"
    vi: ClassVar[str] = "--longest phải là số nguyên từ 0 đến 10000, không phải “{given}”."
    en: ClassVar[str] = "--longest must be a whole number from 0 to 10000, not “{given}”."

"""What a program under test may do wrong apart from a wrong answer: one error for each."""

from __future__ import annotations

from typing import ClassVar

import attrs

from egovdocs.errors import EgovdocsError


@attrs.frozen
class CannotStart(EgovdocsError, OSError):
    """A command that the system cannot start."""

    command: str
    reason: str

    code: ClassVar[str] = "conformance.cannot-start"
    vi: ClassVar[str] = "Không chạy được “{command}”: {reason}."
    en: ClassVar[str] = "“{command}” cannot be started: {reason}."


@attrs.frozen
class ClientFault(EgovdocsError, RuntimeError):
    """A program that does not keep to the protocol."""

    asked: str

    code: ClassVar[str] = "conformance.fault"
    vi: ClassVar[str] = "{asked}: chương trình không theo giao thức."
    en: ClassVar[str] = "{asked}: the program does not keep to the protocol."

    @property
    def in_step(self) -> bool:
        """Whether the next answer can still be matched to the next question."""
        return False


@attrs.frozen
class Garbage(ClientFault):
    """A line that is no JSON object."""

    text: str

    code: ClassVar[str] = "conformance.garbage"
    vi: ClassVar[str] = "{asked}: dòng trả lời không phải một đối tượng JSON: “{text}”."
    en: ClassVar[str] = "{asked}: the line of the answer is no JSON object: “{text}”."


@attrs.frozen
class Died(ClientFault):
    """A program that ended before it answered."""

    status: str

    code: ClassVar[str] = "conformance.died"
    vi: ClassVar[str] = "{asked}: chương trình kết thúc (trạng thái {status}) mà chưa trả lời."
    en: ClassVar[str] = "{asked}: the program ended (status {status}) without an answer."


@attrs.frozen
class TooSlow(ClientFault):
    """A program that did not answer in time."""

    seconds: float

    code: ClassVar[str] = "conformance.too-slow"
    vi: ClassVar[str] = "{asked}: không có trả lời sau {seconds} giây."
    en: ClassVar[str] = "{asked}: no answer after {seconds} seconds."


@attrs.frozen
class OutOfOrder(ClientFault):
    """An answer to another question."""

    answered: str

    code: ClassVar[str] = "conformance.out-of-order"
    vi: ClassVar[str] = "{asked}: nhận trả lời của câu hỏi khác, “{answered}”."
    en: ClassVar[str] = "{asked}: this is the answer to another question, “{answered}”."


@attrs.frozen
class WrongType(ClientFault):
    """An answer whose field has another type than the protocol says."""

    field: str
    found: str
    expected: str

    code: ClassVar[str] = "conformance.wrong-type"
    vi: ClassVar[str] = "{asked}: “{field}” là {found}; phải là {expected}."
    en: ClassVar[str] = "{asked}: “{field}” is {found}; it must be {expected}."

    @property
    def in_step(self) -> bool:
        """The right question was answered, in the wrong form."""
        return True


@attrs.frozen
class GaveUp(ClientFault):
    """A question that was not put, after too many faults one after the other."""

    faults: int

    code: ClassVar[str] = "conformance.gave-up"
    vi: ClassVar[str] = "{asked}: không hỏi nữa sau {faults} lần lỗi liên tiếp."
    en: ClassVar[str] = "{asked}: not put, after {faults} faults in a row."


@attrs.frozen
class Refused(ClientFault):
    """A question that the library itself could not take."""

    reason: str

    code: ClassVar[str] = "conformance.refused"
    vi: ClassVar[str] = "{asked}: không hỏi được; lý do: {reason}."
    en: ClassVar[str] = "{asked}: this cannot be asked; the reason: {reason}."

    @property
    def in_step(self) -> bool:
        """Nothing was left half said."""
        return True

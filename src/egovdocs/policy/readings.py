"""
Readings: where a clause can be read two ways, the choice has a name.

A profile chooses; what it does not name has the default.  Every choice shows in
explanations and comparisons.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import attrs

from egovdocs.policy.problems import Table


@attrs.frozen
class Reading:
    """
    One doubtful point of the law.

    Attributes:
        name: what a profile calls it.
        alternatives: the choices; the first is the default.
        pattern: further values that are taken, such as a tolerance in working hours.
        vi, en: what is in doubt, and why the default was chosen.
    """

    name: str
    alternatives: tuple[str, ...]
    vi: str
    en: str
    pattern: str = ""

    @property
    def default(self) -> str:
        """The choice where a profile makes none."""
        return self.alternatives[0]

    def takes(self, value: str) -> bool:
        """Whether *value* is a choice."""
        return value in self.alternatives or bool(
            self.pattern and re.fullmatch(self.pattern, value)
        )


_HOURS = r"[1-9][0-9]* working hours?"

# fmt: off
READINGS: Mapping[str, Reading] = {reading.name: reading for reading in (
    Reading("closing-instant", ("outside", "inside"),
            "Đúng thời khắc hết buổi là ngoài giờ: buổi làm việc là khoảng nửa mở.",
            "The very instant at which a session ends is outside it: sessions are half-open."),
    Reading("before-opening", ("next-working-day", "same-day"),
            "Vào ngoài giờ trong một ngày làm việc thì tính ngày làm việc liền sau, theo câu chữ.",
            "What enters outside hours on a working day counts from the next working day, by the letter."),
    Reading("same-day", ("midnight", "office-close"),
            "“Trong ngày” hết lúc nửa đêm, vì văn bản không nói giờ tan sở.",
            "“The same day” ends at midnight, because the text does not say closing time."),
    Reading("sent", ("later", "published"),
            "Thời điểm gửi cần cả phát hành và hồi báo, nên lấy thời điểm muộn hơn.",
            "Sending needs both issuing and the report of success, so the later one is taken."),
    Reading("immediately", ("undecided",),
            "“Ngay”, “kịp thời” không có con số trong luật.",
            "“At once” and “in time” have no number in law.", _HOURS),
    Reading("unquantified-absence", ("next-working-day", "never"),
            "Việc không có thời hạn mà hết ngày làm việc sau vẫn chưa làm thì coi là không làm.",
            "A duty without a number that is still undone after the next working day is taken as not done."),
    Reading("lateness", ("elapsed", "due-instant"),
            "Trễ là khi giờ làm việc đã trôi quá thời hạn, không phải khi đồng hồ vượt mốc lúc nghỉ.",
            "Late means that more working time than the limit has elapsed, not that the clock passed it in a break."),
    Reading("seal-overlap", ("1/3±1/12",),
            "“Khoảng 1/3” không có dung sai trong văn bản.",
            "“About a third” has no tolerance in the text.", r"1/3±1/[1-9][0-9]*"),
    Reading("outage-span", ("accumulates", "same-session"),
            "Giờ làm việc của một sự cố liên tục được cộng qua các buổi.",
            "The working hours of one unbroken outage add up over sessions."),
    Reading("working-regulation", ("recipient-is-enough", "undecided"),
            "“Theo quy chế làm việc”: gửi đúng nơi là đủ để cần bản giấy, vì quy chế đó không có ở đây.",
            "“Under the working regulation”: the recipient is enough for paper to be needed, that regulation not being at hand."),
    Reading("culture-day", ("working", "off"),
            "Ngày 24/11 từ 2026: mới có chủ trương, chưa tìm thấy luật.",
            "24 November from 2026: a policy was announced, no statute was found."),
    Reading("after-verified", ("caution", "undecided"),
            "Sau ngày kiểm chứng cuối, văn bản vẫn được áp dụng kèm cảnh báo.",
            "After the last day on which it was verified the text is applied, with a caution."),
    Reading("refusal-channel", ("system", "any"),
            "Thông báo từ chối phải qua hệ thống; điều khác cho phép hình thức khác.",
            "A refusal is notified through the system; another clause allows other means."),
    Reading("paper-order", ("after", "any"),
            "“Khi đã gửi văn bản điện tử”: chỉ bản giấy gửi sau mới bị cấm.",
            "“When the electronic one has been sent”: only paper issued after it is banned."),
    Reading("zalo-registration", ("both", "appointment-only"),
            "Điều kiện người dân đã đăng ký đứng ở cuối câu nên gắn với cả báo trả kết quả lẫn hẹn giờ.",
            "That the citizen registered stands at the end of the sentence, so it goes with result notices and appointments alike."),
    Reading("six-month-reports", ("both-halves", "first-half"),
            "“Định kỳ 06 tháng” theo câu chữ là mỗi sáu tháng một lần, cả sáu tháng cuối năm; cách hiểu khác: sáu tháng đầu năm, còn cả năm là báo cáo năm.",
            "“Every 06 months” is by the letter once in each half of the year; it may also mean the first half, the year's report covering the rest."),
    Reading("unsigned-then-paper", ("undecided", "broken"),
            "Văn bản không ký số rồi gửi giấy: văn bản không nói rõ.",
            "An unsigned document followed by paper: the text does not say."),
)}
# fmt: on

DEFAULTS: Mapping[str, str] = {name: reading.default for name, reading in READINGS.items()}


def read_readings(table: Table | None) -> Mapping[str, str]:
    """Read the ``[readings]`` of a profile over the defaults."""
    chosen = dict(DEFAULTS)
    if table is None:
        return chosen
    for name, reading in READINGS.items():
        value = table.take(name, str, None)
        if value is None:
            continue
        if reading.takes(value):
            chosen[name] = value
        else:
            table.unknown(name, value, reading.alternatives)
    table.finish()
    return chosen

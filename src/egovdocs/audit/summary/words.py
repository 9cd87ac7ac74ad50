"""The words of a summary, and how its numbers are said, in Vietnamese and English."""

from __future__ import annotations

from collections.abc import Mapping

from egovdocs.errors import Lang

# fmt: off
_WORDS: Mapping[str, tuple[str, str]] = {
    "title":     ("Tổng hợp kết quả kiểm tra", "Summary of findings"),
    "lead":      ("Tỷ lệ đúng tính trên những điều đã kết luận được (đúng và trái). Điều chưa rõ và việc còn hạn đứng riêng, không bao giờ tính là đúng; điều không áp dụng được bỏ ra.",
                  "The share kept is of what could be decided (kept and broken). Undecided findings and running duties stand apart and never count as kept; what does not apply is left out."),
    "cases":     ("vụ việc", "cases"), "findings": ("kết luận", "findings"), "all": ("Tất cả", "All"),
    "share":     ("tỷ lệ đúng", "share kept"), "kept": ("đúng", "kept"), "broken": ("trái", "broken"),
    "undecided": ("chưa rõ", "undecided"), "running": ("còn hạn", "running"),
    "median":    ("trung vị", "median"), "most": ("95% không quá", "95% within"), "timed": ("đã đo giờ", "timed"),
    "took":      ("giờ làm việc đã dùng", "working time taken"),
    "agency":    ("Cơ quan", "Agency"), "month": ("Tháng", "Month"), "clause": ("Điều khoản", "Clause"),
    "by-agency": ("Theo cơ quan", "By agency"), "by-month": ("Theo tháng", "By month"), "by-clause": ("Theo điều khoản", "By clause"),
    "delays":    ("Chậm nhất", "Longest delays"), "case": ("Vụ việc", "Case"),
    "due":       ("Hạn", "Due"), "done": ("Đã làm", "Done"), "late": ("Chậm", "Late by"),
    "undone":    ("điều trái vì việc chưa hề được làm", "broken because the act is not there at all"),
    "unusable":  ("dòng hoặc tệp không dùng được, không tính vào đây", "lines or files that could not be used, not counted here"),
    "no-agency": ("không nêu cơ quan", "no agency named"), "no-month": ("không rõ ngày", "no day known"),
    "nothing":   ("không có", "none"), "no-share": ("–", "–"),
    "chart":     ("Số kết luận theo tháng", "Findings by month"),
    "calendar":  ("Chậm: thời gian theo đồng hồ, từ lúc hết hạn đến lúc làm; giờ đã dùng: giờ làm việc. Trung vị và mức 95%: giá trị ở vị trí (n − 1) × p trong dãy tăng dần; sai số dưới 0,8%.",
                  "Late by: time by the clock, from the last instant in time to the act; taken: working time. Median and 95%: the value at place (n − 1) × p in rising order; off by less than 0.8%."),
    "skip":      ("Tới bảng", "To the tables"),
}
_UNITS: Mapping[str, tuple[str, str]] = {"d": ("ngày", "d"), "h": ("giờ", "h"), "m": ("phút", "min"), "s": ("giây", "s")}
# fmt: on
_SIZES = (("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1))


def said(name: str) -> tuple[str, str]:
    """A word, in Vietnamese and in English."""
    return _WORDS[name]


def word(name: str, lang: Lang) -> str:
    """A word in *lang*."""
    return _WORDS[name][lang == "en"]


def number(value: int, lang: Lang) -> str:
    """A whole number with its thousands set apart."""
    text = f"{value:,}"
    return text if lang == "en" else text.replace(",", ".")


def percent(share: float | None, lang: Lang) -> str:
    """A share in percent, rounded down: less than all is never shown as all."""
    if share is None:
        return word("no-share", lang)
    tenths = int(share * 1000 + 1e-9)
    text = "100%" if tenths == 1000 and share >= 1 else f"{min(tenths, 999) / 10:.1f}%"
    return text if lang == "en" else text.replace(".", ",")


def working(seconds: float | None, lang: Lang) -> str:
    """A length of working time: hours and minutes, never days."""
    return _length(seconds, _SIZES[1:], lang)


def elapsed(seconds: int, lang: Lang) -> str:
    """A length of time by the clock: days too."""
    return _length(seconds, _SIZES, lang)


def _length(seconds: float | None, sizes: tuple[tuple[str, int], ...], lang: Lang) -> str:
    """The two greatest units that say something."""
    if seconds is None:
        return word("no-share", lang)
    left = round(seconds)
    told: list[str] = []
    for name, size in sizes:
        count, left = divmod(left, size)
        if count or told:
            told.append(f"{count} {_UNITS[name][lang == 'en']}")
        if len(told) == 2:
            break
    said = " ".join(part for part in told if not part.startswith("0 "))
    return said or f"0 {_UNITS['s'][lang == 'en']}"


def agency(name: str | None, lang: Lang) -> str:
    """The id of an agency, or that there is none."""
    return name or word("no-agency", lang)


def month(name: str | None, lang: Lang) -> str:
    """A month as people write it, 3/2024, or that it is not known."""
    if not name:
        return word("no-month", lang)
    year, _, of_year = name.partition("-")
    return f"{int(of_year)}/{year}"


def instant(text: str) -> str:
    """An instant of ISO 8601 to the second: 2024-03-01 09:30:00."""
    return text[:19].replace("T", " ")

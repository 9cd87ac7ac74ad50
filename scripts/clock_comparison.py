"""
Compare the receipt clocks of the shipped profiles, minute by minute over one fortnight.

    python scripts/clock_comparison.py [--check]

Writes ``docs/explanation/clock-comparison.md`` and ``.svg``.  Exit status 0: they are up to
date, or now are; 1: with ``--check``, they were not.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from math import sqrt
from pathlib import Path

import attrs

import egovdocs
from egovdocs.citation import Citation
from egovdocs.policy import Policy, shipped_profiles
from egovdocs.policy.scene import receive
from egovdocs.policy.view import WHOLE
from egovdocs.record import Case, Message
from egovdocs.timing import OfficeHours, WorkCalendar, from_us, start_of

FOLDER = Path(__file__).parent.parent / "docs" / "explanation"
FIRST, DAYS = date(2024, 4, 25), 14
MINUTE = 60 * 1_000_000
MINUTES = DAYS * 24 * 60
SAME = OfficeHours.parse([{"days": "mon-fri", "sessions": ["07:00-11:30", "13:30-17:00"]}])
OWN_HOURS, SAME_HOURS, SAME_DAY = 0, 1, 2

# Where the clocks are looked at; the first is shown for every profile, answered or not.
SITUATIONS: tuple[tuple[str, str, str, str], ...] = (
    ("system", "between-agencies", "qua hệ thống", "through the system"),
    ("email", "between-agencies", "thư điện tử, giữa cơ quan", "e-mail between agencies"),
    ("email", "inside", "thư điện tử, trong cơ quan", "e-mail inside an agency"),
    ("email", "to-individual", "gửi cá nhân", "to an individual"),
)
CLOCKS = {
    "next-session": ("phiên làm việc kế tiếp", "the next session"),
    "next-working-day": ("ngày làm việc tiếp theo", "the next working day"),
    "raw": ("đúng lúc vào hệ thống", "the entry itself"),
}


@attrs.frozen
class Band:
    """
    One clock: of one profile, in one situation.

    Attributes:
        clause: the clause that answers, or the one that hands the question on.
        clock: its name; empty where nothing decides.
        to: the text to which the question is handed.
        received: for each minute, the minute of receipt, from the first of the fortnight;
            with the profile's own hours; with the same hours for all; with these and with
            the reading ``before-opening = same-day``.
    """

    name: Mapping[str, str]
    where: tuple[str, str]
    clause: str
    clock: str
    to: str
    received: tuple[tuple[int, ...], ...]

    def title(self, lang: str) -> str:
        """Name the band: the profile and the situation."""
        return f"{self.name[lang]}, {self.where[0 if lang == 'vi' else 1]}"


def bands() -> list[Band]:
    """All clocks, those through the system first, in the order of the profiles."""
    alone = (egovdocs.load(name, national=False) for name in shipped_profiles())
    found = [band for policy in alone for band in _of(policy)]
    return sorted(found, key=lambda band: band.where != SITUATIONS[0][2:])


def _of(policy: Policy) -> Iterator[Band]:
    seen: set[str] = set()
    for channel, relation, *where in SITUATIONS:
        clause, clock, to = _resolved(policy, channel, relation)
        first = (channel, relation) == SITUATIONS[0][:2]
        if clause in seen or not (clock or first):
            continue
        seen.add(clause)
        same, readings = WorkCalendar(SAME, policy.calendar.days), policy.profile.readings
        asked = (
            (policy.calendar, readings),
            (same, readings),
            (same, {**readings, "before-opening": "same-day"}),
        )
        received = tuple(_received(clock, *part) for part in asked)
        yield Band(policy.profile.name, (where[0], where[1]), clause, clock, to, received)


def _resolved(policy: Policy, channel: str, relation: str) -> tuple[str, str, str]:
    """The clause that answers on every day of the fortnight, its clock, or where it points."""
    message = relation != "between-agencies"
    case = Case("?", about="message", message=Message(relation=relation)) if message else Case("?")
    scene = policy.scene(policy.view(case))
    found = {
        scene.resolve("received", start_of(day), channel, WHOLE)
        for day in (FIRST + timedelta(days=n) for n in range(DAYS))
    }
    (one,) = found  # a change of law within the fortnight would need two bands
    if one.answer is not None:
        return one.answer.clause, one.answer.clock, ""
    return (one.because or ("",))[0], "", one.missing[0].removeprefix("text:")


def _received(clock: str, calendar: WorkCalendar, readings: Mapping[str, str]) -> tuple[int, ...]:
    if not clock:
        return ()
    begin = start_of(FIRST)
    found = (
        receive(clock, begin + minute * MINUTE, calendar, readings) for minute in range(MINUTES)
    )
    return tuple((us - begin) // MINUTE for us in found if us is not None)


# -- the table -------------------------------------------------------------------------------


@attrs.frozen
class Difference:
    """How two clocks differ: on how many minutes, the first of them, the largest gap."""

    minutes: int
    witness: int = 0
    largest: int = 0

    @classmethod
    def of(cls, one: Sequence[int], other: Sequence[int]) -> Difference:
        """Compare two lists of receipts, minute by minute."""
        gaps = [abs(a - b) for a, b in zip(one, other, strict=True)]
        apart = [minute for minute, gap in enumerate(gaps) if gap]
        return cls(len(apart), apart[0], max(gaps)) if apart else cls(0)


def page(all_bands: Sequence[Band]) -> str:
    """The page, as Markdown."""
    rows = [_clock_row(band) for band in all_bands]
    told = [band for band in all_bands if band.clock]
    pairs = [_pair_row(one, other) for one, other in itertools.combinations(told, 2)]
    last = FIRST + timedelta(days=DAYS - 1)
    return _PAGE.format(
        head=_HEAD, clocks="\n".join(rows), pairs="\n".join(pairs), minutes=f"{MINUTES:,}",
        minutes_vi=f"{MINUTES:,}".replace(",", "."),
        first=f"{FIRST:%d/%m/%Y}", last=f"{last:%d/%m/%Y}", first_iso=FIRST, last_iso=last,
    )  # fmt: skip


def _clock_row(band: Band) -> str:
    title = f"{band.title('vi')} · {band.where[1]}"
    if not band.clause:
        return f"| {title} | chưa có điều khoản vào những ngày ấy · no clause yet those days | – |"
    if not band.clock:
        source = _spoken(band.to)
        return f"| {title} | chưa xác định, theo {source} · undetermined | `{band.clause}` |"
    vi, en = CLOCKS[band.clock]
    return f"| {title} | {vi} · {en} | `{band.clause}` |"


def _spoken(address: str) -> str:
    return Citation.parse(address).spoken("vi") if "/" in address else address


def _pair_row(one: Band, other: Band) -> str:
    own, same, softer = (
        Difference.of(one.received[how], other.received[how])
        for how in (OWN_HOURS, SAME_HOURS, SAME_DAY)
    )
    names = f"{one.title('vi')} — {other.title('vi')}"
    return f"| {names} | {_cells(own, one, other)} | {_share(same)} | {_share(softer)} |"


def _cells(found: Difference, one: Band, other: Band) -> str:
    if not found.minutes:
        return f"{_share(found)} | — | —"
    at = found.witness
    told = " / ".join(_when(band.received[OWN_HOURS][at]) for band in (one, other))
    return f"{_share(found)} | {_when(at)} → {told} | {_length(found.largest)}"


def _share(found: Difference) -> str:
    return f"{100 * found.minutes / MINUTES:.2f} %".replace(".", ",")


def _when(minute: int) -> str:
    return f"{from_us(start_of(FIRST) + minute * MINUTE):%H:%M %d/%m}"


def _length(minutes: int) -> str:
    return f"{minutes // 60} giờ {minutes % 60:02} phút"


_HEAD = (
    "| Hai cách tính · Two clocks | Giờ riêng · Own hours | Phút đầu tiên khác: đến → nhận · "
    "First witness | Lệch nhiều nhất · Largest | Cùng giờ · Same hours | Cùng giờ, cùng ngày · "
    "Same hours, same day |"
)
_PAGE = """\
<!-- Do scripts/clock_comparison.py sinh ra; đừng sửa tay. / Generated; do not edit. -->
# Bốn cách tính giờ nhận, từng phút · Receipt clocks, minute by minute

Cùng một văn bản đến cùng một phút có thể “được nhận” vào những lúc khác nhau, tùy quy chế.
Trang này hỏi {minutes_vi} phút liên tiếp, từ {first} đến hết {last}: có lễ 30/4 và 1/5, một
ngày nghỉ hoán đổi (29/4) và một thứ Bảy làm bù (04/5).

The same document arriving in the same minute may be “received” at different times, depending
on the regulation.  This page asks about {minutes} minutes, from {first_iso} to the end of
{last_iso}: with two public holidays, a day off swapped for a Saturday, and that Saturday.

![Thời gian chờ từ khi đến tới khi được tính là nhận](clock-comparison.svg)

| Hồ sơ · Profile | Cách tính · Clock | Điều khoản · Clause |
|---|---|---|
{clocks}

Ở dòng “chưa xác định”, câu hỏi được giao cho một văn bản không có trong tay; thư viện trả
lời “chưa quyết định được”, không đoán.
Where it says undetermined, the question is handed to a text that is not at hand; the library
answers “undecided” and does not guess.

## Khác nhau bao nhiêu · How much they differ

Phần trăm số phút đến mà hai cách tính cho hai thời điểm nhận khác nhau: với giờ hành chính
riêng của mỗi hồ sơ, rồi với cùng một giờ (07:00–11:30, 13:30–17:00) cho mọi hồ sơ, để thấy
phần khác chỉ do quy chế.

The share of arrival minutes for which two clocks give two moments of receipt: with each
profile's own office hours, then with the same hours for all, which leaves what the
regulations alone account for.

Cột cuối đọc điều khoản theo cách khác: đến ngoài giờ nhưng trước phiên cuối của một ngày làm
việc thì tính vào phiên kế tiếp của chính ngày ấy (`before-opening = same-day`).  Chỗ nào cột
này bằng không thì khác nhau chỉ vì một cách đọc.
The last column takes the other reading: what enters outside hours, before the last session of
a working day, counts from the next session of that day (`before-opening = same-day`).  Where
that column is zero, the difference rests on a reading alone.

{head}
|---|---:|---|---:|---:|---:|
{pairs}
"""


# -- the picture -----------------------------------------------------------------------------

LEFT, TOP, DAY_W, BAND_H, GAP = 236, 150, 66, 76, 26
WIDTH = LEFT + DAYS * DAY_W + 60
TALLEST = 7 * 24 * 60  # the longest wait that the scale shows, in minutes
# Longest wait of a stretch, in minutes, and its colour.
SHADES = ((150, "#f5d38a"), (24 * 60, "#eeb05c"), (72 * 60, "#dd7f45"), (TALLEST, "#b9503a"))
AT_ONCE = "#2f7f78"
WEEKDAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")

_SVG = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" \
height="{height}" role="img" font-family="'Inter','Segoe UI','Noto Sans','DejaVu Sans',sans-serif">
<title>Thời gian chờ từ khi đến tới khi được tính là nhận</title>
<defs><pattern id="unknown" width="9" height="9" patternUnits="userSpaceOnUse" \
patternTransform="rotate(45)"><rect width="9" height="9" fill="#f3f2ee"/>\
<rect width="2" height="9" fill="#d9d6cd"/></pattern></defs>
<rect width="{width}" height="{height}" fill="#fffefb"/>
<text x="28" y="42" font-size="22" font-weight="600" fill="#22302f">Văn bản đến lúc này thì \
được tính là nhận lúc nào?</text>
<text x="28" y="66" font-size="13" fill="#5c6866">Chiều cao: thời gian chờ từ khi đến \
tới khi được tính là nhận (thang căn bậc hai), theo giờ hành chính của từng tỉnh; {span}.</text>
{legend}
{days}
{bands}
</svg>
"""
_TEXT = '<text x="{x}" y="{y}" font-size="{size}" fill="{fill}"{more}>{text}</text>'
_RECT = '<rect x="{x}" y="{y}" width="{w}" height="{h}" fill="{fill}"{more}/>'
_AREA = '<path d="M{points}Z" fill="{fill}"/>'


def picture(all_bands: Sequence[Band]) -> str:
    """The picture, as SVG."""
    last = FIRST + timedelta(days=DAYS - 1)
    height = TOP + len(all_bands) * (BAND_H + GAP) + 14
    drawn = (_band(band, TOP + n * (BAND_H + GAP)) for n, band in enumerate(all_bands))
    return _SVG.format(
        width=WIDTH, height=height, span=f"{FIRST:%d/%m}–{last:%d/%m/%Y}",
        legend="\n".join(_legend()), days="\n".join(_days(height)),
        bands="\n".join(itertools.chain.from_iterable(drawn)),
    )  # fmt: skip


def _text(
    x: float, y: float, text: str, size: int = 12, fill: str = "#22302f", more: str = ""
) -> str:
    return _TEXT.format(x=_n(x), y=_n(y), size=size, fill=fill, more=more, text=text)


def _rect(x: float, y: float, w: float, h: float, fill: str, more: str = "") -> str:
    return _RECT.format(x=_n(x), y=_n(y), w=_n(w), h=_n(h), fill=fill, more=more)


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _legend() -> Iterator[str]:
    names = ("nhận ngay", "chờ qua trưa", "đến 24 giờ", "đến 3 ngày", "hơn 3 ngày")
    colours = (AT_ONCE, *(fill for _, fill in SHADES))
    x = 28.0
    for name, fill in zip((*names, "chưa xác định"), (*colours, "url(#unknown)"), strict=True):
        edge = ' stroke="#c9c5ba"' if fill.startswith("url") else ""
        yield _rect(x, 84, 14, 14, fill, f' rx="3"{edge}')
        yield _text(x + 21, 95, name, 12, "#3c4846")
        x += 46 + 7.2 * len(name)


def _days(height: int) -> Iterator[str]:
    """One column a day: days off shaded, the made-up working day named."""
    calendar = egovdocs.load(shipped_profiles()[0]).calendar
    for n in range(DAYS):
        day, x = FIRST + timedelta(days=n), LEFT + n * DAY_W
        works = calendar.is_working_day(day)
        swapped = works is (day.weekday() >= 5)
        if not works:
            yield _rect(
                x, TOP - 32, DAY_W, height - TOP + 22, "#f6f1e7" if not swapped else "#fbe9e3"
            )
        name = WEEKDAYS[day.weekday()]
        fill = "#22302f" if works else "#a2675a" if swapped else "#9a948a"
        middle = ' text-anchor="middle"'
        yield _text(
            x + DAY_W / 2, TOP - 17, f"{name} {day:%d/%m}", 12, fill, f'{middle} font-weight="600"'
        )
        if swapped:
            yield _text(x + DAY_W / 2, TOP - 4, _why(calendar, day), 10, fill, middle)
        yield _rect(x, TOP - 32, 1, height - TOP + 22, "#e7e2d7")


def _why(calendar: WorkCalendar, day: date) -> str:
    """Why a weekday is off, or a Saturday worked."""
    if calendar.is_working_day(day):
        return "làm bù"
    row = calendar.days.on(day)
    return "hoán đổi" if row is not None and row.kind == "swap" else "nghỉ lễ"


def _band(band: Band, top: int) -> Iterator[str]:
    base = top + BAND_H
    yield _text(28, top + 26, band.name["vi"], 15, more=' font-weight="600"')
    yield _text(28, top + 45, band.where[0], 12, "#5c6866")
    if not band.clock:
        yield _rect(LEFT, top + 8, DAYS * DAY_W, BAND_H - 8, "url(#unknown)", ' stroke="#d9d6cd"')
        yield from _undetermined(band, top)
        return
    yield _text(28, top + 63, CLOCKS[band.clock][0], 12, "#2f7f78")
    for days in (1, 3):
        y = base - _tall(days * 24 * 60)
        yield _rect(LEFT, y, DAYS * DAY_W, 1, "#e7e2d7")
        yield _text(LEFT + DAYS * DAY_W + 6, y + 4, f"{days} ngày", 10, "#9a948a")
    yield from _areas(band, base)
    yield _rect(LEFT, base, DAYS * DAY_W, 1, "#8b958f")


def _undetermined(band: Band, top: int) -> Iterator[str]:
    text = f"chưa xác định: giao cho {_spoken(band.to)}, chưa có lời văn"
    wide = 7.1 * len(text) + 28
    middle = LEFT + DAYS * DAY_W / 2
    yield _rect(middle - wide / 2, top + 28, wide, 28, "#fffefb", ' rx="14" stroke="#d9d6cd"')
    yield _text(middle, top + 46, text, 13, "#5c6866", ' text-anchor="middle"')


def _areas(band: Band, base: float) -> Iterator[str]:
    """Stretches of arrivals that are received at one moment, and those received at once."""
    waits = [(at, then - at) for at, then in enumerate(band.received[OWN_HOURS])]
    for at_once, run in itertools.groupby(waits, key=lambda pair: pair[1] == 0):
        if at_once:
            minutes = [at for at, _ in run]
            x, w = _x(minutes[0]), _x(minutes[-1] + 1) - _x(minutes[0])
            yield _rect(x, base - 9, w, 9, AT_ONCE)
        else:
            for _, part in itertools.groupby(run, key=lambda pair: pair[0] + pair[1]):
                yield _area(list(part), base)


def _area(part: list[tuple[int, int]], base: float) -> str:
    first, last = part[0][0], part[-1][0] + 1
    fill = next(fill for most, fill in SHADES if part[0][1] <= most)
    curve = [*part[::30], part[-1]]
    points = [(_x(first), base), *((_x(at), base - _tall(wait)) for at, wait in curve)]
    points += [(_x(last), base - _tall(part[-1][1] - 1)), (_x(last), base)]
    return _AREA.format(points=" ".join(f"{_n(x)},{_n(y)}" for x, y in points), fill=fill)


def _x(minute: int) -> float:
    return LEFT + minute * DAY_W / (24 * 60)


def _tall(wait: int) -> float:
    return sqrt(wait / TALLEST) * (BAND_H - 8)


def generated() -> Mapping[str, str]:
    """The files of this script, by name, as they should be."""
    found = bands()
    return {"clock-comparison.md": page(found), "clock-comparison.svg": picture(found)}


def main(argv: Sequence[str]) -> int:
    """Write the files, or only compare them, and return the exit status."""
    stale = [
        (FOLDER / name, text)
        for name, text in generated().items()
        if not (FOLDER / name).exists() or (FOLDER / name).read_text(encoding="utf-8") != text
    ]
    for path, text in stale:
        print(path.name)
        if "--check" not in argv:
            path.write_text(text, encoding="utf-8")
    return 1 if stale and "--check" in argv else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""
What judging a case costs: case to report, and JSON Lines to JSON Lines.

The floor is the bare loop that makes the records: one frozen attrs value of twenty fields.
On the machine of the reference figures that takes 1.63 microseconds; the case rates are
printed as measured and as scaled by that floor.

    python -m benchmarks.audit
"""

from __future__ import annotations

import json
import timeit
from collections.abc import Callable
from typing import Any

import attrs

import egovdocs

REFERENCE_FLOOR = 1.633e-6
SENDER, RECIPIENT = "000.00.00.H39", "000.00.07.H39"
_AT = "2020-03-02T{}+07:00"
LINE: dict[str, Any] = {
    "case": "LA-BENCH", "profile": "long-an",
    "document": {
        "id": "000.00.00.H39,2020/03/02,412/UBND-VX", "number": "412/UBND-VX",
        "date": "2020-03-02", "kind": "Công văn", "normative": False, "abstract": "v/v",
        "urgency": "normal", "state_secret": False, "subjects": [], "purposes": [],
        "sender": {"id": SENDER, "kind": "peoples-committee", "on_system": True},
        "recipients": [{"id": RECIPIENT, "kind": "agency", "on_system": True}],
        "signer": {"position": "Phó Chủ tịch", "name": "Nguyễn Văn A"},
        "signatures": [{"by": "authority", "valid": True, "at": _AT.format("09:58:00")}],
        "files": [{"name": "412.pdf"}], "charset": "unicode", "is_reply": False,
        "reply_requested": False, "status": "completed",
    },
    "events": [
        {"type": "signed", "at": _AT.format("09:58:00")},
        {"type": "published", "at": _AT.format("10:20:00"), "channel": "system"},
        {"type": "acknowledged", "at": _AT.format("10:20:03")},
        {"type": "arrived", "at": _AT.format("10:20:04"), "channel": "system",
         "agency": RECIPIENT},
        {"type": "accepted", "at": _AT.format("10:30:00"), "agency": RECIPIENT},
        {"type": "registered-in", "at": _AT.format("10:31:00"), "agency": RECIPIENT},
        {"type": "transferred", "at": _AT.format("16:10:00"), "agency": RECIPIENT},
        {"type": "completed", "at": _AT.format("16:50:00"), "agency": RECIPIENT},
    ],
    "observed": {"until": "2020-03-04T17:00:00+07:00", "types": "all"},
}  # fmt: skip
_TWENTY = attrs.make_class("Twenty", [f"f{n}" for n in range(20)], frozen=True, slots=True)
_KEYWORDS = {f"f{n}": n for n in range(20)}


def each(call: Callable[[], object], number: int) -> float:
    """Seconds of one call, the least of seven runs."""
    return min(timeit.repeat(call, number=number, repeat=7)) / number


def main() -> None:
    """Print the rates."""
    policy = egovdocs.load("long-an")
    text = json.dumps(LINE, ensure_ascii=False)
    case = egovdocs.Case.from_json(LINE)
    floor = each(lambda: _TWENTY(**_KEYWORDS), 5_000)

    def line_to_line() -> str:
        report = policy.audit(egovdocs.Case.from_json(json.loads(text)))
        return json.dumps(report.to_json(), ensure_ascii=False)

    rows = (
        ("case with 8 events to report", each(lambda: policy.audit(case), 300), 20_000),
        ("JSON line to JSON line", each(line_to_line, 300), 4_000),
    )
    print(f"  floor: a frozen value of 20 fields in {floor * 1e6:.2f} us")
    for name, seconds, target in rows:
        scaled = 1 / seconds * floor / REFERENCE_FLOOR
        print(
            f"  {name:<30} {1 / seconds:>7,.0f}/s measured, {scaled:>7,.0f}/s at the reference "
            f"floor, target {target:,}; {seconds / floor:.0f} x the floor"
        )


if __name__ == "__main__":
    main()

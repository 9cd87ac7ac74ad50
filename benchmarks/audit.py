"""
What judging a case costs: case to report, and JSON Lines to JSON Lines.

Of one province alone, and over the national layer, which is how a profile judges unless told
otherwise; lines with the standard library, and with ``egovdocs[fast]`` where it is installed.

The floor is the bare loop that makes the records: one frozen attrs value of twenty fields.
On the machine of the reference figures that takes 1.63 microseconds; the case rates are
printed as measured and as scaled by that floor.  All is processor time of one core.

    python -m benchmarks.audit
"""

from __future__ import annotations

import json
import time
import timeit
from collections.abc import Callable, Iterator
from typing import Any

import attrs

import egovdocs
from egovdocs.audit import fast_json
from egovdocs.audit.as_json import plainly, written
from egovdocs.audit.reading import decode, plain_decode

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
    """Processor seconds of one call, the least of seven runs."""
    return min(timeit.repeat(call, number=number, repeat=7, timer=time.process_time)) / number


def runs(policy: egovdocs.Policy) -> Iterator[tuple[str, Callable[[], object], int]]:
    """What is measured of *policy*: its name, itself, and the rate that is wanted."""
    line = json.dumps(LINE, ensure_ascii=False).encode()
    case = egovdocs.Case.from_json(LINE)
    yield "case with 8 events to report", lambda: policy.audit(case), 20_000

    def plain() -> str:
        return plainly(policy.audit(plain_decode(line)).to_json())

    yield "JSON line to JSON line", plain, 4_000
    if fast_json.installed():
        yield "the same with egovdocs[fast]", lambda: _fast(policy, line), 12_000
    else:
        print("  egovdocs[fast] absent (msgspec)")


def _fast(policy: egovdocs.Policy, line: bytes) -> str:
    return written(policy.audit(decode(line)).to_json())


def main() -> None:
    """Print the rates."""
    floor = each(lambda: _TWENTY(**_KEYWORDS), 5_000)
    print(f"  floor: a frozen value of 20 fields in {floor * 1e6:.2f} us")
    for national in (False, True):
        policy = egovdocs.load("long-an", national=national)
        found = len(policy.audit(egovdocs.Case.from_json(LINE)).judged)
        print(f"  {'over the national layer' if national else 'one province'}: {found} findings")
        for name, run, target in runs(policy):
            seconds = each(run, 50 if national else 300)
            scaled = 1 / seconds * floor / REFERENCE_FLOOR
            wanted = "" if national else f", target {target:,}"
            print(
                f"    {name:<29} {1 / seconds:>7,.0f}/s measured, {scaled:>7,.0f}/s at the "
                f"reference floor{wanted}; {seconds / floor:.0f} x the floor"
            )


if __name__ == "__main__":
    main()

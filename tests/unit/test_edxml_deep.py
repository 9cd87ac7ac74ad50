"""
Many messages, and large ones: exactly what was planted, in memory that does not grow.

Memory is that of a process of its own, whose address space is limited by the system.
"""

from __future__ import annotations

import base64
import json
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from edxml_samples import attached, document, header, reference, status, trace
from egovdocs.cli import main
from egovdocs.edxml import Joiner, read


def ident(number: int) -> str:
    return f"000.00.00.H39,2020/03/02,{number}/UBND-VX"


def head(number: int, **parts: object) -> str:
    return header(**{"number": str(number), "ident": ident(number), **parts})  # type: ignore[arg-type]


def named(number: int) -> str:
    return f"<edXML:DocumentId>{ident(number)}</edXML:DocumentId>"


# What is planted, by the last two digits of the number of a document: the messages that are
# sent in place of the document, or after it, and what must be told of the case.
Planted = tuple[Callable[[int], list[str]], tuple[str, ...]]
# fmt: off
FAULTS: dict[int, Planted] = {
    3:  (lambda n: ["\n" + document(head(n))], ("leading-bytes",)),
    7:  (lambda n: [document(head(n, to=[]))], ("missing-element",)),
    11: (lambda n: [document(head(n), attachments=attached("####"))], ("not-base64",)),
    13: (lambda n: [document(head(n), attachments="")], ("attachment-missing",)),
    17: (lambda n: [document(head(n))] * 2, ("repeated-message",)),
    19: (lambda n: [document(head(n, subject="a" * 501))], ("too-long",)),
    23: (lambda n: [document(head(n, subject="a\u202eb"))], ("hidden-characters",)),
    29: (lambda n: [document(head(n, to=["null"]))], ("bad-agency-id",)),
    31: (lambda n: [document(head(n), references=reference(name="../x.pdf"))], ("unsafe-name",)),
    37: (lambda n: [document(head(n)), document(head(n, subject="Về việc khác"))],
         ("repeated-document",)),
    41: (lambda _: [], ("orphan",)),
    43: (lambda n: [document(head(n)), status("06", "2020/03/02 09:09:30", ident=ident(n),
                                              about=f"{n}/UBND-VX")],
         ("out-of-order", "out-of-order")),
    47: (lambda n: [document(head(n)), document(head(n), trace(business="2"))],
         ("missing-element",)),
    53: (lambda n: [document(head(n)),
                    document(head(n), trace("2020/03/02 08:00:00", "1", named(n)))],
         ("out-of-order",)),
    59: (lambda n: [document(head(n)).replace("edXML:Subject>", "ed:Subject>")],
         ("unbound-prefix",)),
    61: (lambda n: [document(head(n), trace("hôm qua"))], ("bad-value", "no-instant")),
    67: (lambda n: [document(head(n, more="<edXML:Mood>good</edXML:Mood>"))], ("unknown-element",)),
    71: (lambda n: [document(head(n)), status("16", "2020/03/02 10:00:00", ident=ident(n),
                                              about=f"{n}/UBND-VX")], ("no-event",)),
}
# fmt: on


def messages(number: int) -> list[str]:
    """The messages of one document: itself, its arrival and what became of it."""
    make, _ = FAULTS.get(number % 100, (lambda n: [document(head(n))], ()))
    told = (("01", "2020/03/02 09:10:00"), ("03", "2020/03/02 09:30:00"))
    about = f"{number}/UBND-VX"
    return [*make(number), *(status(code, at, ident=ident(number), about=about)
                             for code, at in told[: 1 + number % 2])]  # fmt: skip


def generated(count: int) -> Iterator[str]:
    """All messages, shuffled by a seed."""
    made = [(number, part) for number in range(100, 100 + count) for part in messages(number)]
    random.Random(6).shuffle(made)
    return (text for _, text in made)


def expected(count: int) -> Counter[tuple[str, str]]:
    return Counter(
        (ident(number), code)
        for number in range(100, 100 + count)
        for code in FAULTS.get(number % 100, (None, ()))[1]
    )


@pytest.mark.parametrize("held", [10_000, 50])
def test_what_was_planted_is_found_and_nothing_else(held: int) -> None:
    joiner = Joiner(held=held)
    for index, text in enumerate(generated(300)):
        joiner.add(read(text.encode(), str(index)))
    cases = list(joiner.cases())

    assert len(cases) == 300
    assert Counter((c.case.case, each.code) for c in cases for _, each in c.deviations) == expected(
        300
    )


@pytest.mark.deep
def test_a_folder_of_ten_thousand_yields_exactly_what_was_planted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Through the command, so that reading, joining and reporting are all of it."""
    count = 0
    for count, text in enumerate(generated(6_500), 1):
        folder = tmp_path / f"{count % 7}"
        folder.mkdir(exist_ok=True)
        (folder / f"{count}.edxml").write_text(text, encoding="utf-8")
    command = ["audit", str(tmp_path), "--from", "edxml", "--profile", "long-an",
               "--format", "json", "--all", "--no-national"]  # fmt: skip

    assert count >= 10_000
    assert main(command) == 1
    out = capsys.readouterr()
    cases = [json.loads(line) for line in out.out.splitlines()]
    found = Counter(
        (case["case"], each["code"]) for case in cases for each in case.get("deviations", ())
    )
    assert out.err == ""
    assert len(cases) == 6_500
    assert found == expected(6_500)


# -- memory, in a process of its own ----------------------------------------------------------

RUN = """
import resource, sys
sys.path.insert(0, {tests!r})
from egovdocs.edxml import Joiner, read, read_stream
{body}
try:  # what was used before this program was put in the place of its parent does not count
    with open("/proc/self/status") as status:
        peak = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
except FileNotFoundError:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(peak // 1024)
"""
LARGE = """
import base64
resource.setrlimit(resource.RLIMIT_DATA, (64 * 2**20, 64 * 2**20))
from edxml_samples import attached, document
before, _, after = document(attachments=attached("@@")).partition("@@")
piece = base64.b64encode(bytes(range(192)) * 256)
def flow():
    yield before.encode()
    for _ in range({mib} * 2**20 // 49152):
        yield piece
    yield after.encode()
parts = flow()
received = read_stream(lambda size: next(parts, b""))
assert [each.code for each in received.deviations] == [], received.deviations
assert received.message.attachments[0].content.size > {mib} * 2**20 - 65536
joiner = Joiner()
joiner.add(received)
assert len(list(joiner.cases())) == 1
"""
MANY = """
from test_edxml_deep import messages
joiner = Joiner()
for number in range(100, 100 + {count}):
    for index, text in enumerate(messages(number)):
        joiner.add(read(text.encode(), f"{{number}}.{{index}}"))
assert sum(1 for _ in joiner.cases()) == {count}
"""


def peak(body: str) -> int:
    """MiB that a process takes at most to run *body*."""
    tests = str(Path(__file__).parents[1])
    path = repr(str(Path(__file__).parent))
    code = RUN.format(tests=tests, body=f"sys.path.insert(0, {path})\n{body}")
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=900
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return int(done.stdout.split()[-1])


@pytest.mark.deep
@pytest.mark.skipif(sys.platform != "linux", reason="limits of memory are set as Linux sets them")
def test_an_attachment_of_200_mib_is_judged_in_64_mib() -> None:
    """The limit is on all that the process allocates, the interpreter included."""
    assert peak(LARGE.format(mib=200)) < 64


@pytest.mark.deep
def test_ten_times_as_many_messages_take_no_more_memory() -> None:
    """Some 100,000 messages against 10,000; both are more than what is held."""
    few, many = (peak(MANY.format(count=count)) for count in (6_000, 60_000))

    assert many < few + 12


def test_pieces_of_base64_are_whole_groups() -> None:
    """The test above feeds them one after the other."""
    assert base64.b64encode(bytes(range(192)) * 256)[-1:] != b"="

"""
Fuzz the reader of messages: whatever the bytes, our own errors or a sound message come out.

With atheris installed the search is guided by coverage; without it the same mutations run
from a seeded dice.  What is asked of every input is in :func:`check`.  At the end the number
of executions and the findings are printed; the first input of each finding is kept.

    python scripts/fuzz_edxml.py --minutes 12 --seed 6
"""

from __future__ import annotations

import argparse
import base64
import io
import json
import random
import re
import sys
import time
import traceback
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import attrs

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

try:
    import atheris
except ImportError:
    atheris = None

if atheris is None:
    import egovdocs.edxml as edxml
else:
    with atheris.instrument_imports(include=["egovdocs.edxml", "egovdocs.ids"]):
        import egovdocs.edxml as edxml

import edxml_samples as samples  # noqa: E402
import egovdocs  # noqa: E402
from egovdocs.edxml.problems import UnwritableText  # noqa: E402
from egovdocs.errors import EgovdocsError  # noqa: E402
from egovdocs.record import Case  # noqa: E402
from egovdocs.timing import VN  # noqa: E402

LIMITS = edxml.Limits(message=4_000_000, attachment=2_000_000)
SECONDS = 5.0
POLICY = egovdocs.load("long-an", national=False)
AT = datetime(2020, 3, 3, 9, tzinfo=VN)


class Unsound(AssertionError):
    """Something that must hold for every input does not."""


# -- what is asked of every input --------------------------------------------------------------


def check(data: bytes) -> str:
    """Put *data* through every door; return what became of it."""
    began = time.perf_counter()
    try:
        _stream(data)
        received = edxml.read(data, "x", LIMITS)
        _sound(received)
        _written(received.message)
        _joined(received)
        fate = type(received.message).__name__
    except EgovdocsError as error:
        if not error.message("vi").isprintable():
            raise Unsound("an error speaks control codes") from error
        fate = error.code
    if time.perf_counter() - began > SECONDS:
        raise Unsound("too slow")
    return fate


def _stream(data: bytes) -> None:
    """As standard input; a message that cannot be read does not end the stream."""
    for each in edxml.passing(io.BytesIO(data), limits=LIMITS):
        try:
            edxml.read_stream(each.read, each.name, LIMITS)
        except EgovdocsError:
            continue


def _sound(received: edxml.Received) -> None:
    for each in received.deviations:
        if not (each.message("vi").isprintable() and each.message("en").isprintable()):
            raise Unsound(f"a sentence is not printable: {each.code}")
        json.dumps(each.to_json(), ensure_ascii=False).encode()


def _bare(message: object) -> object:
    """A message without what was found in its attachments."""
    if not isinstance(message, edxml.DocumentMessage):
        return message
    held = tuple(attrs.evolve(each, content=None) for each in message.attachments)
    return attrs.evolve(message, attachments=held)


def _written(message: edxml.DocumentMessage | edxml.StatusMessage) -> None:
    try:
        again = edxml.read(edxml.write(message)).message
    except UnwritableText:
        return
    if _bare(again) != _bare(message):
        raise Unsound("what was written is not what is read back")


def _joined(received: edxml.Received) -> None:
    for held in (4096, 0):
        joiner = edxml.Joiner({"document": {"state_secret": False}}, held=held)
        joiner.add(received)
        joiner.add(received)
        for joined in joiner.cases():
            if not joined.case.case.isprintable() and "\ufffd" not in joined.case.case:
                raise Unsound("the name of a case is not printable")
            written = joined.case.to_json()
            json.dumps(written, ensure_ascii=False)
            if Case.from_json(written) != joined.case:
                raise Unsound("a case is not read back")
            POLICY.audit(joined.case)


# -- seeds and mutations -----------------------------------------------------------------------


def seeds() -> list[bytes]:
    """Valid messages of each kind, and what real systems make of them."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("thu-muc/12.pdf", samples.PDF * 20)
    sent = samples.attached(packed.getvalue(), kind="application/zip")
    target = "<edXML:DocumentId>000.00.00.H39,2020/03/02,12/UBND-VX</edXML:DocumentId>"
    listed = f"<edXML:ReplacementInfoList><edXML:ReplacementInfo>{target}" \
             "</edXML:ReplacementInfo></edXML:ReplacementInfoList>"  # fmt: skip
    signature = '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo/></Signature>'
    plain = samples.document()
    texts = [
        plain,
        samples.document(references=samples.reference(kind="application/zip"), attachments=sent),
        *(samples.status(code) for code in ("01", "02", "03", "13", "16")),
        *(samples.document(trace_text=samples.trace(business=kind, more=target)) for kind in "12"),
        samples.document(trace_text=samples.trace(business="3", more=listed)),
        plain.replace("</edXML:edXMLHeader>", f"{signature}</edXML:edXMLHeader>"),
        plain.replace("edXML:", "").replace("xmlns:edXML", "xmlns"),
        plain + samples.status(),
    ]
    return [text.encode() for text in texts]


TAG = re.compile(rb"<[^<>]*>")
OPENING = re.compile(rb"<([A-Za-z][^\s<>/]*)[^<>]*(?<!/)>")
TEXT = re.compile(rb">([^<>]+)<")
# fmt: off
HOSTILE = [text.encode() for text in (
    "", " ", "null", "\u202e", "\u2066\u200f", "&#0;", "&#x1F;", "&#xD800;", "&a;", "\x9b31m",
    "=1+1", "../../x", "C:\\x", "con", "9" * 400, "0000/00/00", "2020/02/30", "9999/12/31 23:59:59",
    "0001/01/01 00:00:00", "2020/03/02 24:00:00", "000.00.00.H39", "H39.1.2.3.4.5.6", ",,", "a,b,c",
    "000.00.00.H39,2020/03/02,12/UBND-VX", "<![CDATA[x]]>", "<!-- -- -->", "<?p i?>", "]]>",
    "<!DOCTYPE x [<!ENTITY a 'b'>]>", "====", "A===", "UEsFBg" + "A" * 24, "-1", "1e9", "٣", "²",
)]
# fmt: on
FRONTS = [
    b"\r\n",
    b"HTTP/1.1 200 OK\r\n\r\n",
    b"\xef\xbb\xbf",
    b"<!DOCTYPE x>",
    b"<?xml version='1.1'?>",
    b'<?xml version="1.0" encoding="utf-16"?>',
    b'<?xml version="1.0" encoding="windows-1258"?>',
]
NAMES = [name.encode() for name in sorted(edxml.reading.KNOWN)] + [b"x", b"a:b", b":", b"xmlns"]
SPACES = [samples.QCVN.encode(), b"http://www.e-doc.vn/Schema/", b"", b"urn:x"]


def _piece(dice: random.Random, data: bytes, pattern: re.Pattern[bytes]) -> tuple[int, int]:
    found = [match.span() for match in pattern.finditer(data[:40_000])]
    return dice.choice(found) if found else (0, 0)


def _element(dice: random.Random, data: bytes) -> tuple[int, int, bytes]:
    """A whole element: where it begins, where it ends, and its name."""
    start, end = _piece(dice, data, OPENING)
    match = OPENING.match(data, start, end)
    close = data.find(b"</" + match[1] + b">", end) if match else -1
    return (start, close + len(match[1]) + 3, match[1]) if match and close > 0 else (0, 0, b"")


def retag(dice: random.Random, data: bytes) -> bytes:
    """Another name, or another prefix, for one element."""
    start, end, name = _element(dice, data)
    new = dice.choice((b"", b"ed:", b"edXML:", b"edXML:", b"edXML:"))
    new += dice.choice(NAMES) if dice.random() < 0.7 else name.rpartition(b":")[2]
    inside = data[start + 1 + len(name) : end - len(name) - 1]
    return data[:start] + b"<" + new + inside + new + b">" + data[end:] if end else data


def retext(dice: random.Random, data: bytes) -> bytes:
    """A hostile text in place of one."""
    start, end = _piece(dice, data, TEXT)
    return data[: start + 1] + dice.choice(HOSTILE) * dice.choice((1, 1, 1, 40)) + data[end - 1 :]


def repeat(dice: random.Random, data: bytes) -> bytes:
    """One element again beside itself or elsewhere, many times over, or not at all."""
    start, end, _ = _element(dice, data)
    part = data[start:end][:4000] * dice.choice((0, 1, 2, 30))
    at = dice.choice((end, end, _element(dice, data)[0]))
    return data[:at] + part + data[at:] if part else data[:start] + data[end:]


def attribute(dice: random.Random, data: bytes) -> bytes:
    """An attribute, or a namespace, in one tag."""
    end = _piece(dice, data, TAG)[1] - 1
    name = dice.choice((b"xmlns", b"xmlns:edXML", b"href", b"xlink:href", b"a"))
    given = b' %s="%s"' % (
        name,
        dice.choice(SPACES + HOSTILE).replace(b'"', b"").replace(b"<", b""),
    )
    return data[:end] + given * dice.choice((1, 1, 2)) + data[end:] if end > 0 else data


def nest(dice: random.Random, data: bytes) -> bytes:
    """Elements within elements, closed or not."""
    start, end = _piece(dice, data, TEXT)
    count = dice.choice((1, 5, 31, 33, 2000))
    return (data[: start + 1] + b"<a>" * count + data[start + 1 : end - 1]
            + b"</a>" * dice.choice((count, count - 1)) + data[end - 1 :])  # fmt: skip


def rezip(dice: random.Random, data: bytes) -> bytes:
    """Bytes changed within a zip that is attached."""
    found = re.search(rb"(UEsDB[A-Za-z0-9+/=]+)", data)
    if not found:
        return junk(dice, data)
    try:
        packed = bytearray(base64.b64decode(found[1]))
    except ValueError:
        return data
    for _ in range(dice.randint(1, 8)):
        packed[dice.randrange(len(packed))] = dice.choice((0, 1, 0xFF, dice.randrange(256)))
    cut = len(packed) if dice.random() < 0.7 else dice.randrange(len(packed))
    return data[: found.start()] + base64.b64encode(packed[:cut]) + data[found.end() :]


def junk(dice: random.Random, data: bytes) -> bytes:
    """Bytes put in, taken out, or turned."""
    at = dice.randrange(len(data) + 1)
    new = dice.choice((b"", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"<", b"&", dice.randbytes(4)))
    return data[:at] + new + data[at + dice.choice((0, 0, 1, 4, 50)) :]


def front(dice: random.Random, data: bytes) -> bytes:
    """Something before the message, or another declaration."""
    new = dice.choice(FRONTS)
    rest = data.partition(b"?>")[2] if dice.random() < 0.5 else data
    return new + rest


def recode(dice: random.Random, data: bytes) -> bytes:
    """The same text in another encoding."""
    text = data.decode("utf-8", "replace")
    return text.encode(dice.choice(("utf-16", "utf-16-le", "utf-8-sig", "latin-1")), "replace")


MUTATIONS: tuple[Callable[[random.Random, bytes], bytes], ...] = (
    retag, retext, retext, repeat, attribute, nest, rezip, junk, front, recode,
)  # fmt: skip
SEEDS = seeds()


def mutated(dice: random.Random, data: bytes) -> bytes:
    """*data* after one to five mutations."""
    for _ in range(dice.choice((1, 1, 2, 3, 5))):
        data = dice.choice(MUTATIONS)(dice, data)[:200_000]
    return data


# -- running -----------------------------------------------------------------------------------


@attrs.define
class Run:
    """What came of all inputs so far."""

    until: float
    out: Path
    count: int = 0
    fates: dict[str, int] = attrs.field(factory=dict)
    findings: dict[str, str] = attrs.field(factory=dict)

    def one(self, data: bytes) -> None:
        """Check one input; a finding is kept once, by where it was raised."""
        self.count += 1
        try:
            fate = check(data)
        except (Exception, RecursionError) as error:
            last = traceback.extract_tb(error.__traceback__)[-1]
            key = f"{type(error).__name__} {Path(last.filename).name}:{last.lineno} {error}"[:200]
            if key not in self.findings:
                name = self.out / f"finding-{len(self.findings) + 1}.xml"
                self.findings[key] = str(name)
                name.write_bytes(data)
            fate = "FINDING"
        self.fates[fate] = self.fates.get(fate, 0) + 1
        if time.monotonic() > self.until:
            self.end()

    def end(self) -> None:
        """Print what came of it, and stop."""
        print(json.dumps(attrs.asdict(self, filter=lambda a, _: a.name not in ("until", "out")),
                         indent=1, ensure_ascii=False))  # fmt: skip
        sys.stdout.flush()
        import os

        os._exit(1 if self.findings else 0)  # libFuzzer does not return by itself


def inputs(dice: random.Random) -> Iterator[bytes]:
    """Without atheris: mutations of seeds, and of mutations of them."""
    held = list(SEEDS)
    while True:
        data = mutated(dice, dice.choice(held))
        yield data
        if dice.random() < 0.02:
            held = [*held[-500:], data, *SEEDS]


def main() -> None:
    """Run for so many minutes."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=6)
    parser.add_argument("--out", type=Path, default=Path("fuzz-out"))
    args = parser.parse_args()
    args.out.mkdir(exist_ok=True)
    run = Run(time.monotonic() + args.minutes * 60, args.out)
    for seed in SEEDS:
        run.one(seed)
    if atheris is None:
        for data in inputs(random.Random(args.seed)):
            run.one(data)
    corpus = args.out / "corpus"
    corpus.mkdir(exist_ok=True)
    for number, seed in enumerate(SEEDS):
        (corpus / f"seed-{number}").write_bytes(seed)

    def mutate(data: bytes, size: int, seed: int) -> bytes:
        dice = random.Random(seed)
        if dice.random() < 0.2:
            return atheris.Mutate(data, size)
        return mutated(dice, data or dice.choice(SEEDS))[:size]

    flags = [f"-seed={args.seed}", "-max_len=100000", "-rss_limit_mb=1024", "-timeout=20"]
    atheris.Setup([sys.argv[0], *flags, str(corpus)], run.one, custom_mutator=mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    main()

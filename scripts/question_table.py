"""
Write down which clause answers which question, for every shipped profile.

    python scripts/question_table.py [--check]

Writes ``docs/reference/question-table.md``.  Exit status 0: it is up to date, or now is; 1:
with ``--check``, it was not.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import attrs

import egovdocs
from egovdocs.citation import Citation
from egovdocs.policy import Policy, shipped_profiles
from egovdocs.policy.instrument import QUESTIONS, Clause

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "question-table.md"
MISSING = ("delegated", "text-missing")
# What is asked, in the order of QUESTIONS.
ASKED: Mapping[str, tuple[str, str]] = {
    "received": ("Được nhận lúc nào?", "When is it received?"),
    "sent": ("Được gửi lúc nào?", "When is it sent?"),
    "transfer": ("Bao lâu phải chuyển xử lý?", "By when must it be passed on?"),
    "assignment": ("Ai được phân công, khi nào?", "Who is assigned, and when?"),
    "acknowledgement": ("Bên gửi biết đã đến bằng cách nào?", "How does the sender learn of it?"),
    "reply": ("Trả lời thế nào, khi nào?", "How and when is it answered?"),
    "paper": ("Có phải gửi bản giấy không?", "Must paper follow?"),
    "value": ("Giá trị pháp lý ra sao?", "What is it worth in law?"),
    "refusal": ("Từ chối nhận thế nào?", "How is it refused?"),
    "recall": ("Thu hồi thế nào?", "How is it recalled?"),
    "report": ("Báo cáo khi nào?", "When are reports due?"),
    "outage": ("Hệ thống ngừng thì làm gì?", "What if the system is down?"),
}


@attrs.frozen
class Cell:
    """
    What one profile says to one question.

    Attributes:
        answered: clauses with an answer or a rule that serves the question.
        handed_on: clauses whose text is missing, or that point to one that may answer; each
            with what it points to.
    """

    answered: tuple[str, ...] = ()
    handed_on: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        parts = [_linked(clause) for clause in self.answered]
        parts += [_handed_on(clause, to) for clause, to in self.handed_on]
        return "<br>".join(parts) or "quy chế không nói · silent"


def _linked(clause: str) -> str:
    return f"`{clause}`"


def _handed_on(clause: str, to: str) -> str:
    if not to:
        return f"`{clause}`: thiếu lời văn · text missing"
    name = Citation.parse(to).spoken("vi")
    return f"`{clause}`: giao cho {name} · delegated"


def cell(policy: Policy, question: str) -> Cell:
    """What *policy* says to *question*, clause by clause in the order of its texts."""
    answered, handed_on = [], []
    for address, clause in _clauses(policy):
        if _serves(clause, question):
            answered.append(address)
        elif clause.kind in MISSING and question in clause.answers:
            handed_on.append((address, clause.to))
    return Cell(tuple(answered), tuple(handed_on))


def _clauses(policy: Policy) -> Iterator[tuple[str, Clause]]:
    for instrument in policy.instruments:
        for clause in instrument.clauses:
            yield f"{instrument.id}#{clause.at}", clause


def _serves(clause: Clause, question: str) -> bool:
    answers = clause.answer is not None and clause.answer.question == question
    return answers or any(rule.question == question for rule in clause.rules)


_TEXT = """\
<!-- Do scripts/question_table.py sinh ra; đừng sửa tay. / Generated; do not edit. -->
# Câu hỏi nào, điều khoản nào · Which clause answers which question

Mỗi ô là các điều khoản trả lời câu hỏi ấy trong một hồ sơ, hoặc vì sao không có: câu hỏi được
giao cho một văn bản khác, thiếu lời văn, hoặc quy chế không nói.  Nơi quy chế không nói, thư
viện trả lời “chưa quyết định được”; lớp văn bản trung ương có thể trả lời nếu hồ sơ dùng nó.

Each cell lists the clauses that answer the question in a profile, or why none does: the
question is delegated to another text, the text is missing, or the regulation is silent.  Where
it is silent the library answers “undecided”; the national layer may answer, for a profile that
uses it.

{table}

Bảng lấy từ khóa `question` của quy tắc và câu trả lời trong các tệp văn bản.
The table comes from the key `question` of the rules and answers in the instrument files.
"""


def page() -> str:
    """The page, as Markdown."""
    policies = [egovdocs.load(name) for name in shipped_profiles()]
    names = [policy.profile.name["vi"] for policy in policies]
    rows = [["Câu hỏi · Question", *names], ["---"] * (len(names) + 1)]
    for question in QUESTIONS:
        vi, en = ASKED[question]
        cells = (str(cell(policy, question)) for policy in policies)
        rows.append([f"`{question}`<br>{vi}<br>{en}", *cells])
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return _TEXT.format(table=table)


def main(argv: Sequence[str]) -> int:
    """Write the page, or only compare it, and return the exit status."""
    stale = not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page()
    if stale and "--check" in argv:
        print(PAGE.name)
        return 1
    if stale:
        PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

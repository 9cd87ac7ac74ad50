"""
Write down which clause answers which question, for every shipped profile.

    python scripts/question_table.py [--check]

Writes ``docs/reference/question-table.md``, what each regulation says by itself, and
``docs/explanation/who-answers.md``, who answers over the national layer.  Exit status 0: both are
up to date, or now are; 1: with ``--check``, one was not.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import attrs

import egovdocs
from egovdocs.citation import Citation
from egovdocs.policy import Policy, shipped_profiles
from egovdocs.policy.instrument import QUESTIONS, Clause
from egovdocs.policy.view import WHOLE
from egovdocs.record import Case

DOCS = Path(__file__).parent.parent / "docs"
PAGE = DOCS / "reference" / "question-table.md"
WHO = DOCS / "explanation" / "who-answers.md"
# The questions of the second page; the first two are settled by one clause, for the system, on
# two days: before and after the law on electronic transactions changed.
WHO_ASKED = (
    "received", "sent", "transfer", "assignment", "acknowledgement", "paper", "value", "refusal",
    "recall", "report",
)  # fmt: skip
SETTLED = ("received", "sent")
DAYS = (date(2020, 3, 2), date(2024, 7, 1))
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
giao cho một văn bản khác, thiếu lời văn, hoặc quy chế không nói.  Bảng này chỉ kể quy định của
địa phương; ai trả lời khi xét cùng lớp văn bản trung ương thì xem
[Ai trả lời câu hỏi nào](../explanation/who-answers.md).

Each cell lists the clauses that answer the question in a profile, or why none does: the
question is delegated to another text, the text is missing, or the regulation is silent.  This
table has the regulations of the place alone; who answers over the national layer stands in
[Who answers which question](../explanation/who-answers.md).

{table}

Bảng lấy từ khóa `question` của quy tắc và câu trả lời trong các tệp văn bản.
The table comes from the key `question` of the rules and answers in the instrument files.
"""


def page() -> str:
    """The page, as Markdown."""
    policies = [egovdocs.load(name, national=False) for name in shipped_profiles()]
    names = [policy.profile.name["vi"] for policy in policies]
    rows = [["Câu hỏi · Question", *names], ["---"] * (len(names) + 1)]
    for question in QUESTIONS:
        vi, en = ASKED[question]
        cells = (str(cell(policy, question)) for policy in policies)
        rows.append([f"`{question}`<br>{vi}<br>{en}", *cells])
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return _TEXT.format(table=table)


# -- who answers, over the national layer ----------------------------------------------------------

_WHO = """\
<!-- Do scripts/question_table.py sinh ra; đừng sửa tay. / Generated; do not edit. -->
# Ai trả lời câu hỏi nào · Who answers which question

Mỗi hồ sơ được xét trên lớp văn bản trung ương.  Ô nào cũng có điều khoản của địa phương (nếu
có), của trung ương (nếu có), và điều còn thiếu.  Thời điểm gửi và nhận chỉ do một điều khoản
quyết định, nên có thêm dòng **áp dụng**: điều khoản được chọn cho văn bản gửi giữa hai cơ quan
qua hệ thống vào hai ngày {days}, hoặc vì sao chưa chọn được.
Ở các câu hỏi khác mọi nghĩa vụ cùng được xét; nghĩa vụ này không che nghĩa vụ kia.

Every profile is judged over the national layer.  A cell has the clauses of the place (where there
are some), those of the nation (where there are some), and what is missing.  One clause alone
decides when something is sent and received, so that a line **applies** says which one, for a
document between two agencies through the system on {days}, or why none was chosen.
Of the other questions all duties are judged together; none hides another.

{tables}
Trái nhau, nới lỏng, chặt hơn: `egovdocs policy check` · What disagrees, loosens or is stricter:
`egovdocs policy check`.
"""


def who() -> str:
    """The page on who answers, as Markdown: one table for each profile."""
    policies = [egovdocs.load(name, national=True) for name in shipped_profiles()]
    days = ", ".join(map(str, DAYS))
    return _WHO.format(days=days, tables="\n".join(map(_table, policies)))


def _table(policy: Policy) -> str:
    rows = [["Câu hỏi · Question", "Địa phương · Local", "Trung ương · National"], ["---"] * 3]
    for question in WHO_ASKED:
        vi, en = ASKED[question]
        rows.append([f"`{question}`<br>{vi}<br>{en}", *layers(policy, question)])
    lines = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return f"## {policy.profile.name['vi']}\n\n{lines}\n"


def layers(policy: Policy, question: str) -> tuple[str, str]:
    """What the place and the nation say to *question*; the nation's cell says who prevails."""
    found = cell(policy, question)
    local, national = (
        Cell(
            tuple(name for name in found.answered if name.startswith("vn/") is above),
            tuple(pair for pair in found.handed_on if pair[0].startswith("vn/") is above),
        )
        for above in (False, True)
    )
    told = [_applies(policy, question, day) for day in DAYS] if question in SETTLED else []
    silent = "không văn bản trung ương nào nói · silent"
    return str(local), "<br>".join([silent if national == Cell() else str(national), *told])


def _applies(policy: Policy, question: str, day: date) -> str:
    asked, view = policy.questions[question], policy.view(Case("?"))
    found = asked.resolve(day, "system", "between-agencies", view, WHOLE)
    cited = ", ".join(map(_linked, found.conflict or found.because))
    if found.answer is None:
        missing = ", ".join(found.missing)
        return f"**áp dụng · applies** {day}: chưa quyết định được · undecided ({missing}) {cited}"
    return f"**áp dụng · applies** {day}: {cited}"


def main(argv: Sequence[str]) -> int:
    """Write the pages, or only compare them, and return the exit status."""
    made = {PAGE: page(), WHO: who()}
    stale = [
        path
        for path, text in made.items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    for path in stale:
        if "--check" in argv:
            print(path.name)
        else:
            path.write_text(made[path], encoding="utf-8")
    return 1 if stale and "--check" in argv else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The arguments of every command: one function for each, in the order of the manual."""

from __future__ import annotations

from argparse import (
    Action,
    ArgumentParser,
    ArgumentTypeError,
    BooleanOptionalAction,
    Namespace,
    RawDescriptionHelpFormatter,
)
from collections.abc import Callable
from typing import Any, NoReturn

from egovdocs import __version__

_ABOUT = """\
Quy định về văn bản điện tử, thành quy tắc chạy được, có dẫn điều khoản.
Vietnamese rules on electronic official documents, executable and cited.
"""
_STATUS = """\
Trạng thái kết thúc / exit status:
  0  không có gì trái; hoặc đã trả lời / nothing broken; or an answer was printed
  1  audit, register: có điều trái quy định / something is broken
  2  có đầu vào không dùng được / some input could not be used
"""


def parser() -> ArgumentParser:
    """Build the parser of the command."""
    top = _Parser(
        "egovdocs",
        description=_ABOUT,
        epilog=_STATUS,
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    top.add_argument("--version", action="version", version=f"egovdocs {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for add in (_audit, _summary, _register, _ask, _id, _policy, _law, _conformance, _demo):
        add(commands)
    return top


class _Parser(ArgumentParser):
    """Say, in both languages, where to read what a command takes."""

    def error(self, message: str) -> NoReturn:
        super().error(f"{message}\nXem / see: {self.prog} --help")


def _command(group: Any, name: str, module: str, about: str) -> ArgumentParser:
    made: ArgumentParser = group.add_parser(name, help=about, description=about, allow_abbrev=False)
    made.set_defaults(module=module, asked=False)
    made.add_argument("--lang", choices=("vi", "en"), default="vi", action=_Asked,
                      help="ngôn ngữ / language (vi)")  # fmt: skip
    return made


class _Asked(Action):
    """Keep the value, and that it was asked for: what goes wrong is then said in one language."""

    def __call__(self, _parser: object, namespace: Namespace, values: object, *_: object) -> None:
        setattr(namespace, self.dest, values)
        namespace.asked = True


def _national(made: ArgumentParser) -> None:
    made.add_argument(
        "--national",
        action=BooleanOptionalAction,
        default=None,
        help="cả văn bản toàn quốc / over the national layer (như hồ sơ / as the profile says)",
    )


def _format(made: ArgumentParser, *choices: str) -> None:
    made.add_argument("--format", choices=choices, default="text", help="dạng in / form of output")


def _audit(commands: Any) -> None:
    made = _command(commands, "audit", "auditing", "kiểm tra nhật ký / judge logs of cases")
    add = made.add_argument
    add("files", nargs="+", metavar="FILE",
        help="JSON Lines, CSV, Parquet; - là đầu vào chuẩn / - is stdin")  # fmt: skip
    add("--from", dest="source", choices=("log", "edxml"), default="log",
        help="edxml: thông điệp, thư mục hay zip / messages, a folder or zip (log)")  # fmt: skip
    add("--constants", metavar="FILE.toml",
        help="điều đúng cho mọi thông điệp / what holds for every message")  # fmt: skip
    add("--profile", metavar="ID|FILE.toml", help="hồ sơ địa phương / the profile that judges all")
    _national(made)
    _format(made, "text", "json", "csv", "html")
    add("--all", action="store_true", help="in cả điều đúng và không áp dụng / print every finding")
    add("-o", "--output", metavar="OUT", help="ghi ra tệp / write to a file")
    add(
        "--mapping", metavar="NAME|FILE.toml", help="ý nghĩa cột của CSV / the columns of CSV files"
    )
    add("--system", metavar="FILE", help="sự cố hệ thống / outages, noted in the findings")
    add("--system-mapping", metavar="NAME|FILE.toml", default="outages",
        help="cột của tệp sự cố CSV / its columns, where it is CSV (outages)")  # fmt: skip
    add("--as-of", metavar="ISO", help="coi như quan sát đến lúc này / observed up to here")
    add("--strict", action="store_true", help="chưa rõ cũng tính là 1 / undecided gives status 1")
    add("--no-assumed", action="store_true", help="không dựa vào giả định / nothing assumed")
    add("--check-duplicates", action="store_true", help="trùng trong mọi tệp / repeats, all files")
    add("--agencies", metavar="FILE|shipped",
        help="danh sách cơ quan, chỉ để ghi chú / list of agencies, for notes only")  # fmt: skip
    add("--accept", metavar="FILE", help="kết luận đã chấp nhận (TOML) / accepted findings")
    add("--receipt", metavar="FILE", help="biên nhận để chạy lại (JSON) / what makes it repeatable")
    add("--jobs", type=_jobs, metavar="N", help="số tiến trình cùng xét / processes that judge (1)")
    add("--resume", action="store_true",
        help="bị ngắt thì chạy lại để làm tiếp / go on after being cut off (-o)")  # fmt: skip
    _columns(made.add_argument_group("nhật ký theo cột / logs in columns (Parquet, CSV)"))


def _jobs(text: str) -> int:
    """A number of processes; what is wrong with it is told by the parser."""
    if not text.isdecimal() or not 1 <= int(text) <= _MOST_JOBS:
        raise ArgumentTypeError(f"1 ... {_MOST_JOBS}, không phải / not {text!r}")
    return int(text)


_MOST_JOBS = 256


def _columns(group: Any) -> None:
    add = group.add_argument
    add("--engine", choices=("arrow", "polars", "duckdb", "spark"),
        help="bộ máy tính / what computes (arrow)")  # fmt: skip
    add("--column", action="append", metavar="EVENT=NAME", default=[],
        help='sự kiện ở cột nào / which column an event is in: arrived="Ngày đến"')  # fmt: skip
    add("--zone", metavar="ZONE", help="múi giờ của giờ không ghi múi / Asia/Ho_Chi_Minh")
    add("--channel", metavar="C", default="system", help="kênh của mọi việc / of all (system)")


def _summary(commands: Any) -> None:
    made = _command(commands, "summary", "summing", "tổng hợp kết luận / what findings add up to")
    add = made.add_argument
    add("files", nargs="+", metavar="FINDINGS",
        help="JSON Lines (.gz), Parquet; - là đầu vào chuẩn / - is stdin")  # fmt: skip
    _format(made, "text", "csv", "html")
    add("--longest", metavar="N", help="bao nhiêu việc chậm nhất / how many delays (20)")
    add("--agency", metavar="NAME", help="cột cơ quan của Parquet / its column of agencies")
    add("-o", "--output", metavar="OUT", help="ghi ra tệp / write to a file")


def _register(commands: Any) -> None:
    made = _command(commands, "register", "registers", "kiểm tra sổ đăng ký / check register books")
    add = made.add_argument
    add("files", nargs="+", metavar="FILE", help="CSV, .xlsx; - là đầu vào chuẩn / - is stdin")
    add("--kind", choices=("outgoing", "incoming"),
        help="sổ đi hay sổ đến / which book (tự nhận ra / told by its columns)")  # fmt: skip
    add("--sheet", metavar="NAME|N", help="trang của sổ tính / sheet of a workbook")
    add("--column", action="append", metavar="FIELD=NAME", default=[],
        help='tên cột / what a column is called: number="Số VB"')  # fmt: skip
    add("--numbering", choices=("kind", "common"), default="kind",
        help="văn bản hành chính: từng loại, chung / each kind apart, or all (kind)")  # fmt: skip
    _format(made, "text", "json", "csv")


def _ask(commands: Any) -> None:
    group = commands.add_parser("ask", help="hỏi luật / put a question of law", allow_abbrev=False)
    questions = group.add_subparsers(dest="question", required=True, metavar="QUESTION")
    for name, about, add in _QUESTIONS:
        made = _command(questions, name, "asking", about)
        made.add_argument("--profile", required=True, metavar="ID|FILE.toml",
                          help="xem: egovdocs policy list / see there")  # fmt: skip
        _national(made)
        _format(made, "text", "json")
        add(made)


def _received(made: ArgumentParser) -> None:
    made.add_argument("--at", required=True, metavar="ISO", help="lúc vào hệ thống / entry")
    made.add_argument("--channel", metavar="C", help="kênh: system, email, ... / channel")
    made.add_argument("--relation", metavar="R", help="giữa ai với ai / between whom")


def _sent(made: ArgumentParser) -> None:
    made.add_argument("--published", required=True, metavar="ISO", help="phát hành / issued")
    made.add_argument("--acknowledged", required=True, metavar="ISO", help="hồi báo / success")
    made.add_argument("--channel", metavar="C", help="kênh: system, email, ... / channel")


def _deadline(made: ArgumentParser) -> None:
    which = made.add_mutually_exclusive_group(required=True)
    which.add_argument("--limit", metavar="LIMIT", help='"2 working hours"')
    which.add_argument("--clause", metavar="ADDRESS", help="vn/28-2018-qd-ttg#d6.k2.s1")
    made.add_argument("--from", required=True, dest="start", metavar="ISO", help="tính từ / from")


def _case(made: ArgumentParser) -> None:
    made.add_argument("--case", required=True, metavar="FILE", help="JSON; - là đầu vào chuẩn")
    made.add_argument("--pick", metavar="ID", help="vụ việc nào trong tệp / which case of the file")


def _duties(made: ArgumentParser) -> None:
    _case(made)
    made.add_argument("--as-of", required=True, metavar="ISO", help="tại thời điểm / at")


def _reports(made: ArgumentParser) -> None:
    made.add_argument("--year", required=True, metavar="Y")


_QUESTIONS: tuple[tuple[str, str, Callable[[ArgumentParser], None]], ...] = (
    ("received", "được nhận lúc nào / when received in law", _received),
    ("sent", "được gửi lúc nào / when sent in law", _sent),
    ("deadline", "hạn đến khi nào / until when", _deadline),
    ("paper", "có phải gửi bản giấy / whether paper must follow", _case),
    ("value", "giá trị pháp lý / what it is worth", _case),
    ("duties", "việc đang còn hạn / running deadlines", _duties),
    ("reports", "báo cáo của một năm / the reports of a year", _reports),
)


def _id(commands: Any) -> None:
    made = _command(commands, "id", "identifiers", "đây là mã gì / what is this identifier")
    made.add_argument("texts", nargs="+", metavar="TEXT", help="- đọc từng dòng / - reads lines")
    made.add_argument("--agencies", metavar="FILE",
                      help="danh sách cơ quan TSV, CSV / list of agencies (shipped)")  # fmt: skip
    _format(made, "text", "json")


def _policy(commands: Any) -> None:
    group = commands.add_parser("policy", help="hồ sơ địa phương / profiles", allow_abbrev=False)
    verbs = group.add_subparsers(dest="verb", required=True, metavar="VERB")
    _command(verbs, "list", "policies", "các hồ sơ có sẵn / the shipped profiles")
    shown = _command(verbs, "show", "policies", "một hồ sơ / one profile")
    shown.add_argument("profile", metavar="ID|FILE.toml")
    tried = _command(verbs, "try", "policies", "xét một vụ việc, kèm lý do / judge one case")
    tried.add_argument("profile", metavar="PROFILE")
    tried.add_argument("case", metavar="CASE", help="JSON; - là đầu vào chuẩn / - is stdin")
    tried.add_argument("--pick", metavar="ID", help="vụ việc nào trong tệp / which case")
    tried.add_argument("--why", action="store_true",
                       help="thay đổi gì thì khác / what would turn it around")  # fmt: skip
    _national(tried)
    compared = _command(verbs, "diff", "comparing", "trả lời khác ở đâu / where answers differ")
    compared.add_argument("one", metavar="A")
    compared.add_argument("two", metavar="B")
    compared.add_argument("--year", default="2024", metavar="Y", help="năm mẫu / year (2024)")
    _national(compared)
    _format(compared, "text", "json")
    walked = _command(verbs, "explore", "exploring", "mọi diễn biến có thể / every possible life")
    walked.add_argument("profiles", metavar="ID|FILE.toml", nargs="*")
    _national(walked)
    _format(walked, "text", "json")
    _integrating(verbs)


def _integrating(verbs: Any) -> None:
    checked = _command(verbs, "check", "integrating", "mọi lỗi của một tệp / all that is wrong")
    checked.add_argument(
        "files", nargs="+", metavar="FILE|ID", help="hồ sơ, văn bản / policy files"
    )
    resolved = _command(verbs, "resolve", "integrating", "mọi giá trị, kèm nguồn / every value")
    resolved.add_argument("profile", metavar="ID|FILE.toml")
    _national(resolved)
    resolved.add_argument(
        "--on", metavar="DAY", help="ngày / day (ngày đổi gần nhất / last change)"
    )
    made = _command(verbs, "new", "integrating", "viết hồ sơ mới / write a new profile")
    made.add_argument("folder", metavar="DIR")
    for flag, dest, metavar, about in _NEW:
        made.add_argument(flag, dest=dest, metavar=metavar, help=about)


_NEW = (
    ("--id", "id", "ID", "mã hồ sơ / its id"),
    ("--name", "name", "NAME", "tên tiếng Việt / in Vietnamese"),
    ("--name-en", "name_en", "NAME", "tên tiếng Anh / in English"),
    ("--agency-code", "agency_code", "H42", "mã cấp 1 / level 1 of its agency ids"),
    ("--number", "number", "NUMBER", "số, ký hiệu / number of its decision"),
    ("--signed", "signed", "DAY", "ngày ký / day of signing"),
    ("--from", "start", "DAY", "có hiệu lực từ / in force from"),
    ("--hours", "hours", "HOURS", '"07:00-11:30, 13:30-17:00"'),
    ("--hours-source", "hours_source", "TEXT", "nguồn của giờ / source of the hours"),
)


def _law(commands: Any) -> None:
    group = commands.add_parser("law", help="văn bản, từng điều khoản / the texts of law",
                                allow_abbrev=False)  # fmt: skip
    verbs = group.add_subparsers(dest="verb", required=True, metavar="VERB")
    _command(verbs, "list", "law", "các văn bản / the instruments")
    shown = _command(verbs, "show", "law", "một điều khoản hay một văn bản / a clause, or a text")
    shown.add_argument("address", metavar="ADDRESS", help="vn/28-2018-qd-ttg#d6.k2.s1")
    proved = _command(verbs, "coverage", "covering", "điều nào đã chứng minh / what is proved")
    proved.add_argument(
        "instrument", metavar="INSTRUMENT", nargs="?", help="mã văn bản / instrument id"
    )
    proved.add_argument("--evidence", metavar="FILE", help="chứng cứ của pytest / of your tests")
    _format(proved, "text", "json", "html")
    verified = _command(verbs, "verify", "verifying", "đối chiếu bản chữ / compare with a text")
    verified.add_argument("instrument", metavar="INSTRUMENT", help="vn/30-2020-nd-cp")
    verified.add_argument("file", metavar="FILE", help="bản chính thức, UTF-8 / its text")
    _format(verified, "text", "json")


def _conformance(commands: Any) -> None:
    group = commands.add_parser("conformance", help="bộ ca kiểm / the cases of the law",
                                allow_abbrev=False)  # fmt: skip
    verbs = group.add_subparsers(dest="verb", required=True, metavar="VERB")
    ran = _suite_command(verbs, "run", "chạy với thư viện hay chương trình khác / put the cases")
    _format(ran, "text", "json")
    add = ran.add_argument
    add("--subject", action="append", metavar="S", choices=_SUBJECTS, help="chủ đề / subject")
    add("--level", action="append", metavar="L", choices=_LEVELS, help="mức / level")
    add("--time-limit", type=float, default=10.0, metavar="SECONDS",
        help="giây cho mỗi câu trả lời / seconds for each answer (10)")  # fmt: skip
    add("client", nargs="*", metavar="CMD", help="sau --: chương trình / after --: a program")
    _suite_command(verbs, "list", "số ca theo chủ đề / cases by subject")
    shown = _suite_command(verbs, "show", "một ca kiểm / one case")
    shown.add_argument("case", metavar="ID", help="RC-0001")
    _suite_command(verbs, "serve", "thư viện trả lời theo giao thức / answer the protocol")


def _suite_command(verbs: Any, name: str, about: str) -> ArgumentParser:
    made = _command(verbs, name, "conformance", about)
    made.add_argument("--suite", metavar="DIR", help="thư mục khác / another folder of cases")
    return made


_SUBJECTS = (
    "identifiers", "receipt", "deadlines", "paper", "value", "channel",
    "signature", "lifecycle", "recall", "outage", "reports", "audit",
)  # fmt: skip
_LEVELS = ("ordinary", "boundary", "doubtful")


def _demo(commands: Any) -> None:
    _command(commands, "demo", "demo", "xét các ví dụ kèm theo / judge the bundled examples")

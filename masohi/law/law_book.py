"""The rules as a book for a lawyer: article, rule, numbers, worked examples, result of the tests, what is left out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import ModuleType

from masohi.law.chapters import CHAPTERS, RULES
from masohi.law.citation import OUTCOMES, Example, Rule
from masohi.law.parameters import DEFAULTS, PARAMETERS, Parameters
from masohi.writing import gettext_noop as _
from masohi.writing.indonesian import long_date

EXAMPLE_DAY = date(2026, 3, 2)
CONFIDENCE = {
    "V": "teks undang-undang sudah dibaca",
    "V2": "dilaporkan sumber lain, teksnya belum dibaca",
    "M": "dari ingatan, perlu diperiksa",
    "I": "kesimpulan program ini",
}
PASSED, FAILED, UNTESTED = _("lulus"), _("gagal"), _("belum diuji")


@dataclass(frozen=True)
class NumberLine:
    """One number that a rule uses, as it is on the day of the book."""

    label: str
    shown: str
    since: date
    source: str
    editable: bool


@dataclass(frozen=True)
class Entry:
    """One rule with everything a reader needs. `tested` is None where no test result is known."""

    rule: Rule
    numbers: tuple[NumberLine, ...]
    tested: bool | None

    @property
    def result(self) -> str:
        """The last test run in one word."""
        return UNTESTED if self.tested is None else PASSED if self.tested else FAILED


@dataclass(frozen=True)
class Chapter:
    """One legal text or group of paragraphs: its rules, and what the program knowingly leaves out."""

    title: str
    entries: tuple[Entry, ...]
    not_modelled: tuple[str, ...]


def run_example(rule: Rule, example: Example, parameters: Parameters = DEFAULTS) -> str:
    """The outcome of a worked example on the day of the examples, by the given numbers."""
    return rule.outcome(example, day=EXAMPLE_DAY, parameters=parameters)


def example_message(rule: Rule) -> str:
    """What a person reads where the rule is not met: the message of its first example that finds something."""
    findings = (rule.findings(example, day=EXAMPLE_DAY, parameters=DEFAULTS) for example in rule.examples)
    return next((found[0].message for found in findings if found), "")


def proven() -> dict[str, bool]:
    """Each rule id with whether all of its examples come out as written: the law book's own test run."""
    return {
        rule.id: all(run_example(rule, example) == example.expected for example in rule.examples)
        for rule in RULES.values()
    }


def law_book(
    results: Mapping[str, bool] | None = None, *, day: date = EXAMPLE_DAY, parameters: Parameters = DEFAULTS
) -> tuple[Chapter, ...]:
    """All chapters with the numbers of `day`; `results` maps rule ids to the last test run."""
    return tuple(
        Chapter(
            title,
            tuple(_entry(rule, results or {}, day, parameters) for rule in rules_of(module)),
            tuple(module.NOT_MODELLED),
        )
        for title, module in CHAPTERS
    )


def rules_of(module: ModuleType) -> list[Rule]:
    """The rules that a module registers, in the order it states them."""
    return [rule for rule in RULES.values() if rule.function.__module__ == module.__name__]


def as_markdown(results: Mapping[str, bool] | None = None, *, day: date = EXAMPLE_DAY) -> str:
    """The whole book in Indonesian, for `docs/law/`."""
    lines = ["# Buku hukum", "", *INTRODUCTION, f"Angka menurut keadaan {long_date(day)}.", ""]
    for chapter in law_book(results, day=day):
        lines += [f"## {chapter.title}", ""]
        for entry in chapter.entries:
            lines += _entry_lines(entry)
        lines += ["### Yang tidak dimodelkan", "", *(f"- {text}" for text in chapter.not_modelled), ""]
    return "\n".join(lines)


INTRODUCTION = (
    "Setiap aturan menyebut pasalnya, apa yang terjadi bila tidak dipenuhi, angkanya, dan contoh yang dijalankan "
    "setiap kali program diuji. Tabel contoh bukan penjelasan: hasilnya dihitung oleh program.",
    "",
    "Keyakinan sumber: " + "; ".join(f"**{key}** {text}" for key, text in CONFIDENCE.items()) + ".",
    "",
)


def _entry(rule: Rule, results: Mapping[str, bool], day: date, parameters: Parameters) -> Entry:
    numbers = tuple(_number(key, day, parameters) for key in rule.numbers)
    return Entry(rule, numbers, results.get(rule.id))


def _number(key: str, day: date, parameters: Parameters) -> NumberLine:
    since, value, source = parameters.entry(key, day)
    known = PARAMETERS[key]
    unit = f" {known.unit}" if known.unit else ""
    return NumberLine(known.label, f"{known.show(value)}{unit}", since, str(source), known.editable)


def _entry_lines(entry: Entry) -> Iterator[str]:
    rule = entry.rule
    articles = "; ".join(map(str, (rule.article, *rule.also)))
    yield from (f"### {rule.id} — {rule.title}", "", f"**Dasar:** {articles}  ")
    yield f"**Bila tidak dipenuhi:** {OUTCOMES[rule.level]}  "
    yield f"**Keyakinan:** {rule.confidence} · **Uji terakhir:** {entry.result}"
    yield from ("", " ".join(rule.paraphrase.split()), "", f"Contoh pesan: *{example_message(rule)}*", "")
    if entry.numbers:
        yield from ("| Angka | Nilai | Sejak | Sumber | Dapat diubah kantor |", "|---|---|---|---|---|")
        for line in entry.numbers:
            change = "ya" if line.editable else "tidak"
            yield f"| {line.label} | {line.shown} | {long_date(line.since)} | {line.source} | {change} |"
        yield ""
    yield from ("| Contoh | Hasil |", "|---|---|")
    for example in rule.examples:
        yield f"| {example.description} | {example.expected} |"
    yield ""

"""The registry of rules: complete, cited, explained, and proven by its own examples."""

import doctest
import importlib
import re
from pathlib import Path

import pytest

from masohi.law import citation, law_book
from masohi.law.chapters import CHAPTERS, RULES
from masohi.law.citation import KUHP, Article, Level, rule
from masohi.law.message_parameters import MESSAGES
from masohi.law.parameters import PARAMETERS
from masohi.law.shop_parameters import SHOP

REQUIRED = [
    *(f"KS-{n:02}" for n in range(1, 45)),
    *(f"AN-{n:02}" for n in range(1, 10)),
    "PW-01",
    *(f"ID-{n:02}" for n in range(1, 6)),
    "GE-01",
    "GE-02",
    *(f"KJ-{n:02}" for n in range(1, 4)),
    *(f"JB-{n:02}" for n in range(1, 6)),
]
FOR_HIGHER_CHAPTERS = {
    "own_link_days",
    "income_minimum",
    *("cohort_minimum", "homecoming_days", "homecoming_review_days", "referral_reply_days"),
    *("leave_days", "last_leave_days", "leave_term_months"),
    "own_complaint_days",
    *("post_training_days", "post_training_warnings"),
    "public_hour_value",
    *(parameter.key for parameter in MESSAGES),
    *(parameter.key for parameter in SHOP),
    "caseload_limit",
    "ladder_visits",
    "site_load_limit",
    "report_due_day",
    "pace_tolerance",
    "pace_grace",
    "last_call_days",
    "freeze_day",
    "commitment_tolerance",
    "audit_percent",
    "public_minimum",
    "reserve_percent",
    "absence_percent",
    "plan_freeze_days",
    "plan_unfinished_order",
    "plan_unplaced_hour",
    "plan_risk_hour",
    "plan_disturb_near",
    "plan_disturb_far",
    "plan_travel_hundred",
    "plan_irregularity",
    "plan_supervisor",
    "mend_costs",
    "ladder_absences",
    "ladder_days",
}
BANNED = re.compile(
    r"\b(napi|narapidana|penjahat|kriminal|tersangka|mangkir|submit|login|user|error|invalid|oops|silahkan|dikarenakan)\b"
)
TESTS = Path(__file__).parent
EXAMPLES = [(known, example) for known in RULES.values() for example in known.examples]


@pytest.mark.parametrize("rule_id", REQUIRED)
def test_every_rule_of_the_research_exists(rule_id):
    assert rule_id in RULES


@pytest.mark.parametrize("known", RULES.values(), ids=lambda known: known.id)
def test_every_rule_names_an_article_and_explains_itself(known):
    assert isinstance(known.article, Article)
    assert known.title
    assert len(known.paraphrase) > 30
    assert ">>>" in known.doc
    assert set(known.numbers) <= PARAMETERS.keys()


@pytest.mark.parametrize("known", RULES.values(), ids=lambda known: known.id)
def test_every_rule_has_an_example_on_each_side(known):
    outcomes = {example.expected for example in known.examples}
    assert "sesuai" in outcomes
    assert citation.OUTCOMES[known.level] in outcomes


@pytest.mark.parametrize(("known", "example"), EXAMPLES, ids=[f"{r.id}: {e.description}" for r, e in EXAMPLES])
def test_every_worked_example_comes_out_as_written(known, example):
    assert law_book.run_example(known, example) == example.expected


@pytest.mark.parametrize(("known", "example"), EXAMPLES, ids=[f"{r.id}: {e.description}" for r, e in EXAMPLES])
def test_every_message_is_whole_and_plain(known, example):
    for finding in known.findings(example, day=law_book.EXAMPLE_DAY, parameters=law_book.DEFAULTS):
        assert finding.rule == known.id
        assert not BANNED.search(finding.message.lower())
        assert "{" not in finding.message
        assert finding.message.endswith(".")
        assert all(isinstance(value, (str, int)) for value in finding.values.values())


def test_every_parameter_is_used_by_a_rule():
    used = {key for known in RULES.values() for key in known.numbers}
    assert PARAMETERS.keys() - used == FOR_HIGHER_CHAPTERS


def test_the_doctests_of_the_rules_are_really_collected():
    finder = doctest.DocTestFinder(exclude_empty=True)
    for _title, module in CHAPTERS:
        names = {test.name.rsplit(".", 1)[-1] for test in finder.find(module) if test.examples}
        missing = {known.function.__name__ for known in law_book.rules_of(module)} - names
        assert not missing, module.__name__


def test_every_chapter_says_what_it_leaves_out():
    for _title, module in CHAPTERS:
        assert module.NOT_MODELLED
        assert law_book.rules_of(module)


def test_every_rule_stands_in_exactly_one_chapter():
    listed = [known.id for _title, module in CHAPTERS for known in law_book.rules_of(module)]
    assert sorted(listed) == sorted(RULES)


def _named_articles():
    names = re.findall(r"def (test_\w*)", "\n".join(path.read_text() for path in sorted(TESTS.glob("test_*.py"))))
    for name in names:
        yield from (
            (name, law, int(article), int(paragraph) if paragraph else None)
            for law, article, paragraph in re.findall(r"(?:(sppa|pp)_)?pasal_(\d+)(?:_ayat_(\d+))?", name)
        )


def _known_articles():
    laws = {KUHP: "", citation.SPPA: "sppa", citation.SPPA_PP: "pp"}
    for known in RULES.values():
        for article in (known.article, *known.also):
            if article.law in laws:
                yield laws[article.law], article.article, article.paragraph
                yield laws[article.law], article.article, None


def test_every_article_in_the_name_of_a_test_belongs_to_a_rule():
    named = list(_named_articles())
    assert len(named) > 15
    known = set(_known_articles())
    assert not [name for name, law, article, paragraph in named if (law, article, paragraph) not in known]


def test_a_test_that_named_a_foreign_article_would_be_noticed():
    assert ("", 999, None) not in set(_known_articles())


def _written(this) -> None:
    """Isi pasal."""


def _silent(this) -> None: ...


def test_a_rule_without_an_article_cannot_be_registered():
    with pytest.raises(TypeError):
        rule("XX-01", None, Level.BLOCK, title="t", says="s", confidence="V", examples=[])(_written)
    with pytest.raises(ValueError):
        Article(" ", 85)
    assert "XX-01" not in RULES


@pytest.mark.parametrize(
    ("rule_id", "confidence", "function"),
    [("KS-05", "V", _written), ("XX-02", "sure", _written), ("XX-03", "V", _silent)],
)
def test_a_rule_twice_or_half_explained_cannot_be_registered(rule_id, confidence, function):
    before = dict(RULES)
    with pytest.raises(ValueError):
        rule(rule_id, Article(KUHP, 85), Level.BLOCK, title="t", says="s", confidence=confidence, examples=[])(function)
    assert before == RULES


def test_no_module_of_law_knows_django_or_a_chapter():
    for path in (TESTS.parents[1] / "masohi" / "law").glob("*.py"):
        module = importlib.import_module(f"masohi.law.{path.stem}" if path.stem != "__init__" else "masohi.law")
        source = Path(module.__file__).read_text()
        for line in re.findall(r"^(?:from|import) (\S+)", source, re.MULTILINE):
            assert not line.startswith("django")
            assert not line.startswith("masohi") or line.startswith(("masohi.law", "masohi.writing"))


def test_the_book_shows_rules_examples_numbers_and_results():
    text = law_book.as_markdown(law_book.proven())
    for known in RULES.values():
        assert f"### {known.id} — " in text
        assert f"Contoh pesan: *{law_book.example_message(known)}*" in text
        assert law_book.example_message(known)
    assert "| Hukuman 241 jam | blokir |" in text
    assert "UU 1/2023 Pasal 85 ayat (4)" in text
    assert "{" not in text
    assert ">>>" not in text
    assert "gagal" not in text


def test_the_book_says_which_rule_failed_and_which_was_not_tested():
    entries = {e.rule.id: e for chapter in law_book.law_book({"KS-05": False, "KS-01": True}) for e in chapter.entries}
    assert [entries[i].result for i in ("KS-05", "KS-01", "KS-02")] == ["gagal", "lulus", "belum diuji"]


def test_a_wrong_example_is_found_by_the_book(monkeypatch):
    wrong = citation.replace(RULES["KS-05"], examples=(citation.Example("Hukuman 241 jam", {"hours": 241}, "sesuai"),))
    monkeypatch.setitem(RULES, "KS-05", wrong)
    assert [rule_id for rule_id, ok in law_book.proven().items() if not ok] == ["KS-05"]

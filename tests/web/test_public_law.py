"""The law book as files: complete, honest about its examples, the same every time."""

from masohi.faces.jobs.law_book import write_law_book
from masohi.law.chapters import CHAPTERS, RULES


def test_every_rule_and_every_chapter_is_written(tmp_path):
    first, *chapters = write_law_book(tmp_path / "law")
    assert first.name == "README.md"
    assert len(chapters) == len(CHAPTERS)
    text = "".join(path.read_text(encoding="utf-8") for path in chapters)
    assert [rule for rule in RULES if f"## {rule} — " not in text] == []
    assert text.count("## Yang tidak dimodelkan") == len(CHAPTERS)
    assert all(f"]({path.name})" in first.read_text(encoding="utf-8") for path in chapters)


def test_the_examples_are_run_when_no_results_are_given(tmp_path):
    first = write_law_book(tmp_path)[0].read_text(encoding="utf-8")
    assert f"{len(RULES)} aturan lulus, 0 gagal." in first


def test_a_failed_example_is_told_on_the_first_page(tmp_path):
    results = dict.fromkeys(RULES, True) | {"KS-05": False}
    assert "1 gagal (KS-05)." in write_law_book(tmp_path, results)[0].read_text(encoding="utf-8")


def test_an_unchanged_book_stays_unchanged(tmp_path):
    once = {path.name: path.read_bytes() for path in write_law_book(tmp_path)}
    again = {path.name: path.read_bytes() for path in write_law_book(tmp_path)}
    assert once == again

"""The law book for everybody: article, rule, numbers, worked examples, and what is left out."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from masohi.faces.pages import now, today
from masohi.law.citation import OUTCOMES, Level
from masohi.law.law_book import CONFIDENCE, Chapter, Entry, example_message, law_book, proven
from masohi.parties.parameters.queries import parameters_in_force

KINDS = {Level.BLOCK: "galat", Level.WARN: "awas", Level.INFO: "info"}
OUTCOME_KINDS = {"sesuai": "ok", "blokir": "galat", "peringatan": "awas", "info": "info"}


@require_safe
def law(request: HttpRequest) -> HttpResponse:
    """The book with the numbers of today. The examples are run while the page is made, and the page says so."""
    results = proven()
    text = request.GET.get("q", "").strip()[:60]
    chapters = law_book(results, day=today(), parameters=parameters_in_force())
    context = {
        "chapters": [shown(number, chapter, text) for number, chapter in enumerate(chapters, start=1)],
        "text": text,
        "rules": len(results),
        "failed": sorted(rule for rule, passed in results.items() if not passed),
        "examples": sum(len(entry.rule.examples) for chapter in chapters for entry in chapter.entries),
        "tested_at": now(),
        "confidence": CONFIDENCE,
    }
    return render(request, "web/manage/hukum.html", context)


def shown(number: int, chapter: Chapter, text: str) -> dict[str, Any]:
    """A chapter with the rules that hold every word looked for; what is left out where nothing is looked for."""
    words = text.lower().split()
    entries = [entry for entry in chapter.entries if all(word in everything(entry) for word in words)]
    return {
        "anchor": f"bab-{number}",
        "title": chapter.title,
        "entries": [rule_shown(entry) for entry in entries],
        "not_modelled": () if words else chapter.not_modelled,
    }


def everything(entry: Entry) -> str:
    """All words of a rule, for searching."""
    rule = entry.rule
    parts: Sequence[Any] = (rule.id, rule.title, rule.says, rule.paraphrase, rule.article, *rule.also)
    return " ".join(str(part) for part in (*parts, *(e.description for e in rule.examples))).lower()


def rule_shown(entry: Entry) -> dict[str, Any]:
    """A rule as the page shows it."""
    rule = entry.rule
    return {
        "entry": entry,
        "rule": rule,
        "articles": [str(article) for article in (rule.article, *rule.also)],
        "kind": KINDS[rule.level],
        "level": OUTCOMES[rule.level],
        "text": " ".join(rule.paraphrase.split()),
        "message": example_message(rule),
        "examples": [(e.description, e.expected, OUTCOME_KINDS[e.expected]) for e in rule.examples],
        "confidence": "; ".join(CONFIDENCE[part] for part in rule.confidence.split("/")),
    }

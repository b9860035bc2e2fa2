"""The rules of the house that the import linter cannot say. Each check is a function, so that its negative control
can show it a house that breaks the rule."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from masohi.parties.access import EVERY_DEED

ROOT = Path(__file__).resolve().parents[1]
CHAPTERS = ["ledger", "parties", "supply", "cases", "work", "reentry", "reports", "notify"]
SOURCE = sorted(p for p in (ROOT / "masohi").rglob("*.py") if "migrations" not in p.parts)
ACTIONS = [p for p in SOURCE if p.name == "actions.py" and "ledger" not in p.parts]
FACES = [p for p in SOURCE if "faces" in p.parts]
OWN_TABLES = {"masohi/faces/notify/" + name for name in ("models.py", "queries.py", "actions.py")}  # decision 0025
TOPIC_FILES = {"__init__.py", "terms.py", "models.py", "queries.py", "actions.py", "facts.py"}
NO_CLOCK = {"now", "utcnow", "today"}


def names(path):
    return str(path.relative_to(ROOT)) if isinstance(path, Path) else str(path)


def parse(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def upward_keys(model):
    """Foreign keys of a model that point to a later chapter."""
    here = CHAPTERS.index(model._meta.app_label)
    targets = [
        (f.name, f.related_model._meta.app_label)
        for f in model._meta.get_fields()
        if not f.auto_created and f.related_model
    ]
    return [name for name, label in targets if label in CHAPTERS and CHAPTERS.index(label) > here]


def hidden_imports(tree):
    """Imports inside functions."""
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    return [n.lineno for f in functions for n in ast.walk(f) if isinstance(n, ast.Import | ast.ImportFrom)]


def decorators(function):
    return {d.id for d in function.decorator_list if isinstance(d, ast.Name)}


def bad_writers(tree):
    """Writing functions whose signature does not say whether they are a deed or a consequence."""
    bad = []
    for function in (n for n in tree.body if isinstance(n, ast.FunctionDef)):
        given = {a.arg for a in function.args.kwonlyargs}
        kinds = decorators(function) & {"deed", "consequence"}
        body = [s for s in function.body if not (isinstance(s, ast.Expr) and isinstance(s.value, ast.Constant))]
        asks = ast.unparse(body[0]).startswith("require(by,")
        if kinds == {"deed"} and not ({"by", "at"} <= given and "because" not in given and asks):
            bad.append(function.name)
        if kinds == {"consequence"} and not ("because" in given and "by" not in given and not asks):
            bad.append(function.name)
        if not kinds and not function.name.startswith("_") and writes(function):
            bad.append(function.name)
    return bad


def writes(function):
    """Whether a function stores something itself."""
    called = {n.func.attr for n in ast.walk(function) if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute)}
    return bool(called & {"save", "create", "bulk_create", "bulk_update", "update", "delete", "get_or_create"})


def touches_rows(tree):
    """Places where a face goes past the queries and actions. `dict.update` is not a row."""
    return [
        n.lineno for n in ast.walk(tree) if isinstance(n, ast.Attribute) and n.attr in {"objects", "save", "delete"}
    ]


def reads_clock(tree):
    """Calls that read the clock."""
    calls = [n.func for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute)]
    return [f.lineno for f in calls if f.attr in NO_CLOCK and ast.unparse(f.value) in {"datetime", "date", "timezone"}]


def deeds_named(tree):
    """First words of require() and may() and of @page()."""
    found = []
    for call in (n for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)):
        position = {"require": 1, "may": 1, "page": 0}.get(call.func.id)
        if position is not None:
            found += [a.value for a in call.args[position:] if isinstance(a, ast.Constant) and isinstance(a.value, str)]
    return found


@pytest.mark.parametrize(
    "model", [m for m in apps.get_models() if m._meta.app_label in CHAPTERS], ids=lambda m: m._meta.label
)
def test_foreign_keys_point_to_the_past(model):
    assert upward_keys(model) == []


def test_an_upward_foreign_key_is_seen():
    class Upward(models.Model):
        plan = models.ForeignKey("work.Plan", models.PROTECT)

        class Meta:
            app_label = "cases"

    try:
        assert upward_keys(Upward) == ["plan"]
    finally:
        del apps.all_models["cases"]["upward"]
        apps.clear_cache()


@pytest.mark.parametrize("path", SOURCE, ids=names)
def test_files_stay_readable(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", SOURCE, ids=names)
def test_imports_stay_at_the_top(path):
    assert hidden_imports(parse(path)) == []


@pytest.mark.parametrize("path", ACTIONS, ids=names)
def test_a_writer_is_a_deed_or_a_consequence(path):
    assert bad_writers(parse(path)) == []


@pytest.mark.parametrize("path", [p for p in FACES if names(p) not in OWN_TABLES], ids=names)
def test_faces_never_touch_rows_directly(path):
    assert touches_rows(parse(path)) == []


@pytest.mark.parametrize("path", [p for p in SOURCE if "faces" not in p.parts], ids=names)
def test_only_faces_read_the_clock(path):
    assert reads_clock(parse(path)) == []


@pytest.mark.parametrize("path", SOURCE, ids=names)
def test_every_deed_named_is_granted_to_somebody(path):
    assert set(deeds_named(parse(path))) <= EVERY_DEED


def test_a_topic_has_at_most_its_five_files():
    topics = [p.parent for p in SOURCE if p.name == "models.py" and p.parent.parent.parent == ROOT / "masohi"]
    topics = [topic for topic in topics if topic.parent.name != "faces"]  # decision 0025
    assert topics
    extra = {names(f) for topic in topics for f in topic.glob("*.py") if f.name not in TOPIC_FILES}
    assert extra == set()


def test_every_package_says_what_it_is_for():
    silent = [names(p) for p in (ROOT / "masohi").glob("*/__init__.py") if not ast.get_docstring(parse(p))]
    assert [s for s in silent if "config" not in s] == []


BROKEN = {
    "hidden import": (hidden_imports, "def f():\n    import json\n"),
    "deed without require": (bad_writers, "@deed\ndef f(*, by, at):\n    pass\n"),
    "deed without a moment": (bad_writers, "@deed\ndef f(*, by):\n    require(by, 'x')\n"),
    "consequence that asks": (bad_writers, "@consequence\ndef f(*, because):\n    require(by, 'x')\n"),
    "writer of no kind": (bad_writers, "def f(row):\n    row.save()\n"),
    "face that saves": (touches_rows, "def view(request):\n    Order.objects.get(pk=1).save()\n"),
    "clock in a chapter": (reads_clock, "def f():\n    return timezone.now()\n"),
    "clock by datetime": (reads_clock, "def f():\n    return date.today()\n"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_house_is_seen(case):
    check, source = BROKEN[case]
    assert check(ast.parse(source)) != []


def test_a_deed_nobody_may_do_is_seen():
    assert not set(deeds_named(ast.parse("require(by, 'moon.land')"))) <= EVERY_DEED

"""Every import contract is seen to fail once: in a copy of the house a line is added that breaks it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
BREAKS = {
    "Code may only know its past": ("ledger/queries.py", "from masohi.parties.accounts.models import User"),
    "Inside parties, topics have an order too": (
        "parties/accounts/queries.py",
        "import masohi.parties.parameters.models",
    ),
    "Inside supply, promises rest on agreements, and sites too": (
        "supply/agreements/queries.py",
        "import masohi.supply.sites.models",
    ),
    "Inside cases, orders are about people and intake brings orders": (
        "cases/people/terms.py",
        "import masohi.cases.orders.terms",
    ),
    "Inside work, people are placed, then come, then finish": (
        "work/placement/terms.py",
        "import masohi.work.letters.models",
    ),
    "Inside reentry, classes come before products, products before sales, sales before money": (
        "reentry/products/terms.py",
        "import masohi.reentry.money.terms",
    ),
    "UU 1/2023 Pasal 85 ayat (3): what is sold comes from classes and never from sentenced hours": (
        "reentry/money/terms.py",
        "import masohi.work.placement.terms",
    ),
    "No two siblings know each other, at any depth": ("ledger/chain.py", "import masohi.ledger.models"),
    "The kit of parts knows no chapter": ("ui/forms.py", "import masohi.ledger.models"),
    "Faces do not know each other": ("faces/public/views.py", "import masohi.faces.jobs.server"),
    "Law, planning, writing and the chain are plain Python": ("law/credit.py", "import django"),
    "Limits reach planning as numbers": ("planning/terms.py", "import masohi.law.parameters"),
}


def broken_contracts(house: Path) -> str:
    command = [
        sys.executable,
        "-c",
        "import sys; from importlinter.cli import lint_imports_command as c; sys.exit(c())",
        "--no-cache",
    ]
    done = subprocess.run(
        command,
        cwd=house,
        capture_output=True,
        text=True,
        env={"PATH": "/usr/bin", "PYTHONPATH": str(house), "COLUMNS": "200"},
    )
    assert "Contracts:" in done.stdout, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    copy = tmp_path_factory.mktemp("house")
    shutil.copytree(
        ROOT / "masohi", copy / "masohi", ignore=shutil.ignore_patterns("__pycache__", "static", "templates", "locale")
    )
    shutil.copy(ROOT / "pyproject.toml", copy)
    return copy


@pytest.mark.parametrize("contract", BREAKS)
def test_the_contract_fails_when_it_is_broken(house, contract):
    file, line = BREAKS[contract]
    path = house / "masohi" / file
    before = path.read_text()
    path.write_text(f"{before}\n{line}\n")
    try:
        assert f"{contract} BROKEN" in broken_contracts(house)
    finally:
        path.write_text(before)


def test_a_folder_that_nobody_placed_in_the_story_is_refused(house):
    folder = house / "masohi" / "utils"
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    try:
        assert "utils" in broken_contracts(house)
    finally:
        shutil.rmtree(folder)


def test_the_house_keeps_its_contracts(house):
    assert "BROKEN" not in broken_contracts(house)

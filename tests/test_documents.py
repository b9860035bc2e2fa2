"""The documents keep step with the program: names, commands, addresses, structure. Each check is shown to fail once."""

import importlib
import json
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import Resolver404, resolve

import run
from masohi import __version__
from masohi.config.cli import parser
from tools import messages

ROOT = Path(__file__).resolve().parents[1]
TOP = [ROOT / n for n in ("README.md", "README.id.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")]
MADE = ("pictures", "law")  # written by commands
WRITTEN = tuple(f"docs/{name}" for name in MADE)
DOCUMENTS = [*TOP, *(p for p in sorted((ROOT / "docs").rglob("*.md")) if p.relative_to(ROOT).parts[1] not in MADE)]
HELP = sorted((ROOT / "docs" / "help").glob("panduan-*.md"))
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def code_blocks(text: str) -> list[str]:
    return re.findall(r"```.*?```", text, re.DOTALL)


def structure(text: str) -> list[str]:
    """Levels of headings, code blocks word by word, table rows, list items, links and pictures, in order."""
    shape, code = [], False
    for line in text.splitlines():
        code ^= line.startswith("```")
        if code or line.startswith("```"):
            shape.append(line)
        elif found := re.match(r"#+ |\||- ", line):
            shape.append(found[0])
        shape += re.findall(r"\]\(([^)]+)\)", line)
    return shape


def missing_names(text: str) -> list[str]:
    """Paths and dotted names between backticks that the checkout does not hold."""
    missing = []
    for name in re.findall(r"`([\w./*-]+)`", text):
        if name.startswith(WRITTEN) or name.endswith(".sqlite3"):
            continue
        if name.startswith(("masohi/", "tests/", "docs/", "tools/")) or name in {
            "pyproject.toml",
            "run.py",
            "Makefile",
        }:
            missing += [] if (ROOT / name).exists() else [name]
        elif name.startswith("masohi."):
            missing += [] if exists(name) else [name]
    return missing


def exists(dotted: str) -> bool:
    """Whether a module, or something inside one, has this name."""
    parts = dotted.split(".")
    for cut in range(len(parts), 0, -1):
        try:
            found = importlib.import_module(".".join(parts[:cut]))
        except ModuleNotFoundError:
            continue
        for part in parts[cut:]:
            found = getattr(found, part, None)
        return found is not None
    return False


def bold(text: str) -> list[str]:
    """What stands in bold, also where the line breaks inside it."""
    return re.findall(r"\*\*(.+?)\*\*", " ".join(text.split()))


def dead_links(path: Path, text: str) -> list[str]:
    """Relative links to files that are not there; what commands write is left out."""
    dead = []
    for link in re.findall(r"\]\(([^)#:]+)\)", text):
        target = (path.parent / link).resolve()
        inside = target.relative_to(ROOT).parts
        if inside[:1] == ("docs",) and inside[1:2] and inside[1] in MADE:
            continue
        dead += [] if target.exists() else [link]
    return dead


def unknown_commands(text: str) -> list[str]:
    """`make …` and `masohi …` that do not exist."""
    makes = re.findall(r"(?:^|`)make ([\w-]+)", text, re.MULTILINE)
    calls = re.findall(r"(?:^|`|bin/)masohi ([a-z][\w-]+)", text, re.MULTILINE)
    return [n for n in makes if n not in {*run.COMMANDS, "help"}] + [n for n in calls if n not in subcommands()]


def subcommands() -> dict[str, set[str]]:
    """Every command of `masohi` with its options."""
    actions = parser()._subparsers._group_actions[0].choices
    return {
        name: {o for a in sub._actions for o in a.option_strings} - {"-h", "--help"} for name, sub in actions.items()
    }


def yaml_keys(text: str) -> dict[str, str]:
    """The scalars of a plain YAML file by their dotted key; list items are joined under the key that holds them."""
    found: dict[str, str] = {}
    above: list[tuple[int, str]] = []
    for line in text.splitlines():
        bare = line.strip()
        if not bare or bare.startswith("#"):
            continue
        indent = len(line) - len(line.lstrip())
        above = [(depth, key) for depth, key in above if depth < indent]
        match = re.match(r"(?:- )?([A-Za-z]+):(?:\s+(.*))?$", bare)
        if match and not (above and found.get(dotted(above)) == "|"):
            above.append((indent, match[1]))
            found[dotted(above)] = (match[2] or "").strip('"')
        elif above:
            key = dotted(above)
            found[key] = found[key] if found[key] == "|" else f"{found[key]} {bare.removeprefix('- ')}".strip()
            found[f"{key}.text"] = f"{found.get(f'{key}.text', '')} {bare}".strip()
    return found


def dotted(above: list[tuple[int, str]]) -> str:
    return ".".join(key for _, key in above)


MANDATORY = {
    "publiccodeYmlVersion": r"0(\.\d)?",
    "name": r".+",
    "url": r"https://.+",
    "platforms": r"\bweb\b",
    "developmentStatus": r"concept|development|beta|stable|obsolete",
    "softwareType": r"standalone/web",
    "description.id.shortDescription": r".{1,150}",
    "description.en.shortDescription": r".{1,150}",
    "description.id.longDescription.text": r".{150,10000}",
    "description.en.longDescription.text": r".{150,10000}",
    "description.id.features": r".+",
    "description.en.features": r".+",
    "legal.license": r"AGPL-3\.0-or-later",
    "maintenance.type": r"internal",
    "maintenance.contacts.name": r".+",
    "localisation.localisationReady": r"true",
    "localisation.availableLanguages": r"id en",
}


def faults_of_publiccode(text: str) -> list[str]:
    found = yaml_keys(text)
    return [key for key, shape in MANDATORY.items() if not re.fullmatch(shape, found.get(key, ""))]


def test_the_two_readmes_have_one_structure():
    assert structure(text_of("README.md")) == structure(text_of("README.id.md"))
    assert code_blocks(text_of("README.md")) == code_blocks(text_of("README.id.md"))


def test_another_command_in_one_readme_is_noticed():
    changed = text_of("README.id.md").replace("make test ", "make tes ")
    assert structure(text_of("README.md")) != structure(changed)
    assert structure(text_of("README.md")) != structure(text_of("README.id.md").replace("## Lisensi", "### Lisensi"))


def test_the_readme_names_the_two_commands_first():
    assert re.findall(r"^make (\w+)", text_of("README.md"), re.MULTILINE) == ["run", "test", "help"]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: str(p.relative_to(ROOT)))
def test_names_links_and_commands_exist(path):
    text = path.read_text(encoding="utf-8")
    assert missing_names(text) == []
    assert dead_links(path, text) == []
    assert unknown_commands(text) == []


def test_a_wrong_name_link_or_command_is_noticed():
    assert missing_names("`masohi.law.check.check_order` and `masohi/law/kuhp_85.py`") == []
    assert missing_names("`masohi.law.check.check_ordr` and `masohi/law/kuhp_86.py`") == [
        "masohi.law.check.check_ordr",
        "masohi/law/kuhp_86.py",
    ]
    assert dead_links(ROOT / "README.md", "[x](docs/turr.md)") == ["docs/turr.md"]
    assert unknown_commands("`make tests` and\nmasohi serv") == ["tests", "serv"]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_machine_and_no_registry_is_named(path):
    found = re.findall(r"(?<![\w/])/(?:home|root|work|tmp)/|py[p]i|n[p]mjs|python[h]osted", path.read_text())
    assert found == []


def test_the_tour_visits_every_folder():
    folders = {p.name for p in (ROOT / "masohi").iterdir() if (p / "__init__.py").exists()}
    visited = set(re.findall(r"^## \d+\. .*`masohi/(\w+)`", text_of("docs/tour.md"), re.MULTILINE))
    assert visited == folders


def test_the_glossary_has_one_line_a_model():
    named = re.findall(r"^\| `(\w+\.\w+)` \| ([^|]+) \|", text_of("docs/glossary.md"), re.MULTILINE)
    ours = [m for m in apps.get_models() if m.__module__.startswith("masohi")]
    assert sorted(named) == sorted((m._meta.label, str(m._meta.verbose_name)) for m in ours)


def test_every_command_with_every_option_is_described():
    text = text_of("docs/commands.md")
    rows = {n: re.search(rf"^\| `masohi {n}[ `].*$", text, re.MULTILINE) for n in subcommands()}
    assert [n for n, row in rows.items() if row is None] == []
    lacking = {(n, o) for n, options in subcommands().items() for o in options - {"--json"} if o not in rows[n][0]}
    assert lacking == set()


def test_the_order_in_the_documents_can_be_read_and_is_admissible():
    from_text = json.loads(
        re.search(r"```json\n(\{\"v\": 1, \"case_number\".*?)```", text_of("docs/commands.md"), re.DOTALL)[1]
    )
    check = importlib.import_module("masohi.law.check")
    day = importlib.import_module("datetime").date(2026, 3, 2)
    _facts, checked = check.check_json(from_text, day=day)
    assert [f.rule for f in checked.findings if f.level.value == "block"] == []


def test_decisions_are_numbered_and_say_why():
    assert [p.name[:4] for p in DECISIONS] == [f"{n:04}" for n in range(1, len(DECISIONS) + 1)]
    for path in DECISIONS:
        text = path.read_text()
        assert re.match(rf"# {path.name[:4]} .+", text)
        assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences"]
        assert f"({path.name})" in text_of("docs/decisions/README.md")


def test_every_dependency_has_its_reason():
    declared = re.search(r"^dependencies = \[(.*?)^\]", text_of("pyproject.toml"), re.DOTALL | re.MULTILINE)[1]
    names = {re.match(r"[\w-]+(\[[^\]]*\])?", line)[0] for line in re.findall(r'"([^"]+)"', declared)}
    table = set(
        re.findall(r"^\| ([\w-]+(?:\[[\w,]+\])?) \| \S", text_of("docs/decisions/0004-dependencies.md"), re.MULTILINE)
    )
    assert table - {"Package"} == names


@pytest.mark.parametrize("path", HELP, ids=lambda p: p.name)
def test_help_uses_the_words_of_the_pages(path):
    shown = {part for m in messages.entries(messages.collected()) for part in messages.texts(m.id)}
    assert [w for w in bold(path.read_text()) if w not in shown] == []


def test_a_word_that_breaks_over_two_lines_is_read_whole():
    assert bold("1. Tekan **Buat surat\n   panggilan**, lalu **Simpan**.") == ["Buat surat panggilan", "Simpan"]


@pytest.mark.parametrize("path", HELP, ids=lambda p: p.name)
def test_help_names_addresses_that_exist(path):
    for address in re.findall(r"`(/[\w/-]+)`", path.read_text()):
        try:
            resolve(address)
        except Resolver404:
            pytest.fail(f"{address} is no page")


def test_publiccode_has_what_the_standard_demands():
    assert faults_of_publiccode(text_of("publiccode.yml")) == []


@pytest.mark.parametrize("gone", ["legal:", "  type: internal", "platforms:", "    shortDescription: "])
def test_a_field_less_in_publiccode_is_noticed(gone):
    assert faults_of_publiccode(text_of("publiccode.yml").replace(gone, gone.replace(gone.strip()[:4], "xxxx"), 1))


def test_one_version_everywhere():
    assert yaml_keys(text_of("publiccode.yml"))["softwareVersion"] == __version__
    assert f'version = "{__version__}"' in text_of("pyproject.toml")
    assert f"## [{__version__}]" in text_of("CHANGELOG.md")


def test_the_licence_is_whole():
    text = text_of("LICENSE")
    assert text.lstrip().startswith("GNU AFFERO GENERAL PUBLIC LICENSE\nVersion 3, 19 November 2007")
    assert [n for n in range(18) if not re.search(rf"^ *{n}\. [A-Z]", text, re.MULTILINE)] == []
    assert "13. Remote Network Interaction" in text
    assert "END OF TERMS AND CONDITIONS" in text
    assert len(text.split()) > 5500

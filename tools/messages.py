"""The interface's sentences: Indonesian in the source, English in `masohi/ui/locale/en`.

    python -m tools.messages collect   sentences of the source into the catalogues; translations stay, unused ones go
    python -m tools.messages compile   catalogues into what the running program reads (nothing to do where it is newer)
    python -m tools.messages check     what is missing, empty, stale or takes other values; exit 1 where anything is

The catalogue is sorted and carries no line numbers and no dates, so that two people's changes meet calmly.
"""

import os
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

import django.conf
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "masohi"
LOCALE = SOURCE / "ui" / "locale"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
PLACEHOLDER = re.compile(r"%%|%\(\w+\)[sdf]|%[sdf]|\{\w*(?:[.!:][^{}]*)?\}")


def catalogues() -> list[Path]:
    """The catalogue of every language that is not the source's."""
    return sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))


def as_python(template: str) -> str:
    """A template as lines that Python's tokenizer can read, its `translate` tags as calls.

    >>> as_python('<p>{% translate "Simpan" %}').split()
    ['XXX', "gettext('Simpan')"]
    """
    return "\n".join(line.lstrip() for line in templatize(template).splitlines())


def sentences(path: Path) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    """Every (sentence, context) that a Python file or a template marks for translation."""
    text = path.read_text(encoding="utf-8")
    source = as_python(text) if path.suffix == ".html" else text
    for _line, found, _comments, context in extract("python", BytesIO(source.encode()), keywords=KEYWORDS):
        yield found, context


def source_files() -> list[Path]:
    """Everything that can hold a sentence for a reader."""
    if not django.conf.settings.configured:
        django.conf.settings.configure()  # `templatize` asks for the file charset only
    files = [path for suffix in ("*.py", "*.html") for path in SOURCE.rglob(suffix)]
    return sorted(path for path in files if "migrations" not in path.parts)


def collected(files: Iterable[Path] | None = None) -> Catalog:
    """A catalogue of all sentences of the source, without translations."""
    catalog = Catalog(charset="utf-8")
    for path in source_files() if files is None else files:
        for found, context in sentences(path):
            catalog.add(found, context=context)
    return catalog


def stored(path: Path) -> Catalog:
    """The catalogue as its file holds it; an empty one where there is no file."""
    language = path.parents[1].name
    if not path.exists():
        return Catalog(locale=language, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language, charset="utf-8", abort_invalid=True)


def merged(found: Catalog, known: Catalog) -> Catalog:
    """The sentences of `found` with the translations of `known`."""
    catalog = Catalog(locale=known.locale, charset="utf-8")
    for message in entries(found):
        old = known.get(message.id, context=message.context)
        kept = old.string if old and old.pluralizable == message.pluralizable else None
        catalog.add(message.id, kept, context=message.context)
    return catalog


def entries(catalog: Catalog) -> list[Message]:
    """The messages without the header."""
    return [message for message in catalog if message.id]


def texts(value: str | tuple[str, ...] | list[str] | None) -> list[str]:
    """The one or several forms of a sentence or of its translation."""
    if not value:
        return [""]
    return [value] if isinstance(value, str) else [part or "" for part in value]


def placeholders(sentence: str) -> list[str]:
    """The values that a sentence takes, sorted.

    >>> placeholders("{n} dari %(total)s, 100%% {hours:.1f}")
    ['%%', '%(total)s', '{hours:.1f}', '{n}']
    """
    return sorted(PLACEHOLDER.findall(sentence))


def shown(message: Message) -> str:
    """A message as a complaint names it."""
    context = f" ({message.context})" if message.context else ""
    return f"{texts(message.id)[0]!r}{context}"


def fault(message: Message, known: Catalog) -> str | None:
    """What is wrong with the translation of one sentence; None where nothing is."""
    translation = known.get(message.id, context=message.context)
    if translation is None:
        return f"missing: {shown(message)}"
    forms = texts(translation.string)
    if not all(form.strip() for form in forms) or len(forms) < len(texts(message.id)):
        return f"empty: {shown(message)}"
    if any(placeholders(form) != placeholders(texts(message.id)[-1]) for form in forms):
        return f"other placeholders: {shown(message)}"
    return None


def problems(found: Catalog, known: Catalog) -> list[str]:
    """What keeps `known` from being the complete translation of `found`, one line each."""
    wanted = {(message.id, message.context) for message in entries(found)}
    faults = [fault(message, known) for message in entries(found)]
    stale = [f"stale: {shown(m)}" for m in entries(known) if (m.id, m.context) not in wanted]
    return [line for line in faults if line] + stale


def replace_file(path: Path, content: bytes) -> None:
    """Write the whole file or nothing of it."""
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(name).chmod(0o644)
    Path(name).replace(path)


def written(found: Catalog, path: Path) -> str:
    """The text of a catalogue that is in step with `found`, its known translations kept."""
    body = BytesIO()
    write_po(body, merged(found, stored(path)), width=0, no_location=True, omit_header=True, sort_output=True)
    return HEADER.format(language=path.parents[1].name) + body.getvalue().decode()


def collect() -> int:
    """Bring every catalogue in step with the source."""
    found = collected()
    for path in catalogues():
        replace_file(path, written(found, path).encode())
        print(f"{path.relative_to(ROOT)}: {len(entries(found))}", file=sys.stderr)
    return 0


def compile_all() -> int:
    """Write the `.mo` beside every catalogue that changed after it."""
    for path in catalogues():
        target = path.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime > path.stat().st_mtime:
            continue
        content = BytesIO()
        write_mo(content, stored(path))
        replace_file(target, content.getvalue())
    return 0


def check() -> int:
    """Print what is wrong with the catalogues."""
    found = collected()
    lines = [f"{path.parents[1].name}: {line}" for path in catalogues() for line in problems(found, stored(path))]
    print("\n".join(lines) or "complete", file=sys.stderr)
    return 1 if lines else 0


COMMANDS = {"collect": collect, "compile": compile_all, "check": check}


def main(arguments: list[str]) -> int:
    """Do what the first argument names."""
    if len(arguments) != 1 or arguments[0] not in COMMANDS:
        print(__doc__, file=sys.stderr)
        return 2
    return COMMANDS[arguments[0]]()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The light markup of letter templates: paragraphs, lists, headings, **bold** and {names}. Plain Python.

A template becomes blocks of runs, and only then are names replaced: what stands in a register is text to the end,
never markup and never a command of the typesetter.
"""

import re
from collections.abc import Collection, Mapping
from typing import Any, Final

NAME: Final = re.compile(r"\{([^{}]*)\}")
BOLD: Final = re.compile(r"\*\*(.+?)\*\*")
BULLET: Final = re.compile(r"[-•]\s+")
NUMBERED: Final = re.compile(r"\d{1,2}[.)]\s+")
HEADING: Final = re.compile(r"#{1,3}\s+")

Run = tuple[str, bool]
"""Text, and whether it is bold."""

Block = dict[str, Any]
"""`kind` is paragraph, heading, list, numbers or the name of a block; `items` are lists of runs."""


def names_in(text: str) -> list[str]:
    """Names in braces, each once, in the order in which they first stand.

    >>> names_in("Yth. {nama}, {tempat}; {nama}")
    ['nama', 'tempat']
    """
    return list(dict.fromkeys(NAME.findall(text)))


def unknown_names(text: str, allowed: Collection[str]) -> list[str]:
    """Names in braces that are not allowed, as written; a brace without partner counts as an empty name.

    >>> unknown_names("{nama} {gaji} {", {"nama"})
    ['gaji', '']
    """
    found = [name for name in names_in(text) if name not in allowed]
    return found + ([""] if re.search(r"[{}]", NAME.sub("", text)) else [])


def blocks_of(text: str, fields: Mapping[str, str], blocks: Collection[str] = ()) -> list[Block]:
    """The template as blocks, names replaced. A paragraph that is only `{name}` of `blocks` becomes a block `name`.

    A block whose names all turn out empty is left out. Raises KeyError with a name for which `fields` has no value.

    >>> blocks_of("Halo **{nama}**", {"nama": "**Ana**"})
    [{'kind': 'paragraph', 'items': [[('Halo ', False), ('**Ana**', True)]]}]
    """
    found: list[Block] = []
    for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\r", "\n").strip()):
        lines = [line.strip() for line in part.split("\n") if line.strip()]
        for kind, held in _grouped(lines):
            name = NAME.fullmatch(held[0])
            if kind == "paragraph" and name and name[1] in blocks and len(held) == 1:
                found.append({"kind": name[1], "items": []})
            else:
                items = [runs for line in _joined(kind, held) if (runs := _runs(line, fields))]
                found += [{"kind": kind, "items": items}] if items else []
    return found


def _grouped(lines: list[str]) -> list[tuple[str, list[str]]]:
    """Lines of one kind that follow each other, without their signs."""
    groups: list[tuple[str, list[str]]] = []
    for line in lines:
        kind, sign = _kind_of(line)
        said = line[sign:]
        if groups and groups[-1][0] == kind and kind != "heading":
            groups[-1][1].append(said)
        else:
            groups.append((kind, [said]))
    return groups


def _kind_of(line: str) -> tuple[str, int]:
    """What a line is, and how many characters its sign takes."""
    for kind, sign in (("list", BULLET), ("numbers", NUMBERED), ("heading", HEADING)):
        if found := sign.match(line):
            return kind, found.end()
    return "paragraph", 0


def _joined(kind: str, lines: list[str]) -> list[str]:
    return [" ".join(lines)] if kind == "paragraph" else lines


def _runs(line: str, fields: Mapping[str, str]) -> list[Run]:
    pieces = BOLD.split(line)  # every second piece stood between stars
    runs = [(_filled(piece, fields), bool(index % 2)) for index, piece in enumerate(pieces)]
    return [run for run in runs if run[0]]


def _filled(piece: str, fields: Mapping[str, str]) -> str:
    return NAME.sub(lambda found: fields[found[1]], piece)

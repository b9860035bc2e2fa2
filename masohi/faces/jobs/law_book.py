"""Write the law book for lawyers: one file a chapter, and a first page that leads to them."""

import re
from collections.abc import Mapping
from pathlib import Path

from masohi.law.law_book import as_markdown, proven

CHAPTER = "\n## "


def write_law_book(folder: Path, results: Mapping[str, bool] | None = None) -> list[Path]:
    """Write the whole book into `folder` (made where absent) and return the files, the first page first.

    `results` maps rule ids to whether their examples came out as written; without them the examples are run now.
    The text depends on the rules and the results alone, so that an unchanged book stays unchanged byte for byte.
    """
    results = proven() if results is None else results
    folder.mkdir(parents=True, exist_ok=True)
    introduction, *chapters = as_markdown(results).split(CHAPTER)
    titles = [chapter.split("\n", 1)[0].strip() for chapter in chapters]
    names = [f"{number:02d}-{file_name(title)}.md" for number, title in enumerate(titles, start=1)]
    contents = "\n".join(
        f"{n}. [{title}]({name})" for n, (title, name) in enumerate(zip(titles, names, strict=True), 1)
    )
    first = f"{introduction.strip()}\n\n{tally(results)}\n\n## Bab\n\n{contents}\n"
    texts = [("README.md", first), *zip(names, map(page, chapters), strict=True)]
    written = []
    for name, text in texts:
        (folder / name).write_text(text, encoding="utf-8")
        written.append(folder / name)
    return written


def page(chapter: str) -> str:
    """A chapter as a file of its own: its headings rise by one level.

    >>> page("Anak\\n\\n### ID-01 — Umur\\n")
    '# Anak\\n\\n## ID-01 — Umur\\n'
    """
    return "# " + re.sub(r"^###", "##", chapter.strip(), flags=re.MULTILINE) + "\n"


def file_name(title: str) -> str:
    """A chapter's title as a file name.

    >>> file_name("Pasal 85: sesi kerja")
    'pasal-85-sesi-kerja'
    """
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")


def tally(results: Mapping[str, bool]) -> str:
    """How the examples came out, in one sentence.

    >>> tally({"KS-05": True, "KS-06": False})
    'Contoh dijalankan saat buku ini ditulis: 1 aturan lulus, 1 gagal (KS-06).'
    """
    failed = sorted(rule for rule, passed in results.items() if not passed)
    names = f" ({', '.join(failed)})" if failed else ""
    passed = len(results) - len(failed)
    return f"Contoh dijalankan saat buku ini ditulis: {passed} aturan lulus, {len(failed)} gagal{names}."

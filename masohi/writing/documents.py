"""Letters as PDF/A that screen readers can read. The same data and moment give the same bytes."""

import io
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import segno
import typst

LETTERS = Path(__file__).resolve().parent / "letters"


def shipped_text(kind: str) -> str:
    """The wording of a kind of letter that comes with the program, in the markup of `masohi.writing.markup`."""
    return (LETTERS / "texts" / f"{kind}.txt").read_text(encoding="utf-8")


def qr_svg(text: str) -> str:
    """A QR code as SVG, error correction M, with the quiet zone that scanners need."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="svg", scale=1, border=4, xmldecl=False, svgns=True)
    return out.getvalue().decode()


def qr_data_uri(text: str) -> str:
    """The same QR as the source of an `img`, dark on white whatever the page looks like."""
    return str(segno.make(text, error="m", micro=False).svg_data_uri(scale=1, border=4, light="#fff"))


def draw(letter: str, data: dict[str, Any], *, at: datetime, paper: str = "a4") -> bytes:
    """The PDF of `letters/<letter>.typ` filled with `data` (texts and lists of texts), dated `at`.

    A sign that none of the fonts knows becomes an empty box, and the paper then is no PDF/A: better than no paper.
    `paper` is "a4" or "f4" (215 × 330 mm). `data["verify_url"]`, where there is one, is printed as QR and as text.
    """
    inputs = {
        "data": json.dumps(data, ensure_ascii=False),
        "qr": qr_svg(data["verify_url"]) if "verify_url" in data else "",
        "paper": paper,
        "year": str(at.year),
        "month": str(at.month),
        "day": str(at.day),
    }
    try:
        return _compiled(letter, inputs, at, archival=True)
    except typst.TypstError:
        return _compiled(letter, inputs, at, archival=False)


def _compiled(letter: str, inputs: dict[str, str], at: datetime, *, archival: bool) -> bytes:
    pdf = typst.compile(
        LETTERS / f"{letter}.typ",
        root=LETTERS,
        sys_inputs=inputs,
        pdf_standards=["a-2a"] if archival else None,
        ignore_system_fonts=True,
        timestamp=int(at.timestamp()),
    )
    return bytes(pdf)

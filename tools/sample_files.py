"""The sample's files: a proof in one page, and two drawn pictures of a site before and after the work.

python -m tools.sample_files
"""

import io
import random
from pathlib import Path

import typst
from PIL import Image, ImageDraw

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
MADE = 1_795_132_800  # 20 November 2026, so that the bytes are the same every time
WIDTH, HEIGHT = 1200, 900
PAPER = """
#set document(title: "Bukti contoh")
#set page(paper: "a4", margin: 2.5cm)
#set text(lang: "id", size: 12pt)
#text(size: 22pt, weight: "bold")[CONTOH]

#v(1cm)
= Berita acara serah terima (contoh)

Lembar ini bukan dokumen resmi. Isinya rekaan dan hanya menunjukkan bagaimana sebuah bukti disimpan: utuh, dengan
sidik SHA-256, dan dapat diunduh oleh siapa pun yang berhak melihat komitmennya.
"""
SCENES = {
    "pantai": ("#CFE6EE", "#5FA8B8", "#E7D7B1"),
    "taman": ("#D6E8F0", "#6FA36B", "#9CC28A"),
}
LITTER = ("#C84B31", "#F2F2F2", "#2D6A8E", "#7A5C3E", "#E0B53C", "#4F4F4F")


def proof() -> bytes:
    """samples/bukti-contoh.pdf"""
    return bytes(typst.compile(PAPER.encode(), pdf_standards=["a-2b"], ignore_system_fonts=True, timestamp=MADE))


def scene(name: str, *, littered: bool) -> bytes:
    """A flat drawing of a place without people; `littered` as it was before somebody worked there. JPEG bytes."""
    sky, middle, ground = SCENES[name]
    picture = Image.new("RGB", (WIDTH, HEIGHT), sky)
    pen = ImageDraw.Draw(picture)
    pen.ellipse((930, 90, 1040, 200), fill="#F6D776")
    pen.polygon([(0, 400), (260, 300), (520, 390), (820, 280), (1200, 400)], fill="#7FA5A0")
    pen.rectangle((0, 390, WIDTH, 560), fill=middle)
    pen.rectangle((0, 540, WIDTH, HEIGHT), fill=ground)
    for x in (110, 1040):
        pen.rectangle((x, 300, x + 22, 700), fill="#7A5C3E")
        for turn in range(0, 360, 45):
            pen.pieslice((x - 120, 180, x + 142, 420), turn, turn + 24, fill="#3F7D4E")
    if littered:
        _litter(pen, random.Random(name))
    pen.text((24, HEIGHT - 40), "CONTOH, gambar rekaan", fill="#333333", font_size=24)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=82)
    return out.getvalue()


def _litter(pen: ImageDraw.ImageDraw, dice: random.Random) -> None:
    for _ in range(90):
        x, y = dice.randrange(20, WIDTH - 60), dice.randrange(570, HEIGHT - 60)
        wide, high = dice.randrange(14, 52), dice.randrange(10, 34)
        draw = pen.ellipse if dice.random() < 0.4 else pen.rectangle
        draw((x, y, x + wide, y + high), fill=dice.choice(LITTER), outline="#555555")


def main() -> None:
    """Write the files."""
    (SAMPLES / "bukti-contoh.pdf").write_bytes(proof())
    for name in SCENES:
        (SAMPLES / f"{name}-sebelum.jpg").write_bytes(scene(name, littered=True))
        (SAMPLES / f"{name}-sesudah.jpg").write_bytes(scene(name, littered=False))


if __name__ == "__main__":
    main()

"""Bread, sago, soap and seedlings."""

from masohi.faces.jobs.scenes.stills.canvas import Sheet, box, leaf, oval, round_off


def bread() -> bytes:
    """A loaf and two slices on a board."""
    sheet = Sheet(("#f3e3c7", "#e9cfa4"), ("#b98a5b", "#9c6f45"))
    sheet.fill(
        round_off([(60, 640), (250, 560), (620, 545), (905, 585), (880, 668), (480, 702), (110, 700)]), "#c9533e"
    )
    for step in range(7):
        left = 150 + step * 106
        sheet.line([(left, 688 - step * 3), (left + 34, 600 + step * 3)], "#e9c9a2", 6)
    sheet.stand(490, 588, 660)
    sheet.fill(box(170, 540, 820, 600, 26), "#d9a868", "#b27c44")
    sheet.fill(box(170, 540, 820, 572, 16), "#e6bd84", "#dcab6b")
    sheet.stand(430, 548, 470)
    loaf = round_off([(205, 520), (196, 430), (250, 352), (420, 322), (600, 346), (668, 424), (660, 520), (430, 548)])
    sheet.fill(loaf, "#d98f45", "#8f4a1c")
    sheet.shade(oval(370, 372, 150, 26, -4), 0.5, soft=26, colour=(255, 226, 170))
    for step in range(4):
        x = 286 + step * 92
        cut = round_off([(x - 36, 452), (x - 10, 392), (x + 42, 342), (x + 22, 398), (x - 14, 448)])
        sheet.fill(cut, "#f3cf94", "#dfa45f")
    for x, y in ((696, 548), (756, 566)):
        sheet.stand(x, y + 4, 130)
        sheet.fill(round_off([(x - 70, y), (x - 74, y - 92), (x, y - 142), (x + 70, y - 96), (x + 66, y)]), "#a5602b")
        sheet.fill(
            round_off([(x - 58, y - 8), (x - 62, y - 88), (x - 2, y - 128), (x + 56, y - 92), (x + 52, y - 8)]),
            *("#fbe9c6", "#f0d09a"),
        )
        for nut in ((-24, -40), (18, -64), (-8, -88), (28, -30)):
            sheet.fill(oval(x + nut[0], y + nut[1], 9, 5, nut[0] * 2), "#b5763a")
    for x, y, turn in ((236, 650, 20), (284, 666, -24), (330, 646, 60)):
        sheet.stand(x, y + 12, 40)
        sheet.fill(oval(x, y, 22, 13, turn), "#8a5527", "#5f3514")
    return sheet.picture()


def sago() -> bytes:
    """Slabs of baked sago tied up on a banana leaf, and a glass of tea."""
    sheet = Sheet(("#e4ead8", "#cbd8bd"), ("#8b5e3b", "#70482b"))
    sheet.stand(440, 640, 760)
    sheet.fill(round_off([(40, 600), (260, 528), (640, 520), (900, 580), (660, 672), (250, 676)]), "#5f9650", "#3d6f3a")
    sheet.line([(48, 602), (470, 600), (892, 584)], "#a9cf86", 5)
    for step in range(13):
        x = 110 + step * 58
        sheet.line([(x, 601), (x + 46, 540 if x < 700 else 560)], "#4c8443", 2)
        sheet.line([(x, 601), (x + 46, 660 if x < 700 else 640)], "#34632f", 2)
    sheet.stand(350, 604, 440)
    for step in range(6):
        left, top = 140 + (step % 2) * 9, 560 - step * 42
        sheet.fill([(left, top), (left + 400, top), (left + 400, top + 36), (left, top + 36)], "#b9683a", "#8a4422")
        sheet.fill(
            [(left, top), (left + 62, top - 38), (left + 462, top - 38), (left + 400, top)], "#dd9a63", "#cb824b"
        )
        sheet.fill(
            [(left + 400, top), (left + 462, top - 38), (left + 462, top - 2), (left + 400, top + 36)],
            "#74381b",
            "#602b13",
        )
        for hole in range(9):
            sheet.fill(oval(left + 52 + hole * 41, top - 12 - (hole % 2) * 14, 4, 2.4), "#a55d31")
    for x in (262, 420):
        sheet.line([(x, 596), (x - 2, 352), (x + 60, 314)], "#ead9a4", 9)
    knot = round_off([(330, 346), (300, 318), (318, 300), (344, 330), (376, 296), (392, 316), (360, 344)])
    sheet.fill(knot, "#f2e6bb", "#d9c583")
    sheet.stand(724, 600, 170)
    sheet.fill([(644, 392), (804, 392), (786, 598), (662, 598)], "#f4efe3", "#dcd8c9", sideways=True)
    sheet.fill([(650, 440), (798, 440), (786, 594), (662, 594)], "#d9822f", "#8f3f12")
    sheet.fill(oval(724, 440, 74, 15), "#e7a04f")
    sheet.fill(oval(724, 392, 80, 16), "#f9f5ea")
    sheet.fill(oval(724, 393, 72, 12), "#e2dccb")
    sheet.shade([(668, 420), (686, 420), (694, 580), (680, 580)], 0.55, soft=8, colour=(255, 248, 230))
    for x, bend in ((704, 1), (744, -1)):
        sheet.shade(_ribbon(x, 360, bend), 0.3, soft=16, colour=(255, 255, 255))
    return sheet.picture()


def _ribbon(x: float, y: float, bend: int) -> list[tuple[float, float]]:
    """Steam above a glass."""
    up = round_off([(x, y), (x + 16 * bend, y - 60), (x - 14 * bend, y - 120), (x + 10 * bend, y - 190)], closed=False)
    return [*up, *[(a + 16, b) for a, b in reversed(up)]]


def soap() -> bytes:
    """Three bars of soap with paper bands, half a coconut and frangipani."""
    sheet = Sheet(("#dcebe6", "#bfd8d1"), ("#e6d8c3", "#cdb896"))
    sheet.stand(700, 606, 300)
    sheet.fill(oval(700, 520, 152, 104), "#6e4526", "#3f2512")
    sheet.fill(oval(700, 470, 152, 66), "#7c5230")
    sheet.fill(oval(700, 470, 136, 57), "#fffaf0", "#ece3d0")
    sheet.fill(oval(700, 480, 104, 40), "#f7f1e3", "#ffffff")
    sheet.shade(oval(700, 494, 84, 24), 0.18, soft=16)
    bars = ((150, 590, "#f3e2b8", "#d9bd80"), (176, 508, "#b9d3a0", "#87ab70"), (140, 426, "#e3a38a", "#bd7358"))
    for left, bottom, light, dark in bars:
        sheet.stand(left + 190, bottom + 2, 380, strength=0.34)
        sheet.fill(box(left, bottom - 74, left + 380, bottom, 18), light, dark)
        sheet.fill(box(left, bottom - 92, left + 380, bottom - 50, 20), light)
        sheet.shade(box(left + 20, bottom - 88, left + 210, bottom - 74), 0.5, soft=10, colour=(255, 255, 245))
        sheet.fill(box(left + 130, bottom - 92, left + 258, bottom), "#c79c6a", "#a97d4c")
        sheet.fill(box(left + 130, bottom - 92, left + 258, bottom - 66), "#d8b184")
        for turn in (205, 270, 335):
            sheet.fill(leaf(left + 194, bottom - 22, 30, turn, 0.5), "#5b6f3a")
    for x, y, size in ((560, 640, 34), (850, 650, 28)):
        for petal in range(5):
            turn = petal * 72 - 90
            sheet.shade(leaf(x + 3, y + 6, size * 1.25, turn, 0.75), 0.14, soft=6)
        for petal in range(5):
            sheet.fill(leaf(x, y, size * 1.3, petal * 72 - 90, 0.75), "#fffdf5", "#f6dfa0")
        sheet.fill(oval(x, y, size * 0.24, size * 0.2), "#e9a93a")
    return sheet.picture()


def seedlings() -> bytes:
    """Three young plants in pots of coconut fibre on a crate."""
    sheet = Sheet(("#f4ead2", "#dfe3c0"), ("#a57b50", "#86603b"), edge=500)
    for slat in range(3):
        top = 574 + slat * 46
        sheet.fill(box(70, top, 890, top + 38, 5), "#c99a64", "#a87845")
        for nail in (110, 480, 850):
            sheet.fill(oval(nail, top + 19, 4, 4), "#6f4a2a")
    sheet.fill(box(54, 556, 906, 582, 6), "#dcb27c", "#c1935b")
    for x, scale, kind in ((230, 1.0, 0), (484, 1.18, 1), (736, 0.94, 2)):
        _plant(sheet, x, scale, kind)
    return sheet.picture()


def _plant(sheet: Sheet, x: float, scale: float, kind: int) -> None:
    wide, top = 86 * scale, 560 - 150 * scale
    sheet.stand(x, 562, wide * 2.1)
    low = [(x - wide, top), (x + wide, top), (x + wide * 0.72, 560), (x - wide * 0.72, 560)]
    sheet.fill(low, *(("#b4633c", "#8c4425"), ("#8f6a44", "#644629"), ("#c28a52", "#95623a"))[kind], sideways=True)
    sheet.fill(box(x - wide * 1.08, top - 16, x + wide * 1.08, top + 22, 9), ("#c87a50", "#a5815a", "#d29c63")[kind])
    sheet.fill(oval(x, top - 10, wide * 0.98, 13), "#3d2817")
    tip = top - 200 * scale
    sheet.line(round_off([(x, top - 10), (x - 8, top - 90 * scale), (x + 6, tip)], closed=False), "#5b8a3c", 9 * scale)
    greens = (("#7fb552", "#4c8736"), ("#5fa05a", "#2f6d45"), ("#9bc25a", "#5d8f35"))[kind]
    for step in range(5):
        y, length = top - (42 + step * 38) * scale, (128 - step * 15) * scale
        for turn in (-24 - step * 7, 204 + step * 7):
            sheet.fill(leaf(x, y, length, turn, (0.34, 0.5, 0.4)[kind]), *greens)
            sheet.fill(leaf(x, y, length * 0.8, turn, 0.03), "#cfe3a0")
    sheet.fill(leaf(x + 4, tip + 10, 70 * scale, -90, 0.5), *greens)
    if kind == 0:
        for dx, dy in ((-44, 120), (40, 96), (-30, 60)):
            fruit = leaf(x + dx * scale, top - dy * scale, 58 * scale, 96, 0.36)
            sheet.fill(fruit, "#e0452f", "#a91f17")
    if kind == 2:
        for dx, dy in ((-40, 96), (46, 132), (8, 62)):
            sheet.fill(oval(x + dx * scale, top - dy * scale, 19 * scale, 21 * scale), "#f2cf6b", "#d39a35")

"""A basket, a woven cloth, a boat of cloves and a lamp of coconut shell."""

from math import cos, pi, sin

from masohi.faces.jobs.scenes.stills.canvas import Points, Sheet, box, leaf, mixed, oval, round_off


def basket() -> bytes:
    """A basket of pandanus with nutmeg in it."""
    sheet = Sheet(("#efe2d0", "#dcc6a6"), ("#7d9a94", "#5f7d78"))
    sheet.stand(480, 640, 560)
    handle = [(480 + 262 * cos(a * pi / 30), 372 - 250 * sin(a * pi / 30)) for a in range(31)]
    sheet.line(handle, "#8a6234", 30)
    sheet.line(handle, "#b98b50", 18)
    for step in range(2, 30, 2):
        (x, y), (u, v) = handle[step], handle[step + 1]
        sheet.line([(x - (v - y) * 0.35, y + (u - x) * 0.35), (x + (v - y) * 0.35, y - (u - x) * 0.35)], "#7a552b", 5)
    sheet.fill(oval(480, 392, 282, 58), "#4d341c")
    for x, y, turn in ((330, 372, 10), (430, 352, -30), (540, 356, 20), (636, 374, -8), (384, 398, 40), (582, 398, 0)):
        sheet.fill(leaf(x - 20, y - 36, 74, turn - 130, 0.4), "#6f9a4d", "#456f34")
        sheet.fill(oval(x, y, 56, 50, turn), "#f4dc8c", "#d7a545")
        sheet.line([(x - 30, y - 26), (x + 4, y + 44)], "#b9823a", 3)
        sheet.fill(oval(x + 14, y - 16, 15, 10, -30), "#fff3c6")
    rows = 9
    for row in range(rows):
        for column in range(-9, 9):
            _strand(sheet, row, column)
    for part, colours in ((0, ("#d9b06c", "#a87c40")), (1, ("#efd193", "#c99d58"))):
        rim = [(480 + (300 - 6 * part) * cos(a * pi / 30), 398 - 6 * part + 62 * sin(a * pi / 30)) for a in range(31)]
        low = [(x, y + 30 - 14 * part) for x, y in reversed(rim)]
        sheet.fill([*rim, *low], *colours)
    for step in range(2, 30, 2):
        angle = step * pi / 30
        x, y = 480 + 297 * cos(angle), 398 + 62 * sin(angle)
        sheet.line([(x - 7, y - 3), (x + 7, y + 25)], "#8a6234", 4)
    return sheet.picture()


def _strand(sheet: Sheet, row: int, column: int) -> None:
    """One visible piece of a strand: over and under in turn, wound around the body of the basket."""
    first, last = column * 10, (column + 1) * 10

    def at(angle: float, depth: float) -> tuple[float, float]:
        turn = angle * pi / 180
        wide = 292 - 62 * (depth / 9) ** 1.6
        return 480 + wide * sin(turn), 404 + depth * 25 + (60 - depth * 1.6) * cos(turn)

    over = (row + column) % 2 == 0
    piece = [at(first, row), at(last, row), at(last, row + 1), at(first, row + 1)]
    away = min(1.0, abs(column + 3.5) / 13 + row / 40)
    sheet.fill(piece, mixed("#e9c585", "#9a6d35", away) if over else mixed("#a54f39", "#56241a", away))
    sheet.line(piece[:2] if over else [piece[0], piece[3]], "#6d4a26", 1.6)


def cloth() -> bytes:
    """A woven cloth with diamonds and waves over a rod."""
    sheet = Sheet(("#f2eadb", "#e0d2b8"), ("#b48c62", "#93704b"), edge=610)
    sheet.shade(box(222, 120, 782, 650), 0.32, soft=30)
    sheet.fill(box(96, 82, 864, 104, 11), "#8c5c34", "#5e3a1e")
    for x in (96, 864):
        sheet.fill(oval(x, 93, 18, 18), "#a26c3f", "#6a4223")
    sheet.fill(box(200, 76, 760, 626), "#7c1f26", "#5c141d")
    bands = (
        (84, 22, "#1f1a1c"),
        (120, 10, "#d9a441"),
        (334, 12, "#d9a441"),
        (352, 26, "#1f1a1c"),
        (390, 12, "#d9a441"),
    )
    for top, high, colour in (*bands, (560, 10, "#d9a441"), (578, 24, "#1f1a1c")):
        sheet.fill(box(200, top, 760, top + high), colour)
    for step in range(7):
        _diamond(sheet, 240 + step * 80, 232, 38, 88)
    for step in range(14):
        x = 200 + step * 40
        sheet.fill([(x, 548), (x + 20, 500), (x + 40, 548)], "#e7c87a")
        sheet.fill([(x + 9, 548), (x + 20, 522), (x + 31, 548)], "#7c1f26")
        sheet.fill([(x, 412), (x + 20, 442), (x + 40, 412)], "#e7c87a")
        sheet.fill([(x + 10, 412), (x + 20, 427), (x + 30, 412)], "#7c1f26")
    for wave, colour in ((458, "#f3e3bd"), (474, "#c4603d")):
        ripple = [(200 + x, wave + 8 * sin(x * pi / 28)) for x in range(0, 561, 7)]
        sheet.line(ripple, colour, 5)
    for x in range(208, 760, 16):
        sheet.line([(x, 624), (x - 3, 664 + (x // 16) % 3 * 5)], "#7c1f26" if x % 32 else "#d9a441", 4)
    for x, strength in ((258, 0.2), (402, 0.26), (560, 0.2), (690, 0.28)):
        sheet.shade(box(x, 110, x + 20, 626), strength, soft=22)
        sheet.shade(box(x + 52, 110, x + 66, 626), 0.12, soft=20, colour=(255, 226, 190))
    sheet.fill(box(196, 72, 764, 90, 8), "#8b2730", "#5c141d")
    return sheet.picture()


def _diamond(sheet: Sheet, x: float, y: float, wide: float, high: float) -> None:
    for size, colour in ((1.0, "#e7c87a"), (0.78, "#2a1518"), (0.56, "#c4603d"), (0.34, "#f3e3bd"), (0.16, "#7c1f26")):
        sheet.fill([(x - wide * size, y), (x, y - high * size), (x + wide * size, y), (x, y + high * size)], colour)
    for side in (-1, 1):
        for step in (0.35, 0.7):
            sheet.line([(x + side * wide, y - high * step), (x + side * wide * 0.62, y - high * step)], "#d9a441", 4)
            sheet.line([(x + side * wide, y + high * step), (x + side * wide * 0.62, y + high * step)], "#d9a441", 4)


def boat() -> bytes:
    """A small ship made of cloves, as it is sold in Ambon."""
    sheet = Sheet(("#dfe7ea", "#c4d2d6"), ("#a8744a", "#855838"))
    sheet.stand(480, 634, 620)
    sheet.fill(box(210, 606, 750, 642, 10), "#6b4123", "#4c2c16")
    for x in (330, 630):
        sheet.fill([(x - 16, 608), (x + 16, 608), (x + 34, 560), (x - 34, 560)], "#7d4e2b", "#5a3519")
    for x, top, low, wide in ((356, 176, 470, 122), (512, 110, 470, 150), (652, 210, 470, 96)):
        sheet.line([(x, low + 20), (x, top - 24)], "#4e2f18", 8)
        _sail(sheet, (x + 8, top), (x + 8, low - 38), (x + wide, low - 56))
        _sail(sheet, (x - 8, top + 34), (x - 8, low - 34), (x - wide * 0.56, low - 44))
        sheet.fill([(x, top - 26), (x + 40, top - 16), (x, top - 4)], "#b3392f")
    hull = round_off([(152, 452), (330, 492), (640, 492), (832, 424), (770, 548), (640, 584), (330, 584), (214, 546)])
    sheet.fill(hull, "#6a3d20", "#2f190c")
    for row in range(5):
        for step in range(34 - row * 3):
            along, down = 212 + row * 22 + step * 17.2, 494 + row * 19 - (max(0, step - 22) ** 2) * (0.45 - row * 0.05)
            clove = oval(along, down, 9.5, 5.4, 12)
            sheet.fill(clove, "#8d5429" if (row + step) % 2 else "#74421f")
            sheet.fill(oval(along - 6, down - 1, 3.4, 3.4), "#b57a3f")
    sheet.line(round_off([(156, 452), (330, 488), (640, 488), (830, 424)], closed=False), "#a8703a", 9)
    for x, y, turn in ((180, 668, 20), (240, 682, -12), (770, 676, 30), (836, 664, -20)):
        sheet.stand(x, y + 8, 44, strength=0.3)
        sheet.line([(x, y), (x + 38 * cos(turn * pi / 180), y + 38 * sin(turn * pi / 180))], "#5d3518", 7)
        sheet.fill(oval(x, y, 10, 9), "#8d5429", "#4c2a12")
    return sheet.picture()


def _sail(sheet: Sheet, top: tuple[float, float], low: tuple[float, float], end: tuple[float, float]) -> None:
    """A sail of strings of cloves between its three corners."""
    bulge = ((top[0] + end[0]) / 2 + (end[0] - low[0]) * 0.22, (top[1] + end[1]) / 2 - 10)
    edge: Points = round_off([top, bulge, end], closed=False, steps=12)
    sheet.fill([*edge, low], "#b98a52", "#8b5c2e")
    for place, (x, y) in enumerate(edge):
        part = place / (len(edge) - 1)
        mast = (low[0], top[1] + (low[1] - top[1]) * part)
        many = int(abs(x - mast[0]) / 9)
        for step in range(many):
            at = (step + 0.5) / many
            dot = oval(mast[0] + (x - mast[0]) * at, mast[1] + (y - mast[1]) * at, 4.6, 3)
            sheet.fill(dot, "#6d3f1e" if step % 2 else "#8a5428")


def lamp() -> bytes:
    """A lamp of coconut shell whose light falls through its holes."""
    sheet = Sheet(("#4a3a4f", "#6b4a48"), ("#6a4128", "#472a18"), edge=540)
    sheet.shade(oval(480, 330, 330, 280), 0.62, soft=110, colour=(255, 190, 98))
    for ring, (radius, many) in enumerate(((300, 26), (372, 32), (440, 38))):
        angles = [(step + ring / 2) * 2 * pi / many for step in range(many)]
        spots = [(480 + radius * cos(one), 330 + radius * 0.82 * sin(one), one * 180 / pi) for one in angles]
        found = [oval(x, y, 15 - ring * 2, 11 - ring, turn) for x, y, turn in spots if y < 520]
        sheet.shades(found, 0.5, soft=8, colour=(255, 214, 140))
    sheet.stand(480, 640, 420)
    sheet.fill(oval(480, 628, 178, 28), "#3b2314", "#23130a")
    sheet.fill(box(462, 470, 498, 628, 8), "#5c3a20", "#2f1c0f", sideways=True)
    sheet.fill(oval(480, 616, 96, 18), "#7a4f2c", "#4a2d17")
    sheet.fill(oval(480, 326, 206, 186), "#7b4a25", "#2d170b")
    for row, (dy, many) in enumerate(((-128, 5), (-84, 8), (-36, 10), (14, 10), (64, 9), (112, 6))):
        reach = 190 * (1 - (dy / 190) ** 2) ** 0.5
        for step in range(many):
            side = -1 + (2 * step + 1 + (row % 2) * 0.5) / (many + 0.25)
            if abs(side) < 0.98:
                x, y, narrow = 480 + reach * side, 326 + dy, (1 - side * side) ** 0.5
                sheet.fill(oval(x, y, 4 + 11 * narrow, 14), "#ffb648")
                sheet.fill(oval(x, y, 2 + 7 * narrow, 9), "#fff0b8")
    sheet.fill(oval(480, 148, 62, 16), "#4b2b15", "#2b170b")
    sheet.fill(oval(480, 146, 46, 10), "#ffe09a")
    sheet.shade(oval(420, 240, 60, 76, 24), 0.22, soft=30, colour=(255, 220, 170))
    sheet.shade(oval(480, 672, 300, 22), 0.34, soft=26, colour=(255, 190, 98))
    return sheet.picture()

"""A chair, and a painting of the bay."""

from math import sin

from masohi.faces.jobs.scenes.stills.canvas import Sheet, box, oval, round_off


def chair() -> bytes:
    """A chair of samama wood with a woven seat."""
    sheet = Sheet(("#d5dfd2", "#bfcdbd"), ("#c49a6c", "#a67c50"), edge=540)
    for x in range(-100, 1060, 150):
        sheet.line([(480 + (x - 480) * 0.7, 542), (480 + (x - 480) * 1.5, 720)], "#94693f", 2)
    sheet.shade([(330, 640), (650, 660), (880, 610), (560, 584)], 0.4, soft=22)
    light, dark, edge = "#c98f52", "#925e2c", "#77491f"
    for left, top, low in ((556, 116, 604), (650, 470, 592)):
        sheet.fill(box(left, top, left + 24, low, 5), light, dark)
    sheet.fill([(330, 120), (356, 120), (346, 636), (320, 636)], light, dark)
    for top in (140, 208, 276):
        sheet.fill(
            round_off([(344, top), (450, top - 14), (562, top), (562, top + 40), (450, top + 28), (344, top + 40)]),
            light,
            dark,
        )
        sheet.line(round_off([(348, top + 4), (450, top - 9), (558, top + 4)], closed=False), "#e3b277", 4)
    seat = [(312, 452), (560, 424), (690, 470), (420, 512)]
    sheet.shade([(x + 6, y + 34) for x, y in seat], 0.35, soft=14)
    sheet.fill([(312, 452), (420, 512), (420, 544), (312, 480)], dark, edge)
    sheet.fill([(420, 512), (690, 470), (690, 498), (420, 544)], light, dark)
    sheet.fill(seat, "#ecd29b", "#cfa962")
    for step in range(1, 16):
        part = step / 16
        a = (312 + 248 * part, 452 - 28 * part), (420 + 270 * part, 512 - 42 * part)
        b = (312 + 108 * part, 452 + 60 * part), (560 + 130 * part, 424 + 46 * part)
        sheet.line(list(a), "#a97f3f", 3)
        sheet.line(list(b), "#f6e4b9", 2.4)
    sheet.fill([(408, 520), (436, 520), (430, 668), (406, 668)], light, dark)
    sheet.fill([(664, 484), (690, 480), (682, 622), (660, 622)], light, dark)
    sheet.fill([(344, 572), (418, 600), (418, 616), (344, 588)], dark, edge)
    sheet.fill([(424, 604), (668, 566), (668, 582), (424, 620)], light, dark)
    return sheet.picture()


def painting() -> bytes:
    """A framed painting of the bay in the evening."""
    sheet = Sheet(("#e9dcc9", "#d8c5aa"), ("#8a6546", "#6c4c33"), edge=640)
    sheet.shade(box(142, 84, 846, 590), 0.42, soft=26)
    sheet.fill(box(126, 60, 834, 572), "#b78445", "#7d5426")
    sheet.fill(box(142, 76, 818, 556), "#e2bd7e", "#a87a3e")
    sheet.fill(box(156, 90, 804, 542), "#fbf4e6")
    sheet.fill(box(178, 112, 782, 330), "#f2a65a", "#fbdc9c")
    sheet.fill(oval(560, 292, 56, 56), "#fff3c4", "#ffd36e")
    sheet.fill(box(178, 330, 782, 520), "#e39a5c", "#2f6f7d")
    for low, colours, peaks in (
        (
            330,
            ("#9b7f95", "#b58f8f"),
            ((178, 270), (260, 214), (350, 262), (430, 236), (540, 290), (640, 262), (782, 300)),
        ),
        (334, ("#5f6f86", "#7c7f8f"), ((178, 300), (300, 280), (420, 308), (560, 318), (680, 288), (782, 270))),
    ):
        sheet.fill([(178, low), *round_off(peaks, closed=False), (782, low)], *colours)
    for step in range(16):
        wide = 34 + 9 * step
        y, x = 340 + step * 11, 560 + 16 * sin(step * 1.7)
        sheet.line([(max(184, x - wide), y), (min(776, x + wide), y)], "#ffd98a" if step % 2 else "#f4b66a", 3.4)
    sheet.fill(round_off([(280, 424), (330, 436), (420, 436), (476, 416), (440, 452), (310, 454)]), "#43251a")
    sheet.line([(372, 434), (372, 262)], "#43251a", 6)
    sheet.fill(round_off([(380, 264), (470, 330), (462, 410), (380, 420)]), "#fdf6e6", "#e7b07a")
    sheet.fill([(364, 290), (312, 408), (364, 420)], "#f3e0bf", "#d99a66")
    sheet.line([(262, 438), (500, 430)], "#6b3d26", 5)
    for x in (300, 460):
        sheet.line([(x, 424), (x, 448)], "#43251a", 4)
    for x, top in ((258, 250), (300, 292)):
        sheet.line(round_off([(x - 8, 520), (x - 2, 400), (x + 10, top)], closed=False), "#2f2320", 8)
        for dx, dy in ((-62, 26), (-44, -18), (0, -44), (48, -22), (64, 24)):
            bend = (x + 10 + dx * 0.6, top + dy * 0.6 - 14)
            sheet.line(round_off([(x + 10, top), bend, (x + 10 + dx, top + dy + 14)], closed=False), "#2f2f24", 7)
    sheet.fill(round_off([(186, 519), (196, 492), (270, 478), (360, 498), (430, 517)]), "#2a1f1b")
    for x, high, tip in ((700, 96, "#b9442f"), (726, 120, "#e2b04a"), (750, 88, "#3f7c86")):
        sheet.line([(x, 640), (x + (x - 726) * 0.5, 640 - high)], "#d9b27a", 7)
        sheet.line([(x + (x - 726) * 0.4, 660 - high), (x + (x - 726) * 0.55, 630 - high)], tip, 11)
    sheet.stand(726, 676, 120)
    sheet.fill([(682, 596), (770, 596), (760, 676), (692, 676)], "#cfd9d6", "#93a5a2", sideways=True)
    sheet.fill(oval(726, 597, 44, 8), "#7f918e")
    return sheet.picture()

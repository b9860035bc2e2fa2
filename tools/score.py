"""The scorecard: `python -m tools.score [ROW ...] [--json] [--long]`. A row is the tests that report a figure for it.

A row is ok where every one of its tests passed and said its figure; long ones run with `--long` or `make test-long`,
and else show what their last run said.
"""

import argparse
import ast
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / ".venv" / "score-long.jsonl"  # figures of the last long run


@dataclass
class Row:
    """A promise, what it is measured against, and the tests that measure it."""

    promise: str
    target: str
    postgresql: bool = False
    tests: list[tuple[str, bool]] = field(default_factory=list)  # node id, long


ROWS = {
    "R01": Row("Setiap byte yang diubah ketahuan", "100 %, sedikitnya 30.000 perubahan"),
    "R02": Row("Sama, pada catatan besar", "100 % dari 1.000.000 perubahan"),
    "R03": Row("Tulis ulang seluruh catatan ketahuan dari kepala yang sudah keluar", "10/10"),
    "R04": Row("Dua riwayat ditolak saksi", "100 % dari 200 percabangan"),
    "R05": Row("Bukti keanggotaan dan kelanjutan benar", "16.899/16.899"),
    "R06": Row("Dua pemeriksa (Python dan peramban) sepakat", "10.000/10.000"),
    "R07": Row("Periksa penuh 1.000.000 catatan", "paling lama 60 s, paling banyak 1 GiB"),
    "R08": Row("Berkas bukti terperiksa tanpa server", "paling lama 1 s, paling banyak 4 KiB per kejadian"),
    "R09": Row("Waktu sampai kepala ditandatangani / disaksikan", "10 menit / 72 jam"),
    "R10": Row("Mutan pemeriksa mati", "100 % dari sedikitnya 20"),
    "R11": Row("Peran basis data program tidak dapat mengubah catatan", "12/12 ditolak", postgresql=True),
    "R12": Row("Cadangan lama yang dipulihkan tidak dapat menandatangani", "10/10 ditolak"),
    "R13": Row("Penghancuran isi: pohon tetap sah, isi hilang", "lulus"),
    "R14": Row("Yang sudah diakui tidak hilang saat basis data mati mendadak", "200 kali: 0 hilang, 0 ganda"),
    "R15": Row("Kontrol R14: tanpa tulis-aman memang hilang", "kehilangan terlihat dalam 30 kali"),
    "R16": Row("Program mati antara simpan dan jawab", "100 kali: 0 ganda, 0 hilang"),
    "R17": Row("Galat tulis di setiap langkah satu kiriman", "100 % tetap utuh"),
    "R18": Row("Model sinkronisasi", "500 x 50 di memori, 150 x 40 di PostgreSQL: 0 gagal", postgresql=True),
    "R19": Row("Mutan sinkronisasi mati", "100 % dari sedikitnya 8"),
    "R20": Row("Jaringan rusak", "60 HP x 100 catatan, 40 % gangguan: tepat, paling lama 120 s"),
    "R21": Row("Server dipulihkan dari cadangan: HP mengirim ulang", "100 % kembali"),
    "R22": Row("HP mati sesudah \u201cTersimpan\u201d", "50 kali: 0 hilang"),
    "R23": Row("Data belum terkirim tidak pernah dihapus", "0 dari 8 jalan"),
    "R24": Row("Foto dilanjutkan dari potongan mana pun", "200 potongan: 100 % sama"),
    "R25": Row("Dua foto berisi sama diterima", "lulus"),
    "R26": Row("Kunci HP tidak dapat disalin, bertahan sesudah mulai ulang", "kedua jenis kunci"),
    "R27": Row("Kiriman sesudah tiga hari tanpa jaringan", "60 HP, 14.400 catatan: paling lama 90 s"),
    "R28": Row("Dua persetujuan berebut satu kuota jam", "50 x 8: tepat satu", postgresql=True),
    "R29": Row("Kontrol R28: tanpa kunci, dua menang", "sedikitnya 1", postgresql=True),
    "R30": Row("I1-I17 berlaku sesudah setiap gangguan", "17/17"),
    "R31": Row("Pemeriksa riwayat menangkap pelanggaran yang ditanam", "17/17"),
    "R56": Row("Serangan F01-F57 berakhir seperti dinyatakan", "57/57"),
    "R57": Row("Sesi jujur yang kena tanda", "paling banyak 3 % dari 10.000"),
    "R58": Row("Pengawas curang ditemukan dalam sebulan", "sedikitnya 90 %"),
    "R59": Row("Undian pemeriksaan dapat diulang dan tidak memihak", "p > 0,01"),
    "R60": Row("Batas hukum", "0 pelanggaran dari 10.000"),
    "R64": Row("Setelan tulis-aman diperiksa saat mulai", "5/5 ditolak"),
}


def find_tests() -> None:
    """Every test function that says a figure for a row belongs to it."""
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for name, function in _functions(tree):
            for row in _rows_named(function):
                if row in ROWS:
                    node = f"{path.relative_to(ROOT)}::{name}"
                    ROWS[row].tests.append((node, "mark.long" in "".join(map(ast.unparse, function.decorator_list))))


def _functions(tree: ast.Module) -> list[tuple[str, ast.FunctionDef]]:
    found = []
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            found.append((node.name, node))
        if isinstance(node, ast.ClassDef):
            own = [n for n in node.body if isinstance(n, ast.FunctionDef) and n.name.startswith("test_")]
            found += [(f"{node.name}::{n.name}", n) for n in own]
    return found


def _rows_named(function: ast.FunctionDef) -> set[str]:
    calls = (n for n in ast.walk(function) if isinstance(n, ast.Call) and ast.unparse(n.func) == "figure")
    return {call.args[0].value for call in calls if call.args and isinstance(call.args[0], ast.Constant)}


def measure(name: str, with_long: bool) -> dict[str, object]:
    """Run the row's tests and gather what they said."""
    row = ROWS[name]
    short = [node for node, is_long in row.tests if not is_long]
    nodes = [node for node, _ in row.tests] if with_long else short
    answer: dict[str, object] = {"row": name, "promise": row.promise, "target": row.target}
    kept = _kept().get(name)
    if not nodes:
        told = kept or ("belum ada ujinya" if not row.tests else "lama; jalankan make test-long")
        return answer | {"figure": told, "ok": bool(kept) or None, "seconds": 0}
    with tempfile.NamedTemporaryFile("r", suffix=".jsonl") as said:
        env = os.environ | {"MASOHI_SCORE": said.name, "MASOHI_DATA": tempfile.mkdtemp(prefix="masohi-score-")}
        if row.postgresql:
            env["MASOHI_TEST_DATABASE"] = "postgresql"
        begun = time.monotonic()
        run = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *nodes],
            cwd=ROOT,
            env=env,
            capture_output=True,
        )
        figures = [json.loads(line) for line in said.read().splitlines()]
    told = "; ".join(one["figure"] for one in figures if one["row"] == name)
    if kept and not with_long and len(short) < len(row.tests):
        told += f"; panjang: {kept}"
    ok = run.returncode == 0 and bool(told)
    if not ok:
        sys.stderr.write(run.stdout.decode()[-2000:])
    return answer | {"figure": told or "gagal", "ok": ok, "seconds": round(time.monotonic() - begun, 1)}


def _kept() -> dict[str, str]:
    if not KEPT.exists():
        return {}
    return {one["row"]: one["figure"] for one in map(json.loads, KEPT.read_text(encoding="utf-8").splitlines())}


def main() -> int:
    """Print the rows asked for, or all; exit 1 where one is not ok."""
    asked = argparse.ArgumentParser(prog="score")
    asked.add_argument("rows", nargs="*", metavar="ROW")
    asked.add_argument("--json", action="store_true")
    asked.add_argument("--long", action="store_true")
    options = asked.parse_args()
    unknown = [row for row in options.rows if row not in ROWS]
    if unknown:
        print(f"Baris tidak dikenal: {', '.join(unknown)}. Yang ada: {', '.join(ROWS)}.", file=sys.stderr)
        return 2
    find_tests()
    answers = []
    for name in options.rows or ROWS:
        answers.append(measure(name, options.long))
        if not options.json:
            one = answers[-1]
            mark = {True: "ok   ", False: "GAGAL", None: "-    "}[one["ok"]]
            print(
                f"{name} {mark} {one['promise']}: {one['figure']} (target {one['target']}; {one['seconds']} s)",
                flush=True,
            )
    if options.json:
        print(json.dumps(answers, ensure_ascii=False))
    return 1 if any(one["ok"] is False for one in answers) else 0


if __name__ == "__main__":
    sys.exit(main())

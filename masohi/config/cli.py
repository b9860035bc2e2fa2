"""The command `masohi`: what people, offices and other systems call (formats and exit codes: docs/commands.md)."""

import argparse
import errno
import json
import os
import sys
from pathlib import Path
from typing import Any

import django
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError
from django.utils.module_loading import import_string

from masohi.config import environment

UNUSABLE = 2
NO_FOLDER_NEEDED = {"check-order", "law-book", "score"}
REASONS = {
    "EACCES": "tidak ada izin",
    "EPERM": "tidak ada izin",
    "EROFS": "hanya dapat dibaca",
    "ENOSPC": "penyimpanan penuh",
    "ENOTDIR": "bukan folder",
    "EEXIST": "bukan folder",
    "EADDRINUSE": "sudah dipakai",
}


def parser() -> argparse.ArgumentParser:
    """Every command with its options."""
    top = argparse.ArgumentParser(prog="masohi", description="Masohi: kerja sosial dan reintegrasi")
    commands = top.add_subparsers(dest="command", required=True, metavar="PERINTAH")

    def command(name: str, text: str) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=text, description=text)
        one.add_argument("--json", action="store_true", help="satu dokumen JSON di keluaran baku")
        return one

    check = command("check-order", "Periksa putusan terhadap aturan")
    check.add_argument("file", metavar="FILE", help="berkas JSON, atau - untuk masukan baku")
    register = command("import-register", "Masukkan register putusan dari lembar kerja")
    register.add_argument("file", metavar="FILE", type=Path)
    register.add_argument("--dry-run", action="store_true", help="periksa saja, jangan simpan")
    sites = command("import-sites", "Masukkan lokasi dari lembar kerja")
    sites.add_argument("file", metavar="FILE", type=Path)
    sites.add_argument("--dry-run", action="store_true", help="periksa saja, jangan simpan")
    job = command("main-job", "Jalankan pekerjaan utama pada sebuah register di folder data kosong")
    job.add_argument("register", metavar="REGISTER", type=Path)
    job.add_argument("--sites", metavar="FILE", type=Path)
    job.add_argument("--seed", type=int, default=1)
    ledger_commands(command("ledger", "Catatan berantai: periksa, tandatangani, buktikan"))
    admin = command("create-admin", "Buka akun pengelola sistem")
    admin.add_argument("username", metavar="AKUN")
    admin.add_argument("--name", metavar="NAMA", required=True)
    admin.add_argument("--password-stdin", action="store_true", help="baca sandi dari masukan baku")
    command("nightly", "Pekerjaan malam: hapus isi unggahan lama, periksa catatan")
    notices = command("notify", "Kirim pesan dan pengingat yang sudah waktunya")
    notices.add_argument("--once", action="store_true", help="satu putaran saja, lalu selesai")
    command("figures", "Hitung semua angka laporan sekali")
    command("migrate", "Siapkan atau perbarui basis data")
    command("law-book", "Tulis buku hukum ke docs/law")
    solve = command("solve", "Susun jadwal seluruh kota dari soal kersos-sched/1")
    solve.add_argument("instance", metavar="SOAL", type=Path)
    solve.add_argument("solution", metavar="JAWABAN", type=Path)
    solve.add_argument("--time-limit", type=float, default=60.0, metavar="DETIK")
    solve.add_argument("--rounds", type=int, metavar="N", help="banyak langkah, bukan waktu: jawaban selalu sama")
    solve.add_argument("--seed", type=int, default=1)
    solve.add_argument("--threads", type=int, default=1, metavar="N", help="pekerja untuk wilayah yang terpisah")
    solve.add_argument("--scheduler", metavar="ALAMAT", help="penjadwal Dask: pekerja di banyak mesin")
    year = command("simulate-year", "Mainkan satu tahun sebuah kota karangan, lalu periksa janji tindak lanjut")
    year.add_argument("--seed", type=int, default=1)
    year.add_argument("--orders", type=int, default=200, metavar="N", help="banyak putusan selama tahun itu")
    year.add_argument("--weeks", type=int, default=52, metavar="N")
    year.add_argument("--folder", type=Path, help="folder kosong bagi data tahun itu; tanpa ini dibuang sesudahnya")
    score = command("score", "Ukur janji program: baris papan nilai dengan angkanya")
    score.add_argument("rows", nargs="*", metavar="BARIS", help="misalnya R01; tanpa baris berarti semua")
    serve = command("serve", "Layani halaman")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8000)
    serve.add_argument("--sample", action="store_true", help="muat data contoh bila folder data kosong")
    return top


def ledger_commands(ledger: argparse.ArgumentParser) -> None:
    """The commands below `masohi ledger`; each takes `--json` too."""
    below = ledger.add_subparsers(dest="action", required=True, metavar="TINDAKAN")

    def command(name: str, text: str) -> argparse.ArgumentParser:
        one = below.add_parser(name, help=text, description=text)
        one.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="satu dokumen JSON")
        return one

    command("verify", "Hitung ulang semua catatan dan kepala")
    head = command("head", "Tandatangani dan cetak kepala terbaru")
    head.add_argument("--reads", action="store_true", help="kepala catatan pembacaan berkas")
    command("cosign", "Simpan tanda tangan saksi").add_argument("file", metavar="FILE", type=Path)
    command("proof", "Cetak bukti satu catatan").add_argument("seq", metavar="NOMOR", type=int)
    resume = command("resume", "Mulai masa baru sesudah basis data dipulihkan")
    resume.add_argument("--witnessed", metavar="FILE", type=Path, help="kepala terbaru yang disimpan saksi")
    command("export", "Tulis seluruh catatan sebagai teks").add_argument("folder", metavar="FOLDER", type=Path)
    command("roles", "Atur peran PostgreSQL untuk program").add_argument("role", metavar="PERAN")
    witness = command("witness-add", "Catat seorang saksi")
    witness.add_argument("name", metavar="NAMA")
    witness.add_argument("vkey", metavar="KUNCI")
    command("shred", "Hapus isi satu catatan").add_argument("seq", metavar="NOMOR", type=int)


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit code says how it ended. What the program cannot work with is told in one sentence."""
    options = parser().parse_args(arguments)
    try:
        code, answer, sentence = _run(options)
    except (environment.BadEnvironment, ImproperlyConfigured, DatabaseError, OSError) as fault:
        sentence = told(fault)
        code, answer = UNUSABLE, {"ok": False, "error": sentence}
    if sentence:
        print(sentence, file=sys.stderr)
    if options.json:
        print(json.dumps(answer, ensure_ascii=False))
    return code


def _run(options: argparse.Namespace) -> tuple[int, dict[str, Any], str]:
    """Settings first, then the command: models can be imported only once settings were read, which can fail."""
    if options.command == "solve":  # knows no office and no person: it needs neither settings nor a database
        planned: tuple[int, dict[str, Any], str] = import_string("masohi.faces.jobs.solver.solve")(options)
        return planned
    if not apps.ready:
        if options.command == "simulate-year":
            environment.live_apart(options.folder)
        if options.command in NO_FOLDER_NEEDED:
            environment.borrow_keys()
        if options.command == "serve" and not os.environ.get("MASOHI_ORIGIN"):
            os.environ["MASOHI_ORIGIN"] = environment.address(options.host, options.port)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "masohi.config.settings")
        django.setup()
    commands = import_string("masohi.faces.jobs.commands.COMMANDS")
    commands = {**commands, "notify": import_string("masohi.faces.notify.command.notify")}
    outcome: tuple[int, dict[str, Any], str] = commands[options.command](options)
    return outcome


def told(fault: Exception) -> str:
    """What cannot be used and what to look at, on one line.

    >>> told(PermissionError(13, "Permission denied", "/srv/masohi/keys"))
    '/srv/masohi/keys tidak dapat dipakai (tidak ada izin). Periksa folder data (MASOHI_DATA) dan izinnya.'
    """
    if isinstance(fault, environment.BadEnvironment):
        return str(fault)
    if isinstance(fault, OSError):
        reason = REASONS.get(errno.errorcode.get(fault.errno or 0, ""), fault.strerror or str(fault))
        what = fault.filename or "Berkas atau sambungan"
        return f"{what} tidak dapat dipakai ({reason}). Periksa folder data (MASOHI_DATA) dan izinnya."
    detail = " ".join(str(fault).split())[:200]
    return f"Basis data tidak dapat dipakai ({detail}). Periksa DATABASE_URL, atau folder data (MASOHI_DATA)."


if __name__ == "__main__":
    sys.exit(main())

"""The command `masohi`: what people, offices and other systems call (formats and exit codes: docs/commands.md)."""

import argparse
import json
import os
import sys
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "masohi.config.settings")
django.setup()

from masohi.faces.jobs.commands import COMMANDS  # noqa: E402  (models can be imported only now)


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
    ledger = command("ledger", "Periksa catatan berantai")
    ledger.add_argument("action", choices=["verify"])
    admin = command("create-admin", "Buka akun pengelola sistem")
    admin.add_argument("username", metavar="AKUN")
    admin.add_argument("--name", metavar="NAMA", required=True)
    admin.add_argument("--password-stdin", action="store_true", help="baca sandi dari masukan baku")
    command("nightly", "Pekerjaan malam: hapus isi unggahan lama, periksa catatan")
    command("migrate", "Siapkan atau perbarui basis data")
    command("law-book", "Tulis buku hukum ke docs/law")
    serve = command("serve", "Layani halaman")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8000)
    serve.add_argument("--sample", action="store_true", help="muat data contoh bila folder data kosong")
    return top


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit code says how it ended."""
    options = parser().parse_args(arguments)
    code, answer, sentence = COMMANDS[options.command](options)
    if sentence:
        print(sentence, file=sys.stderr)
    if options.json:
        print(json.dumps(answer, ensure_ascii=False))
    return code


if __name__ == "__main__":
    sys.exit(main())

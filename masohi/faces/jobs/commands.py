"""What each command of `masohi` does: exit code, JSON answer, sentence for people."""

import json
import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command

from masohi.faces import phone_intake
from masohi.faces.jobs import accounts, figures, law_book, ledger, main_job, night, registers, score, server
from masohi.faces.jobs.year import play
from masohi.faces.pages import now, today
from masohi.law.check import check_json
from masohi.ledger.storage import durability_refusal
from masohi.parties.accounts.queries import keep_apart, system_account
from masohi.parties.parameters.queries import database_named, parameters_in_force
from masohi.parties.parameters.queries import ready as database_ready
from masohi.writing.refusals import Refused
from masohi.writing.sheets import UnreadableSheet

Outcome = tuple[int, dict[str, Any], str]
SHIPPED = "Basis data tidak dapat dibaca. Putusan dinilai dengan angka bawaan, bukan angka kantor."
NOTHING = "Tidak ada baris yang dapat diterima. Belum ada perkara; perbaiki berkasnya, lalu jalankan lagi."
OK, FAILED, UNREADABLE, SOME_REFUSED = 0, 1, 2, 3
BOOK = Path(settings.ROOT) / "docs" / "law"


def check_order(options: Namespace) -> Outcome:
    """Judge orders of a JSON file; makes no database, but uses the office's numbers where there is one."""
    try:
        text = sys.stdin.read() if options.file == "-" else Path(options.file).read_text(encoding="utf-8")
        found = json.loads(text)
    except FileNotFoundError:
        return UNREADABLE, {"v": 1, "error": "missing"}, f"Berkas {options.file} tidak ada. Periksa namanya."
    except (OSError, UnicodeDecodeError) as fault:
        return UNREADABLE, {"v": 1, "error": "unreadable"}, f"Berkas tidak terbaca sebagai teks UTF-8: {fault}"
    except RecursionError:
        return UNREADABLE, {"v": 1, "error": "nesting"}, "JSON bersarang terlalu dalam."
    except ValueError as fault:
        where = f"baris {fault.lineno}, kolom {fault.colno}" if isinstance(fault, json.JSONDecodeError) else str(fault)
        return UNREADABLE, {"v": 1, "error": f"json: {where}"}, f"JSON tidak terbaca di {where}."
    parameters = parameters_in_force() if database_ready() else None
    shipped = "" if parameters is not None or not database_named() else SHIPPED
    answers = [_checked(one, parameters) for one in (found if isinstance(found, list) else [found])]
    blocked = any(not one["admissible"] for one in answers)
    if not options.json:
        for one in answers:
            _print_findings(one)
    return SOME_REFUSED if blocked else OK, {"v": 1, "orders": answers}, shipped


def _checked(obj: Any, parameters: Any) -> dict[str, Any]:
    given = {"parameters": parameters} if parameters is not None else {}
    facts, checked = check_json(obj, day=today(), **given)
    return checked.as_json(facts.case_number)


def _print_findings(one: dict[str, Any]) -> None:
    verdict = "dapat diterima" if one["admissible"] else "ditolak"
    deadline = f"; paling lambat {one['deadline']}" if one["deadline"] else ""
    print(f"{one['case_number'] or 'Putusan tanpa nomor'}: {verdict}{deadline}")
    for finding in one["findings"]:
        print(f"  {finding['rule']:8} {finding['level']:5} {finding['message']} ({finding['article']})")


def import_register(options: Namespace) -> Outcome:
    """Take a register in; all rows that are in order, in one transaction."""
    return _import(options, registers.import_register)


def import_sites(options: Namespace) -> Outcome:
    """Take sites in; all rows that are in order, in one transaction."""
    return _import(options, registers.import_sites)


def _import(options: Namespace, job: Callable[..., dict[str, Any]]) -> Outcome:
    main_job.prepare(now())
    try:
        if not options.dry_run:
            keep_apart(system_account())
        answer = job(options.file, dry_run=options.dry_run, at=now())
    except (UnreadableSheet, Refused) as fault:
        return UNREADABLE, {"ok": False, "error": str(fault)}, str(fault)
    refused = answer["refused"]
    if not options.json:
        for one in refused:
            print(f"  Baris {one['row']}: {one['message']} [{one['rule']}]")
    rows, accepted = answer["rows"], answer["accepted"]
    sentence = f"{rows} baris dibaca, {accepted} diterima, {rows - accepted} ditolak."
    if options.dry_run:
        sentence += " Uji coba: tidak ada yang disimpan."
    return SOME_REFUSED if refused else OK, answer, sentence


def run_main_job(options: Namespace) -> Outcome:
    """The main job without serving, on an empty data folder."""
    try:
        answer = main_job.run(options.register, sites=options.sites, seed=options.seed, at=now())
    except (UnreadableSheet, Refused) as fault:
        return UNREADABLE, {"v": 1, "ok": False, "error": str(fault)}, str(fault)
    if not options.json:
        main_job.print_report(answer)
    return OK if answer["ledger"]["ok"] else FAILED, answer, "" if answer["accepted"] else NOTHING


def nightly(options: Namespace) -> Outcome:
    """What is due every night: forget old uploads, settle what phones sent, sign what grew, recompute everything."""
    main_job.prepare(now())
    purged = registers.purge_registers(at=now())
    swept, unsettled = phone_intake.sweep_uploads(at=now()), phone_intake.settle_tonight()
    raised, drawn = night.look_around()
    warned, proposed = night.warn_of_pace(), night.propose_steps()
    lapsed, forgotten = night.tidy_shop()
    frozen, withheld = figures.freeze_due(now()), figures.publish_frozen(now())
    figures.snapshot(now())
    signed, halted = ledger.sign_tonight()
    code, answer, sentence = ledger.check(options)
    broken = night.broken()
    ok = answer["ok"] and not (halted or unsettled or broken or withheld)
    answer |= {"ok": ok, "purged": purged, "signed": signed, "halted": halted, "swept": swept, "unsettled": unsettled}
    answer |= {"flags": raised, "audits": drawn, "warned": warned, "proposed": proposed}
    answer |= {"invariants": broken, "frozen": frozen, "withheld": withheld, "lapsed": lapsed, "forgotten": forgotten}
    held = f"{unsettled} laporan HP belum dapat diolah; lihat log." if unsettled else ""
    told = [f"{purged} unggahan lama dikosongkan.", f"{swept} foto setengah terkirim dihapus.", held, halted, sentence]
    told.append(f"{raised} tanda baru, {drawn} sesi diundi untuk pemeriksaan, {warned} peringatan laju.")
    told.append(f"{proposed} langkah tindak lanjut diusulkan.")
    told += [f"{lapsed} pesanan toko lewat waktu, {forgotten} data pembeli dihapus."] if lapsed or forgotten else []
    told += [*(f"Angka bulan {month} dibekukan." for month in frozen), withheld]
    stopped = night.silences()
    answer |= {"stopped": stopped}
    told += stopped
    told += [f"{name} TIDAK TERPENUHI: {', '.join(where[:5])}." for name, where in broken.items()]
    return OK if ok else (code or FAILED), answer, " ".join(filter(None, told))


def count(options: Namespace) -> Outcome:
    """Compute every figure once and keep it as the newest snapshot."""
    main_job.prepare(now())
    answer = figures.snapshot(now())
    return OK, answer, figures.sentence(answer)


def create_admin(options: Namespace) -> Outcome:
    """Open the first administrator's account."""
    main_job.prepare(now())
    try:
        sentence = accounts.create_admin(options.username, options.name, from_stdin=options.password_stdin, at=now())
    except ValidationError as fault:
        return FAILED, {"ok": False, "error": fault.messages}, "Akun tidak dibuka. " + " ".join(fault.messages)
    return OK, {"ok": True}, sentence


def migrate(options: Namespace) -> Outcome:
    """Bring the database up to this version and load the reference data."""
    main_job.prepare(now())
    main_job.load_base(now())  # a new version may bring new places and offices
    return OK, {"ok": True}, "Basis data siap."


def write_law_book(options: Namespace) -> Outcome:
    """docs/law from the rules, their examples run now."""
    files = law_book.write_law_book(BOOK)
    return OK, {"files": [str(file) for file in files]}, f"{len(files)} berkas ditulis di {BOOK}."


def serve(options: Namespace) -> Outcome:
    """The production server; comes back only when it ends."""
    fault = server.refusal(options.host)
    if fault:
        return UNREADABLE, {"ok": False, "error": fault}, fault
    fault = durability_refusal()  # before anything is written there
    if fault:
        return UNREADABLE, {"ok": False, "error": fault}, f"{fault} Server belum dijalankan."
    main_job.prepare(now())
    registers.purge_registers(at=now())
    if options.sample:
        try:
            drawn = main_job.load_sample(at=now())
        except Refused as refusal:
            return UNREADABLE, {"ok": False, "error": str(refusal)}, str(refusal)
        if drawn:
            server.begin_anew()
    call_command("collectstatic", interactive=False, verbosity=0)
    return server.serve(options.host, options.port), {}, ""


def simulate_year(options: Namespace) -> Outcome:
    """A made-up town lives a year; what the follow-up promises is recounted at the end."""
    if not 0 < options.weeks <= 104 or not 0 < options.orders <= 2000:
        return UNREADABLE, {"ok": False, "error": "range"}, "Pilih 1–2000 putusan dan 1–104 minggu."
    try:
        answer = play.simulate(options.seed, people=options.orders, weeks=options.weeks)
    except Refused as refusal:
        return UNREADABLE, {"ok": False, "error": str(refusal)}, str(refusal)
    return OK if answer["ok"] else FAILED, answer, play.sentence(answer)


COMMANDS: dict[str, Callable[[Namespace], Outcome]] = {
    "check-order": check_order,
    "import-register": import_register,
    "import-sites": import_sites,
    "main-job": run_main_job,
    "ledger": ledger.ledger,
    "nightly": nightly,
    "figures": count,
    "create-admin": create_admin,
    "migrate": migrate,
    "law-book": write_law_book,
    "score": score.score,
    "simulate-year": simulate_year,
    "serve": serve,
}

"""Good things and ways to spoil them: proofs, notes, policies, whole packs."""

import base64
import copy
import hashlib
import json
from functools import cache

from masohi.ledger import notes, tree
from tests.verifier import vectors
from tests.verifier.vectors import ORIGIN, PDF, Case, Log, b64, case, note, packed


class Proofs(Log):
    """A log that also gives leaf hashes."""

    def leaf(self, index):
        return self.levels[0, index]


@cache
def log_of(size):
    return Proofs([b"entry %d" % number for number in range(size)])


def as_text(told):
    return [
        [b64(one) for one in value] if isinstance(value, list) else b64(value) if isinstance(value, bytes) else value
        for value in told
    ]


def spoiled(source, told):
    """One part changed: a hash flipped, dropped, added, doubled, swapped, cut; a number off by one, zero or negative."""
    told = [list(value) if isinstance(value, list) else value for value in told]
    at = source.randrange(len(told))
    if isinstance(told[at], int):
        told[at] = source.choice([told[at] + 1, told[at] - 1, 0, told[at] * 2, -1])
    elif isinstance(told[at], bytes):
        told[at] = flipped(source, told[at]) if source.random() < 0.9 else told[at][:31]
    else:
        told[at] = spoiled_proof(source, told[at])
    return told


def spoiled_proof(source, proof):
    way = source.randrange(6)
    if way == 0 or not proof:
        return [*proof, source.randbytes(32)]
    at = source.randrange(len(proof))
    if way == 1:
        return proof[:at] + proof[at + 1 :]
    if way == 2:
        return [*proof[:at], flipped(source, proof[at]), *proof[at + 1 :]]
    if way == 3:
        return [*proof[:at], proof[at], *proof[at:]]
    if way == 4:
        return proof[::-1]
    return [*proof[:at], proof[at] + b"\x00", *proof[at + 1 :]]


def flipped(source, data):
    at, bit = source.randrange(len(data)), 1 << source.randrange(8)
    return data[:at] + bytes([data[at] ^ bit]) + data[at + 1 :]


def garbled(source, text):
    """One sign changed, dropped, doubled or put in; now and then nothing at all."""
    at = source.randrange(len(text))
    sign = source.choice("\n \t+—=A0/é\u00a0\u2028\x00\x7f\u0085#")
    way = source.randrange(5)
    return [
        text,
        text[:at] + text[at + 1 :],
        text[:at] + sign + text[at:],
        text[:at] + sign + text[at + 1 :],
        text[:at] + text[at] + text[at:],
    ][way]


@cache
def one_proof():
    """(proof text, body) of one entry in the case's log."""
    made, seq = case(), 5
    text = note(made.log.size, made.log.root())
    return notes.write_proof(notes.Proof(seq, tuple(made.log.proof(seq)), text)), made.bodies[seq]


def odd_notes(proof):
    """Texts that mean nothing good: T7."""
    made = case()
    head, hashes = made.log, made.log.proof(5)
    other = notes.Checkpoint("lain.example/ledger/1", head.size, head.root())
    wrong_origin = notes.Note(
        notes.write_checkpoint(other),
        (notes.sign_checkpoint(notes.Checkpoint(ORIGIN, head.size, head.root()), vectors.LOG_KEY),),
    )
    text = notes.write_checkpoint(other)
    key = notes.key_of(ORIGIN, notes.LOG, vectors.LOG_KEY)
    foreign = notes.Note(text, (notes.Signature(key.name, key.id, vectors.LOG_KEY.sign(text.encode())),))
    texts = [
        notes.write_note(foreign),
        moved_time(note(head.size, head.root(), witnesses=())),
        note(head.size, head.root(), key=vectors.private(99)),
        note(head.size, head.root(), origin="lain.example/ledger/1"),
        notes.write_note(wrong_origin),
        note(head.size - 1, head.root(head.size - 1)),
        note(head.size, head.root(head.size - 1)),
        note(0, tree.EMPTY),
        note(0, head.root()),
        note(head.size, head.root(), witnesses=()),
        note(head.size, head.root()).replace("\n", "\r\n"),
        note(head.size, head.root()).removesuffix("\n"),
        note(head.size, head.root()) + "\n",
        "\ufeff" + note(head.size, head.root()),
        note(head.size, head.root()).replace("— ", "- ", 1),
        note(head.size, head.root()) + note(head.size, head.root()).splitlines()[-1] + "\n",
        note(head.size, head.root()).replace(f"\n{head.size}\n", f"\n0{head.size}\n", 1),
        note(head.size, head.root()).replace(f"\n{head.size}\n", f"\n+{head.size}\n", 1),
        note(head.size, head.root()).replace(f"\n{head.size}\n", f"\n{head.size}\n\n", 1),
    ]
    proofs = [notes.write_proof(notes.Proof(5, tuple(hashes), text)) for text in texts]
    proofs += [
        notes.write_proof(notes.Proof(5, tuple(many), texts[0]))
        for many in (vectors.hashes_of(64, 1), vectors.hashes_of(63, 1))
    ]
    return [
        *proofs,
        "",
        "\n",
        "\n\n",
        proof.replace("@v1", "@v2"),
        proof.replace("index 5", "index 05"),
        proof.replace("index 5", "index 4"),
    ]


def beyond():
    """The last leaf offered one place further on, where no leaf is."""
    log = log_of(300)
    return [log.leaf(299), 300, 300, log.proof(299), log.root()]


def loose(proof):
    """A hash of the proof in a second spelling of base64: bits that mean nothing are set."""
    lines = proof.split("\n")
    signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    lines[2] = lines[2][:-2] + signs[signs.index(lines[2][-2]) + 1] + "="
    return "\n".join(lines)


def odd_policies(policy):
    lines = policy.splitlines(keepends=True)
    return [
        policy,
        "# hanya komentar\n" + policy,
        policy.replace(" ", " \t "),
        policy.replace(" 2 ", " all "),
        policy.replace(" 2 ", " any "),
        policy.replace(" 2 ", " 4 "),
        policy.replace(" 2 ", " 0 "),
        policy.replace(" 2 ", " 02 "),
        policy.replace("quorum saksi", "quorum none"),
        policy.replace("quorum saksi", "quorum pn-ambon"),
        policy.replace("quorum saksi", "quorum siapa"),
        policy + "quorum none\n",
        "".join(lines[:-1]),
        "".join([lines[-1], *lines[:-1]]),
        policy + lines[0],
        policy + lines[1],
        policy + lines[1].replace("bapas-ambon ", "lain ", 1),
        policy.replace("witness bapas-ambon", "witness none"),
        policy.removesuffix("\n"),
        policy + "saksi mata\n",
        policy.replace("kejari-ambon pn-ambon\n", "bapas-ambon pn-ambon\n"),
        "",
    ]


def changed(change, made=None, pdf=PDF):
    """A pack whose bukti.json went through `change`."""
    evidence = copy.deepcopy((made or case()).evidence())
    answer = change(evidence)
    return packed(evidence if answer is None else answer, pdf)


def twisted(name, change, **more):
    """A pack of a log into which something else was recorded: everything is signed, only the story is wrong."""

    def twist(which, told):
        if which == name:
            change(told)
        return told

    made = Case(twist=twist)
    return packed(made.evidence(), **more)


def second_recorded(made):
    made.record(
        "again",
        kind="attendance.recorded",
        subject="work.attendance:1",
        actor=11,
        facts={"outcome": "hadir", "minutes": 240},
        keep=True,
    )


def revoked_phone(made):
    made.record(
        "revoked", kind="device.revoked", subject="parties.device:1", thread="", facts={"device": "hp-1"}, keep=True
    )


def revoked_letter(made):
    made.record("gone", kind="letter.revoked", subject="work.letter:1", facts={}, keep=True)


def corrected(made):
    made.record("fix", kind="attendance.corrected", subject="work.attendance:1", actor=11, keep=True)


def undone(made, number=1):
    made.record(
        "undone",
        kind="attendance.undone",
        subject="cases.order:1",
        actor=12,
        facts={"seals": {f"work.verification:{number}": None}},
        keep=True,
    )


def again(made, number=9, accepted=1):
    made.record(
        "again",
        kind="attendance.verified",
        subject=f"work.verification:{number}",
        actor=12,
        facts={"attendance": 1, "accepted": accepted},
        keep=True,
    )


def released(made, actor=13, **changes):
    told = {"attendance": 1, "granted": 1} | changes
    made.record("freed", kind="attendance.released", subject="work.release:1", actor=actor, facts=told, keep=True)


def after_all(*changes, **more):
    """A pack with things recorded between the last check and the letter: functions of the case, in order."""
    return corrected_pack(lambda made: [change(made) for change in changes], **more)


def sealed(kind, change=lambda told: None, also=lambda evidence: None):
    """A pack in which the phone's entry of this kind is left out: its digests stand in its place."""

    def close(evidence):
        at, one = next(
            (at, one)
            for at, one in enumerate(evidence["events"])
            if "field" in one and f'"type":"{kind}"' in base64.b64decode(one["field"]["body"]).decode()
        )
        told = digests(one["field"])
        change(told)
        evidence["events"][at] = one | {"field": told}
        also(evidence)

    return changed(close)


def all_but(device):
    """Of the phones only this one's entries and approval stay in the pack."""

    def change(evidence):
        def about(one):
            return json.loads(base64.b64decode(one["body"]))["facts"].get("device")

        evidence["events"] = [one for one in evidence["events"] if about(one) in (None, device)]

    return change


def unregistered(evidence):
    """One phone's entries without its approval."""
    all_but("hp-1")(evidence)
    dropped("device.approved")(evidence)
    evidence["events"] = [one for one in evidence["events"] if "field" not in one or "sha256" in one["field"]]


def revoked_and_sealed():
    """A phone that was out before its entries came, all of them left out."""

    def twist(name, told):
        if name == "approved-all":
            revoked_phone(told)
        return told

    evidence = Case(twist=twist).evidence()
    evidence["events"] = [
        one | ({"field": digests(one["field"])} if "field" in one else {}) for one in evidence["events"]
    ]
    return packed(evidence)


def digests(field):
    body = base64.b64decode(field["body"])
    return {
        "device": field["device"],
        "dseq": json.loads(body)["dseq"],
        "sha256": hashlib.sha256(body).hexdigest(),
        "signature_sha256": hashlib.sha256(base64.b64decode(field["sig"])).hexdigest(),
    }


def facts(**changes):
    return lambda told: told["facts"].update(changes)


def without(*names):
    def change(told):
        for name in names:
            del told["facts"][name]

    return change


def dropped(kind):
    def change(evidence):
        evidence["events"] = [one for one in evidence["events"] if kind not in base64.b64decode(one["body"]).decode()]

    return change


def field(change):
    def inside(evidence):
        phone = next(one for one in evidence["events"] if "field" in one)
        change(phone["field"])

    return inside


def swapped(evidence):
    first, second = (one for one in evidence["events"] if "field" in one and one["field"]["device"] == "hp-1")
    first["field"], second["field"] = second["field"], first["field"]


def other_key(told):
    told["key"] = b64(vectors.private(50).public_key().public_bytes_raw())


def resigned(told):
    body = base64.b64decode(told["body"]).replace(b'"heads":2', b'"heads":9')
    told["body"], told["sig"] = b64(body), b64(vectors.phone_sign("ed25519", body))


def forged(told):
    told["body"] = b64(base64.b64decode(told["body"]).replace(b'"heads":2', b'"heads":9'))


def checkpoint(text):
    return lambda evidence: evidence.update(checkpoint=text)


@cache
def bad_packs():
    """Every way we know to lie with a pack; each is refused with the code that its name begins with."""
    good, made = packed(case().evidence()), case()
    head = made.log
    first = made.kept[2]
    wrong = {
        "zip-cut": good[:-1],
        "zip-longer": good + b"\x00",
        "zip-empty": b"",
        "zip-comment": good[:-2] + b"\x01\x00!",
        "zip-content": good.replace(b"contoh\n", b"contoH\n"),
        "zip-no-json": packed(b"{}").replace(b"bukti.json", b"bukti.jsan"),
        "pdf-other": packed(case().evidence(), PDF + b" "),
        "json-float": packed(json.dumps(case().evidence()).replace('"v": 1', '"v": 1.0').encode()),
        "json-big": packed(json.dumps(case().evidence()).replace('"v": 1', '"v": 9007199254740993').encode()),
        "teks-latin": packed(b'{"v":1,"x":"\xe9"}'),
        "bentuk-true": changed(lambda e: e.update(v=True)),
        "bentuk-version": changed(lambda e: e.update(v=2)),
        "bentuk-more": changed(lambda e: e.update(extra=1)),
        "bentuk-less": changed(lambda e: e.pop("policy") and None),
        "bentuk-item": changed(lambda e: e["events"][0].update(hash="")),
        "tanda-buku-other-key": changed(checkpoint(note(head.size, head.root(), key=vectors.private(99)))),
        "tanda-buku-other-origin": changed(checkpoint(note(head.size, head.root(), origin="lain.example/1"))),
        "tanda-saksi-other-time": changed(lambda e: e.update(checkpoint=moved_time(e["checkpoint"]))),
        "catatan-twice": changed(
            lambda e: e.update(checkpoint=e["checkpoint"] + e["checkpoint"].splitlines()[-1] + "\n")
        ),
        "ada-smaller-head": changed(checkpoint(note(head.size - 1, head.root(head.size - 1)))),
        "ada-other-root": changed(checkpoint(note(head.size, tree.EMPTY))),
        "ada-zero": changed(checkpoint(note(0, tree.EMPTY))),
        "ada-no-proof": changed(lambda e: e["events"][0].update(proof=[])),
        "ada-longer-proof": changed(lambda e: e["events"][0]["proof"].append(b64(bytes(32)))),
        "ada-shorter-proof": changed(lambda e: e["events"][0]["proof"].pop() and None),
        "ada-64-hashes": changed(lambda e: e["events"][0].update(proof=[b64(bytes(32))] * 64)),
        "ada-reordered-proof": changed(lambda e: e["events"][0]["proof"].reverse()),
        "ada-index": changed(lambda e: e["events"][0].update(seq=e["events"][0]["seq"] + 1)),
        "ada-negative": changed(lambda e: e["events"][0].update(seq=-1)),
        "ada-twice": changed(lambda e: e["events"].append(e["events"][0])),
        "ada-inner-node": changed(lambda e: inner_node(e, head)),
        "ada-other-body": changed(lambda e: e["events"][0].update(body=b64(made.bodies[first] + b" "))),
        "base64-bits": changed(lambda e: e["events"][0].update(body=e["events"][0]["body"] + "AB==")),
        "isi-seq": twisted_seq(),
        "surat-none": changed(lambda e: e.update(letter=made.item(0))),
        "pdf-other-digest": twisted("letter", facts(pdf="00" * 32)),
        "dicabut": twisted("issued", revoked_letter),
        "hp-no-field": changed(lambda e: [one.pop("field", None) for one in e["events"]] and None),
        "hp-field-elsewhere": changed(
            lambda e: e["events"][0].update(field=next(one["field"] for one in e["events"] if "field" in one))
        ),
        "kunci-hp-unregistered": changed(dropped("device.approved")),
        "kunci-hp-other-key": changed(field(other_key)),
        "kunci-hp-other-alg": changed(field(lambda told: told.update(alg="p256"))),
        "kunci-hp-revoked": twisted("approved-all", revoked_phone),
        "kunci-hp-late": twisted("approved", lambda told: told["facts"].update(key="00" * 32)),
        "tanda-hp-forged": changed(field(forged)),
        "tanda-hp-short": changed(field(lambda told: told.update(sig=b64(bytes(63))))),
        "tanda-hp-zero": changed(field(lambda told: told.update(sig=b64(bytes(64))))),
        "catatan-hp-swapped": changed(swapped),
        "catatan-hp-resigned": changed(field(resigned)),
        "catatan-hp-device": twisted("phone", lambda told: told["facts"].update(device="hp-9")),
        "catatan-hp-number": twisted("phone", lambda told: told["facts"].update(dseq=77)),
        "catatan-hp-signature": twisted("phone", lambda told: told["facts"].update(signature="00" * 32)),
        "menit-none-recorded": changed(dropped("attendance.recorded")),
        "menit-none-verified": changed(dropped("attendance.verified")),
        "menit-too-many": twisted("recorded", lambda told: told["facts"].update(minutes=239)),
        "menit-refused": twisted("verified", lambda told: told["facts"].update(accepted=0)),
        "menit-accepted-true": twisted("verified", lambda told: told["facts"].update(accepted=True)),
        "menit-same-officer": twisted("verified", lambda told: told.update(actor=11)),
        "menit-nobody": twisted("verified", lambda told: told.update(actor=None)),
        "menit-other-order": twisted("recorded", lambda told: told.update(thread="cases.order:2")),
        "menit-corrected": corrected_pack(corrected),
        "menit-recorded-twice": corrected_pack(second_recorded),
        "menit-undone-last": after_all(undone),
        "menit-undone-accepted-undone": after_all(undone, again, lambda made: undone(made, 9)),
        "menit-undone-then-refused": after_all(undone, lambda made: again(made, accepted=0)),
        "menit-accepted-twice": after_all(again),
        "menit-accepted-twice-newest-first": changed(lambda e: e["events"].reverse(), corrected_case(again)),
        "menit-newest-undone": after_all(again, lambda made: undone(made, 9)),
        "menit-undone-another": after_all(lambda made: undone(made, 2), again),
        "menit-undone-other-order": undone_elsewhere(),
        "menit-held": after_all(hold="waktu"),
        "menit-held-true": after_all(hold=True),
        "menit-held-late-app": after_all(hold="lambat"),
        "menit-held-turned-down": after_all(lambda made: released(made, granted=0), hold="waktu"),
        "menit-held-granted-true": after_all(lambda made: released(made, granted=True), hold="waktu"),
        "menit-held-other-record": after_all(lambda made: released(made, attendance=2), hold="waktu"),
        "menit-held-freed-by-recorder": after_all(lambda made: released(made, actor=11), hold="waktu"),
        "menit-held-freed-by-verifier": after_all(lambda made: released(made, actor=12), hold="waktu"),
        "menit-held-freed-by-nobody": after_all(lambda made: released(made, actor=None), hold="waktu"),
        "menit-held-freed-twice": after_all(released, lambda made: released(made, granted=0), hold="waktu"),
        "menit-held-freed-too-early": after_all(hold="waktu", early=released),
        "menit-turned-down-unheld": after_all(lambda made: released(made, granted=0)),
        "catatan-hp-sealed-other": sealed("start", lambda told: told.update(sha256="00" * 32)),
        "catatan-hp-sealed-signature": sealed("start", lambda told: told.update(signature_sha256="00" * 32)),
        "catatan-hp-sealed-number": sealed("start", lambda told: told.update(dseq=2)),
        "bentuk-sealed-more": sealed("start", lambda told: told.update(body="")),
        "bentuk-sealed-true": sealed("start", lambda told: told.update(dseq=True)),
        "kunci-hp-sealed-device": sealed("start", lambda told: told.update(device="hp-9")),
        "kunci-hp-sealed-unregistered": sealed("start", also=unregistered),
        "kunci-hp-sealed-revoked": revoked_and_sealed(),
        "menit-row": twisted("letter", facts(credit=[[1, "2026-02-01", 720]])),
        "menit-negative": twisted("letter", lambda told: told["facts"]["credit"].append([4, "2026-02-04", 0, 4, "S4"])),
        "jumlah-other": twisted("letter", facts(credited=721)),
        "jumlah-true": twisted("letter", lambda told: told["facts"].update(credited=True)),
        "jumlah-none": twisted("letter", facts(credit=[], credited=0, sentence=0)),
        "jumlah-twice": twisted(
            "letter", lambda told: told["facts"]["credit"].__setitem__(1, told["facts"]["credit"][0])
        ),
        "hukuman-short": twisted("letter", facts(sentence=721)),
        "hukuman-none": twisted("letter", without("sentence")),
    }
    return wrong


@cache
def good_packs():
    """Packs with their verdict: nothing false in them; "belum pasti" where something is missing."""
    return {
        "sah": packed(case().evidence()),
        "sah-with-tools": packed(case().evidence(), **{"BACA-SAYA.txt": b"baca", "verify.py": b"#"}),
        "sah-three-witnesses": packed(case().evidence(witnesses=vectors.WITNESSES)),
        "sah-phone-says-less": twisted("recorded", lambda told: told["facts"].update(minutes=300)),
        "sah-undone-and-accepted-again": after_all(undone, again),
        "sah-undone-twice": after_all(undone, again, lambda made: undone(made, 9), lambda made: again(made, 10)),
        "sah-word-of-that-number-later": after_all(early=undone),
        "sah-undone-another-order": after_all(lambda made: undone(made, 77)),
        "sah-held-nothing": after_all(hold=""),
        "sah-held-and-freed": after_all(released, hold="waktu"),
        "sah-held-late-and-freed": after_all(released, hold="lambat"),
        "sah-held-otherwise-and-freed": after_all(released, hold="lain"),
        "sah-held-undone-accepted-freed": after_all(undone, again, released, hold="waktu"),
        "sah-start-left-out": sealed("start"),
        "sah-end-left-out": sealed("end"),
        "sah-phone-listed": twisted_phone(people=[101, 102]),
        "sah-phone-did-not-list": twisted_phone(people=[102]),
        "belum pasti-one-witness": packed(case().evidence(witnesses=vectors.WITNESSES[:1])),
        "belum pasti-no-witness": packed(case().evidence(witnesses=())),
        "belum pasti-old-letter": twisted("letter", without("credit", "credited", "sentence")),
        "belum pasti-no-pdf-digest": twisted("letter", without("pdf")),
    }


def moved_time(text):
    """The last signature line with one bit of its value turned."""
    lines = text.splitlines(keepends=True)
    dash, name, value = lines[-1].split()
    raw = bytearray(base64.b64decode(value))
    raw[11] ^= 1
    return "".join(lines[:-1]) + f"{dash} {name} {b64(bytes(raw))}\n"


def inner_node(evidence, log):
    """Two leaves' hashes offered as an entry's bytes: without the leaf's prefix they would hash to their parent."""
    seq, size = 2, log.size
    raw = b"\x01" + log.levels[0, seq] + log.levels[0, seq + 1]
    evidence["events"][0] |= {
        "seq": seq // 2,
        "body": b64(raw),
        "proof": [b64(one) for one in log.proof(seq, size)[1:]],
    }


def twisted_seq():
    made = Case()
    made.bodies[4] = made.bodies[4].replace(b'"seq":4', b'"seq":5')
    made.log = Log(made.bodies)
    return packed(made.evidence())


def corrected_pack(change, **more):
    return packed(corrected_case(change, **more).evidence())


def corrected_case(change, hold=None, early=None):
    """Something recorded between the last check and the letter; `early` before the first check.

    With `hold` the first record was held.
    """
    made = []

    def twist(name, told):
        if name == "approved-all":
            made.append(told)
        if name == "recorded" and hold is not None and told["subject"] == "work.attendance:1":
            told["facts"]["hold"] = hold
        if name == "verified" and early is not None and told["facts"]["attendance"] == 1:
            early(made[0])
        if name == "letter":
            change(made[0])
        return told

    return Case(twist=twist)


def undone_elsewhere():
    """Taken back in the history of another order: that is not this letter's word, and two stand."""

    def change(made):
        told = {"seals": {"work.verification:1": None}}
        made.record(
            "undone", kind="attendance.undone", subject="cases.order:2", thread="cases.order:2", facts=told, keep=True
        )
        again(made)

    return after_all(change)


def twisted_phone(**more):
    """A phone whose start says more than usual."""

    class Saying(Case):
        def phone(self, device, alg, dseq, kind, session, **facts):
            super().phone(device, alg, dseq, kind, session, **facts | (more if kind == "start" else {}))

    return packed(Saying().evidence())


def flipped_packs(count):
    """One bit of bukti.json flipped, the ZIP made anew around it."""
    told = json.dumps(case().evidence(), separators=(",", ":")).encode()
    step = len(told) // count
    return [packed(told[:at] + bytes([told[at] ^ 1 << at % 8]) + told[at + 1 :]) for at in range(0, step * count, step)]

"""Logs, notes and evidence packs for the verifiers, good and bad, made by the house's own tree and notes."""

import base64
import hashlib
import io
import json
import random
import zipfile
from functools import cache

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from masohi.ledger import chain, notes, policies, tree

ORIGIN = "masohi.ambon.go.id/ledger/1"
WITNESSES = ("bapas-ambon", "kejari-ambon", "pn-ambon")
PDF = b"%PDF-1.7 surat keterangan selesai, contoh\n"


def private(number):
    """A key for tests only, always the same one for a number."""
    return Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32)


LOG_KEY = private(1)
WITNESS_KEYS = {name: private(2 + at) for at, name in enumerate(WITNESSES)}
P256_KEY = ec.derive_private_key(7, ec.SECP256R1())
ED_KEY = private(9)


def b64(data):
    return base64.b64encode(data).decode()


def policy(more=(), least=2):
    """Our log (and `more`: name to key), three witnesses, `least` of them needed."""
    keys = [notes.key_of(name, notes.LOG, key) for name, key in {ORIGIN: LOG_KEY, **dict(more)}.items()]
    witnesses = {name: notes.key_of(name, notes.WITNESS, key) for name, key in WITNESS_KEYS.items()}
    return policies.write_policy(keys, witnesses, group="saksi", least=least)


def note(size, root, *, origin=ORIGIN, key=LOG_KEY, witnesses=WITNESSES[:2], at=1_790_000_000):
    head = notes.Checkpoint(origin, size, root)
    lines = [notes.sign_checkpoint(head, key)]
    lines += [notes.cosign(head, name, WITNESS_KEYS[name], at=at) for name in witnesses]
    return notes.write_note(notes.Note(notes.write_checkpoint(head), tuple(lines)))


class Log:
    """A log in memory whose every subtree is at hand."""

    def __init__(self, bodies):
        self.bodies = list(bodies)
        self.levels = {}
        self.tree = tree.Tree()
        for body in self.bodies:
            for level, value in enumerate(self.tree.add(body)):
                self.levels[level, (self.tree.size >> level) - 1] = value

    @property
    def size(self):
        return self.tree.size

    def node(self, level, index):
        return self.levels[level, index]

    def root(self, size=None):
        return tree.root_of(self.size if size is None else size, self.node)

    def proof(self, index, size=None):
        return tree.inclusion_proof(index, self.size if size is None else size, self.node)

    def step(self, old, new):
        return tree.consistency_proof(old, new, self.node)


def body(seq, kind="order.registered", subject="cases.order:1", thread="cases.order:1", actor=1, facts=None):
    salt = hashlib.sha256(f"salt {seq}".encode()).hexdigest()[:32]
    told = {"v": 2, "seq": seq, "kind": kind, "subject": subject, "thread": thread, "actor": actor, "because": None}
    return chain.canonical({**told, "at": "2026-03-01T00:00:00.000000Z", "facts": facts or {}, "salt": salt})


def phone_key(alg):
    if alg == "ed25519":
        return ED_KEY.public_key().public_bytes_raw()
    return P256_KEY.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def phone_sign(alg, data):
    message = b"masohi/entry/v1\n" + data
    if alg == "ed25519":
        return ED_KEY.sign(message)
    r, s = utils.decode_dss_signature(P256_KEY.sign(message, ec.ECDSA(hashes.SHA256())))
    return r.to_bytes(32, "big") + s.to_bytes(32, "big")


def phone_entry(device, dseq, kind, session, **facts):
    told = {"v": 1, "device": device, "dseq": dseq, "type": kind, "session": session, "facts": facts}
    return chain.canonical(told)


class Case:
    """One order: two phones, three sessions, a letter. `twist` may change what is about to be recorded."""

    def __init__(self, before=3, after=5, twist=None):
        self.bodies, self.fields, self.kept, self.twist = [], {}, [], twist or (lambda name, told: told)
        for _ in range(before):
            self.record("other", kind="order.registered")
        for device, alg in (("hp-1", "ed25519"), ("hp-2", "p256")):
            key = hashlib.sha256(phone_key(alg)).hexdigest()
            self.record(
                "approved",
                kind="device.approved",
                subject="parties.device:1",
                thread="",
                facts={"device": device, "key": key, "alg": alg},
                keep=True,
            )
        self.twist("approved-all", self)
        credit = []
        for number, (device, alg, session) in enumerate(
            [("hp-1", "ed25519", "S1"), ("hp-2", "p256", "S2"), ("", "", "S3")], 1
        ):
            if device:
                self.phone(device, alg, 1, "start", session, heads=2, began=480, absent=[], late=[], cards=[])
                self.phone(device, alg, 2, "end", session, heads=2, ended=780, rest=60)
            self.record(
                "recorded",
                kind="attendance.recorded",
                subject=f"work.attendance:{number}",
                actor=11,
                facts={"outcome": "hadir", "minutes": 240},
                keep=True,
            )
            self.record(
                "verified",
                kind="attendance.verified",
                subject=f"work.verification:{number}",
                actor=12,
                facts={"attendance": number, "accepted": 1},
                keep=True,
            )
            credit.append([number, f"2026-02-{number:02d}", 240, 100 + number, session])
        facts = {
            "kind": "surat-keterangan",
            "pdf": hashlib.sha256(PDF).hexdigest(),
            "credited": 720,
            "sentence": 720,
            "credit": credit,
        }
        self.letter = self.record("letter", kind="letter.issued", subject="work.letter:1", facts=facts)
        self.twist("issued", self)
        for _ in range(after):
            self.record("other", kind="order.registered")
        self.log = Log(self.bodies)

    def record(self, name, *, keep=False, facts=None, **told):
        told = self.twist(name, {"facts": facts or {}, "keep": keep, **told})
        keep = told.pop("keep")
        seq = len(self.bodies)
        self.bodies.append(body(seq, **told))
        if keep:
            self.kept.append(seq)
        return seq

    def phone(self, device, alg, dseq, kind, session, **facts):
        data = phone_entry(device, dseq, kind, session, **facts)
        signature = phone_sign(alg, data)
        told = {
            "device": device,
            "dseq": dseq,
            "entry": hashlib.sha256(data).hexdigest(),
            "signature": hashlib.sha256(signature).hexdigest(),
        }
        seq = self.record("phone", kind="field.received", subject="work.fieldentry:1", thread="", facts=told, keep=True)
        self.fields[seq] = {
            "device": device,
            "alg": alg,
            "key": b64(phone_key(alg)),
            "body": b64(data),
            "sig": b64(signature),
        }

    def item(self, seq):
        told = {"seq": seq, "body": b64(self.bodies[seq]), "proof": [b64(one) for one in self.log.proof(seq)]}
        return told | ({"field": self.fields[seq]} if seq in self.fields else {})

    def evidence(self, **witnessed):
        """What bukti.json says."""
        checkpoint = note(self.log.size, self.log.root(), **witnessed)
        events = [self.item(seq) for seq in self.kept]
        return {
            "v": 1,
            "policy": policy(),
            "checkpoint": checkpoint,
            "letter": self.item(self.letter),
            "events": events,
        }


def packed(evidence, pdf=PDF, **more):
    """The ZIP, contents stored as they are."""
    told = evidence if isinstance(evidence, bytes) else json.dumps(evidence, separators=(",", ":")).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as file:
        for name, content in {"surat.pdf": pdf, "bukti.json": told, **more}.items():
            file.writestr(zipfile.ZipInfo(name, (2026, 3, 1, 0, 0, 0)), content)
    return out.getvalue()


@cache
def case():
    return Case()


def export(folder, log, *, heads=(), fields=(), devices=(), text=None):
    """A folder as `masohi ledger export` writes it."""
    (folder / "heads").mkdir(parents=True)
    (folder / "policy.txt").write_text(policy() if text is None else text)
    with (folder / "entries.txt").open("wb") as file:
        file.writelines(b"%d %s\n" % (seq, base64.b64encode(one)) for seq, one in enumerate(log.bodies))
    for size in heads or [log.size]:
        (folder / "heads" / f"{size}.txt").write_text(note(size, log.root(size)), encoding="utf-8")
    (folder / "field.txt").write_text("".join(f"{line}\n" for line in fields))
    (folder / "devices.txt").write_text("".join(f"{line}\n" for line in devices))
    return folder


def export_case(folder, made):
    fields = [
        f"{f['device']} {json.loads(base64.b64decode(f['body']))['dseq']} {f['body']} {f['sig']}"
        for f in made.fields.values()
    ]
    devices = [f"{device} {alg} {b64(phone_key(alg))}" for device, alg in (("hp-1", "ed25519"), ("hp-2", "p256"))]
    return export(folder, made.log, heads=[7, made.log.size], fields=fields, devices=devices)


def hashes_of(count, seed):
    source = random.Random(seed)
    return [source.randbytes(32) for _ in range(count)]

"""Alat periksa buku besar Masohi: memeriksa bukti tanpa server, tanpa jaringan, tanpa program Masohi.

Butuh Python 3.11 ke atas dan pustaka `cryptography`. Semua dihitung ulang dari isinya; hash yang tersimpan tidak
dipercaya.

  python3 verify.py bukti.zip --policy kebijakan.txt     periksa berkas bukti sebuah surat
  python3 verify.py FOLDER --policy kebijakan.txt        periksa ekspor buku besar
  python3 verify.py checkpoint LAMA BARU BUKTI           periksa bahwa kepala BARU melanjutkan kepala LAMA
  python3 verify.py new-key NAMA --key BERKAS            buat kunci saksi
  python3 verify.py cosign KEPALA --export FOLDER --policy kebijakan.txt --key BERKAS --state BERKAS
                                                         periksa lalu tanda tangani kepala sebagai saksi

Jawaban: 0 = sah, 1 = tidak sah, 2 = belum pasti atau tidak dapat dibaca. Untuk folder ekspor 0 berarti isinya utuh,
juga bila saksinya belum ada; keterangannya tertulis. Kebijakan harus diterima dari tangan lain
daripada berkas bukti (dari pengadilan, Bapas, atau kejaksaan); kebijakan di dalam berkas bukti tidak membuktikan
apa-apa.
"""

import argparse
import base64
import hashlib
import json
import os
import re
import struct
import sys
import tempfile
import time
import zlib
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, utils
from cryptography.hazmat.primitives.hashes import SHA256

LOG, WITNESS = 1, 4
EMPTY = hashlib.sha256(b"").digest()
SPACES = re.compile("[\x00-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000+]")


class Bad(Exception):
    """Sesuatu tidak sah: kode untuk mesin, kalimat untuk manusia."""

    def __init__(self, code, text):
        super().__init__(text)
        self.code, self.text = code, text


class Report:
    """Baris demi baris: benar, salah, ragu, catatan. Satu baris salah membuat semuanya tidak sah."""

    def __init__(self):
        self.lines, self.rows = [], []

    def say(self, state, code, text):
        self.lines.append((state, code, text))

    def check(self, good, code, yes, no):
        self.say("benar" if good else "salah", code, yes if good else no)
        return good

    @property
    def verdict(self):
        states = {state for state, _, _ in self.lines}
        return "tidak sah" if "salah" in states else "belum pasti" if "ragu" in states or not states else "sah"


# --- bacaan yang ketat: satu isi hanya boleh ditulis dengan satu cara


def unb64(text):
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (ValueError, AttributeError):
        raise Bad("base64", "Ada tulisan base64 yang rusak.") from None
    if base64.b64encode(data).decode() != text:
        raise Bad("base64", "Ada tulisan base64 yang rusak.")
    return data


def hash32(text):
    data = unb64(text)
    if len(data) != 32:
        raise Bad("hash", "Ada hash yang panjangnya bukan 32 bita.")
    return data


def decimal(text):
    if not re.fullmatch("0|[1-9][0-9]{0,15}", text, re.ASCII) or int(text) >= 1 << 53:
        raise Bad("angka", "Ada angka yang ditulis dengan cara yang tidak sah.")
    return int(text)


def utf8(data):
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise Bad("teks", "Ada teks yang rusak (bukan UTF-8).") from None


def lines_of(text):
    if not text.endswith("\n") or re.search("[\x00-\x09\x0b-\x1f\ud800-\udfff]", text):
        raise Bad("teks", "Ada teks tanpa akhir baris, atau dengan tanda yang tidak boleh ada.")
    return text[:-1].split("\n")


def _whole(text):
    if abs(value := int(text)) >= 1 << 53:
        raise ValueError(text)
    return value


def _never(text):
    raise ValueError(text)


_reader = json.JSONDecoder(parse_int=_whole, parse_float=_never, parse_constant=_never)


def plain(data):
    """JSON tanpa bilangan pecahan."""
    try:
        return _reader.decode(utf8(data))
    except (ValueError, RecursionError):
        raise Bad("json", "Ada isi JSON yang rusak.") from None


def same(one, other):
    """Sama isi dan sama jenis: True bukan 1."""
    return type(one) is type(other) and one == other


def whole(value):
    return type(value) is int


def shaped(value, shape):
    """Objek dengan tepat nama-nama dan jenis-jenis ini."""
    if not isinstance(value, dict) or set(value) != set(shape):
        raise Bad("bentuk", "Berkas bukti tidak berbentuk seperti seharusnya.")
    if any(type(value[name]) is not kind for name, kind in shape.items()):
        raise Bad("bentuk", "Berkas bukti tidak berbentuk seperti seharusnya.")
    return value


# --- pohon hash (RFC 6962, RFC 9162)


def leaf(data):
    return hashlib.sha256(b"\x00" + data).digest()


def node(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def fits(proof):
    return len(proof) <= 63 and all(len(one) == 32 for one in proof)


def included(leaf_hash, index, size, proof, root):
    """Daun ke-`index` ada di dalam pohon `size` daun yang akarnya `root`. Ditapaki dari akar ke daun."""
    if not 0 <= index < size or len(leaf_hash) != 32 or not fits(proof):
        return False
    sides, low, high = [], 0, size
    while high - low > 1:
        middle = low + (1 << (high - low - 1).bit_length() - 1)
        sides.append(index >= middle)
        low, high = (middle, high) if index >= middle else (low, middle)
    if len(sides) != len(proof):
        return False
    value = leaf_hash
    for other, right in zip(proof, reversed(sides), strict=True):
        value = node(other, value) if right else node(value, other)
    return value == root


def grown(old, new, proof, old_root, new_root):
    """Pohon `new` daun diawali oleh pohon `old` daun yang sama: tidak ada yang diubah, hanya ditambah."""
    if not 0 <= old <= new or not fits(proof):
        return False
    if old in (0, new):
        return not proof and old_root == (new_root if old == new else EMPTY)
    rest = list(proof)
    try:
        before, after = _both(old, 0, new, rest, old_root)
    except IndexError:
        return False
    return not rest and before == old_root and after == new_root


def _both(old, low, high, proof, old_root):
    """(akar bagian lama, akar bagian seluruhnya) dari rentang low..high; bukti dipakai dari belakang."""
    if old == high:
        if not low:
            return old_root, old_root
        value = proof.pop(0)
        return value, value
    middle = low + (1 << (high - low - 1).bit_length() - 1)
    if old <= middle:
        before, after = _both(old, low, middle, proof, old_root)
        return before, node(after, proof.pop(0))
    before, after = _both(old, middle, high, proof, old_root)
    left = proof.pop(0)
    return node(left, before), node(left, after)


class Tree:
    """Akar dari daun-daun yang datang satu per satu."""

    def __init__(self):
        self.size, self.peaks = 0, []

    def add(self, leaf_hash):
        self.size, value, size = self.size + 1, leaf_hash, self.size
        while size & 1:
            value, size = node(self.peaks.pop(), value), size >> 1
        self.peaks.append(value)

    def root(self):
        value = self.peaks[-1] if self.peaks else EMPTY
        for peak in self.peaks[-2::-1]:
            value = node(peak, value)
        return value


# --- tanda tangan


def signed_ed25519(key, signature, message):
    try:
        ed25519.Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def signed_p256(key, signature, message):
    if len(key) != 65 or len(signature) != 64:
        return False
    r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
    try:
        public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), key)
        public.verify(utils.encode_dss_signature(r, s), message, ec.ECDSA(SHA256()))
    except (InvalidSignature, ValueError):
        return False
    return True


SIGNED = {"ed25519": signed_ed25519, "p256": signed_p256}


# --- catatan bertanda tangan, kepala, kebijakan, bukti (bentuk C2SP)


def key_id(name, kind, public):
    return hashlib.sha256(name.encode() + b"\n" + bytes([kind]) + public).digest()[:4]


def named(name):
    if not name or SPACES.search(name):
        raise Bad("nama", "Ada nama kunci yang tidak sah.")
    return name


def read_key(text, kind):
    """Kunci yang dicetak: nama+sidik+base64. Jawab (nama, sidik, kunci)."""
    parts = text.split("+", 2)
    raw = unb64(parts[2]) if len(parts) == 3 else b""
    if len(raw) != 33 or raw[0] != kind or parts[1] != key_id(named(parts[0]), kind, raw[1:]).hex():
        raise Bad("kunci", "Ada kunci di kebijakan yang tidak sah.")
    return parts[0], key_id(parts[0], kind, raw[1:]), raw[1:]


def read_note(text):
    """(isi, [(nama, sidik, tanda tangan)]); satu kunci hanya boleh menandatangani sekali."""
    lines_of(text)
    body, gap, tail = text.rpartition("\n\n")
    if not gap or not body or not tail:
        raise Bad("catatan", "Kepala buku besar rusak: tanda tangannya tidak ada.")
    signatures = []
    for line in lines_of(tail):
        parts = line.split(" ")
        if len(parts) != 3 or parts[0] != "\u2014":
            raise Bad("catatan", "Kepala buku besar rusak: ada baris tanda tangan yang tidak sah.")
        raw = unb64(parts[2])
        if len(raw) < 5:
            raise Bad("catatan", "Kepala buku besar rusak: ada tanda tangan yang terlalu pendek.")
        signatures.append((named(parts[1]), raw[:4], raw[4:]))
    if len(signatures) > 100 or len({one[:2] for one in signatures}) != len(signatures):
        raise Bad("catatan", "Kepala buku besar rusak: ada kunci yang menandatangani dua kali.")
    return body + "\n", signatures


def read_checkpoint(text):
    """(asal, jumlah, akar)."""
    lines = lines_of(text)
    if len(lines) != 3:
        raise Bad("kepala", "Kepala buku besar harus tiga baris.")
    return named(lines[0]), decimal(lines[1]), hash32(lines[2])


def read_policy(text):
    """{"logs": [kunci], "witnesses": {nama: kunci}, "groups": {nama: (k, anggota)}, "quorum": nama}."""
    policy = {"logs": [], "witnesses": {}, "groups": {}, "quorums": []}
    for line in lines_of(text.replace("\t", " ")):
        words = [part for part in line.split(" ") if part]
        if words and not words[0].startswith("#"):
            read_policy_line(policy, *words)
    logs, keys = [key[2] for key in policy["logs"]], [key[2] for key in policy["witnesses"].values()]
    members = [name for _, names in policy["groups"].values() for name in names]
    if any(len(set(some)) != len(some) for some in (logs, keys, members)) or len(policy["quorums"]) != 1:
        raise Bad("kebijakan", "Kebijakan memuat satu kunci atau anggota dua kali, atau kuorumnya tidak satu.")
    return policy | {"quorum": policy["quorums"][0]}


def read_policy_line(policy, word, *rest):
    known = {**policy["witnesses"], **policy["groups"]}
    fresh = bool(rest) and rest[0] != "none" and rest[0] not in known
    if word == "log" and len(rest) in (1, 2):
        policy["logs"].append(read_key(rest[0], LOG))
    elif word == "witness" and len(rest) in (2, 3) and fresh:
        policy["witnesses"][rest[0]] = read_key(rest[1], WITNESS)
    elif word == "group" and len(rest) >= 3 and fresh and all(name in known for name in rest[2:]):
        members = rest[2:]
        least = {"any": 1, "all": len(members)}.get(rest[1]) or decimal(rest[1])
        if not 1 <= least <= len(members):
            raise Bad("kebijakan", "Kebijakan meminta saksi lebih banyak dari yang ada.")
        policy["groups"][rest[0]] = (least, members)
    elif word == "quorum" and len(rest) == 1 and (rest[0] == "none" or rest[0] in known):
        policy["quorums"].append(rest[0])
    else:
        raise Bad("kebijakan", "Kebijakan memuat baris yang tidak dikenal atau nama yang dipakai dua kali.")


def enough(policy, name, present):
    """Cukup saksi. Kebijakan yang tidak meminta saksi (`none`) tidak pernah cukup: tidak ada yang menyaksikan."""
    if name not in policy["groups"]:
        return name in present
    least, members = policy["groups"][name]
    return sum(enough(policy, one, present) for one in members) >= least


def weigh(text, policy):
    """Kepala yang tanda tangan buku besarnya sah: (asal, jumlah, akar, {saksi: detik}, cukup saksi)."""
    body, signatures = read_note(text)
    origin, size, root = read_checkpoint(body)
    message = body.encode()
    known = {(name, identity): value for name, identity, value in signatures}
    good = False
    for name, identity, public in policy["logs"]:
        value = known.get((name, identity)) if name == origin else None
        if value is not None and not signed_ed25519(public, value, message):
            raise Bad("tanda-buku", "Tanda tangan buku besar pada kepala tidak sah.")
        good = good or value is not None
    if not good:
        raise Bad("tanda-buku", "Kepala ini tidak ditandatangani oleh buku besar yang disebut kebijakan.")
    present = {}
    for witness, (name, identity, public) in policy["witnesses"].items():
        value = known.get((name, identity))
        if value is None:
            continue
        at = int.from_bytes(value[:8], "big")
        told = f"cosignature/v1\ntime {at}\n".encode() + message
        if len(value) != 72 or at >= 1 << 53 or not signed_ed25519(public, value[8:], told):
            raise Bad("tanda-saksi", f"Tanda tangan saksi {witness} tidak sah.")
        present[witness] = at
    return origin, size, root, present, enough(policy, policy["quorum"], present)


def read_proof(text):
    """Bukti c2sp.org/tlog-proof@v1: (nomor, hash, kepala)."""
    top, gap, checkpoint = text.partition("\n\n")
    lines = lines_of(top + "\n")
    if len(lines) > 1 and lines[1].startswith("extra "):
        unb64(lines.pop(1)[6:])
    if not gap or len(lines) < 2 or lines[0] != "c2sp.org/tlog-proof@v1" or not lines[1].startswith("index "):
        raise Bad("bukti", "Bukti tidak berbentuk seperti seharusnya.")
    hashes = [hash32(line) for line in lines[2:]]
    if len(hashes) > 63:
        raise Bad("bukti", "Bukti memuat lebih dari 63 hash.")
    read_note(checkpoint)
    return decimal(lines[1][6:]), hashes, checkpoint


def proven(data, proof_text, policy):
    """Bukti satu catatan: catatan `data` ada di buku besar. Jawab seperti `weigh`."""
    index, hashes, checkpoint = read_proof(proof_text)
    weighed = weigh(checkpoint, policy)
    if not included(leaf(data), index, weighed[1], hashes, weighed[2]):
        raise Bad("ada", "Bukti tidak sampai ke akar: catatan ini tidak ada di buku besar.")
    return weighed


# --- berkas bukti sebuah surat


def read_zip(data):
    """{nama: isi} dari ZIP yang isinya disimpan apa adanya; daftar di belakang harus sama dengan isi di depan."""
    files, told, at = {}, [], 0
    try:
        while data[at : at + 4] == b"PK\x03\x04":
            flags, method, _, _, crc, packed, size, name_size, extra = struct.unpack(
                "<HHHHIIIHH", data[at + 6 : at + 30]
            )
            name = utf8(data[at + 30 : at + 30 + name_size])
            start = at + 30 + name_size + extra
            content = data[start : start + size]
            bad = flags & ~0x800 or method or packed != size or len(content) != size or name in files
            if bad or zlib.crc32(content) != crc:
                raise Bad("zip", "Berkas ZIP rusak.")
            files[name] = content
            told.append((name, at, size, crc))
            at = start + size
        listed, first = [], at
        while data[at : at + 4] == b"PK\x01\x02":
            crc, packed, size, name_size, extra, comment = struct.unpack("<IIIHHH", data[at + 16 : at + 34])
            place = struct.unpack("<I", data[at + 42 : at + 46])[0]
            listed.append((utf8(data[at + 46 : at + 46 + name_size]), place, size, crc))
            at += 46 + name_size + extra + comment
        end = struct.unpack("<4sHHHHIIH", data[at:])
    except struct.error:
        raise Bad("zip", "Berkas ZIP rusak.") from None
    if listed != told or end != (b"PK\x05\x06", 0, 0, len(told), len(told), at - first, first, 0):
        raise Bad("zip", "Berkas ZIP rusak.")
    return files


def weigh_head(report, checkpoint, given, inner):
    """Tiga baris pertama setiap laporan: kebijakan, tanda tangan, saksi. Jawab (asal, jumlah, akar)."""
    policy = read_policy(given if given is not None else inner)
    if given is None:
        report.say("ragu", "kebijakan", "Kebijakan diambil dari berkas ini sendiri. Pakai kebijakan dari tangan lain.")
    else:
        report.say("benar", "kebijakan", "Kebijakan diberikan terpisah dari berkas bukti.")
        if given != inner:
            report.say(
                "catatan", "kebijakan-dalam", "Kebijakan di dalam berkas berbeda; yang Anda berikan yang dipakai."
            )
    origin, size, root, present, quorum = weigh(checkpoint, policy)
    report.say("benar", "tanda-buku", f"Kepala {origin} dengan {size} catatan ditandatangani buku besar.")
    names = f"Saksi: {', '.join(sorted(present))}." if present else "Belum ada saksi."
    asked = "Kebijakan tidak meminta saksi." if policy["quorum"] == "none" else "Belum cukup."
    report.say("benar" if quorum else "ragu", "saksi", f"{names} {'Cukup.' if quorum else asked}")
    return origin, size, root


ITEM = {"seq": int, "body": str, "proof": list}


def read_items(pack, size, root):
    """Surat lalu peristiwa; masing-masing dibuktikan ada di buku besar. Jawab [(isi, bagian HP)]."""
    items, seen = [], set()
    for told in [pack["letter"], *pack["events"]]:
        phone = isinstance(told, dict) and "field" in told
        shaped(told, ITEM | ({"field": dict} if phone else {}))
        data, seq = unb64(told["body"]), told["seq"]
        proof = [hash32(one) for one in told["proof"]]
        if seq in seen or not included(leaf(data), seq, size, proof, root):
            raise Bad("ada", f"Catatan nomor {seq} tidak terbukti ada di buku besar.")
        seen.add(seq)
        items.append((read_body(data, seq), told.get("field")))
    return items


def read_body(data, seq):
    """Isi satu catatan; nomornya harus nomor tempatnya."""
    body = plain(data)
    good = isinstance(body, dict) and isinstance(body.get("facts"), dict)
    if not good or not (same(body.get("v"), 1) or same(body.get("v"), 2)) or not same(body.get("seq"), seq):
        raise Bad("isi", f"Isi catatan nomor {seq} tidak cocok dengan tempatnya.")
    if not all(isinstance(body.get(name), str) for name in ("kind", "subject", "thread", "at")):
        raise Bad("isi", f"Isi catatan nomor {seq} tidak lengkap.")
    return body


def check_pack(data, policy_text):
    """Periksa berkas bukti (bita ZIP) dengan kebijakan dari luar (teks, atau None)."""
    report = Report()
    try:
        files = read_zip(data)
        if not {"surat.pdf", "bukti.json"} <= set(files):
            raise Bad("zip", "Berkas bukti tidak lengkap: surat.pdf atau bukti.json tidak ada.")
        shape = {"v": int, "policy": str, "checkpoint": str, "letter": dict, "events": list}
        pack = shaped(plain(files["bukti.json"]), shape)
        if pack["v"] != 1:
            raise Bad("bentuk", "Berkas bukti ini dari versi lain. Pakai alat periksa yang lebih baru.")
        _, size, root = weigh_head(report, pack["checkpoint"], policy_text, pack["policy"])
        items = read_items(pack, size, root)
        report.say("benar", "ada", f"{len(items)} catatan terbukti ada di buku besar, tidak diubah.")
        check_letter(report, files["surat.pdf"], items)
        phones = check_phones(report, items)
        check_hours(report, items, phones)
    except Bad as bad:
        report.say("salah", bad.code, bad.text)
    return report


def check_letter(report, pdf, items):
    letter = items[0][0]
    if letter["kind"] != "letter.issued":
        raise Bad("surat", "Catatan surat di berkas ini bukan catatan penerbitan surat.")
    told = letter["facts"].get("pdf")
    if told is None:
        report.say("ragu", "pdf", "Surat ini terbit sebelum sidik PDF ditulis di buku besar.")
    else:
        same = told == hashlib.sha256(pdf).hexdigest()
        report.check(same, "pdf", "PDF sama bita demi bita dengan yang diterbitkan.", "PDF bukan yang diterbitkan.")
    gone = [b for b, _ in items[1:] if b["kind"] == "letter.revoked" and b["subject"] == letter["subject"]]
    if gone:
        report.say("salah", "dicabut", f"Surat ini sudah dicabut ({gone[0]['at'][:10]}).")


FIELD = {"device": str, "alg": str, "key": str, "body": str, "sig": str}
SEALED = {"device": str, "dseq": int, "sha256": str, "signature_sha256": str}


def check_phones(report, items):
    """Setiap catatan HP: tanda tangan sah, kunci terdaftar sebelumnya. Jawab isi catatan HP yang disertakan."""
    bodies = [body for body, _ in items]
    keys = [b for b in bodies if b["kind"] == "device.approved"]
    lost = [(b["facts"].get("device"), b["seq"]) for b in bodies if b["kind"] == "device.revoked"]
    said, sealed = [], 0
    for body, field in items:
        if (body["kind"] == "field.received") != (field is not None):
            raise Bad("hp", f"Catatan nomor {body['seq']} tanpa catatan HP-nya, atau sebaliknya.")
        if field is not None and "sha256" in field:
            read_sealed(body, shaped(field, SEALED), keys, lost)
            sealed += 1
        elif field is not None:
            said.append(read_phone(body, shaped(field, FIELD), keys, lost))
    if said:
        report.say("benar", "hp", f"{len(said)} catatan HP ditandatangani oleh HP yang terdaftar.")
    if sealed:
        why = "isi tidak disertakan karena menyebut orang lain; sidiknya ada di buku besar."
        report.say("catatan", "hp-tertutup", f"{sealed} catatan HP: {why}")
    return said


def let_in(own, device, seq, lost):
    """HP terdaftar sebelum catatan `seq` (`own`: nomor pendaftarannya) dan belum dicabut ketika itu."""
    if not any(number < seq for number in own):
        raise Bad("kunci-hp", f"Kunci HP {device} belum terdaftar ketika catatan nomor {seq} diterima.")
    if any(name == device and at < seq for name, at in lost):
        raise Bad("kunci-hp", f"HP {device} sudah dicabut ketika catatan nomor {seq} diterima.")


def read_sealed(body, field, keys, lost):
    """Catatan HP yang isinya tinggal di kantor: sidik isi dan tanda tangannya sama dengan yang ada di buku besar."""
    seq, facts, device = body["seq"], body["facts"], field["device"]
    let_in([key["seq"] for key in keys if key["facts"].get("device") == device], device, seq, lost)
    told = [facts.get(name) for name in ("device", "dseq", "entry", "signature")]
    if not all(map(same, told, (field[name] for name in SEALED))):
        raise Bad("catatan-hp", f"Catatan HP bukan yang diterima server sebagai nomor {seq}.")


def read_phone(body, field, keys, lost):
    seq, facts, device = body["seq"], body["facts"], field["device"]
    data, signature, public = unb64(field["body"]), unb64(field["sig"]), unb64(field["key"])
    own = [
        key["seq"]
        for key in keys
        if key["facts"].get("device") == device
        and key["facts"].get("alg") == field["alg"]
        and key["facts"].get("key") == hashlib.sha256(public).hexdigest()
    ]
    let_in(own, device, seq, lost)
    verify = SIGNED.get(field["alg"])
    if verify is None or not verify(public, signature, b"masohi/entry/v1\n" + data):
        raise Bad("tanda-hp", f"Tanda tangan HP pada catatan nomor {seq} tidak sah.")
    told = (facts.get("device"), facts.get("entry"), facts.get("signature"))
    if told != (device, hashlib.sha256(data).hexdigest(), hashlib.sha256(signature).hexdigest()):
        raise Bad("catatan-hp", f"Catatan HP bukan yang diterima server sebagai nomor {seq}.")
    entry = plain(data)
    own = isinstance(entry, dict) and entry.get("device") == device and whole(facts.get("dseq"))
    if not own or not same(entry.get("dseq"), facts["dseq"]):
        raise Bad("catatan-hp", f"Catatan HP bukan yang diterima server sebagai nomor {seq}.")
    return entry


def check_hours(report, items, phones):
    """Menit di surat = jumlah menit yang dicatat, diperiksa petugas kedua, dan diakui."""
    letter = items[0][0]
    credit, total = letter["facts"].get("credit"), letter["facts"].get("credited")
    if credit is None:
        report.say("ragu", "menit", "Surat ini terbit sebelum rincian menit ditulis di buku besar.")
        return
    rows = [read_row(row) for row in credit] if isinstance(credit, list) else []
    before = [body for body, _ in items if body["seq"] < letter["seq"] and body["thread"] == letter["thread"]]
    wrong = [row for row in rows if not backed(row, before)]
    twice = len({row[0] for row in rows}) != len(rows)
    for row in wrong:
        report.say("salah", "menit", f"{row[2]} menit pada {row[1]} tidak didukung catatan yang diperiksa.")
    summed = sum(row[2] for row in rows)
    good = same(summed, total) and not twice and bool(rows)
    yes = f"Jumlah menit: {summed}, sama dengan surat."
    report.check(good, "jumlah", yes, f"Jumlah menit: {summed}, tidak sama dengan surat.")
    sentence = letter["facts"].get("sentence")
    if not whole(sentence) or summed < sentence:
        report.say("salah", "hukuman", "Menit yang diakui belum memenuhi lama hukuman.")
    report.rows = [(row[1], row[2], phone_minutes(row, phones), held_words(row, before)) for row in rows]
    for day, minutes, phone, _ in report.rows:
        if phone is not None and phone < minutes:
            report.say("catatan", "beda-hp", f"{day}: HP mencatat {phone} menit, diakui {minutes} setelah koreksi.")


def read_row(row):
    """Satu baris rincian: nomor kehadiran, hari, menit, nomor penempatan, kode sesi."""
    kinds = (int, str, int, int, str)
    if not isinstance(row, list) or len(row) != 5 or any(type(v) is not k for v, k in zip(row, kinds, strict=True)):
        raise Bad("menit", "Rincian menit di catatan surat rusak.")
    return row


HOLDS = {"waktu": "waktu belum terverifikasi", "lambat": "terkirim lebih dari 7 hari sesudah sesi"}


def recorded(row, before):
    """Catatan-catatan kehadiran dengan nomor baris ini."""
    return [b for b in before if b["kind"] == "attendance.recorded" and b["subject"] == f"work.attendance:{row[0]}"]


def words_on(row, before, kind):
    """Kata petugas (diperiksa, atau dilepas) yang menyebut nomor kehadiran baris ini."""
    return [b for b in before if b["kind"] == kind and same(b["facts"].get("attendance"), row[0])]


def in_force(row, before):
    """Pemeriksaan yang berlaku: yang terakhir; semua yang lebih dulu sudah dibatalkan, yang ini belum. Atau None."""
    checked = words_on(row, before, "attendance.verified")
    gone = [b for b in before if b["kind"] == "attendance.undone" and isinstance(b["facts"].get("seals"), dict)]
    left = [b for b in checked if not any(u["seq"] > b["seq"] and b["subject"] in u["facts"]["seals"] for u in gone)]
    return left[0] if len(left) == 1 and all(b["seq"] <= left[0]["seq"] for b in checked) else None


def freed(row, first, second, before):
    """Tidak tertahan, atau dilepas sesudah pemeriksaan, satu kali, oleh orang ketiga."""
    words = words_on(row, before, "attendance.released")
    if first["facts"].get("hold") in (None, "") and not words:
        return True
    third = words[0] if len(words) == 1 else {"facts": {}, "seq": 0}
    apart = whole(third.get("actor")) and third["actor"] not in (first.get("actor"), second.get("actor"))
    return same(third["facts"].get("granted"), 1) and third["seq"] > second["seq"] and apart


def held_words(row, before):
    """Untuk tabel: mengapa jam ini pernah tertahan dan apakah sudah dilepas; "" bila tidak pernah."""
    seen, second = recorded(row, before), in_force(row, before)
    hold = seen[0]["facts"].get("hold") if seen else None
    if hold in (None, "") and not words_on(row, before, "attendance.released"):
        return ""
    reason = HOLDS.get(hold, "alasan lain") if isinstance(hold, str) else "alasan lain"
    good = second is not None and freed(row, seen[0], second, before) if seen else False
    return f"tertahan ({reason}), {'dilepas petugas ketiga' if good else 'belum dilepas'}"


def backed(row, before):
    """Tepat satu catatan kehadiran dan satu pemeriksaan yang berlaku dan menerima, oleh orang lain; tidak dikoreksi.

    Yang tertahan baru dihitung bila orang ketiga melepasnya.
    """
    name, minutes = f"work.attendance:{row[0]}", row[2]
    seen, second = recorded(row, before), in_force(row, before)
    replaced = any(b["kind"] == "attendance.corrected" and b["subject"] == name for b in before)
    if len(seen) != 1 or second is None or replaced:
        return False
    reported = seen[0]["facts"].get("minutes")
    fair = same(second["facts"].get("accepted"), 1) and second["seq"] > seen[0]["seq"]
    first, other = seen[0].get("actor"), second.get("actor")
    apart = whole(first) and whole(other) and first != other
    enough_told = whole(reported) and 0 < minutes <= reported
    return fair and apart and enough_told and freed(row, seen[0], second, before)


def phone_minutes(row, phones):
    """Menit orang ini menurut catatan HP sesi itu, atau None."""
    times = {}
    for entry in phones:
        if entry.get("session") == row[4] and isinstance(entry.get("facts"), dict):
            times |= phone_times(entry.get("type"), entry["facts"], row[3])
    began, ended, rest = (
        times.get("late", times.get("began")),
        times.get("out", times.get("ended")),
        times.get("rest", 0),
    )
    return ended - began - rest if whole(began) and whole(ended) and whole(rest) else None


def phone_times(kind, told, appointment):
    """Yang dikatakan satu catatan HP tentang jam orang ini."""
    own = same(told.get("appointment"), appointment)
    if kind == "start":
        late = told.get("late") if isinstance(told.get("late"), list) else []
        mine = [one for one in late if isinstance(one, dict) and same(one.get("appointment"), appointment)]
        listed = told.get("people")
        if isinstance(listed, list) and not any(same(one, appointment) for one in listed):
            return {}
        return {"began": told.get("began")} | ({"late": mine[0].get("began")} if mine else {})
    if kind == "end":
        return {"ended": told.get("ended"), "rest": told.get("rest")}
    if own and kind == "late":
        return {"late": told.get("began")}
    if own and kind == "leave":
        return {"out": told.get("ended")}
    if own and kind == "correct":
        return {"late": told.get("began"), "out": told.get("ended"), "rest": told.get("rest")}
    return {}


# --- ekspor seluruh buku besar


TELLING = {"entry.shredded", "field.received", "device.approved", "device.revoked", "ledger.resumed"}


class Whole:
    """Satu log yang dibaca dari awal sampai akhir: akarnya pada ukuran-ukuran yang diminta, dan isinya yang penting."""

    def __init__(self, path, sizes):
        self.tree, self.roots, self.gone, self.told = Tree(), {}, {}, {}
        self.received, self.approved, self.revoked, self.resumed = {}, {}, {}, False
        wanted = set(sizes)
        with open(path, "rb") as lines:
            for line in lines:
                if self.tree.size in wanted:
                    self.roots[self.tree.size] = self.tree.root()
                self.tree.add(self.read(line, self.tree.size))
        self.roots[self.tree.size] = self.tree.root()
        self.roots[0] = EMPTY
        for seq, value in self.gone.items():
            if self.told.get((seq, value), -1) <= seq:
                raise Bad("dihapus", f"Catatan nomor {seq} kosong tanpa catatan penghapusan.")

    def read(self, line, seq):
        parts = line.split(b" ")
        if not line.endswith(b"\n") or parts[0] != b"%d" % seq or len(parts) not in (2, 3):
            raise Bad("urutan", f"Baris catatan nomor {seq} hilang, ganda, atau rusak.")
        if len(parts) == 3:
            value = utf8(parts[2][:-1])
            if parts[1] != b"shredded" or not re.fullmatch("[0-9a-f]{64}", value):
                raise Bad("urutan", f"Baris catatan nomor {seq} hilang, ganda, atau rusak.")
            self.gone[seq] = value
            return bytes.fromhex(value)
        data = unb64(utf8(parts[1][:-1]))
        self.note(read_body(data, seq))
        return leaf(data)

    def note(self, body):
        kind, facts, seq = body["kind"], body["facts"], body["seq"]
        if kind not in TELLING:
            return
        device, dseq, alg, key, gone, value = (
            one if type(one) in (str, int) else None
            for one in map(facts.get, ("device", "dseq", "alg", "key", "seq", "leaf"))
        )
        if kind == "entry.shredded":
            self.told[gone, value] = seq
        elif kind == "field.received":
            if (device, dseq) in self.received:
                raise Bad("catatan-hp", f"Dua catatan HP memakai nomor yang sama ({device} {dseq}).")
            free = same(facts.get("quarantined"), 1)
            self.received[device, dseq] = seq, facts.get("entry"), facts.get("signature"), free
        elif kind == "device.approved":
            self.approved.setdefault((device, alg, key), seq)
        elif kind == "device.revoked":
            self.revoked.setdefault(device, seq)
        elif kind == "ledger.resumed":
            self.resumed = True


def heads_in(folder, prefix):
    """{ukuran: teks} dari folder heads/."""
    names = [(re.fullmatch(prefix + r"(\d+)\.txt", one.name), one) for one in (folder / "heads").iterdir()]
    return {decimal(found[1]): utf8(one.read_bytes()) for found, one in names if found}


def check_export(folder, policy_text):
    """Periksa folder ekspor: setiap catatan, setiap kepala, setiap catatan HP."""
    report, folder = Report(), Path(folder)
    try:
        text = policy_text if policy_text is not None else utf8((folder / "policy.txt").read_bytes())
        policy = read_policy(text)
        if policy_text is None:
            report.say(
                "ragu", "kebijakan", "Kebijakan diambil dari ekspor ini sendiri. Pakai kebijakan dari tangan lain."
            )
        whole_log = check_log(report, folder / "entries.txt", heads_in(folder, ""), policy, "Buku besar")
        if (folder / "reads.txt").exists():
            check_log(report, folder / "reads.txt", heads_in(folder, "reads-"), policy, "Buku pembacaan")
        check_field(report, folder, whole_log)
    except Bad as bad:
        report.say("salah", bad.code, bad.text)
    return report


def check_log(report, path, heads, policy, name):
    log = Whole(path, heads)
    report.say("benar", "isi", f"{name}: {log.tree.size} catatan, akar {log.tree.root().hex()}.")
    if not heads:
        report.say("ragu", "kepala", f"{name}: tidak ada kepala yang ditandatangani.")
        return log
    sealed, best, seen, epochs = 0, 0, False, {text: epoch_of(text) for text in heads.values()}
    for size, text in sorted(heads.items()):
        origin, told, root, present, quorum = weigh(text, policy)
        if told == size and log.resumed and epochs[text] < max(epochs.values()) and log.roots.get(size) != root:
            report.say("ragu", "pulih", f"{name}: kepala {origin} ukuran {size} hilang karena pemulihan cadangan.")
            continue
        if told != size or log.roots.get(size) != root:
            raise Bad("akar", f"{name}: isi tidak sama dengan kepala {origin} ukuran {told}. Catatan telah diubah.")
        sealed, best, seen = size, size if quorum else best, seen or bool(present)
    report.say("benar", "kepala", f"{name}: {len(heads)} kepala cocok dengan isinya, terbesar {sealed} catatan.")
    if best:
        open_rows = log.tree.size - best
        report.say("benar", "saksi", f"{name}: {best} catatan dijamin cukup saksi; {open_rows} catatan belum.")
    else:
        report.say("ragu", "saksi", f"{name}: {'saksi belum cukup' if seen else 'belum ada saksi'}.")
    return log


def epoch_of(text):
    """Masa buku besar: angka terakhir di namanya."""
    found = re.search("/([0-9]+)$", text.split("\n", 1)[0])
    return int(found[1]) if found else 0


def check_field(report, folder, log):
    """Semua catatan HP di ekspor: kunci terdaftar sebelumnya, belum dicabut, tanda tangan sah, sidik cocok."""
    keys, count = {}, 0
    for line in rows_of(folder / "devices.txt", 3):
        keys[line[0]] = line[1], unb64(line[2])
    for device, dseq, body, signature in rows_of(folder / "field.txt", 4):
        data, sig = unb64(body), unb64(signature)
        seq, entry_hash, sig_hash, free = log.received.pop((device, decimal(dseq)), (None, None, None, False))
        alg, public = keys.get(device, ("", b""))
        if (entry_hash, sig_hash) != (hashlib.sha256(data).hexdigest(), hashlib.sha256(sig).hexdigest()):
            raise Bad("catatan-hp", f"Catatan HP {device} nomor {dseq} bukan yang diterima server.")
        known = log.approved.get((device, alg, hashlib.sha256(public).hexdigest()), seq)
        if known >= seq or (log.revoked.get(device, seq) < seq and not free):
            raise Bad("kunci-hp", f"Kunci HP {device} tidak berlaku ketika catatan nomor {dseq} diterima.")
        if alg not in SIGNED or not SIGNED[alg](public, sig, b"masohi/entry/v1\n" + data):
            raise Bad("tanda-hp", f"Tanda tangan HP {device} pada catatan nomor {dseq} tidak sah.")
        count += 1
    if count:
        report.say("benar", "hp", f"{count} catatan HP ditandatangani oleh HP yang terdaftar.")
    if log.received:
        report.say("catatan", "hp-kurang", f"{len(log.received)} catatan HP tidak ikut di ekspor ini.")


def rows_of(path, count):
    if not path.exists() or not path.stat().st_size:
        return
    for line in lines_of(utf8(path.read_bytes())):
        parts = line.split(" ")
        if len(parts) != count:
            raise Bad("bentuk", f"Baris di {path.name} rusak.")
        yield parts


# --- saksi


def check_step(old, new, proof_lines, policy):
    """Kepala `new` melanjutkan kepala `old`; keduanya teks catatan."""
    report = Report()
    try:
        first, second = weigh(old, policy), weigh(new, policy)
        proof = [hash32(line) for line in proof_lines.splitlines() if line]
        good = first[0] == second[0] and grown(first[1], second[1], proof, first[2], second[2])
        yes = f"Buku besar tumbuh dari {first[1]} ke {second[1]} catatan; yang lama tidak diubah."
        report.check(good, "lanjut", yes, "Kepala baru TIDAK melanjutkan kepala lama. Simpan keduanya sebagai bukti.")
    except Bad as bad:
        report.say("salah", bad.code, bad.text)
    return report


def save(path, data):
    """Tulis utuh atau tidak sama sekali, sampai ke cakram."""
    path = Path(path)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.replace(name, path)
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)


class Alone:
    """Selama ini dipegang, tidak ada saksi lain yang memakai berkas keadaan yang sama."""

    def __init__(self, state):
        self.path = Path(f"{state}.kunci")

    def __enter__(self):
        try:
            os.close(os.open(self.path, os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            raise Bad("sibuk", f"Saksi ini sedang bekerja. Bila tidak, hapus berkas {self.path}.") from None

    def __exit__(self, *_):
        self.path.unlink()


def held_from(state, origin):
    if not Path(state).exists():
        return {}, None
    kept = plain(Path(state).read_bytes())
    return kept, kept.get("heads", {}).get(origin)


def cosign(note, key_file, state, policy, *, export=None, proof="", now=None):
    """Periksa kepala, simpan sebagai kepala terakhir, baru tanda tangani. Jawab teks dengan baris saksi."""
    origin, size, root, _, _ = weigh(note, policy)
    name, seed = Path(key_file).read_text(encoding="utf-8").split()
    private = ed25519.Ed25519PrivateKey.from_private_bytes(bytes.fromhex(seed))
    with Alone(state):
        kept, held = held_from(state, origin)
        reason = refusal(held, size, root, export, proof, policy)
        if reason is not None:
            kept.setdefault("disputes", []).append({"reason": reason.text, "held": held or "", "offered": note})
            save(state, json.dumps(kept, indent=1).encode())
            raise reason
        kept.setdefault("heads", {})[origin] = note
        save(state, json.dumps(kept, indent=1).encode())
    body, signatures = read_note(note)
    at = int(time.time() if now is None else now)
    public = private.public_key().public_bytes_raw()
    told = struct.pack(">Q", at) + private.sign(f"cosignature/v1\ntime {at}\n{body}".encode())
    own = (name, key_id(name, WITNESS, public))
    lines = [one for one in signatures if one[:2] != own] + [(*own, told)]
    return body + "\n" + "".join(f"\u2014 {n} {base64.b64encode(i + v).decode()}\n" for n, i, v in lines)


def refusal(held, size, root, export, proof, policy):
    """Alasan saksi menolak, atau None. Kepala yang dipegang adalah `held` (teks) atau None."""
    old, old_root = weigh(held, policy)[1:3] if held else (0, EMPTY)
    if size < old:
        return Bad("kecil", f"DITOLAK: buku besar menyusut dari {old} ke {size} catatan.")
    if size == old and root != old_root:
        return Bad("cabang", f"DITOLAK: dua isi berbeda pada ukuran yang sama ({size}).")
    try:
        if export is not None:
            heads = Whole(Path(export) / "entries.txt", [old, size]).roots
            good = heads.get(old) == old_root and heads.get(size) == root
        else:
            good = grown(old, size, [hash32(line) for line in proof.splitlines() if line], old_root, root)
    except Bad as bad:
        return bad
    return None if good else Bad("cabang", "DITOLAK: kepala baru tidak melanjutkan kepala yang saya pegang.")


def new_key(name, path):
    """Buat kunci saksi di `path` (hanya pemilik yang dapat membaca) dan jawab kunci umumnya."""
    private = ed25519.Ed25519PrivateKey.generate()
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(f"{named(name)} {private.private_bytes_raw().hex()}\n")
    public = private.public_key().public_bytes_raw()
    material = base64.b64encode(bytes([WITNESS]) + public).decode()
    return f"{name}+{key_id(name, WITNESS, public).hex()}+{material}"


# --- dari baris perintah

SIGNS = {"benar": "[ BENAR ]", "salah": "[ SALAH ]", "ragu": "[ RAGU  ]", "catatan": "[CATATAN]"}
ENDS = {"sah": "SAH. Semua yang diperiksa benar.", "tidak sah": "TIDAK SAH.", "belum pasti": "BELUM PASTI."}
CODES = {"sah": 0, "tidak sah": 1, "belum pasti": 2}


def tell(text, where=None):
    """Selalu UTF-8, juga di Windows."""
    where = where or sys.stdout
    where.flush()
    where.buffer.write(f"{text}\n".encode())
    where.flush()


def show(report, as_json):
    if as_json:
        lines = [{"state": s, "code": c, "text": t} for s, c, t in report.lines]
        tell(json.dumps({"verdict": report.verdict, "lines": lines, "rows": report.rows}, ensure_ascii=False))
    else:
        for state, _, text in report.lines:
            tell(f"{SIGNS[state]} {text}")
        for day, minutes, phone, held in report.rows:
            by_phone = f"  (HP: {phone})" if phone is not None else ""
            tell(f"    {day}  {minutes:4d} menit{by_phone}{f'  {held}' if held else ''}")
        tell(ENDS[report.verdict])
    return CODES[report.verdict]


def parser():
    parts = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parts.add_argument("what", nargs="+", help="berkas .zip, folder ekspor, atau: checkpoint, cosign, new-key")
    parts.add_argument("--json", action="store_true", help="jawaban untuk mesin")
    for name in ("policy", "export", "proof", "key", "state", "out"):
        parts.add_argument(f"--{name}", metavar="BERKAS")
    return parts


def run(args):
    text = {
        name: utf8(Path(getattr(args, name)).read_bytes()) if getattr(args, name) else None
        for name in ("policy", "proof")
    }
    first, *rest = args.what
    if first == "new-key" and len(rest) == 1:
        tell(new_key(rest[0], args.key or f"{rest[0]}.kunci"))
        return 0
    if first in ("checkpoint", "cosign") and text["policy"] is None:
        raise Bad("kebijakan", "Perintah ini butuh --policy BERKAS.")
    if first == "checkpoint" and len(rest) == 3:
        old, new, proof = (utf8(Path(one).read_bytes()) for one in rest)
        return show(check_step(old, new, proof, read_policy(text["policy"])), args.json)
    if first == "cosign" and len(rest) == 1 and args.key and args.state:
        policy, note = read_policy(text["policy"]), utf8(Path(rest[0]).read_bytes())
        signed = cosign(note, args.key, args.state, policy, export=args.export, proof=text["proof"] or "")
        save(args.out, signed.encode()) if args.out else tell(signed.removesuffix("\n"))
        return 0
    if rest:
        raise SystemExit(parser().format_usage())
    if Path(first).is_dir():
        code = show(check_export(first, text["policy"]), args.json)
        return CODES["sah"] if code == CODES["belum pasti"] else code  # isinya utuh; yang kurang hanya saksi
    return show(check_pack(Path(first).read_bytes(), text["policy"]), args.json)


def main(arguments=None):
    try:
        return run(parser().parse_args(arguments))
    except Bad as bad:
        tell(f"{SIGNS['salah']} {bad.text}", sys.stderr)
        return 1
    except OSError as error:
        tell(f"Berkas tidak dapat dibaca atau ditulis: {error.filename}", sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())

"""A verifier that forgets one thing is found out: each of these is wrong in one place, and the vectors see it (R10)."""

import json
import random

import pytest

from tests.verifier import packs, vectors
from tests.verifier.conftest import load
from tests.verifier.test_two_verifiers import proof_cases, said_by
from tests.verifier.vectors import Log, b64, body, export, export_case, note

MUTANTS = {
    "leaf without its prefix": ('return hashlib.sha256(b"\\x00" + data).digest()', "return hashlib.sha256(data).digest()"),
    "node without its prefix": ('hashlib.sha256(b"\\x01" + left + right)', "hashlib.sha256(left + right)"),
    "leaf and node alike": ('return hashlib.sha256(b"\\x00" + data).digest()', 'return hashlib.sha256(b"\\x01" + data).digest()'),
    "sides turned": ("node(other, value) if right else node(value, other)", "node(value, other) if right else node(other, value)"),
    "size ignored": ("    if len(sides) != len(proof):\n        return False\n", "    sides = (sides + [False] * 64)[: len(proof)]\n"),
    "index out of the tree": ("if not 0 <= index < size or", "if index < 0 or"),
    "root not compared": ("        value = node(other, value) if right else node(value, other)\n    return value == root", "        value = node(other, value) if right else node(value, other)\n    return True"),
    "empty proof accepted": ("    if len(sides) != len(proof):\n        return False\n", "    if not proof:\n        return True\n"),
    "old root not compared": ("return not rest and before == old_root and after == new_root", "return not rest and after == new_root"),
    "new root not compared": ("return not rest and before == old_root and after == new_root", "return not rest and before == old_root"),
    "longer step accepted": ("return not rest and before == old_root", "return before == old_root"),
    "same size, any root": ("return not proof and old_root == (new_root if old == new else EMPTY)", "return not proof"),
    "log signature not checked": ("if value is not None and not signed_ed25519(public, value, message):", "if False:"),
    "unsigned head accepted": ("    if not good:\n        raise Bad(\"tanda-buku\", \"Kepala ini", "    if False:\n        raise Bad(\"tanda-buku\", \"Kepala ini"),
    "origin ignored": ("known.get((name, identity)) if name == origin else None", "known.get((name, identity))"),
    "cosignature not checked": ("or not signed_ed25519(public, value[8:], told):", "or False:"),
    "time not signed": ('told = f"cosignature/v1\\ntime {at}\\n".encode() + message', 'told = message'),
    "no quorum is enough": ('    if name not in policy["groups"]:\n', '    if name == "none":\n        return True\n    if name not in policy["groups"]:\n'),
    "export without witnesses": ('report.say("ragu", "saksi", f"{name}: {', 'report.say("benar", "saksi", f"{name}: {'),
    "quorum always met": ("return sum(enough(policy, one, present) for one in members) >= least", "return True"),
    "quorum one short": ("for one in members) >= least", "for one in members) >= least - 1"),
    "one key signs twice": ("if len(signatures) > 100 or len({one[:2] for one in signatures}) != len(signatures):", "if len(signatures) > 100:"),
    "key id believed": ("or parts[1] != key_id(named(parts[0]), kind, raw[1:]).hex():", "or not named(parts[0]):"),
    "base64 read loosely": ("    if base64.b64encode(data).decode() != text:\n", "    if False:\n"),
    "leading zeros": ('re.fullmatch("0|[1-9][0-9]{0,15}", text, re.ASCII)', 're.fullmatch("[0-9]{1,16}", text, re.ASCII)'),
    "control signs": ('re.search("[\\x00-\\x09\\x0b-\\x1f\\ud800-\\udfff]", text)', 're.search("[\\x00-\\x08]", text)'),
    "one name twice": ('rest[0] != "none" and rest[0] not in known', "True"),
    "two quorums": ('or len(policy["quorums"]) != 1:', 'or len(policy["quorums"]) < 1:'),
    "inner policy used": ("policy = read_policy(given if given is not None else inner)", "policy = read_policy(inner)"),
    "unpinned is certain": ('report.say("ragu", "kebijakan", "Kebijakan diambil dari berkas', 'report.say("benar", "kebijakan", "Kebijakan diambil dari berkas'),
    "inclusion not asked": ("if seq in seen or not included(leaf(data), seq, size, proof, root):", "if seq in seen:"),
    "an event twice": ("if seq in seen or not included", "if not included"),
    "number not compared": ('or not same(body.get("seq"), seq):', "or False:"),
    "PDF not compared": ("same = told == hashlib.sha256(pdf).hexdigest()", "same = True"),
    "revoked letter": ('and b["subject"] == letter["subject"]]', "and False]"),
    "letter of any kind": ('if letter["kind"] != "letter.issued":', "if False:"),
    "field entry missing": ('if (body["kind"] == "field.received") != (field is not None):', "if False:"),
    "device key not registered": ("if not any(number < seq for number in own):", "if False:"),
    "device key of another": ('and key["facts"].get("key") == hashlib.sha256(public).hexdigest()', ""),
    "algorithm from the message": ('and key["facts"].get("alg") == field["alg"]', ""),
    "device revoked before": ("if any(name == device and at < seq for name, at in lost):", "if False:"),
    "device signature not checked": ("if verify is None or not verify(public, signature,", "if verify is None or not verify and (public, signature,"),
    "another phone entry": ('if told != (device, hashlib.sha256(data)', 'if False and told != (device, hashlib.sha256(data)'),
    "phone's number": ('if not own or not same(entry.get("dseq"), facts["dseq"]):', "if not own:"),
    "sum not compared": ("good = same(summed, total) and not twice", "good = not twice"),
    "row counted twice": ("good = same(summed, total) and not twice", "good = same(summed, total)"),
    "minutes not backed": ("wrong = [row for row in rows if not backed(row, before)]", "wrong = []"),
    "more than recorded": ("whole(reported) and 0 < minutes <= reported", "whole(reported) and 0 < minutes"),
    "refusal counts": ('fair = same(second["facts"].get("accepted"), 1) and', "fair = True and"),
    "one officer alone": ("apart = whole(first) and whole(other) and first != other", "apart = True"),
    "another order's hours": ('and body["thread"] == letter["thread"]]', "]"),
    "corrected record": ("if len(seen) != 1 or second is None or replaced:", "if len(seen) != 1 or second is None:"),
    "recorded twice": ("if len(seen) != 1 or second is None or replaced:", "if not seen or second is None or replaced:"),
    "undone not heard": ('and b["subject"] in u["facts"]["seals"] for u in gone)]', "and False for u in gone)]"),
    "any undone takes back": ('b["subject"] in u["facts"]["seals"] for u in gone)]', "True for u in gone)]"),
    "undone before the word": ('if not any(u["seq"] > b["seq"] and b["subject"]', 'if not any(b["subject"]'),
    "two words stand": ("return left[0] if len(left) == 1 and", "return left[0] if left and"),
    "an older word stands": ('len(left) == 1 and all(b["seq"] <= left[0]["seq"] for b in checked) else None', "len(left) == 1 else None"),
    "held hours count": ("and freed(row, seen[0], second, before)\n\n\n", "\n\n\n"),
    "turned down counts": ('return same(third["facts"].get("granted"), 1) and third["seq"]', 'return third["seq"]'),
    "freed before the check": ('and third["seq"] > second["seq"] and apart', "and apart"),
    "freed twice": ("third = words[0] if len(words) == 1 else", "third = words[0] if words else"),
    "freed by the recorder": ('not in (first.get("actor"), second.get("actor"))', 'not in (second.get("actor"),)'),
    "freed by the verifier": ('not in (first.get("actor"), second.get("actor"))', 'not in (first.get("actor"),)'),
    "freed by nobody": ('apart = whole(third.get("actor")) and third["actor"]', 'apart = third.get("actor")'),
    "refusal without a hold": ('if first["facts"].get("hold") in (None, "") and not words:', 'if first["facts"].get("hold") in (None, ""):'),
    "left out, any digest": ("if not all(map(same, told, (field[name] for name in SEALED))):", "if False:"),
    "left out, any phone": ("let_in([key[\"seq\"] for key in keys if key[\"facts\"].get(\"device\") == device], device, seq, lost)\n", "pass\n"),
    "nobody told what is left out": ('    if sealed:\n        why', '    if False:\n        why'),
    "phone did not list": ("if isinstance(listed, list) and not any(", "if False and not any("),
    "sentence not served": ("if not whole(sentence) or summed < sentence:", "if not whole(sentence):"),
    "row missing in export": ('or parts[0] != b"%d" % seq or', "or"),
    "stored hash believed": ("told != size or log.roots.get(size) != root:", "told != size:"),
    "emptied in silence": ("if self.told.get((seq, value), -1) <= seq:", "if False:"),
    "smaller log signed": ("if size < old:", "if False and size < old:"),
    "fork signed": ("return None if good else Bad(", "return None if True else Bad("),
    "two roots of one size": ("    if size == old and root != old_root:\n        return", "    if size == old:\n        return None\n    if False:\n        return"),
    "evidence thrown away": ('kept.setdefault("disputes", []).append(', "(lambda _: None)("),
    "nothing remembered": ('kept.setdefault("heads", {})[origin] = note', "pass"),
}  # fmt: skip

POLICY = vectors.policy()
UNASKED = POLICY.replace("quorum saksi", "quorum none")


class Caught(Exception):
    """The verifier under trial said something else than the true one."""


def answers(module, folder):
    """Everything a verifier says of the vectors, in a form to be compared."""
    told = {}
    for name, pack in {**packs.good_packs(), **packs.bad_packs()}.items():
        report = module.check_pack(pack, POLICY)
        told[name] = report.verdict, [line[:2] for line in report.lines], report.rows
    told["unpinned"] = module.check_pack(packs.good_packs()["sah"], None).verdict
    told["inner"] = module.check_pack(packs.changed(lambda e: e.update(policy="quorum none\n")), POLICY).verdict
    told["asks nobody"] = module.check_pack(packs.good_packs()["sah"], UNASKED).verdict
    known, (proof, entry) = module.read_policy(POLICY), packs.one_proof()
    cases = proof_cases(random.Random(10), 400)
    cases += [("proven", [b64(entry), text]) for text in packs.odd_notes(proof)]
    cases += [("policy", [text]) for text in packs.odd_policies(POLICY)]
    cases += [("policy", [POLICY.replace("+", "+0", 1)]), ("grown", [9, 9, [], b64(bytes(32)), b64(b"1" * 32)])]
    cases += [("included", packs.as_text(packs.beyond())), ("proven", [b64(entry), packs.loose(proof)])]
    told["cases"] = [said_by(module, known, kind, one) for kind, one in cases]
    told["exports"] = [exported(module, folder / str(number), number) for number in range(7)]
    told["witness"] = witnessed(module, folder)
    return json.loads(json.dumps(told))


def exported(module, folder, number):
    """Exports: good, a row gone, a row changed, an entry emptied in silence, the tail gone, a row with another
    number; the good one again with a policy that asks no witness."""
    made = vectors.case()
    export_case(folder, made)
    rows = (folder / "entries.txt").read_bytes().splitlines(keepends=True)
    changed = Log([*made.bodies[:3], body(3, facts={"minutes": 1}), *made.bodies[4:]])
    other = export(folder / "lain", changed)
    spoil = [
        rows,
        rows[:6] + rows[7:],
        (other / "entries.txt").read_bytes().splitlines(keepends=True),
        [f"0 shredded {made.log.levels[0, 0].hex()}\n".encode(), *rows[1:]],
        rows[:-1],
        [*rows[:4], rows[4].replace(b"4 ", b"5 ", 1), *rows[5:]],
    ]
    (folder / "entries.txt").write_bytes(b"".join(spoil[number % 6]))
    return module.check_export(folder, UNASKED if number == 6 else POLICY).verdict


def witnessed(module, folder):
    """A witness shown a head, the next one, a smaller one, another root of the same size, and a fork."""
    log, key, state = packs.log_of(300), folder / "kunci", folder / "keadaan"
    key.write_text(f"bapas-ambon {(bytes([2]) * 32).hex()}\n")
    shown = [(100, 100, 0), (200, 200, 100), (150, 150, 0), (200, 199, 0), (250, 249, 200)]
    said = []
    for size, root, old in shown:
        proof = "".join(f"{b64(one)}\n" for one in log.step(old, size))
        try:
            text = note(size, log.root(root), witnesses=())
            said.append(len(module.cosign(text, key, state, module.read_policy(POLICY), proof=proof, now=1)))
        except module.Bad as bad:
            said.append(bad.code)
    return [*said, len(json.loads(state.read_text()).get("disputes", []))]


@pytest.fixture(scope="module")
def truth(source, tmp_path_factory):
    return answers(load(source), tmp_path_factory.mktemp("benar"))


def test_the_true_verifier_says_the_same_twice(source, truth, tmp_path):
    """Negative control: without a mutant nothing differs."""
    assert answers(load(source), tmp_path) == truth


@pytest.mark.parametrize("name", MUTANTS)
def test_mutant_is_caught(source, truth, tmp_path, name):
    old, new = MUTANTS[name]
    assert source.count(old) == 1, f"{old!r} stands {source.count(old)} times in verify.py"
    assert caught(load(source.replace(old, new)), truth, tmp_path), f"nobody notices: {name}"


def caught(module, truth, folder):
    try:
        return answers(module, folder) != truth
    except Exception:
        return True


def test_how_many(figure):
    assert len(MUTANTS) >= 20
    figure("R10", f"{len(MUTANTS)} of {len(MUTANTS)} mutants of the script caught")

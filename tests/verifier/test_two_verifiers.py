"""The script and the page, written apart, say the same of everything (R06)."""

import base64
import json
import random

import pytest

from tests.verifier import packs, vectors
from tests.verifier.conftest import FOLDER
from tests.verifier.vectors import b64

PAGE = """async (given) => {
  const un = (list) => list.map(Periksa.unb64);
  const kinds = {
    included: async ([leaf, at, size, proof, root]) => Periksa.included(Periksa.unb64(leaf), at, size, un(proof), Periksa.unb64(root)),
    grown: async ([old, now, proof, a, b]) => Periksa.grown(old, now, un(proof), Periksa.unb64(a), Periksa.unb64(b)),
    proven: async ([body, text]) => Periksa.proven(Periksa.unb64(body), text, given.policy),
    policy: async ([text]) => Periksa.readPolicy(text),
  };
  given.policy = await Periksa.readPolicy(given.policy);
  const answers = [];
  for (const [kind, told] of given.cases) {
    try { const said = await kinds[kind](told); answers.push(said === false ? "false" : "ok"); }
    catch (bad) { if (!(bad instanceof Periksa.Bad)) throw bad; answers.push(bad.code); }
  }
  return answers;
}"""

PACKS = """async ({policy, packs}) => {
  const answers = [];
  for (const one of packs) {
    const report = await Periksa.checkPack(Periksa.unb64(one), policy);
    answers.push([report.verdict, report.lines.map((line) => [line.state, line.code, line.text]), report.rows]);
  }
  return answers;
}"""


def said_by(verify, policy, kind, told):
    """What the script says, in the words that the page uses."""
    un = lambda texts: [verify.unb64(one) for one in texts]  # noqa: E731
    try:
        if kind == "included":
            leaf, at, size, proof, root = told
            answer = verify.included(verify.unb64(leaf), at, size, un(proof), verify.unb64(root))
        elif kind == "grown":
            old, now, proof, before, after = told
            answer = verify.grown(old, now, un(proof), verify.unb64(before), verify.unb64(after))
        elif kind == "proven":
            verify.proven(verify.unb64(told[0]), told[1], policy)
            answer = True
        else:
            verify.read_policy(told[0])
            answer = True
    except verify.Bad as bad:
        return bad.code
    return "ok" if answer else "false"


def proof_cases(source, count):
    """Inclusion and consistency, half of them spoiled in one way."""
    log, cases = packs.log_of(300), []
    for _ in range(count):
        size = source.randint(1, log.size)
        at, old = source.randrange(size), source.randint(0, size)
        told = [log.leaf(at), at, size, log.proof(at, size), log.root(size)]
        step = [old, size, log.step(old, size), log.root(old), log.root(size)]
        if source.random() < 0.5:
            told, step = packs.spoiled(source, told), packs.spoiled(source, step)
        cases += [("included", packs.as_text(told)), ("grown", packs.as_text(step))]
    return cases


@pytest.mark.browser
def test_script_and_page_agree_on_proofs(verify, periksa, figure):
    source = random.Random(6)
    cases = proof_cases(source, 4200)
    proof, body = packs.one_proof()
    policy = vectors.policy()
    cases += [("proven", [b64(body), packs.garbled(source, proof)]) for _ in range(1400)]
    cases += [("policy", [packs.garbled(source, policy)]) for _ in range(600)]
    cases += [("proven", [b64(body), text]) for text in packs.odd_notes(proof)]
    cases += [("policy", [text]) for text in packs.odd_policies(policy)]
    known = verify.read_policy(policy)
    script = [said_by(verify, known, kind, told) for kind, told in cases]
    page = periksa.evaluate(PAGE, {"policy": policy, "cases": cases})
    differ = [(cases[at], a, b) for at, (a, b) in enumerate(zip(script, page, strict=True)) if a != b]
    assert differ == []
    good = script.count("ok")
    assert len(cases) >= 10_000
    assert 2000 < good < len(cases) - 3000
    figure("R06", f"{len(cases)} of {len(cases)} answers the same in script and page ({good} good)")


@pytest.mark.browser
def test_script_and_page_agree_on_packs(verify, periksa, figure):
    made = list(packs.bad_packs().values()) + list(packs.good_packs().values()) + packs.flipped_packs(60)
    asks_nobody = vectors.policy().replace("quorum saksi", "quorum none")
    for policy, some in ((vectors.policy(), made), (asks_nobody, list(packs.good_packs().values()))):
        script = []
        for one in some:
            report = verify.check_pack(one, policy)
            script.append(json.loads(json.dumps([report.verdict, report.lines, report.rows])))
        page = periksa.evaluate(PACKS, {"policy": policy, "packs": [base64.b64encode(one).decode() for one in some]})
        assert page == script
    figure("R06", f"{len(made)} of {len(made)} packs judged the same, line by line")


PAGE_MUTANTS = {
    "root not compared": ("return equal(value, root);", "return true;"),
    "leaf without its prefix": ("sha256(join(Uint8Array.of(0), data))", "sha256(data)"),
    "old root not compared": ("equal(before, oldRoot) && equal(after, newRoot)", "equal(after, newRoot)"),
    "signature not checked": ("return await crypto.subtle.verify(how, known, signature, message);", "return true;"),
    "any quorum": (".length >= group.least", ".length >= 0"),
    "PDF not compared": ("told === hex(await sha256(pdf))", "true"),
    "sum not compared": ('summed === get(letter.facts, "credited") &&', ""),
    "one officer alone": ("&& first !== second;", ";"),
    "held hours count": ("&& freed(row, seen[0], checked, before);", ";"),
    "undone not heard": ("one.seq > word.seq && Object.hasOwn", "false && Object.hasOwn"),
    "undone before the word": ("one.seq > word.seq && Object.hasOwn", "Object.hasOwn"),
    "two words stand": ("return left.length === 1 && checked", "return left.length && checked"),
    "freed by the verifier": ('&& third !== get(checked, "actor");', ";"),
    "left out, any digest": ("if (!pairs.every(", "if (false && !pairs.every("),
    "device key not registered": ("if (!own) throw", "if (false) throw"),
    "index out of the tree": ("&& index >= 0 && index < size)", ")"),
}


@pytest.mark.browser
def test_a_page_that_forgets_something_disagrees(verify, periksa, tmp_path):
    """Negative control: each of these is a page wrong in one place, and the comparison sees it."""
    source, policy = (FOLDER / "periksa.html").read_text(encoding="utf-8"), vectors.policy()
    proof, body = packs.one_proof()
    cases = [*proof_cases(random.Random(3), 60), ("included", packs.as_text(packs.beyond()))]
    cases += [("proven", [b64(body), text]) for text in packs.odd_notes(proof)]
    known = verify.read_policy(policy)
    script = [said_by(verify, known, kind, told) for kind, told in cases]
    made = [*packs.bad_packs().values(), *packs.good_packs().values()]
    verdicts = [verify.check_pack(one, policy).verdict for one in made]
    for name, (old, new) in {"none": ("", ""), **PAGE_MUTANTS}.items():
        assert not old or source.count(old) == 1, name
        (tmp_path / "periksa.html").write_text(source.replace(old, new) if old else source, encoding="utf-8")
        page = periksa.context.new_page()
        page.goto((tmp_path / "periksa.html").as_uri())
        said = page.evaluate(PAGE, {"policy": policy, "cases": cases})
        judged = page.evaluate(PACKS, {"policy": policy, "packs": [base64.b64encode(one).decode() for one in made]})
        same = said == script and [one[0] for one in judged] == verdicts
        assert same == (name == "none"), name
        page.close()

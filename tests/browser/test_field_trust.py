"""The phone is a witness: a log that shrinks, changes or does not prove its growth is told, and nothing is believed."""

import base64
import hashlib
import json

import pytest

from masohi.ledger.tree import Tree, consistency_proof
from tests.browser.false_office import FalseOffice
from tests.browser.handset import pair_with

pytestmark = pytest.mark.usefixtures("db")
MOST = 40


@pytest.fixture(scope="module")
def plain(tmp_path_factory, server, in_hand):
    """The app's modules in a page that nobody has paired."""
    with in_hand(tmp_path_factory.mktemp("hp"), server.url) as handset:
        handset.open()
        yield handset


@pytest.fixture
def office():
    return FalseOffice()


@pytest.fixture
def handset(tmp_path, server, office, in_hand):
    with in_hand(tmp_path / "hp", server.url) as handset:
        yield pair_with(handset, office)


def judged(handset, cases):
    """What `konsisten` of the app says of (old size, old root, new size, new root, proof)."""
    return handset.page.evaluate(
        """async (cases) => {
            const p = await import(document.querySelector('script[type=module]').src.replace('aplikasi.js', 'periksa.js'));
            const d = await import(document.querySelector('script[type=module]').src.replace('aplikasi.js', 'dasar.js'));
            const hasil = [];
            for (const [size, root, size2, root2, bukti] of cases)
              hasil.push(await p.konsisten({ size, root }, { size: size2, root: root2 }, bukti.map(d.dariHeks)));
            return hasil;
        }""",
        cases,
    )


@pytest.fixture(scope="module")
def log():
    """Roots of every size up to MOST, and the nodes for proofs."""
    tree, nodes, roots = Tree(), {}, [None]
    for number in range(MOST):
        for level, node in enumerate(tree.add(b"%d" % number)):
            nodes[level, (number + 1 >> level) - 1] = node
        roots.append(tree.root())
    return roots, lambda level, index: nodes[level, index]


def cases(log):
    roots, node = log
    return [
        [old, roots[old].hex(), new, roots[new].hex(), [one.hex() for one in consistency_proof(old, new, node)]]
        for new in range(1, MOST + 1)
        for old in range(1, new + 1)
    ]


def test_every_true_growth_is_accepted(plain, log):
    answers = judged(plain, cases(log))
    assert len(answers) == MOST * (MOST + 1) // 2
    assert all(answers)


def test_no_false_growth_is_accepted(plain, log):
    other = hashlib.sha256(b"other").hexdigest()
    false = []
    for old, root, new, newer, proof in cases(log):
        false += [
            [old, other, new, newer, proof],
            [old, root, new, other, proof],
            [old, root, new, newer, [*proof, other]],
        ]
        false += [[old, root, new, newer, [*proof[:at], other, *proof[at + 1 :]]] for at in range(len(proof))]
        if proof:
            false.append([old, root, new, newer, proof[:-1]])
        if old < new:
            false += [[new, newer, old, root, proof], [old, root, new, newer, []]]
    assert not any(judged(plain, false))


def test_tries_come_later_and_later_and_not_together(plain):
    waits = plain.page.evaluate(
        """async () => {
            const k = await import(document.querySelector('script[type=module]').src.replace('aplikasi.js', 'kirim.js'));
            return [[...Array(11).keys()].map((ke) => k.tunda(ke, () => 1)), [...Array(200)].map(() => k.tunda(5))];
        }"""
    )
    assert waits[0] == [1000, 2000, 4000, 8000, 16000, 32000, 64000, 128000, 256000, 300000, 300000]
    assert max(waits[1]) <= 32000
    assert len(set(waits[1])) > 100


def test_a_photo_whose_entry_is_unknown_waits_and_holds_up_no_other(handset, office):
    handset.write(photo=True)
    handset.write(photo=True)
    first = handset.memory("(await s.semuaFoto())[0].sha")
    office.say = {
        "foto": lambda office, request: (404, {}, {}) if first in request.url else office.usual(*told(request))
    }
    handset.open()
    handset.unlock()
    wait_for(handset, lambda: any(len(one) == 60_000 for one in office.photos.values()))
    handset.see("1 foto menunggu kirim")
    asked = sum(path.endswith(first) for _, path, _, _ in office.asked)
    handset.page.wait_for_timeout(4000)  # without growing waits some eight tries
    assert sum(path.endswith(first) for _, path, _, _ in office.asked) - asked < 6


def told(request):
    """A request as `usual` takes it."""
    return request.method, request.url.split("/lapangan/api/")[1], "", request.post_data_buffer or b"", request


def send(handset):
    """Press the button, unless the phone was faster."""
    handset.page.evaluate("location.hash = '#/antrian'")
    handset.heading("Antrian kirim")
    handset.page.evaluate(
        "[...document.querySelectorAll('main .utama')].find((one) => one.textContent === 'Kirim sekarang')?.click()"
    )


def refuse_once_written(handset, office):
    """One entry waits, one has arrived."""
    handset.write()
    handset.open()
    handset.unlock()
    wait_for(handset, lambda: office.cursor == 1)
    office.say = {"kirim": lambda office, request: (503, {"error": "halted"}, {})}
    handset.write()
    handset.open()
    handset.unlock()
    handset.see("1 menunggu kirim")
    office.say = {}


def wait_for(handset, true):
    for _ in range(200):
        if true():
            return
        handset.page.wait_for_timeout(50)
    raise AssertionError("never true")


def shrink(office):
    office.head = (2, b"\1" * 32)


def rewrite(office):
    office.head = (office.tree.size, b"\2" * 32)


def other_past(office):
    """The log goes on, but from another beginning."""
    tree, nodes = Tree(), {}
    for number in range(office.tree.size + 5):
        for level, node in enumerate(tree.add(b"forged %d" % number)):
            nodes[level, (number + 1 >> level) - 1] = node
    office.tree, office.nodes = tree, nodes


def older_epoch(office):
    office.epoch = 0


def twin(office):
    """The office holds another entry under this phone's newest number: somebody writes with the same key."""
    office.last = "f" * 64


@pytest.mark.parametrize("lie", [shrink, rewrite, other_past, older_epoch, twin])
def test_a_log_that_lies_is_told_and_not_believed(handset, office, lie):
    refuse_once_written(handset, office)
    lie(office)
    office.grow_to = 0
    send(handset)
    handset.see("Catatan di kantor berubah secara tidak wajar.")
    handset.see("1 menunggu kirim")
    assert [bool(row["sampai"]) for row in handset.rows()] == [True, False]
    asked = len(office.asked)
    send(handset)
    handset.page.wait_for_timeout(300)
    assert len(office.asked) == asked  # it has stopped sending


def test_an_honest_log_is_believed(handset, office):
    """Negative control: the same steps without a lie."""
    refuse_once_written(handset, office)
    office.grow_to = office.tree.size + 7
    send(handset)
    handset.see("Semua catatan sudah sampai di kantor.")
    assert all(row["sampai"] for row in handset.rows())


def test_after_a_restore_the_phone_sends_again(handset, office):
    """A lower cursor and a new epoch: what the server has lost is sent once more, byte by byte the same."""
    for _ in range(3):
        handset.write()
    handset.open()
    handset.unlock()
    wait_for(handset, lambda: office.cursor == 3)
    handset.until("(async () => !document.querySelector('#jaringan .hitung'))()")
    before = dict(office.entries)
    for number in (2, 3):
        del office.entries[number]
    office.epoch, office.tree, office.nodes, office.grow_to = 2, Tree(), {}, 1
    handset.open()
    handset.unlock()
    wait_for(handset, lambda: office.cursor == 3)
    assert office.entries == before
    pushed = [json.loads(body)["from_dseq"] for method, path, _, body in office.asked if path == "kirim"]
    assert pushed[-1] == 2


def test_only_an_answer_that_covers_an_entry_makes_it_synced(handset, office):
    """The server takes the request and says nothing of the entry: it goes on waiting."""
    handset.write()
    office.say = {
        "kirim": lambda office, request: (
            200,
            {"cursor": 0, "expected_dseq": 1, "results": []} | office.log(json.loads(request.post_data)["seen"]),
            {},
        )
    }
    handset.open()
    handset.unlock()
    send(handset)
    handset.see("Kantor belum mencatat kiriman.")
    handset.see("1 menunggu kirim")
    assert handset.page.get_by_text("Terkirim").count() == 0


def test_a_wrong_clock_is_set_right_once_and_the_request_repeated(handset, office):
    def strict(office, request):
        claimed = int(request.headers["authorization"].split(" ")[2])
        if abs(claimed - office.now.timestamp() * 1000) > 600_000:
            return 401, {"error": "clock"}, {}
        return office.usual("POST", "kirim", "", request.post_data_buffer, request)

    office.say = {"kirim": strict}
    handset.write()
    handset.page.evaluate("localStorage.setItem('uji-lewat', -86400000)")
    handset.open()
    handset.unlock()
    wait_for(handset, lambda: office.cursor == 1)


def test_a_photo_goes_on_where_it_was_cut(handset, office):
    office.say = {"foto": lambda office, request: (500, {}, {})}
    handset.write(photo=True)
    handset.open()
    handset.unlock()
    wait_for(handset, lambda: office.cursor == 1)
    (sha,) = json.loads(office.entries[1][0])["photos"]
    photo = handset.memory(
        "await (async () => { const d = await import(base + 'dasar.js'); return d.b64(await (await s.semuaFoto())[0].blob.arrayBuffer()); })()"
    )
    office.photos[sha] = base64.b64decode(photo)[:1234]
    office.say = {}
    send(handset)
    handset.see("Semua catatan sudah sampai di kantor.")
    assert hashlib.sha256(office.photos[sha]).hexdigest() == sha
    assert [headers["upload-offset"] for method, path, headers, _ in office.asked if method == "PATCH"][-1] == "1234"


def test_the_file_of_what_waits_holds_what_was_signed(handset, office, tmp_path):
    handset.offline()
    handset.write()
    handset.write(photo=True)
    handset.open()
    handset.unlock()
    handset.page.evaluate("location.hash = '#/antrian'")
    with handset.page.expect_download() as waiting:
        handset.tap("Simpan ke berkas")
    waiting.value.save_as(tmp_path / "antrian.json")
    file = json.loads((tmp_path / "antrian.json").read_text())
    entries = [json.loads(base64.b64decode(one["bytes"])) for one in file["entries"]]
    assert [one["dseq"] for one in entries] == [1, 2]
    assert [hashlib.sha256(base64.b64decode(one["jpeg"])).hexdigest() for one in file["photos"]] == entries[1]["photos"]

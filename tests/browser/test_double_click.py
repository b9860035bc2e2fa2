"""A double click, a tired network, an old browser: what is sent twice is stored once."""

from types import SimpleNamespace

import pytest

from masohi.cases.intake.models import Batch
from masohi.cases.orders.models import Order
from masohi.ledger.queries import verify
from masohi.supply.sites.models import Slot
from masohi.work.attendance.models import Attendance, Verification
from masohi.work.letters.models import Letter
from masohi.work.placement.actions import accept_plan, propose_plans
from masohi.work.placement.models import Plan, Session
from tests import cast
from tests.browser.hands import Hands, checked_verdict, past_session
from tests.intake.sheets_made import row, xlsx

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scene(people, clock, tmp_path):
    """What the jobs below need at hand."""
    return SimpleNamespace(people=people, clock=clock, folder=tmp_path)


def read_verdict(page, scene):
    checked_verdict(page)
    return "Simpan putusan"


def chosen_file(page, scene):
    file = scene.folder / "register.xlsx"
    file.write_bytes(xlsx([row(1), row(2)]))
    page.goto("/impor")
    page.get_by_label("Berkas register").set_input_files(file)
    return "Unggah dan periksa"


def read_file(page, scene):
    Hands(page).press(chosen_file(page, scene))
    return "Simpan 2 baris"


def proposal(page, scene):
    order = cast.running(scene.people)
    propose_plans(orders=[order], by=scene.people.pk, at=cast.AT)
    page.goto(f"/rencana/{Plan.objects.get().code}")
    return "Terima usulan"


def accepted_proposal(page, scene):
    order = cast.running(scene.people)
    (plan,) = propose_plans(orders=[order], by=scene.people.pk, at=cast.AT)
    accept_plan(plan=plan, by=scene.people.pk, at=cast.AT)
    page.goto(f"/rencana/{plan.code}")
    return "Setujui usulan"


def counted_session(page, scene):
    page.goto(f"/sesi/{past_session(scene.people, scene.clock).code}/catat")
    page.get_by_role("radio", name="1", exact=True).check(force=True)
    Hands(page).press("Lanjut")
    return "Simpan"


def reported_session(page, scene):
    cast.attend(scene.people, past_session(scene.people, scene.clock))
    page.goto("/verifikasi-jam")
    return "Akui semua yang wajar"


def worked_order(page, scene):
    order = cast.running(scene.people, hours=8)
    cast.planned(scene.people, order)
    scene.clock.at = cast.work_out(scene.people, order)
    page.goto(f"/perkara/{order.code}/selesai")
    return "Terbitkan surat"


def new_slot(page, scene):
    page.goto("/lokasi/pantai-namalatu/tawaran")
    Hands(page).choose("Hari", "Selasa")
    Hands(page).write("Jumlah orang", "6")
    return "Simpan bukaan"


SUBMITS = [
    ("clerk", read_verdict, Order, 1),
    ("clerk", read_file, Order, 2),
    ("pk", proposal, Plan, 1),
    ("prosecutor", accepted_proposal, Session, 12),
    ("supervisor", counted_session, Attendance, 1),
    ("pk", reported_session, Verification, 1),
    ("prosecutor", worked_order, Letter, 2),
    ("office", new_slot, Slot, 4),
]


@pytest.mark.parametrize(("role", "prepare", "rows", "expected"), SUBMITS, ids=[s[1].__name__ for s in SUBMITS])
def test_a_double_click_stores_once(role, prepare, rows, expected, scene, open_page):
    """The second click is not sent; and where the same form does arrive again, the server keeps one."""
    page = open_page(getattr(scene.people, role), None)
    sent = []
    button = page.get_by_role("button", name=prepare(page, scene), exact=True).first
    page.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
    button.dblclick()
    page.wait_for_load_state("networkidle")
    assert rows.objects.count() == expected
    assert len(sent) == 1
    assert again(page, sent[0]).status in (200, 409)
    assert rows.objects.count() == expected
    assert verify().ok


def test_the_same_file_sent_twice_is_one_upload(scene, open_page):
    page = open_page(scene.people.clerk, None)
    file = scene.folder / "register.xlsx"
    file.write_bytes(xlsx([row(1)]))
    for _ in range(2):
        page.goto("/impor")
        page.get_by_label("Berkas register").set_input_files(file)
        page.get_by_role("button", name="Unggah dan periksa").dblclick()
        page.wait_for_url("**/impor/*")
    assert Batch.objects.count() == 1


def again(page, request):
    """The same bytes once more, as a tired network or an old browser sends them."""
    headers = {"content-type": request.headers["content-type"], "referer": request.url}
    return page.request.post(request.url, data=request.post_data_buffer or b"", headers=headers)


def test_a_form_sent_again_does_arrive(people, open_page):
    """Negative control: what `again` sends is read by the server as the first time."""
    page = open_page(people.pk, "/tugas")
    box = page.get_by_label("Cari orang, nomor putusan, lokasi, atau kode dokumen").first
    box.fill("Samuel")
    with page.expect_request("**/cari") as first:
        box.press("Enter")
    page.wait_for_load_state()
    answer = again(page, first.value)
    assert (answer.status, "Samuel" in answer.text()) == (200, True)

"""What goes wrong at a desk: a double click, a session that ends, two people at once, the way back, a page left open."""

from types import SimpleNamespace

import pytest

from masohi.cases.intake.models import Batch
from masohi.cases.orders.models import Order
from masohi.ledger.queries import verify
from masohi.parties.accounts.models import User
from masohi.supply.sites.models import Slot
from masohi.work.attendance.models import Attendance, Verification
from masohi.work.completion.models import Letter
from masohi.work.placement.actions import accept_plan, propose_plans
from masohi.work.placement.models import Plan, Session
from tests import cast
from tests.browser.hands import Hands, after, field, sees, sign_in, write_verdict
from tests.intake.sheets_made import row, xlsx

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people(clock):
    people = cast.people()
    cast.site(people)
    return people


@pytest.fixture
def scene(people, clock, tmp_path):
    """What the jobs below need at hand."""
    return SimpleNamespace(people=people, clock=clock, folder=tmp_path, order=None)


def checked_verdict(page, scene):
    page.goto("/perkara/baru")
    hands = Hands(page)
    write_verdict(hands)
    hands.press("Periksa isian")
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


def named_officers(page, scene):
    order = cast.order(scene.people)
    page.goto(f"/perkara/{order.code}/petugas")
    Hands(page).choose("Jaksa pengawas", "Jeri Jaksa")
    return "Simpan"


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


def past_session(scene):
    cast.planned(scene.people, cast.running(scene.people))
    session = Session.objects.earliest("starts_at")
    scene.clock.at = after(session)
    return session


def counted_session(page, scene):
    page.goto(f"/sesi/{past_session(scene).code}/catat")
    page.get_by_role("radio", name="1", exact=True).check(force=True)
    Hands(page).press("Lanjut")
    return "Simpan"


def reported_session(page, scene):
    cast.attend(scene.people, past_session(scene))
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
    ("clerk", checked_verdict, Order, 1),
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


def lose_session(page):
    page.context.clear_cookies(name="sessionid")


def come_back(page, username):
    page.get_by_label("Nama akun").fill(username)
    page.get_by_label("Kata sandi").fill(cast.PASSWORD)
    Hands(page).press("Masuk", exact=True)


def test_a_verdict_survives_the_end_of_a_session(people, open_page):
    page = open_page(None, None)
    sign_in(page, "ani", cast.PASSWORD)
    page.goto("/perkara/baru")
    hands = Hands(page)
    write_verdict(hands)
    lose_session(page)
    hands.press("Periksa isian")
    come_back(page, "ani")
    page.wait_for_url("**/perkara/baru")
    hands.press("Pakai isian itu")
    assert field(page, "Nama").input_value() == "Suharto"
    assert field(page, "Jumlah jam").input_value() == "60"
    hands.press("Periksa isian")
    hands.press("Simpan putusan")
    sees(page, "Putusan tersimpan.")
    page.goto("/perkara/baru")
    assert not page.get_by_role("button", name="Pakai isian itu").is_visible()


def test_attendance_survives_the_end_of_a_session(people, scene, open_page):
    session = past_session(scene)
    page = open_page(None, None)
    sign_in(page, "budi", cast.PASSWORD)
    page.goto(f"/sesi/{session.code}/catat")
    count = page.get_by_role("radio", name="0", exact=True)
    count.check(force=True)
    hands = Hands(page)
    hands.press("Lanjut")
    page.get_by_role("checkbox").check()
    page.get_by_text("ubah jam atau alasan").click()
    hands.write("Catatan", "Ditunggu sampai pukul 09.00")
    lose_session(page)
    hands.press("Simpan")
    come_back(page, "budi")
    page.wait_for_url("**/catat")
    count.check(force=True)
    hands.press("Lanjut")
    assert page.get_by_role("checkbox").is_checked()
    hands.press("Simpan")
    sees(page, "1 orang tercatat.")
    assert Attendance.objects.get().note == "Ditunggu sampai pukul 09.00"


def test_another_person_on_the_same_computer_gets_no_draft(people, open_page):
    page = open_page(None, None)
    sign_in(page, "ani", cast.PASSWORD)
    page.goto("/perkara/baru")
    field(page, "Nama").fill("Suharto")
    lose_session(page)
    Hands(page).press("Periksa isian")
    come_back(page, "maria")
    page.wait_for_url("**/perkara/baru")
    assert field(page, "Nama").input_value() == ""
    assert not page.get_by_role("button", name="Pakai isian itu").is_visible()


def test_two_people_name_the_officers_of_one_order(people, open_page):
    order = cast.order(people)
    first, second = (open_page(people.prosecutor, f"/perkara/{order.code}/petugas") for _ in range(2))
    Hands(first).choose("Jaksa pengawas", "Jeri Jaksa")
    Hands(first).press("Simpan")
    sees(first, "Jaksa dan PK tersimpan.")
    Hands(second).choose("Pembimbing Kemasyarakatan (PK)", "Maria Pembimbing")
    Hands(second).press("Simpan")
    sees(second, "Perkara baru saja diubah orang lain. Isian Anda masih ada; bandingkan, lalu simpan.")
    assert field(second, "Pembimbing Kemasyarakatan (PK)").input_value() == str(people.pk.pk)
    order.refresh_from_db()
    assert (order.prosecutor, order.pk_officer) == (people.prosecutor, None)


def test_two_people_change_what_is_known_of_one_person(people, open_page):
    order = cast.running(people)
    first, second = (open_page(people.pk, f"/perkara/{order.code}/orang") for _ in range(2))
    for page, skill in ((first, "memasak"), (second, "las")):
        Hands(page).write("Keterampilan", skill)
        Hands(page).press("Simpan")
    sees(first, "Data orang tersimpan.")
    sees(second, "Data orang ini baru saja diubah orang lain. Isian Anda masih ada; bandingkan, lalu simpan.")
    assert field(second, "Keterampilan").input_value() == "las"
    sees(second, "memasak")
    Hands(second).press("Simpan")
    sees(second, "Data orang tersimpan.")
    order.person.refresh_from_db()
    assert order.person.skills == ["las"]


def test_a_page_left_in_the_middle_is_offered_again(people, open_page):
    page = open_page(people.clerk, "/perkara/baru")
    field(page, "Nama").press_sequentially("Suharto")
    page.goto("/tugas")
    page.go_back()
    Hands(page).press("Pakai isian itu")
    assert field(page, "Nama").input_value() == "Suharto"


def test_a_form_without_a_draft_asks_before_it_is_left(people, open_page):
    order = cast.running(people)
    page = open_page(people.prosecutor, f"/perkara/{order.code}/tutup")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    field(page, "Dokumen dasar").press_sequentially("Surat 1")
    page.get_by_role("link", name="Batal").click(no_wait_after=True)
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    assert field(page, "Dokumen dasar").input_value() == "Surat 1"


def test_reloading_stores_nothing_twice(people, open_page):
    page = open_page(people.clerk, None)
    checked_verdict(page, None)
    assert page.reload().status == 200
    sees(page, "Belum tersimpan.")
    assert not Order.objects.exists()
    Hands(page).press("Simpan putusan")
    sees(page, "Putusan tersimpan.")
    assert page.reload().status == 200
    assert Order.objects.count() == 1


def test_saving_again_after_the_way_back_leads_to_what_is_stored(people, open_page):
    page = open_page(people.clerk, None)
    for _ in range(2):
        checked_verdict(page, None)
        Hands(page).press("Simpan putusan")
        page.wait_for_load_state()
    sees(page, "untuk orang ini sudah ada.")
    Hands(page).follow("Buka catatan itu")
    page.wait_for_url(f"**/perkara/{Order.objects.get().code}")


def test_a_role_that_ended_ends_the_page(people, open_page):
    """Closed in the middle of the work: the next click finds no page, and no fault of the server."""
    page = open_page(people.clerk, "/perkara/baru")
    User.objects.get(pk=people.clerk.pk).memberships.update(ended_on=cast.MONDAY)
    assert page.goto("/perkara/baru").status == 404

"""The beneficiary counts too: on the own phone, or on paper that two offices read. And the printed register, marked as such."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from masohi.faces.staff_device import COOKIE
from masohi.ledger.queries import verify
from masohi.parties.accounts.actions import add_role, open_account
from masohi.parties.accounts.models import User
from masohi.parties.accounts.queries import system_account
from masohi.parties.roles import Role
from masohi.supply.beneficiaries.actions import close_beneficiary, register_beneficiary
from masohi.supply.beneficiaries.models import Beneficiary
from masohi.work.attendance.models import Attendance
from masohi.work.completion.queries import touched_records
from masohi.work.countersign.actions import confirm_slip, countersign_session, key_slip, refuse_slip
from masohi.work.countersign.models import Countersign
from masohi.work.countersign.queries import countersign_of, differs, slips_to_confirm
from masohi.work.placement.models import Session
from masohi.writing.refusals import Conflict, Refused
from tests import cast
from tests.browser.conftest import Clock
from tests.web.test_sessions import saved

pytestmark = pytest.mark.django_db
PIN = "274916"


@pytest.fixture(autouse=True)
def fresh_brake():
    cache.clear()


@pytest.fixture
def session(planned):
    return Session.objects.filter(appointments__plan=planned).earliest("starts_at")


@pytest.fixture
def contact(people, site):
    return cast.beneficiary(people, site, pin=PIN)


@pytest.fixture
def clock(monkeypatch, session):
    """It is the session's last minute."""
    clock = Clock().rule(monkeypatch)
    clock.at = session.ends_at - timedelta(minutes=1)
    return clock


@pytest.fixture
def phone():
    """A browser that nobody of the staff has ever used."""
    return Client()


def url(session):
    return reverse("witness", args=[session.code])


def typed(contact, **changes):
    return {"heads": "1", "done_well": "ya", "note": "", "beneficiary": contact.code, "pin": PIN} | changes


def signed(people, session, contact, *, heads=1, at=None, same_device=False, pin=PIN):
    return countersign_session(
        session=session,
        beneficiary=contact,
        pin=pin,
        heads=heads,
        done_well=True,
        same_device=same_device,
        by=people.system,
        at=at or session.ends_at,
    )


def keyed(people, session, contact, *, heads=1, by=None):
    return key_slip(
        session=session, beneficiary=contact, heads=heads, done_well=True, by=by or people.office, at=session.ends_at
    )


def test_the_page_says_place_and_time_and_names_nobody(phone, people, session, contact, clock):
    page = phone.get(url(session)).content.decode()
    assert "Pantai Namalatu" in page
    assert "08.00" in page
    for name in ("Samuel", "Latumahina", "Budi", "Elsye"):
        assert name not in page


def test_a_beneficiary_signs_on_the_own_phone(phone, people, session, contact, clock):
    assert phone.post(url(session), typed(contact, heads="3", note=" Bersih ")).status_code == 302
    row = Countersign.objects.get()
    assert (row.heads, row.done_well, row.note, row.same_device) == (3, True, "Bersih", False)
    assert (row.beneficiary, row.method, row.keyed_by, row.stands) == (contact, "hp", None, True)
    assert "Tanda tangan tersimpan" in phone.get(url(session)).content.decode()
    assert verify().ok
    assert list(touched_records()) == []


def test_a_wrong_pin_stores_nothing_and_keeps_what_was_typed(phone, people, session, contact, clock):
    page = phone.post(url(session), typed(contact, heads="7", pin="000000"))
    assert "PIN salah" in page.content.decode()
    assert 'value="7"' in page.content.decode()
    assert "000000" not in page.content.decode()
    assert not Countersign.objects.exists()
    assert Beneficiary.objects.get().wrong_tries == 1


def test_five_wrong_pins_are_kept_though_each_was_refused(phone, people, session, contact, clock):
    for _ in range(5):
        phone.post(url(session), typed(contact, pin="000000"))
    page = phone.post(url(session), typed(contact))
    assert "Tunggu 15 menit" in page.content.decode()
    assert not Countersign.objects.exists()


def test_one_address_tries_ten_times_a_minute(phone, people, session, contact, clock):
    answers = [phone.post(url(session), typed(contact, heads="x")).status_code for _ in range(11)]
    assert set(answers[:10]) == {409}
    assert answers[10] == 429


def test_F53_a_pin_in_a_browser_of_staff_is_stored_and_marked(client, people, session, contact, clock):
    client.force_login(people.supervisor)
    client.post(url(session), typed(contact))
    assert Countersign.objects.get().same_device


def test_F53_signing_out_does_not_wash_the_browser(client, people, session, contact, clock):
    client.force_login(people.supervisor)
    client.get(reverse("session", args=[session.code]))
    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session
    client.post(url(session), typed(contact))
    assert Countersign.objects.get().same_device


def test_F53_a_forged_mark_is_none_and_a_clean_browser_is_not_marked(phone, people, session, contact, clock):
    phone.cookies[COOKIE] = "petugas:x:y"
    phone.post(url(session), typed(contact))
    assert not Countersign.objects.get().same_device


def test_F53_what_staff_signed_does_not_stop_the_beneficiary(client, phone, people, session, contact, clock):
    client.force_login(people.supervisor)
    client.post(url(session), typed(contact, heads="9"))
    assert "Tanda tangan tersimpan" in client.get(url(session)).content.decode()
    phone.post(url(session), typed(contact, heads="1"))
    assert Countersign.objects.count() == 2
    assert countersign_of(session).heads == 1


def test_it_is_signed_once(people, session, contact):
    signed(people, session, contact)
    with pytest.raises(Conflict):
        signed(people, session, contact, heads=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        Countersign.objects.create(
            session=session, beneficiary=contact, method="hp", heads=2, done_well=True, at=session.ends_at
        )


@pytest.mark.parametrize(
    ("moment", "says"),
    [
        (lambda s: s.starts_at - timedelta(seconds=1), "belum mulai"),
        (lambda s: s.ends_at + timedelta(hours=72, seconds=1), "sudah habis"),
    ],
)
def test_it_is_signed_neither_before_nor_long_after(phone, people, session, contact, clock, moment, says):
    clock.at = moment(session)
    assert says in phone.post(url(session), typed(contact)).content.decode()
    with pytest.raises(Refused, match="tidak dapat ditandatangani sekarang"):
        signed(people, session, contact, at=clock.at)
    assert not Countersign.objects.exists()


def test_a_cancelled_session_has_no_page(phone, people, session, contact, clock):
    Session.objects.update(state="batal")
    assert phone.get(url(session)).status_code == 404
    with pytest.raises(Refused):
        signed(people, session, contact)


def test_who_is_not_confirmed_here_does_not_count(phone, people, site, session, clock):
    waiting = register_beneficiary(
        site=site, name="Belum", function="Guru", phone="+6281200002222", by=people.office, at=cast.AT
    )
    elsewhere = cast.beneficiary(people, cast.site(people, "Lapangan Merdeka"), pin=PIN)
    for one in (waiting, elsewhere):
        with pytest.raises(Refused, match="belum dikonfirmasi"):
            signed(people, session, one)
        with pytest.raises(Refused, match="belum dikonfirmasi"):
            keyed(people, session, one)
    assert "belum ada penerima manfaat" in phone.get(url(session)).content.decode().lower()


def test_a_closed_contact_signs_no_more(people, session, contact):
    close_beneficiary(beneficiary=contact, by=people.office, at=cast.AT)
    with pytest.raises(Refused):
        signed(people, session, contact)


def test_F06_the_beneficiarys_count_stands_beside_the_supervisors(client, people, session, contact, clock):
    cast.attend(people, session)
    signed(people, session, contact, heads=0)
    client.force_login(people.pk)
    page = client.get(reverse("session", args=[session.code])).content.decode()
    assert "Menghitung 0 orang" in page
    assert "Berbeda dari hitungan pengawas" in page
    assert differs(countersign_of(session), session.head_counts.all())


def test_a_count_that_fits_is_said_to_fit(client, people, session, contact, clock):
    cast.attend(people, session)
    row = signed(people, session, contact, heads=1)
    client.force_login(people.supervisor)
    page = client.get(reverse("session", args=[session.code])).content.decode()
    assert "Cocok dengan hitungan pengawas" in page
    assert "Berbeda dari" not in page
    assert not differs(row, [])


def test_a_slip_counts_when_another_office_has_read_the_same(client, people, session, contact, clock):
    client.force_login(people.office)
    slip = reverse("session-slip", args=[session.code])
    assert client.post(slip, typed(contact, heads="4")).status_code == 302
    assert countersign_of(session) is None, "not before the second reading"
    assert "Tidak ada slip" in client.get(slip).content.decode()
    client.force_login(people.pk)
    page = client.get(slip).content.decode()
    assert 'value="4"' not in page, "the second reading is blind"
    wrong = client.post(slip, {"verdict": "cocok", "heads": "5"}).content.decode()
    assert "Angka Anda berbeda" in wrong
    assert countersign_of(session) is None
    assert client.post(slip, {"verdict": "cocok", "heads": "4"}).status_code == 302
    assert countersign_of(session).heads == 4
    assert list(touched_records()) == []


def test_the_first_officer_cannot_be_the_second(people, session, contact):
    row = keyed(people, session, contact)
    assert list(slips_to_confirm(people.office)) == []
    with pytest.raises(Refused, match="Orang kedua dari kantor lain"):
        confirm_slip(slip=row, heads=1, by=people.office, at=session.ends_at)
    with pytest.raises(Refused, match="kantor lain"):
        refuse_slip(slip=row, reason="x", by=people.office, at=session.ends_at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Countersign.objects.update(confirmed_by=people.office)


def test_a_colleague_of_the_first_officer_cannot_be_the_second(people, session, contact):
    row = keyed(people, session, contact)
    rekan = open_account(
        username="rekan",
        name="Rekan Dinas",
        password=cast.PASSWORD,
        organisation=people.host,
        role=Role.OFFICE,
        by=people.administrator,
        at=cast.AT,
    )
    assert list(slips_to_confirm(rekan)) == []
    with pytest.raises(Refused, match="kantor lain"):
        confirm_slip(slip=row, heads=1, by=rekan, at=session.ends_at)


def test_who_counted_the_heads_keys_no_slip(people, session, contact):
    cast.attend(people, session)
    add_role(account=people.supervisor, organisation=people.host, role=Role.OFFICE, by=people.administrator, at=cast.AT)
    with pytest.raises(Refused, match="Anda yang mencatat"):
        keyed(people, session, contact, by=User.objects.get(pk=people.supervisor.pk))


def test_a_stranger_reads_no_slip(people, session, contact):
    with pytest.raises(Refused, match="tidak dapat dimasukkan"):
        keyed(people, session, contact, by=people.stranger)
    row = keyed(people, session, contact)
    assert list(slips_to_confirm(people.stranger)) == []
    with pytest.raises(Conflict):
        confirm_slip(slip=row, heads=1, by=people.stranger, at=session.ends_at)


def test_a_refused_slip_can_be_keyed_anew(client, people, session, contact, clock):
    row = keyed(people, session, contact, heads=9)
    with pytest.raises(Conflict):
        keyed(people, session, contact)
    with pytest.raises(Refused, match="alasan"):
        refuse_slip(slip=row, reason=" ", by=people.pk, at=session.ends_at)
    client.force_login(people.pk)
    client.post(reverse("session-slip", args=[session.code]), {"verdict": "tolak", "reason": "Salah sesi"})
    assert countersign_of(session) is None
    again = keyed(people, session, contact)
    confirm_slip(slip=again, heads=1, by=people.pk, at=session.ends_at)
    assert countersign_of(session) == again
    with pytest.raises(Conflict):
        confirm_slip(slip=again, heads=1, by=people.pk, at=session.ends_at)


def test_the_own_phone_goes_before_the_slip_and_the_slip_before_a_doubtful_phone(people, session, contact):
    doubtful = signed(people, session, contact, heads=7, same_device=True)
    assert countersign_of(session) == doubtful
    slip = confirm_slip(slip=keyed(people, session, contact), heads=1, by=people.pk, at=session.ends_at)
    assert countersign_of(session) == slip
    clean = signed(people, session, contact, heads=2)
    assert countersign_of(session) == clean


def test_a_count_changed_in_the_database_is_found(people, session, contact):
    row = signed(people, session, contact)
    Countersign.objects.update(heads=8)
    assert list(touched_records()) == [f"work.countersign:{row.pk}"]


def test_tasks_lead_the_second_officer_to_contact_and_slip(client, people, site, session, contact, clock):
    register_beneficiary(site=site, name="Baru", function="Guru", phone="+6281200002222", by=people.office, at=cast.AT)
    keyed(people, session, contact)
    client.force_login(people.pk)
    page = client.get(reverse("tasks")).content.decode()
    assert reverse("site-beneficiaries", args=[site.slug]) in page
    assert reverse("session-slip", args=[session.code]) in page
    client.force_login(people.office)
    page = client.get(reverse("tasks")).content.decode()
    assert reverse("session-slip", args=[session.code]) not in page


def test_the_page_of_the_site_registers_confirms_and_invites(client, phone, people, site, clock):
    page = reverse("site-beneficiaries", args=[site.slug])
    client.force_login(people.office)
    data = {"name": "Elsye", "function": "Kepala sekolah", "phone": "0812-0000-1111"}
    assert "Nomor HP" in client.post(page, data | {"phone": "abc"}).content.decode()
    assert client.post(page, data).status_code == 302
    row = Beneficiary.objects.get()
    assert row.phone == "+6281200001111"
    assert 'name="konfirmasi"' not in client.get(page).content.decode()
    client.force_login(people.pk)
    client.post(page, {"konfirmasi": row.code})
    answer = client.post(page, {"tautan": row.code}).content.decode()
    link = answer.split("/saksi/pin/")[1][:12]
    assert link not in client.get(page).content.decode()
    pin_page = reverse("witness-pin", args=[link])
    assert "Elsye" not in phone.get(pin_page).content.decode()
    assert "PIN yang kedua berbeda" in phone.post(pin_page, {"pin": PIN, "again": "918273"}).content.decode()
    assert "mudah ditebak" in phone.post(pin_page, {"pin": "123456", "again": "123456"}).content.decode()
    assert "PIN tersimpan" in phone.post(pin_page, {"pin": PIN, "again": PIN}).content.decode()
    assert "sudah dipakai" in phone.get(pin_page).content.decode()
    client.post(page, {"akhiri": row.code})
    assert Beneficiary.objects.get().state == "ditutup"


@pytest.mark.parametrize("role", ["supervisor", "prosecutor", "clerk", "administrator"])
def test_who_has_no_part_in_contacts_finds_no_page(client, people, site, role):
    client.force_login(getattr(people, role))
    assert client.get(reverse("site-beneficiaries", args=[site.slug])).status_code == 404


def test_the_program_alone_signs_for_the_beneficiary(people):
    assert system_account().has(Role.SYSTEM)
    assert not any(getattr(people, role).has(Role.SYSTEM) for role in ("pk", "supervisor", "office", "administrator"))


@pytest.mark.parametrize(
    ("name", "role", "status"),
    [
        ("session-slip-file", "supervisor", 200),
        ("session-register-file", "supervisor", 200),
        ("session-register-file", "office", 200),
        ("session-register-file", "pk", 404),
        ("session-slip-file", "stranger", 404),
        ("session-register-file", "administrator", 404),
    ],
)
def test_papers_are_for_those_who_work_there(client, people, session, clock, name, role, status):
    client.force_login(getattr(people, role))
    answer = client.get(reverse(name, args=[session.code]))
    assert answer.status_code == status
    assert (answer["Content-Type"] == "application/pdf") == (status == 200)


@pytest.mark.parametrize(
    ("role", "status"), [("pk", 200), ("stranger", 404), ("prosecutor", 404), ("supervisor", 404), ("office", 404)]
)
def test_the_card_is_printed_by_the_pk(client, people, planned, clock, role, status):
    client.force_login(getattr(people, role))
    answer = client.get(reverse("order-card", args=[planned.order.code]))
    assert answer.status_code == status
    assert (answer["Content-Type"] == "application/pdf") == (status == 200)
    assert client.get(reverse("cards")).status_code == status


def test_an_order_that_does_not_run_has_no_card(client, people, order):
    client.force_login(people.pk)
    assert client.get(reverse("order-card", args=[order.code])).status_code == 404
    assert client.get(reverse("cards")).status_code == 404


def test_a_record_from_paper_is_marked_wherever_it_is_shown(client, people, session, clock):
    clock.at = session.ends_at + timedelta(minutes=30)
    client.force_login(people.supervisor)
    client.post(reverse("session-record", args=[session.code]), saved(session) | {"paper": "on"})
    assert Attendance.objects.get().source == "kertas"
    shown = [client.get(reverse("session", args=[session.code]))]
    client.force_login(people.pk)
    order = Attendance.objects.get().appointment.order
    shown.append(client.get(reverse("session-correct", args=[session.code, session.appointments.get().pk])))
    shown += [client.get(reverse("verify-hours")), client.get(reverse("order-hours", args=[order.code]))]
    assert ["Manual" in page.content.decode() for page in shown] == [True] * 4


def test_a_record_from_the_page_is_not_marked(client, people, session, clock):
    clock.at = session.ends_at + timedelta(minutes=30)
    client.force_login(people.supervisor)
    client.post(reverse("session-record", args=[session.code]), saved(session))
    assert Attendance.objects.get().source == "web"
    shown = [client.get(reverse("session", args=[session.code]))]
    client.force_login(people.pk)
    order = Attendance.objects.get().appointment.order
    shown.append(client.get(reverse("session-correct", args=[session.code, session.appointments.get().pk])))
    shown += [client.get(reverse("verify-hours")), client.get(reverse("order-hours", args=[order.code]))]
    assert ["Manual" in page.content.decode() for page in shown] == [False] * 4

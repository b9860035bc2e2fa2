"""The person's own page as the server sends it: what the bare link shows, what digits open, what a dead link says."""

import logging
import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from masohi.faces.log_secrets import NoSecrets
from masohi.faces.notify.channels.failing import Failed
from masohi.faces.notify.codes import send_codes
from masohi.faces.notify.terms import Fault
from masohi.faces.public.own_door import SENDINGS
from masohi.faces.public.own_words import WORDS, words
from masohi.supply.files.models import File
from masohi.work.absences.actions import decide_absence
from masohi.work.absences.models import Excuse
from masohi.work.completion.actions import complete_order
from masohi.work.ownpage.actions import ask_code, make_own_link, revoke_own_link
from masohi.work.ownpage.models import OwnComplaint, OwnLink
from masohi.work.ownpage.queries import waiting_codes
from masohi.work.placement.actions import announce_sessions
from masohi.work.placement.models import Session
from tests import cast
from tests.browser.conftest import Clock
from tests.test_language import BANNED

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 64


@pytest.fixture
def clock(monkeypatch):
    return Clock().rule(monkeypatch)


@pytest.fixture(autouse=True)
def unhurried():
    """The counter of questions outlives a test: it lies in the cache of the process."""
    cache.clear()


@pytest.fixture
def made(people, planned, clock):
    """A person whose dates are announced and who holds a link."""
    announce_sessions(sessions=list(Session.objects.all()), by=people.pk, at=cast.AT)
    return make_own_link(order=planned.order, medium="hp", by=people.pk, at=cast.AT)


def address(made, name="own-page", *more):
    return reverse(name, args=[made.token, *more])


def page(client, made, name="own-page", **query):
    answer = client.get(address(made, name), query)
    assert answer.status_code == 200
    return answer.content.decode()


def opened(client, made, people, at=cast.AT):
    """The page, opened with a code that was asked for."""
    ask_code(link=made.link, by=people.system, at=at)
    (found,) = waiting_codes(at=at)
    answer = client.post(address(made, "own-code"), {"angka": found.digits})
    assert answer.status_code == 302
    return found.digits


def dates(order):
    return list(order.appointments.filter(state="terjadwal").order_by("starts_at"))


# the bare link


def test_the_screen_tells_when_where_and_how_much_is_left(client, made, planned):
    text = page(client, made)
    first = dates(planned.order)[0]
    assert "Halo Samuel." in text
    assert "Rabu, 7 Oktober 2026" in text
    assert "Pukul 08.00 sampai 13.00 WIT" in text
    assert first.session.site.name in text
    assert "60 jam lagi" in text
    assert "12 kali lagi" in text
    assert "kira-kira" not in text


def test_the_bare_page_holds_nothing_more_of_the_person_and_the_case(client, made, planned, people):
    """Every fact of the person, the case and the officers is looked for; the first word of the name is all there is."""
    order, person = planned.order, planned.order.person
    sentence = order.sentences.get()
    facts = [person.name, *person.name.split()[1:], person.code, order.code, order.case_number, made.link.code]
    facts += [person.phone, person.phone.removeprefix("+62"), "1999", str(person.birth_date)]
    facts += [
        order.court.name,
        order.court.short_name,
        order.prosecutor_office.name,
        order.prosecutor_office.short_name,
    ]
    facts += [order.bapas.name, order.bapas.short_name, order.prosecutor_name, order.pk_name, "Maria", "Jeri"]
    facts += [order.execution_order_number, sentence.document, person.nik_reason, "90 hari", "56 bulan"]
    facts += [
        "pidana",
        "penjara",
        "putusan",
        "jaksa",
        "denda",
        "pengadilan",
        "perkara",
        "hukum",
        "klien",
        "kerja sosial",
    ]
    for name in ("own-page", "own-code"):
        text = page(client, made, name)
        visible = re.sub(r"/s/[\w-]+", "", text)
        assert [fact for fact in facts if fact and fact.lower() in visible.lower()] == []
    text = page(client, made, "own-excuse", sesi=dates(order)[0].session.code)
    visible = re.sub(r"/s/[\w-]+", "", text)
    assert [fact for fact in facts if fact and fact.lower() in visible.lower()] == []
    assert "samuel" in page(client, made).lower(), "negative control: the scan sees what stands there"


def test_a_child_is_called_by_initials(client, made, planned):
    order = planned.order
    type(order).objects.filter(pk=order.pk).update(child=True)
    text = page(client, made)
    assert "Halo S.L." in text
    assert "Samuel" not in text


def test_nobody_else_keeps_or_learns_the_address(client, made, people):
    for name in ("own-page", "own-code"):
        answer = client.get(address(made, name))
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in answer.headers["X-Robots-Tag"]
        assert "no-store" in answer.headers["Cache-Control"]
        found = re.findall(r'(?:src|href|action)="(https?:[^"]+)"', answer.content.decode())
        assert all(link.startswith("https://www.google.com/maps?q=") for link in found), (
            "a map on the person's press only"
        )
        assert made.token not in re.sub(r'"/s/[^"]+"', "", answer.content.decode())


def test_the_secret_is_in_no_log(made):
    line = logging.LogRecord(
        "django.request", logging.WARNING, "", 1, "Not Found: %s", (address(made, "own-code"),), None
    )
    assert NoSecrets().filter(line)
    assert made.token not in line.getMessage()
    assert line.getMessage() == "Not Found: /s/…/kode"


def test_dead_links_get_one_and_the_same_answer(client, made, people, planned, clock):
    other = make_own_link(order=planned.order, medium="kertas", by=people.pk, at=cast.AT)
    revoke_own_link(code=other.link.code, by=people.pk, at=cast.AT)
    OwnLink.objects.filter(pk=made.link.pk).update(expires_at=cast.AT)
    names = ["own-page", "own-excuse", "own-code", "own-more", "own-complain", "own-close"]
    tokens = [made.token, other.token, "tidak-pernah-ada"]
    answers = [client.get(reverse(name, args=[token])) for token in tokens for name in names]
    answers += [client.post(reverse("own-code", args=[token]), {"angka": "123456"}) for token in tokens]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert "Minta tautan baru kepada PK" in answers[0].content.decode()
    OwnLink.objects.filter(pk=made.link.pk).update(expires_at=cast.AT + timedelta(days=1))
    assert client.get(address(made)).status_code == 200, "negative control"


def test_without_a_date_somebody_is_told_until_when(client, people, running, clock):
    made = make_own_link(order=running, medium="hp", by=people.pk, at=cast.AT)
    text = page(client, made)
    assert "Jadwal Anda sedang disiapkan." in text
    assert "PK akan mengabari paling lambat Jumat, 9 Oktober 2026." in text


def test_dates_that_nobody_announced_are_not_told(client, people, planned, clock):
    made = make_own_link(order=planned.order, medium="hp", by=people.pk, at=cast.AT)
    assert "sedang disiapkan" in page(client, made)


def test_a_look_costs_few_questions_however_many_dates(client, made, planned, django_assert_max_num_queries):
    client.get(address(made))
    with django_assert_max_num_queries(12):
        page(client, made)


def test_after_the_last_hour_the_letter_is_offered(client, made, people, planned, clock):
    type(planned.order).objects.filter(pk=planned.order.pk).update(state="selesai", credited_minutes=3600)
    text = page(client, made)
    assert "Selesai. Semua jam sudah diakui." in text
    assert "jam lagi" not in text
    assert "Saya tidak bisa datang" not in text


# I cannot come


def test_an_excuse_is_sent_and_its_answer_is_shown(client, made, people, planned):
    first = dates(planned.order)[0]
    where = f"{address(made, 'own-excuse')}?sesi={first.session.code}"
    assert client.post(where, {"alasan": "sakit"}).url == address(made)
    excuse = Excuse.objects.get()
    assert (excuse.appointment_id, excuse.reason, excuse.teller) == (first.pk, "sakit", "orang")
    text = page(client, made)
    assert "Kabar Anda sudah diterima." in text
    assert "Sampai ada jawaban, jadwal belum berubah." in text
    assert client.get(where).url == address(made), "what waits for an answer is not asked again"
    decide_absence(
        appointment=first, valid=False, reason="Surat belum ada", by=people.pk, at=cast.AT + timedelta(hours=1)
    )
    assert "PK belum menerima alasan ini. Telepon PK." in page(client, made)


def test_a_reason_that_was_accepted_takes_the_date_away(client, made, people, planned):
    first = dates(planned.order)[0]
    client.post(f"{address(made, 'own-excuse')}?sesi={first.session.code}", {"alasan": "keluarga"})
    decide_absence(appointment=first, valid=True, reason="Duka", by=people.pk, at=cast.AT + timedelta(hours=1))
    text = page(client, made)
    assert "Tidak jadi: Rabu, 7 Oktober 2026." in text
    assert "PK menerima alasan Anda." in text


def test_a_photo_goes_with_it_and_a_false_one_is_refused(client, made, planned):
    first = dates(planned.order)[0]
    where = f"{address(made, 'own-excuse')}?sesi={first.session.code}"
    refused = client.post(where, {"alasan": "sakit", "foto": SimpleUploadedFile("a.png", b"bukan gambar")})
    assert refused.status_code == 409
    assert not Excuse.objects.exists()
    client.post(where, {"alasan": "sakit", "foto": SimpleUploadedFile("surat.png", PNG)})
    assert Excuse.objects.get().file == File.objects.get()


def test_forms_work_where_the_browser_names_no_origin(made, planned):
    """Pages that name no referrer send `Origin: null`; the secret address stands in for the token of a form."""
    strict = Client(enforce_csrf_checks=True)
    first = dates(planned.order)[0]
    where = f"{address(made, 'own-excuse')}?sesi={first.session.code}"
    assert strict.post(where, {"alasan": "kerja"}, headers={"origin": "null"}).status_code == 302
    assert Excuse.objects.get().reason == "kerja"


def test_an_unknown_reason_sends_nothing(client, made, planned):
    first = dates(planned.order)[0]
    where = f"{address(made, 'own-excuse')}?sesi={first.session.code}"
    for reason in ("", "belum_tahu", "\u00b2"):
        answer = client.post(where, {"alasan": reason})
        assert answer.status_code == 409
        assert "Pilih satu alasan. Kabar belum terkirim." in answer.content.decode()
    assert not Excuse.objects.exists()


# behind six digits


def test_hours_letters_rights_and_complaints_need_six_digits(client, made, people):
    for name in ("own-more", "own-complain"):
        assert client.get(address(made, name)).url == address(made, "own-code")
        assert client.post(address(made, name), {"tentang": "pk", "isi": "Apa saja"}).url == address(made, "own-code")
    assert not OwnComplaint.objects.exists()
    opened(client, made, people)
    assert client.get(address(made, "own-more")).status_code == 200


def test_the_opened_page_shuts_after_half_an_hour_and_at_a_press(client, made, people, clock):
    opened(client, made, people)
    cookie = client.cookies["halaman"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"], cookie["max-age"]) == ("/s/", True, "Strict", 1800)
    clock.at = cast.AT + timedelta(minutes=29)
    assert client.get(address(made, "own-more")).status_code == 200
    clock.at = cast.AT + timedelta(minutes=30)
    assert client.get(address(made, "own-more")).status_code == 302
    clock.at = cast.AT + timedelta(minutes=29)
    client.post(address(made, "own-close"))
    assert client.get(address(made, "own-more")).status_code == 302


def test_an_opened_page_opens_no_other_link(client, made, people, planned):
    opened(client, made, people)
    other = make_own_link(order=planned.order, medium="kertas", by=people.pk, at=cast.AT)
    assert client.get(address(other, "own-more")).url == address(other, "own-code")
    client.cookies["halaman"] = client.cookies["halaman"].value[:-2] + "xx"
    assert client.get(address(made, "own-more")).status_code == 302, "a changed cookie is none"


def test_guessing_is_locked_and_says_so(client, made, people):
    ask_code(link=made.link, by=people.system, at=cast.AT)
    (found,) = waiting_codes(at=cast.AT)
    for n in range(5):
        answer = client.post(address(made, "own-code"), {"angka": f"{(int(found.digits) + 1 + n) % 10**6:06}"})
        assert "Angka belum cocok. Coba lagi." in answer.content.decode()
    answer = client.post(address(made, "own-code"), {"angka": found.digits})
    assert answer.status_code == 409
    assert "Angka salah 5 kali. Tunggu 1 jam, atau minta kode baru dari PK." in answer.content.decode()
    assert client.get(address(made)).status_code == 200, "the screen itself stays"


def test_one_address_cannot_send_without_end(client, made):
    for _ in range(SENDINGS):
        assert client.post(address(made, "own-code"), {"angka": ""}).status_code in {200, 409}
    assert client.post(address(made, "own-code"), {"angka": ""}).status_code == 429
    assert client.get(address(made)).status_code == 200, "reading goes on"


def test_digits_may_be_written_in_groups(client, made, people):
    ask_code(link=made.link, by=people.system, at=cast.AT)
    (found,) = waiting_codes(at=cast.AT)
    assert (
        client.post(address(made, "own-code"), {"angka": f"{found.digits[:3]}-{found.digits[3:]} "}).status_code == 302
    )


def test_a_code_is_asked_for_where_somebody_can_send_it(client, made, people, planned, settings):
    settings.GATEWAY_URL = ""
    assert "Belum punya angka? Minta kepada PK." in page(client, made, "own-code")
    client.post(address(made, "own-code"), {"minta": "ya"})
    assert list(waiting_codes(at=cast.AT)) == [], "nobody waits for a message that nobody sends"
    settings.GATEWAY_URL = "https://pesan.contoh.id/kirim"
    assert "Kirim kode ke HP saya" in page(client, made, "own-code")
    text = client.post(address(made, "own-code"), {"minta": "ya"}).content.decode()
    assert "Kode sedang dikirim. Kode berlaku 15 menit." in text
    (found,) = waiting_codes(at=cast.AT)
    assert found.order == planned.order
    assert found.digits not in text
    for _ in range(2):
        client.post(address(made, "own-code"), {"minta": "ya"})
    assert (
        "Kode sudah diminta. Tunggu 15 menit."
        in client.post(address(made, "own-code"), {"minta": "ya"}).content.decode()
    )


def test_the_sender_hands_the_digits_to_the_gateway_once(made, people, planned, settings, monkeypatch):
    settings.GATEWAY_URL = "https://pesan.contoh.id/kirim"
    ask_code(link=made.link, by=people.system, at=cast.AT)
    (found,) = waiting_codes(at=cast.AT)
    sent, broken = [], Failed(Fault.BROKEN)

    def send(**said):
        if broken:
            raise broken
        sent.append(said)

    monkeypatch.setattr("masohi.faces.notify.codes.gateway.send", send)
    assert send_codes(by=people.system, at=cast.AT) == 0, "a gateway that is broken: tried again"
    broken = None
    assert send_codes(by=people.system, at=cast.AT) == 1
    assert send_codes(by=people.system, at=cast.AT) == 0
    (said,) = sent
    assert (said["number"], said["key"]) == ("+6281248001234", found.row.code)
    assert f"Kode Anda: {found.digits}." in said["text"]
    assert "Samuel" not in said["text"]


def test_every_hour_and_whether_it_counts(client, made, people, planned, clock):
    first, second = Session.objects.filter(appointments__order=planned.order).order_by("starts_at")[:2]
    cast.accept(people, cast.attend(people, first))
    cast.attend(people, second, absent=(planned.order.pk,))
    clock.at = second.ends_at + timedelta(hours=1)
    opened(client, made, people, clock.at)
    text = page(client, made, "own-more")
    assert "5 jam diakui" in text
    assert "Tidak hadir" in text
    assert text.index("Tidak hadir") < text.index("5 jam diakui"), "newest first"


def test_a_reason_can_be_told_after_a_missed_date_behind_digits(client, made, people, planned, clock):
    first = Session.objects.filter(appointments__order=planned.order).earliest("starts_at")
    cast.attend(people, first, absent=(planned.order.pk,))
    clock.at = first.ends_at + timedelta(hours=1)
    where = f"{address(made, 'own-excuse')}?sesi={first.code}"
    assert client.get(where).url == address(made, "own-code"), "that somebody was absent is not for the bare link"
    assert "tidak hadir" not in page(client, made)
    opened(client, made, people, clock.at)
    assert where in page(client, made, "own-more")
    assert client.post(where, {"alasan": "sakit"}).url == address(made, "own-more")
    text = page(client, made, "own-more")
    assert "Kabar Anda sudah diterima." in text
    assert "jadwal belum berubah" not in text
    assert where not in text
    row = Excuse.objects.get().appointment
    decide_absence(appointment=row, valid=True, reason="Surat dokter", by=people.pk, at=clock.at + timedelta(hours=1))
    assert "PK menerima alasan Anda." in page(client, made, "own-more")


def test_hours_that_were_worked_need_no_reason(client, made, people, planned, clock):
    first = Session.objects.filter(appointments__order=planned.order).earliest("starts_at")
    cast.attend(people, first)
    clock.at = first.ends_at + timedelta(hours=1)
    opened(client, made, people, clock.at)
    assert "Tulis alasan" not in page(client, made, "own-more")
    assert client.get(f"{address(made, 'own-excuse')}?sesi={first.code}").url == address(made)


def test_a_certificate_is_handed_out_and_nobody_elses(client, made, people, planned, clock):
    after = cast.work_out(people, planned.order)
    _minutes, certificate = complete_order(order=planned.order, by=people.prosecutor, at=after)
    clock.at = after
    assert "Surat keterangan bisa diunduh di sini." in page(client, made)
    where = address(made, "own-letter", certificate.code)
    assert client.get(where).url == address(made, "own-code"), "not without digits"
    opened(client, made, people, after)
    assert where in page(client, made, "own-more")
    answer = client.get(where)
    assert answer.content.startswith(b"%PDF")
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    for foreign in (_minutes.code, "K7MQ2XK7MQ"):
        assert client.get(address(made, "own-letter", foreign)).url == address(made, "own-more")


def test_a_complaint_is_sent_and_its_answer_read(client, made, people, planned):
    opened(client, made, people)
    assert client.post(address(made, "own-complain"), {"tentang": "pk", "isi": " "}).status_code == 409
    client.post(address(made, "own-complain"), {"tentang": "pk", "isi": "PK saya marah-marah."})
    row = OwnComplaint.objects.get()
    assert "Jawaban paling lambat Senin, 12 Oktober 2026." in page(client, made, "own-more")
    staff = Client()
    for user, status in ((people.pk, 404), (people.bureau, 404), (people.supervisor, 404), (people.prosecutor, 200)):
        staff.force_login(user)
        assert staff.get(reverse("own-complaint", args=[row.code])).status_code == status
    staff.post(reverse("own-complaint", args=[row.code]), {"answer": "PK sudah kami tegur."})
    assert "PK sudah kami tegur." in page(client, made, "own-more")


def test_the_bureau_reads_words_and_place_and_no_name(client, made, people, planned):
    opened(client, made, people)
    client.post(address(made, "own-complain"), {"tentang": "lokasi", "isi": "Tidak ada sarung tangan."})
    row = OwnComplaint.objects.get()
    client.force_login(people.bureau)
    text = client.get(reverse("own-complaint", args=[row.code])).content.decode()
    assert "Tidak ada sarung tangan." in text
    assert "Pantai Namalatu" in text
    for fact in ("Samuel", "Latumahina", planned.order.case_number, planned.order.code):
        assert fact not in text


# words


def test_every_word_is_there_in_both_languages_and_short():
    for key, (indonesian, ambonese) in WORDS.items():
        for text in (str(indonesian), ambonese):
            assert text, key
            for sentence in re.split(r"[.?:]", re.sub(r"%\(\w+\)s", "x", text)):
                assert len(sentence.split()) <= 10, (key, sentence)
            assert not BANNED & set(re.findall(r"\w+", text.lower())), key
        assert re.findall(r"%\(\w+\)s", str(indonesian)) == re.findall(r"%\(\w+\)s", ambonese), key


def test_the_two_languages_differ_and_no_page_lacks_a_word(client, made, people):
    same = [key for key, text in words("id").items() if text == words("abs")[key]]
    assert len(same) < len(WORDS) / 4
    templates = Path(__file__).resolve().parents[2] / "masohi/faces/public/templates/public/orang"
    used = {name for file in templates.glob("*.html") for name in re.findall(r"\bw\.(\w+)", file.read_text("utf-8"))}
    assert used <= set(WORDS)


def test_ambonese_stays_with_the_browser_and_keeps_the_date_asked_for(client, made, planned):
    first = dates(planned.order)[0]
    where = f"{address(made, 'own-excuse')}?sesi={first.session.code}"
    answer = client.get(f"{where}&tutur=abs")
    assert answer.url == where
    assert "Kanapa seng bisa datang?" in client.get(where).content.decode()
    assert client.cookies["tutur"]["path"] == "/s/"
    assert "Beta pung jadwal" in page(client, made)


# the PK


def test_the_pk_makes_sends_shows_once_and_revokes(client, people, planned, clock):
    client.force_login(people.pk)
    where = reverse("own-links", args=[planned.order.code])
    text = client.post(where, {"tindakan": "buat"}).content.decode()
    token = re.search(r"/s/([\w-]{22})</code>", text)[1]
    assert "https://wa.me/6281248001234?text=Halo%20Samuel." in text
    assert token not in client.get(where).content.decode()
    assert Client().get(reverse("own-page", args=[token])).status_code == 200
    code = OwnLink.objects.get(revoked_at=None).code
    client.post(where, {"tindakan": "cabut", "kode": code})
    assert Client().get(reverse("own-page", args=[token])).status_code == 404


def test_the_message_says_nothing_of_the_case(client, people, planned, clock):
    client.force_login(people.pk)
    text = client.post(reverse("own-links", args=[planned.order.code]), {"tindakan": "buat"}).content.decode()
    message = unquote(re.search(r"wa\.me/\d+\?text=([^\"]+)", text)[1])
    for fact in ("Latumahina", "pidana", "kerja sosial", "112", "Ambon"):
        assert fact not in message


def test_a_code_is_read_out_after_a_check_and_it_is_noted(client, made, people, planned):
    client.force_login(people.pk)
    where = reverse("own-links", args=[planned.order.code])
    assert client.post(where, {"tindakan": "kode"}).status_code == 302
    text = client.post(where, {"tindakan": "kode", "periksa": "lahir"}).content.decode()
    digits = re.search(r"(\d{3} \d{3})</b>", text)[1]
    assert Client().post(address(made, "own-code"), {"angka": digits}).status_code == 302
    history = client.get(reverse("order-history", args=[planned.order.code])).content.decode()
    assert "Kode halaman dibacakan PK" in history
    assert digits not in history


def test_only_the_own_pk_sees_the_links(client, made, people, planned):
    where = reverse("own-links", args=[planned.order.code])
    for user in (people.prosecutor, people.clerk, people.supervisor, people.bureau, people.stranger):
        client.force_login(user)
        assert client.get(where).status_code == 404
        assert client.post(reverse("own-sheet", args=[planned.order.code])).status_code == 404


def test_the_quarter_sheet_names_first_name_dates_and_digits(client, made, people, planned):
    client.force_login(people.pk)
    answer = client.post(reverse("own-sheet", args=[planned.order.code]), {"pin": "ya"})
    text = "\n".join(part.extract_text() for part in PdfReader(BytesIO(answer.content)).pages)
    assert "Samuel" in text
    assert "Rabu, 7 Oktober 2026" in text
    assert re.search(r"\d{3} \d{3}", text)
    for fact in ("Latumahina", planned.order.case_number, "pidana", "Bapas", "Kejaksaan"):
        assert fact not in text
    pin = re.search(r"\d{3} \d{3}", text)[0]
    assert Client().post(address(made, "own-code"), {"angka": pin}).status_code == 302
    assert OwnLink.objects.get(medium="kertas").pin not in ("", pin)


def test_sheets_of_everybody_stand_four_on_a_page(client, people, planned, clock):
    for n, name in enumerate(["Ruth Sopacua", "Petrus Salakory", "Yohana Wael", "Elias Tuhumury"]):
        cast.running(people, case_number=f"{120 + n}/Pid.B/2026/PN Amb", person_name=name)
    client.force_login(people.pk)
    answer = client.post(reverse("own-sheets"))
    pages = [part.extract_text() for part in PdfReader(BytesIO(answer.content)).pages]
    assert len(pages) == 2
    assert sum(text.count("Pindai gambar ini") for text in pages) == 5

"""Letters of every kind: numbers, wording, paper, seals, signatures, and what they never say."""

import datetime as dt
import io
from datetime import timedelta

import pypdfium2
import pytest
import zxingcpp
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from PIL import Image
from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pypdf import PdfReader

from masohi.cases.orders.models import Order
from masohi.ledger.actions import deed, record
from masohi.ledger.models import Entry
from masohi.ledger.queries import facts_of
from masohi.parties.organisations.models import Letterhead, Organisation
from masohi.work.completion.actions import complete_order, revoke_letter
from masohi.work.completion.facts import letter_data
from masohi.work.completion.queries import touched_records
from masohi.work.letters import actions
from masohi.work.letters.actions import issue_letter, preview, set_letterhead, set_template
from masohi.work.letters.facts import (
    Content,
    Signer,
    Table,
    archive_folder,
    order_fields,
    sample_content,
    session_fields,
)
from masohi.work.letters.models import Letter, Template
from masohi.work.letters.terms import (
    CLASSES,
    CLOSING,
    EVERY,
    EXAMPLES,
    OF_ORDER,
    OF_SESSION,
    PLACEHOLDERS,
    LetterKind,
    allowed,
)
from masohi.work.placement.models import Session
from masohi.writing import documents
from masohi.writing.archive import fetch
from masohi.writing.markup import unknown_names
from masohi.writing.refusals import Conflict, Refused
from tests import cast
from tests.work.test_races import THREADS, at_once, split

KINDS = [kind for kind in LetterKind if kind not in CLOSING]
CODE = '#panic("x") #{1+1} $x$ @ref <b> *nama* \\ // ]] #image("/etc/passwd")'


def content_of(kind, **changes):
    """Every name of the kind with a value that can be found again."""
    return Content(
        fields={name: f"isi {name.replace('_', ' ')}" for name in PLACEHOLDERS[kind]} | changes,
        facts=(("Nama", "Samuel Latumahina"), ("Jam", "60 jam")),
        tables=(Table("Sesi", ("No.", "Tanggal", "Tempat"), (("1", "5 Okt 2026", "Pantai Namalatu"),)),),
        signers=(Signer("Pembimbing Kemasyarakatan", "Maria Pembimbing", "Bapas Ambon"), Signer("Jaksa", "", "Kejari")),
    )


@deed
def issued(kind, people, at=cast.AT, **more):
    """A letter of Bapas Ambon, as a deed of some chapter issues it."""
    entry = record("letter.decided", people.bapas, by=people.pk, at=at)
    told = {"unit": people.bapas, "content": content_of(kind), "because": entry} | more
    return issue_letter(kind=kind, **told)


def paper_of(people, paper, **more):
    wanted = Letterhead(paper=paper, **more)
    return set_letterhead(unit=people.bapas, wanted=wanted, logo=None, by=people.pk, at=cast.AT)


def pdf_of(letter):
    return fetch(archive_folder(), letter.sha256)


def text_of(pdf):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def scanned(pdf):
    """What a scanner reads from any of the pages."""
    pages = [page.render(scale=3).to_pil() for page in pypdfium2.PdfDocument(pdf)]
    return {found.text for page in pages for found in zxingcpp.read_barcodes(page)}


@pytest.mark.parametrize("paper", ["a4", "f4"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_letter_of_every_kind(people, running, settings, kind, paper):
    paper_of(people, paper)
    letter = issued(kind, people, order=running)
    pdf, shipped = pdf_of(letter), documents.shipped_text(kind)
    said = text_of(pdf)
    width = float(PdfReader(io.BytesIO(pdf)).pages[0].mediabox.width)
    assert round(width * 25.4 / 72) == {"a4": 210, "f4": 215}[paper]
    named = [name for name in PLACEHOLDERS[kind] if "{" + name + "}" in shipped]
    told = {f"isi {name.replace('_', ' ')}" for name in named} | {letter.number, letter.code, "Pantai Namalatu"}
    assert {one for one in told if one not in said} == set()
    assert scanned(pdf) == {f"{settings.ORIGIN}/verifikasi/{letter.code}"}
    assert "KONSEP" not in said
    assert b"pdfaid:conformance>A" in pdf


@pytest.mark.parametrize("kind", KINDS)
def test_shipped_wordings_name_only_what_is_known(kind):
    assert unknown_names(documents.shipped_text(kind), allowed(kind)) == []
    assert {name for name in (*PLACEHOLDERS[kind], *EVERY) if name not in EXAMPLES} == set()
    assert sample_content(kind).fields.keys() == set(PLACEHOLDERS[kind])
    assert kind in CLASSES


def test_names_that_rows_tell(people, planned):
    assert order_fields(planned.order).keys() == set(OF_ORDER)
    assert session_fields(Session.objects.earliest("day")).keys() == set(OF_SESSION)


def test_classes_tell_kinds_apart():
    assert len(set(CLASSES.values())) == len(LetterKind)


def test_the_same_data_and_moment_give_the_same_bytes(people, monkeypatch):
    kind = LetterKind.REFERRAL
    draw = {"kind": kind, "unit": people.bapas, "content": content_of(kind)}
    one = preview(**draw, at=cast.AT)
    assert one == preview(**draw, at=cast.AT)
    assert one != preview(**draw, at=cast.AT + timedelta(days=1))
    assert "KONSEP" in text_of(one)
    assert not Letter.objects.exists()


def test_an_issued_letter_is_sealed_and_recorded(people, running):
    letter = issued(LetterKind.REFERRAL, people, order=running)
    entry = Entry.objects.get(kind="letter.issued")
    assert facts_of(entry)["pdf"] == letter.sha256
    assert running.person.name not in str(facts_of(entry))
    assert list(touched_records()) == []
    Letter.objects.update(session=None, electronic=True)
    assert list(touched_records()) != []


def test_numbers_have_no_gap_and_begin_anew_each_year(people):
    kind = LetterKind.VISIT
    numbers = [issued(kind, people).number for _ in range(3)]
    assert numbers == [f"LK-{serial}/Bapas-Ambon/2026" for serial in (1, 2, 3)]
    with pytest.raises(Refused):
        issued(kind, people, content=Content(fields={}))
    assert issued(kind, people).serial == 4  # what was refused took no number
    assert issued(LetterKind.MONTH, people).serial == 1
    assert issued(kind, people, unit=people.kejari).number == "LK-1/Kejari-Ambon/2026"
    new_year = dt.datetime(2026, 12, 31, 15, 0, tzinfo=dt.timezone.utc)  # midnight in Ambon
    assert issued(kind, people, at=new_year).number == "LK-1/Bapas-Ambon/2027"


def test_the_database_refuses_a_number_twice(people):
    letter = issued(LetterKind.VISIT, people)
    letter.pk, letter.code = None, "ABCDEFGHJK"
    with pytest.raises(IntegrityError), transaction.atomic():
        letter.save(force_insert=True)


@pytest.mark.django_db(transaction=True)
def test_many_at_once_take_one_number_each(people):
    done, refused = split(at_once(lambda: issued(LetterKind.VISIT, people)))
    assert sorted(letter.serial for letter in done) == list(range(1, THREADS + 1))
    assert refused == []


def test_a_units_pattern_of_numbers(people):
    paper_of(people, "a4", pattern="W.20.{kelas}.{urut}/{bulan_romawi}/{tahun}")
    assert issued(LetterKind.REFERRAL, people).number == "W.20.LR.1/X/2026"
    for pattern in ("{kelas}/{tahun}", "{urut}/{tahun}", "{urut}{kelas}{tahun}{gaji}", "{urut}{kelas}{tahun}{"):
        with pytest.raises(Refused):
            paper_of(people, "a4", pattern=pattern)


def test_what_a_register_says_is_text_and_never_code(people, running):
    running.person.name = CODE
    text = f"Yth. {{nama}}\n\n- {CODE.replace('{', '').replace('}', '')}\n\n**{{nama}}**"
    kind = LetterKind.REFERRAL
    set_template(unit=people.bapas, kind=kind, text=text, by=people.pk, at=cast.AT)
    content = Content(
        fields=content_of(kind).fields | order_fields(running),
        facts=((CODE, CODE),),
        tables=(Table(CODE, (CODE,), ((CODE,),)),),
        signers=(Signer(CODE, CODE, CODE),),
    )
    letter = issued(kind, people, content=content)
    said = "".join(text_of(pdf_of(letter)).split())
    assert said.count('#panic("x")') >= 8
    assert "root:" not in said


def test_versions_of_a_wording(people):
    kind, told = LetterKind.REFERRAL, {"by": people.pk, "at": cast.AT}
    plain = issued(kind, people)
    assert plain.template is None
    first = set_template(unit=people.bapas, kind=kind, text="Satu {nama}", **told)
    letter = issued(kind, people)
    assert letter.template == first
    assert "Satu isi nama" in text_of(pdf_of(letter))
    set_template(unit=people.bapas, kind=kind, text="", **told)
    assert "Mohon bantuan" in text_of(pdf_of(issued(kind, people)))
    assert issued(kind, people, unit=people.kejari).template is None
    with pytest.raises(Refused, match=r"\{rahasia\}"):
        set_template(unit=people.bapas, kind=kind, text="{rahasia}", **told)
    with pytest.raises(Conflict):
        set_template(unit=people.bapas, kind=kind, text="", **told)
    with pytest.raises(PermissionDenied):
        set_template(unit=people.kejari, kind=kind, text="Halo", **told)
    with pytest.raises(PermissionDenied):
        set_template(unit=people.bapas, kind=kind, text="Halo", by=people.stranger, at=cast.AT)
    set_template(unit=people.kejari, kind=kind, text="Halo", by=people.administrator, at=cast.AT)
    assert list(touched_records()) == []
    Template.objects.filter(pk=first.pk).update(text="Lain")
    assert list(touched_records()) != []


def test_a_logo_is_a_picture_and_nothing_else(people):
    out = io.BytesIO()
    Image.new("RGBA", (1200, 900), (13, 88, 101, 255)).save(out, "PNG", pnginfo=None)
    told = {"unit": people.bapas, "wanted": Letterhead(paper="a4"), "by": people.pk, "at": cast.AT}
    row = set_letterhead(**told, logo=out.getvalue())
    before = len(pdf_of(issued(LetterKind.REFERRAL, people)))
    for wrong in (b"%PDF-1.7", b"<svg onload=alert(1)>", b"\x89PNG\r\n\x1a\nbroken", b"x" * (actions.MOST_LOGO + 1)):
        with pytest.raises(Refused):
            set_letterhead(**told, logo=wrong)
    assert Letterhead.objects.get().logo == row.logo
    assert set_letterhead(**told, logo=None).logo == row.logo
    assert set_letterhead(**told, logo=b"").logo == ""
    assert before > 0


def test_who_sees_letters_without_an_order(people, planned):
    session = Session.objects.earliest("day")
    for kind, told in ((LetterKind.SESSION, True), (LetterKind.ROLL, False)):
        letter = issued(kind, people, unit=people.host, session=session)
        assert Letter.objects.visible_to(people.office).filter(pk=letter.pk).exists()
        assert Letter.objects.visible_to(people.pk).filter(pk=letter.pk).exists() is told
        assert not Letter.objects.visible_to(people.stranger).filter(pk=letter.pk).exists()
    about = issued(LetterKind.REFERRAL, people, order=planned.order)
    assert Letter.objects.visible_to(people.prosecutor).filter(pk=about.pk).exists()
    assert not Letter.objects.visible_to(people.office).filter(pk=about.pk).exists()


def test_who_takes_back_which_letter(people, running):
    letter = issued(LetterKind.REFERRAL, people, order=running)
    told = {"reason": "Salah alamat", "at": cast.AT}
    for person in (people.prosecutor, people.office, people.stranger):
        with pytest.raises(PermissionDenied):
            revoke_letter(letter=letter, by=person, **told)
    assert revoke_letter(letter=letter, by=people.pk, **told).revoked_at == cast.AT
    again = issued(LetterKind.REFERRAL, people, order=running)  # more than one of these may live
    assert issued(LetterKind.REFERRAL, people, order=running).serial == again.serial + 1


def test_the_public_check_of_every_kind_leaks_nothing(client, people, running):
    for kind in KINDS:
        letter = issued(kind, people, order=running)
        page = client.get(reverse("letter-check", args=[letter.code])).content.decode()
        assert "ASLI" in page
        assert str(kind.label) in page
        assert people.bapas.name in page
        for secret in (running.person.name, running.case_number, "60 jam", letter.sha256):
            assert secret not in page, (kind, secret)


def test_of_a_child_only_authenticity_is_answered(client, people, running):
    type(running).objects.filter(pk=running.pk).update(child=True)
    running.refresh_from_db()
    letter = issued(LetterKind.SUMMONS_1, people, order=running)
    assert letter.initials == ""
    page = client.get(reverse("letter-check", args=[letter.code])).content.decode()
    assert "ASLI" in page
    for secret in (str(LetterKind.SUMMONS_1.label), people.bapas.name, running.person.name, "2026"):
        assert secret not in page.split("<article")[1].split("Diperiksa")[0], secret


@pytest.fixture
def certificate(settings, tmp_path):
    """A certificate of Bapas Ambon, in the folder that the settings name; returns the certificate itself."""
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Bapas Ambon (uji)")])
    now = dt.datetime.now(dt.timezone.utc)
    usage = {name: False for name in ("key_encipherment", "data_encipherment", "key_agreement", "crl_sign")}
    usage |= {"encipher_only": False, "decipher_only": False, "digital_signature": True, "content_commitment": True}
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=9))
        .add_extension(x509.KeyUsage(**usage, key_cert_sign=True), critical=True)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    lock = serialization.BestAvailableEncryption(b"rahasia")
    (tmp_path / "bapas-ambon.p12").write_bytes(pkcs12.serialize_key_and_certificates(b"uji", key, made, None, lock))
    (tmp_path / "bapas-ambon.password").write_text("rahasia\n")
    (tmp_path / "uji.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    settings.CERTIFICATES = tmp_path
    return load_cert_from_pemder(str(tmp_path / "uji.pem"))


def judged(pdf, root):
    """What pyHanko says of the one signature in a PDF."""
    (signature,) = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
    return validate_pdf_signature(signature, ValidationContext(trust_roots=[root]))


def test_an_electronic_signature(client, people, settings, certificate):
    letter = issued(LetterKind.REFERRAL, people)
    pdf = pdf_of(letter)
    status = judged(pdf, certificate)
    assert (status.intact, status.valid, status.trusted) == (True, True, True)
    assert letter.electronic
    assert "Ditandatangani secara elektronik" in text_of(pdf)
    assert scanned(pdf) == {f"{settings.ORIGIN}/verifikasi/{letter.code}"}
    page = client.get(reverse("letter-check", args=[letter.code])).content.decode()
    assert "Ditandatangani secara elektronik" in page
    broken = pdf.replace(b"/Title", b"/Titel", 1)
    assert broken != pdf
    assert not judged(broken, certificate).intact
    pen = issued(LetterKind.REFERRAL, people, unit=people.kejari)  # whose certificate is not there
    assert not pen.electronic
    assert PdfFileReader(io.BytesIO(pdf_of(pen))).embedded_signatures == []
    assert "elektronik" not in text_of(pdf_of(pen))


@pytest.mark.parametrize("broken", ["password", "p12"])
def test_a_broken_certificate_issues_nothing(people, settings, certificate, broken):
    (settings.CERTIFICATES / f"bapas-ambon.{broken}").write_text("salah")
    with pytest.raises(Refused, match="belum terbit"):
        issued(LetterKind.REFERRAL, people)
    (settings.CERTIFICATES / "bapas-ambon.password").unlink()
    with pytest.raises(Refused, match="belum terbit"):
        issued(LetterKind.REFERRAL, people)
    assert not Letter.objects.exists()


def test_certificates_use_the_letterhead_and_are_signed_too(people, planned, settings, certificate):
    for ending in ("p12", "password"):
        (settings.CERTIFICATES / f"bapas-ambon.{ending}").rename(settings.CERTIFICATES / f"kejari-ambon.{ending}")
    told = {"unit": people.kejari, "by": people.prosecutor, "at": cast.AT, "logo": None}
    set_letterhead(wanted=Letterhead(paper="f4", address="Jalan Sultan Hairun 1"), **told)
    at = cast.work_out(people, planned.order)
    for letter in complete_order(order=planned.order, by=people.prosecutor, at=at):
        pdf = pdf_of(letter)
        assert judged(pdf, certificate).intact
        assert "Jalan Sultan Hairun 1" in text_of(pdf)
        assert letter.initials == "S.L."


@pytest.mark.parametrize(
    ("child", "called", "basis"),
    [(False, "pidana kerja sosial", "Pasal 85"), (True, "pidana pelayanan masyarakat", "Pasal 76")],
)
def test_the_closing_letters_name_the_right_sentence(people, planned, child, called, basis):
    at, order = cast.work_out(people, planned.order), Order.objects.get(pk=planned.order_id)
    order.child = child
    head = actions.letterhead_of(people.kejari)
    data = letter_data(order, head, "BA-1", "K7MQ2XBD4F", at)
    minutes = text_of(documents.draw("berita-acara", data, at=at))
    assert called in minutes
    assert basis in minutes
    title = called.removeprefix("pidana ").upper()
    assert f"SELESAI {title}" in text_of(documents.draw("surat-keterangan", data, at=at))


def test_letterheads_derive_from_the_kind(people):
    lines = {unit.short_name: actions.letterhead_of(unit).lines for unit in Organisation.objects.all()}
    assert lines["Kejari Ambon"] == ("Kejaksaan Republik Indonesia", "Kejaksaan Tinggi Maluku")
    assert lines["Cabjari Saparua"][-1] == "Kejaksaan Negeri Ambon"
    assert lines["DLHP"] == ("Pemerintah Kota Ambon",)

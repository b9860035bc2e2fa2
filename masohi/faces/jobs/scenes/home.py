"""Coming home in the sample: children of the LPKA who prepare, adults whom Bapas accompanies, and what offices answer.

Plans and referrals stand in every state; of those who came home last year few enough are known for no figure at all.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from masohi.cases.contacts.terms import ContactKind
from masohi.faces.jobs.sample import Sample
from masohi.faces.jobs.scenes import asked
from masohi.faces.jobs.scenes.past import Past, People, office
from masohi.law.order_facts import PersonFacts
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Place
from masohi.parties.organisations.queries import villages
from masohi.reentry.followup.actions import allow_sharing, enter_client, note_instrument
from masohi.reentry.followup.models import Client, Plan
from masohi.reentry.followup.papers.actions import withdraw_with_letter, write_referral_letter
from masohi.reentry.followup.planning.actions import Wanted, approve_homecoming, review_plan, settle_need, write_plan
from masohi.reentry.followup.programmes.actions import enter_integration, open_post
from masohi.reentry.followup.programmes.terms import Way
from masohi.reentry.followup.queries import open_needs
from masohi.reentry.followup.referrals.actions import (
    answer_question,
    answer_referral,
    end_referral,
    escalate_referral,
    plan_meeting,
    record_meeting_held,
    refer,
)
from masohi.reentry.followup.referrals.models import Referral
from masohi.reentry.followup.referrals.terms import Came, Failure, Points, ReferralState
from masohi.reentry.followup.terms import Basis, Domain, Ground, NeedState, Shared
from masohi.reentry.followup.welcome.actions import prepare_welcome, tell_welcome

PAPERS = Wanted(Domain.PAPERS, "KTP elektronik dan kartu keluarga")
BIRTH = Wanted(Domain.PAPERS, "Kutipan akta kelahiran dan kartu identitas anak")
SCHOOL = Wanted(Domain.SCHOOL, "Kejar Paket B sampai lulus")
WORK = Wanted(Domain.WORK, "Magang di bengkel dekat rumah")
TRADE = Wanted(Domain.WORK, "Pelatihan las lanjutan di balai latihan kerja")
HOUSE = Wanted(Domain.HOUSE, "Kamar sendiri di rumah tante")
HEALTH = Wanted(Domain.HEALTH, "Terdaftar BPJS dan berobat di puskesmas")
CAPITAL = Wanted(Domain.CAPITAL, "Modal kecil untuk jual ikan asar")
FAMILY = Wanted(Domain.FAMILY, "Diterima kembali di negeri")
ALL: Final = (Shared.NAME.value, Shared.PHONE.value, Shared.VILLAGE.value)
DUTY: Final = "UU 23/2006 Pasal 63 ayat (1)"
ADULTS: Final = (
    *("Agus Latumena", "Berti Pattikawa", "Ciliam Rumahsopa", "Domi Hatusela", "Evert Siwalatu", "Fence Manukena"),
    *("Gerson Tuhusopa", "Herlina Wattikena", "Ishak Lekamena", "Jems Pattisina", "Kres Matahelu", "Lodi Sahenusa"),
)
"""Fictional people."""


def come(sample: Sample, people: People, past: Past) -> None:
    """Everything once, after the classes of the sample."""
    places = {one.name: one for one in villages()}
    _posts(sample, places, past)
    _children(sample, people, past)
    adults = [_adult(sample, name, place, past) for place, name in enumerate(ADULTS)]
    _waiting(sample, adults[:4], past)
    _running(sample, adults[4:7], past)
    _over(sample, adults[7:], past)
    asked.follow(sample, adults, past)


def _posts(sample: Sample, places: dict[str, Place], past: Past) -> None:
    bapas = office("Bapas Ambon")
    for name, village in (("Kantor Bapas, Passo", "Passo"), ("Kantor Negeri Latuhalat", "Latuhalat")):
        open_post(unit=bapas, name=name, village=places[village], by=sample.pk, at=past.hour(260, 9))
    post = open_post(
        unit=bapas, name="Kantor Kelurahan Kudamati", village=places["Kudamati"], by=sample.pk, at=past.hour(260, 10)
    )
    released = _entered(sample, "Marsel Tuhumena", past, home=95)
    enter_integration(
        client=released,
        way=Way.PAROLE,
        number=f"CONTOH-PB-17/{past.day(104).year}",
        decided_on=past.day(104),
        first=past.day(900),
        last=past.day(-300),
        starts_on=past.day(95),
        post=post,
        by=sample.pk,
        at=past.hour(93, 9),
    )
    _planned(released, (HOUSE,), (sample.pk, sample.second_pk), 92, past)


def _facts(name: str, place: int, past: Past) -> PersonFacts:
    return PersonFacts(
        name=name,
        birth_date=date(past.today.year - 23 - place, 1 + place % 12, 4 + place),
        sex="P" if name.startswith(("Berti", "Herlina")) else "L",
        nik_reason="orang karangan",
        village=("81.71.01.1009", "81.71.01.2001", "81.71.02.2003")[place % 3],
        phone=f"+62812480004{place:02}",
    )


def _entered(sample: Sample, name: str, past: Past, *, home: int, place: int = 0) -> Client:
    return enter_client(
        unit=office("Bapas Ambon"),
        basis=Basis.BAPAS,
        facts=_facts(name, place, past),
        home_on=past.day(home),
        by=sample.pk,
        at=past.hour(home - 1, 9, place),
    )


def _adult(sample: Sample, name: str, place: int, past: Past) -> Client:
    """At home since seven or eight months, all of them in one year of the calendar."""
    return _entered(sample, name, past, home=asked.home_before(past, place), place=place)


def _planned(
    client: Client, needs: Sequence[Wanted], hands: tuple[User, User], before: int, past: Past, *, approved: bool = True
) -> Plan:
    writer, other = hands
    told: dict[str, Any] = {"client": client, "needs": needs, "by": writer}
    made = write_plan(goals="Tinggal bersama keluarga dan punya pekerjaan.", **told, at=past.hour(before, 9))
    return approve_homecoming(plan=made, by=other, at=past.hour(before, 15)) if approved else made


def _children(sample: Sample, people: People, past: Past) -> None:
    """Four children: a reviewed plan with referrals and a welcome, one that was just approved, a draft, none yet."""
    hands = sample.lpka
    rows = list(zip(people.children[:4], (24, 47, 71, 88), strict=True))
    first, second, third, _fourth = (
        enter_client(
            unit=office("LPKA Ambon"),
            basis=Basis.RELEASE,
            person=trainee.person,
            release_on=past.day(-ahead),
            by=hands[0],
            at=past.hour(min(60, 89 - ahead), 9, place),
        )
        for place, (trainee, ahead) in enumerate(rows)
    )
    plan = _planned(first, (BIRTH, SCHOOL, FAMILY), hands, 50, past)
    note = "Ibu sudah setuju anak tinggal di rumah. Sekolah dicari."
    told: dict[str, Any] = {"day": past.day(14), "note": note, "next_on": past.day(-14)}
    review_plan(plan=plan, **told, by=hands[0], at=past.hour(14, 11))
    note_instrument(
        client=first,
        name="Instrumen asesmen kebutuhan anak",
        version="2 (contoh)",
        category="Sedang",
        day=past.day(52),
        by=hands[0],
        at=past.hour(52, 10),
    )
    _welcomed(first, hands[0], past)
    told = {"by": hands[0], "past": past}
    _asked(first, BIRTH, "Disdukcapil", "Terbitkan kutipan akta dan kartu identitas anak.", 2, **told)
    school = _asked(first, SCHOOL, "Disdik", "Terima di Kejar Paket B mulai semester depan.", 12, **told)
    escalate_referral(referral=school, edition=school.edition, by=hands[0], at=past.hour(3, 10))
    _planned(second, (BIRTH, SCHOOL, HEALTH, FAMILY), hands, 4, past)
    _planned(third, (SCHOOL,), hands, 1, past, approved=False)


def _welcomed(client: Client, by: User, past: Past) -> None:
    given: dict[str, Any] = {"client": client, "consented_on": past.day(40), "by": by, "at": past.hour(40, 10)}
    mother = prepare_welcome(
        **given, kind=ContactKind.GUARDIAN, name="Mama Tina", number="0812 4800 0501", does="Menjemput di gerbang"
    )
    tell_welcome(welcome=mother, on=past.day(20), answer="Siap, datang bersama paman.", by=by, at=past.hour(20, 10))
    prepare_welcome(
        **given, kind=ContactKind.CONGREGATION, name="Pelayan Unit Contoh", number="", does="Ibadah syukur di rumah"
    )


def _asked(
    client: Client, wanted: Wanted, name: str, ask: str, before: int, *, by: User, past: Past, duty: bool = False
) -> Referral:
    """Something may be shared with the office since three days before it is asked."""
    need = next(one for one in open_needs(client) if one.domain == wanted.domain)
    ground, source = (Ground.DUTY, DUTY) if duty else (Ground.CONSENT, "Surat persetujuan, arsip unit")
    told: dict[str, Any] = {"client": client, "office": office(name), "by": by}
    shared: dict[str, Any] = {"fields": list(ALL), "ground": ground, "source": source, "given_on": past.day(before + 3)}
    allow_sharing(**told, **shared, at=past.hour(before + 3, 10))
    return refer(**told, need=need, ask=ask, at=past.hour(before, 10))


def _says(sample: Sample, row: Referral, state: str, before: int, past: Past, words: str = "") -> Referral:
    """The office answers."""
    by = sample.officers[row.office.short_name]
    told: dict[str, Any] = {"referral": row, "edition": row.edition, "state": state, "answer": words}
    return answer_referral(**told, by=by, at=past.hour(before, 11))


def _waiting(sample: Sample, adults: list[Client], past: Past) -> None:
    """Fresh, late, asked back, and asked back and explained."""
    told: dict[str, Any] = {"by": sample.pk, "past": past}
    fresh, late, question, explained = adults
    for client, needs in ((fresh, (PAPERS, HOUSE)), (late, (HEALTH,)), (question, (TRADE,)), (explained, (CAPITAL,))):
        _planned(client, needs, (sample.pk, sample.second_pk), 60, past)
    row = _asked(fresh, PAPERS, "Disdukcapil", "Rekam dan cetak KTP elektronik.", 3, **told, duty=True)
    _asked(late, HEALTH, "Dinkes", "Daftarkan BPJS dan tunjuk puskesmas terdekat.", 10, **told)
    write_referral_letter(referral=row, by=sample.pk, at=past.hour(3, 11))
    _asked(fresh, HOUSE, "Dinsos", "Kasur dan perlengkapan tidur.", 1, **told)
    row = _asked(question, TRADE, "Disnaker", "Satu kursi pelatihan las lanjutan.", 4, **told)
    _says(sample, row, ReferralState.ASKED, 1, past, "Sudah punya sertifikat las dasar atau belum?")
    row = _asked(explained, CAPITAL, "Dinkop UMKM", "Dampingi pengajuan modal kecil.", 8, **told)
    row = _says(sample, row, ReferralState.ASKED, 6, past, "Usahanya apa, dan di mana?")
    words = "Dampingi pengajuan modal kecil untuk jual ikan asar di Passo."
    answer_question(referral=row, edition=row.edition, ask=words, by=sample.pk, at=past.hour(5, 9))


def _running(sample: Sample, adults: list[Client], past: Past) -> None:
    """Accepted: nobody called yet; called for a day ahead; and met with and without success."""
    told: dict[str, Any] = {"by": sample.pk, "past": past}
    for client, needs in zip(adults, ((HOUSE,), (WORK,), (FAMILY, HEALTH)), strict=True):
        _planned(client, needs, (sample.pk, sample.second_pk), 70, past)
    taken, called, met = adults
    row = _asked(taken, HOUSE, "Dinsos", "Bantuan perbaikan kamar di rumah keluarga.", 6, **told)
    _says(sample, row, ReferralState.ACCEPTED, 2, past)
    row = _asked(called, WORK, "Disnaker", "Magang tiga bulan di bengkel.", 11, **told)
    _says(sample, row, ReferralState.ACCEPTED, 7, past)
    by = sample.officers["Disnaker"]
    plan_meeting(referral=row, starts_at=past.ahead(3, 9), place="Kantor Disnaker", by=by, at=past.hour(6, 9))
    row = _asked(met, FAMILY, "Dinsos", "Dampingi pertemuan dengan keluarga dan kepala soa.", 48, **told)
    _says(sample, row, ReferralState.ACCEPTED, 44, past)
    by = sample.officers["Dinsos"]
    went: tuple[tuple[int, str, str, str], ...] = (
        (38, Came.YES, "", ""),
        (30, Came.LATE, "", "Angkot mogok, datang 20 menit kemudian"),
        (22, Came.NO, Failure.OFFICE, "Petugas dinas dipanggil rapat"),
        (15, Came.NO, Failure.WORLD, "Hujan besar, jalan putus"),
    )
    for before, came, failure, note in went:
        meeting = plan_meeting(
            referral=row, starts_at=past.hour(before, 10), place="Balai negeri", by=by, at=past.hour(before + 2, 9)
        )
        record_meeting_held(meeting=meeting, came=came, failure=failure, note=note, by=by, at=past.hour(before, 13))
    plan_meeting(referral=row, starts_at=past.ahead(5, 10), place="Balai negeri", by=by, at=past.hour(4, 9))


def _over(sample: Sample, adults: list[Client], past: Past) -> None:
    """Reached, reached in part, not reached, refused, and taken back."""
    told: dict[str, Any] = {"by": sample.pk, "past": past}
    rows = (
        (PAPERS, "Disdukcapil", "Rekam dan cetak KTP elektronik."),
        (WORK, "Disnaker", "Carikan magang di bengkel."),
        (CAPITAL, "Dinkop UMKM", "Masuk koperasi nelayan."),
        (HOUSE, "Dinsos", "Tempat tinggal sementara."),
        (TRADE, "Disnaker", "Pelatihan las lanjutan."),
    )
    made = []
    for client, (need, name, ask) in zip(adults, rows, strict=True):
        _planned(client, (need,), (sample.pk, sample.second_pk), 80, past)
        made.append(_asked(client, need, name, ask, 60, **told))
    ends = (
        (Points.ACHIEVED, "KTP terbit dan sudah diambil."),
        (Points.PARTLY, "Magang satu bulan dari tiga bulan."),
        (Points.NOT, "Koperasi belum menerima anggota baru tahun ini."),
    )
    for row, (points, report) in zip(made[:3], ends, strict=True):
        taken = _says(sample, row, ReferralState.ACCEPTED, 56, past)
        by = sample.officers[row.office.short_name]
        end_referral(referral=taken, edition=taken.edition, points=points, report=report, by=by, at=past.hour(18, 14))
    _says(sample, made[3], ReferralState.REFUSED, 55, past, "Rumah singgah hanya untuk anak dan lansia.")
    write_referral_letter(referral=made[4], by=sample.pk, at=past.hour(59, 9))
    withdraw_with_letter(referral=made[4], edition=made[4].edition, by=sample.pk, at=past.hour(54, 10))
    settle_need(need=made[0].need, state=NeedState.MET, by=sample.pk, at=past.hour(17, 9))
    words = "Sudah bekerja di kapal, tidak jadi ikut pelatihan."
    settle_need(need=made[4].need, state=NeedState.DROPPED, note=words, by=sample.pk, at=past.hour(54, 11))

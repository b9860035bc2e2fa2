"""People of the cast who come home: an adult client of Bapas, a child at LPKA, a plan, a referral to Dinsos."""

from datetime import date, datetime, timedelta

from masohi.law.order_facts import PersonFacts
from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Place
from masohi.parties.roles import Role
from masohi.reentry.followup.actions import allow_sharing, came_home, enter_client, note_instrument
from masohi.reentry.followup.checks.actions import check_home
from masohi.reentry.followup.models import Client, Plan, Sharing
from masohi.reentry.followup.papers.actions import write_referral_letter
from masohi.reentry.followup.planning.actions import Wanted, approve_homecoming, write_plan
from masohi.reentry.followup.programmes.actions import enter_integration, open_post
from masohi.reentry.followup.programmes.models import Integration, ReportPost
from masohi.reentry.followup.referrals.actions import answer_referral, plan_meeting, refer
from masohi.reentry.followup.referrals.models import Referral
from masohi.reentry.followup.welcome.actions import prepare_welcome
from tests import cast
from tests.promised import officer, unit

AT = cast.AT
DAY = cast.MONDAY
RELEASE = DAY + timedelta(days=60)
CHILD, ADULT = "Yosafat Rumahkewi", "Markus Tuhumury"
OFFICE = "Dinsos"


def helper(people: cast.Cast) -> User:
    """An officer of Dinsos."""
    return User.objects.filter(username="dorce").first() or officer(people, "dorce", OFFICE)


def second(people: cast.Cast) -> User:
    """A second officer of LPKA, who approves."""
    return User.objects.filter(username="lena3").first() or officer(people, "lena3", "LPKA Ambon", Role.UNIT)


def for_children(people: cast.Cast) -> User:
    """A PK of Bapas who holds the role for children's cases as well."""
    who = officer(people, "noni-anak", "Bapas Ambon", Role.CHILD_OFFICER)
    who.memberships.create(organisation=unit("Bapas Ambon"), role="pk", began_on=DAY)
    return User.objects.get(pk=who.pk)


def child(people: cast.Cast, name: str = CHILD, **changes: object) -> Client:
    """A child at LPKA who comes home in sixty days."""
    born = date(2010, 5, 1)
    given = {
        "unit": unit("LPKA Ambon"),
        "basis": "bebas",
        "facts": PersonFacts(
            name=name,
            birth_date=born,
            sex="L",
            nik_reason="belum punya KTP-el",
            village="81.71.01.2001",
            phone="+6281248001234",
        ),
        "child": True,
        "release_on": RELEASE,
        "by": people.unit,
        "at": AT,
    }
    return enter_client(**(given | changes))


def adult(
    people: cast.Cast, name: str = ADULT, *, home_on: date = DAY - timedelta(days=30), **changes: object
) -> Client:
    """A grown-up whom Bapas accompanies, at home for a month."""
    facts = PersonFacts(
        name=name,
        birth_date=date(1990, 5, 1),
        sex="L",
        nik_reason="belum punya KTP-el",
        village="81.71.01.2001",
        phone="+6281248005678",
    )
    given = {
        "unit": unit("Bapas Ambon"),
        "basis": "klien",
        "facts": facts,
        "home_on": home_on,
        "by": people.pk,
        "at": AT,
    }
    return enter_client(**(given | changes))


def plan(people: cast.Cast, client: Client, *, approved: bool = True) -> Plan:
    """Papers and work, approved by the second officer."""
    wanted = [Wanted("dokumen", "KTP elektronik"), Wanted("kerja", "Magang di bengkel")]
    made = write_plan(client=client, goals="Kembali bersekolah dan bekerja", needs=wanted, by=people.unit, at=AT)
    return approve_homecoming(plan=made, by=second(people), at=AT) if approved else made


def sharing(people: cast.Cast, client: Client, **changes: object) -> Sharing:
    """Dinsos may know name, village and age, with the consent of the child's mother."""
    given = {
        "office": unit(OFFICE),
        "fields": ["nama", "kelurahan", "umur", "hp"],
        "ground": "setuju",
        "source": "Surat persetujuan ibu",
        "given_on": DAY,
        "by": people.unit,
    }
    return allow_sharing(client=client, **(given | changes), at=AT)


def referral(people: cast.Cast, client: Client, **changes: object) -> Referral:
    """Dinsos is asked for papers."""
    if not client.sharings.filter(ended_on=None).exists():
        sharing(people, client)
    living = client.plans.filter(state="disetujui").first() or plan(people, client)
    given = {"need": living.needs.first(), "office": unit(OFFICE), "ask": "Dampingi rekam KTP", "by": people.unit}
    return refer(client=client, **(given | changes), at=AT)


def accepted(people: cast.Cast, client: Client) -> Referral:
    """Dinsos said yes."""
    row = referral(people, client)
    return answer_referral(referral=row, edition=row.edition, state="diterima", by=helper(people), at=AT)


def report_post(people: cast.Cast, name: str = "Kantor Negeri Latuhalat", short_name: str = "LPKA Ambon") -> ReportPost:
    """Where people of the unit may report, in the village where everybody here lives."""
    by = people.pk if short_name == "Bapas Ambon" else people.unit
    village = Place.objects.get(code="81.71.01.2001")
    return open_post(unit=unit(short_name), name=name, village=village, by=by, at=AT)


def way(client: Client, by: User, post: ReportPost | None = None, **changes: object) -> Integration:
    """Assimilation after half of 200 days."""
    given = {
        "way": "asimilasi",
        "number": "PAS-14.PK.2026",
        "decided_on": DAY,
        "first": DAY - timedelta(days=100),
        "last": DAY + timedelta(days=99),
        "starts_on": DAY,
        "post": post,
        "by": by,
    }
    return enter_integration(client=client, **(given | changes), at=AT)


def arguments(people: cast.Cast, evening: datetime) -> dict[str, object]:
    """A child with a referral that waits, another that runs with a meeting, somebody at home to be asked."""
    first = child(people)
    note_instrument(
        client=first, name="Instrumen Contoh", version="2", category="Sedang", day=DAY, by=people.unit, at=AT
    )
    waiting = referral(people, first)
    prepare_welcome(
        client=first,
        kind="kelurahan",
        name="Raja Negeri",
        number="",
        consented_on=DAY,
        does="Menjemput di pelabuhan",
        by=people.unit,
        at=AT,
    )
    other = child(people, "Ferdi Lewerissa")
    running = accepted(people, other)
    meeting = plan_meeting(
        referral=running, starts_at=evening - timedelta(hours=3), place="Kantor Dinsos", by=helper(people), at=AT
    )
    fresh = child(people, "Gino Matulessy")
    draft = plan(people, fresh, approved=False)
    home = child(people, "Hans Pesireron", release_on=DAY)
    home = came_home(client=home, edition=home.edition, on=DAY, by=people.unit, at=AT)
    post = report_post(people)
    write_referral_letter(referral=running, by=people.unit, at=AT)
    return {
        "returning": first.code,
        "returning_draft": fresh.code,
        "returning_home": home.code,
        "need": first.plans.first().needs.first().code,
        "sharing": first.sharings.first().code,
        "welcome": first.welcomes.first().code,
        "referral": waiting.code,
        "referral_running": running.code,
        "referral_meeting": meeting.code,
        "draft_plan": draft.pk,
        "report_post": post.code,
        "returning_way": way(home, people.unit, post).code,
    }


def checked(people: cast.Cast, client: Client, months: int = 1, *, at: datetime, by: User, **changes: object) -> object:
    """Somebody said how it goes."""
    answers = {"living": "keluarga", "work": "lepas", "income": "kurang", "school": "tidak", "health": "baik"}
    given = {"how": "telepon", "reached": "bertemu", "answers": answers | {"trouble": "uang"}}
    return check_home(client=client, months=months, day=at.date(), **(given | changes), by=by, at=at)

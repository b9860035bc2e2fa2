"""Equipment and livelihood of the cast: Disperindag gives a welding machine to LPKA, where a class uses it."""

from datetime import date, datetime, timedelta

from masohi.law.order_facts import PersonFacts
from masohi.parties.accounts.models import User
from masohi.reentry.equipment.actions import check_item, enter_items
from masohi.reentry.equipment.handovers.actions import make_handover, receive_handover
from masohi.reentry.equipment.lending.actions import lend_item
from masohi.reentry.equipment.models import Handover, Item, Loan
from masohi.reentry.equipment.stock.actions import move_gear
from masohi.reentry.livelihood.actions import ask_income, keep_tool, open_application
from masohi.reentry.papers.handovers.actions import write_paper
from masohi.reentry.trainees.actions import enter_trainee, leave_trainee
from masohi.reentry.trainees.models import Trainee
from masohi.reentry.training.actions import offer_programme, open_cohort
from masohi.reentry.training.models import Cohort
from masohi.supply.sites.models import Site
from masohi.writing.indonesian import WIT
from tests import cast
from tests.promised import PDF, officer, unit

DAY = cast.MONDAY
AT = cast.AT
LATER = datetime(2027, 1, 10, 10, tzinfo=WIT)  # three months after CHILD went home
GONE = date(2026, 10, 9)
CHILD, ADULT = "Yohanis Kanari", "Petrus Merpati"


def industry(people: cast.Cast) -> User:
    """An officer of Disperindag, who gives equipment and offers programmes."""
    return officer(people, "indri", "Disperindag")


def trainee(people: cast.Cast, name: str = CHILD, *, child: bool = True, at: datetime = AT) -> Trainee:
    """Somebody who learns at LPKA."""
    born = date(2010, 5, 1) if child else date(1999, 5, 1)
    facts = PersonFacts(name=name, birth_date=born, sex="L", nik_reason="belum punya KTP-el", village="81.71.01.2001")
    return enter_trainee(unit=unit("LPKA Ambon"), facts=facts, child=child, basis="minat", by=people.unit, at=at)


def cohort(people: cast.Cast, giver: User) -> Cohort:
    """A class of welding at LPKA, offered by Disperindag."""
    given = {"title": "Las dasar", "skill": "las", "provider": unit("Disperindag"), "level": "kota", "minutes": 2400}
    programme = offer_programme(**given, by=giver, at=AT)
    return open_cohort(
        programme=programme,
        unit=unit("LPKA Ambon"),
        starts_on=DAY,
        ends_on=DAY + timedelta(days=40),
        places=15,
        instructor="Nona Instruktur",
        place="Bengkel LPKA",
        by=people.unit,
        at=AT,
    )


def item(by: User, owner: str = "LPKA Ambon", **changes: object) -> Item:
    """A welding machine, looked at a month ago, to be looked at every 90 days."""
    given = {
        "name": "Mesin las 900 W",
        "kind": "alat",
        "count": 1,
        "unit": "buah",
        "source": "kota",
        "acquired_on": date(2026, 9, 1),
        "serial": "LAS-900-17",
        "rupiah": 1_850_000,
        "check_days": 90,
        "checked_on": date(2026, 9, 5),
    }
    return enter_items(owner=unit(owner), **(given | changes), by=by, at=AT)[0]


def handover(by: User, /, *items: Item, **changes: object) -> Handover:
    """Disperindag hands things over to LPKA."""
    given = {
        "giver": unit("Disperindag"),
        "receiver": unit("LPKA Ambon"),
        "items": list(items),
        "day": DAY,
        "place": "Bengkel LPKA",
        "basis": "NPHD 028/14/2026",
        "giver_name": "Indri Penyerah",
        "giver_capacity": "Kepala Bidang Industri",
        "receiver_name": "Lia Penerima",
        "receiver_capacity": "Kepala Seksi Pembinaan",
    }
    return make_handover(**(given | changes), by=by, at=AT)


def received(row: Handover, by: User) -> Handover:
    """The receiver says that it came, with the signed paper."""
    return receive_handover(handover=row, scan=("bast.pdf", PDF), by=by, at=AT)


def loan(row: Item, to: Cohort | Trainee | Site, by: User, **changes: object) -> Loan:
    """Lent for a week."""
    return lend_item(item=row, to=to, **({"due_on": DAY + timedelta(days=7), "at": AT} | changes), by=by)


def checked(row: Item, by: User, *, passed: bool = True, **changes: object) -> Item:
    """The item after a check of today."""
    given = {"day": DAY, "checker": "Teknisi SMKN 3", "note": "" if passed else "Kabel terkelupas", "at": AT}
    check_item(item=row, passed=passed, **(given | changes), by=by)
    return Item.objects.get(pk=row.pk)


def home(people: cast.Cast, row: Trainee, on: date = GONE) -> Trainee:
    """The trainee goes home."""
    at = datetime.combine(on, AT.timetz())
    return leave_trainee(trainee=row, on=on, reason="bebas", by=people.unit, at=at)


def income(people: cast.Cast, row: Trainee, rupiah: int = 1_200_000, **changes: object) -> object:
    """What they told three months later, with their consent."""
    given = {"months": 3, "answer": "dijawab", "day": LATER.date(), "living": "usaha", "consent": True, "at": LATER}
    return ask_income(trainee=row, rupiah=rupiah, **(given | changes), by=people.unit)


def arguments(people: cast.Cast, site: Site) -> dict[str, object]:
    """One of everything, and the codes under which pages find them."""
    giver = industry(people)
    row = trainee(people, "Rut Kasuari", child=False)
    group = cohort(people, giver)
    tool, drill = item(people.unit), item(people.unit, name="Bor listrik", serial="", check_days=0, checked_on=None)
    free = item(people.unit, name="Gerinda", serial="", check_days=0, checked_on=None)
    away = loan(tool, group, people.unit)
    given = item(giver, "Disperindag", name="Meja kerja", serial="", check_days=0, checked_on=None)
    other = item(giver, "Disperindag", name="Ragum", serial="", check_days=0, checked_on=None)
    done = received(handover(giver, given), people.unit)
    open_one = handover(giver, other)
    write_paper(handover=open_one, by=giver, at=AT)
    move_gear(site=site, gear="sarung_tangan", size="L", count=4, cause="datang", by=people.office, at=AT)
    until = DAY + timedelta(days=60)
    kept = keep_tool(trainee=row, item=drill, keeping="pinjam", day=DAY, until=until, by=people.unit, at=AT)
    asked = open_application(
        trainee=row, aim="nib", task="Lengkapi foto tempat usaha", due_on=until, by=people.unit, at=AT
    )
    spring = AT - timedelta(days=100)
    left = home(people, trainee(people, "Naomi Nuri", child=False, at=spring), on=spring.date())
    told = income(people, left, day=DAY, at=AT)
    people.giver = giver
    return {
        "item": free.code,
        "loan": away.code,
        "handover": open_one.code,
        "handover_done": done.code,
        "gear_site": site.slug,
        "tool": kept.code,
        "application": asked.code,
        "person_gone": left.code,
        "learner": row.code,
        "income": told.pk,
    }

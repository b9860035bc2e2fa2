"""A vacant post of the cast: BKPSDM keeps it, two members judge, the mayor decides. All people are fictional."""

from dataclasses import dataclass
from datetime import date, timedelta

from masohi.parties.accounts.models import User
from masohi.parties.roles import Role
from masohi.reentry.posts.actions import open_vacancy, seal_weights
from masohi.reentry.posts.candidates.actions import enter_candidate
from masohi.reentry.posts.candidates.facts import from_nip
from masohi.reentry.posts.candidates.models import Candidate
from masohi.reentry.posts.models import Vacancy
from masohi.reentry.posts.objections.actions import note_objection
from masohi.reentry.posts.outcome.actions import decide, induct, recommend
from masohi.reentry.posts.selection.actions import declare, name_panelist, nominate, note_papers, score
from masohi.reentry.posts.selection.models import Minutes, PostDecision
from masohi.reentry.posts.selection.queries import nominations_of
from tests import cast, promised

AT = cast.AT
DAY = cast.MONDAY
WEIGHTS = {"performance": 4000, "technical": 3000, "managerial": 2000, "experience": 1000}
NIPS = ("198001012005011001", "198203042006022002", "198505012010012003", "197901022004011004")
NAMES = ("Yosias Contoh", "Ruth Contoh", "Abdul Contoh", "Ni Luh Contoh")
POINTS = ((90, 80, 70, 60), (70, 80, 90, 60), (60, 60, 60, 60), (50, 90, 40, 80))


@dataclass
class Chamber:
    """Who fills a post: Petra at BKPSDM, Sem and Tirza on the panel, the mayor of the cast."""

    keeper: User
    first: User
    second: User
    mayor: User


def account(people: cast.Cast, username: str, unit: str, role: Role) -> User:
    """An account of that role, made once."""
    return User.objects.filter(username=username).first() or promised.officer(people, username, unit, role)


def chamber(people: cast.Cast) -> Chamber:
    """Everybody who takes part."""
    return Chamber(
        keeper=account(people, "petra", "BKPSDM", Role.PERSONNEL),
        first=account(people, "sem", "Pemkot Ambon", Role.PANEL),
        second=account(people, "tirza", "BKPSDM", Role.PANEL),
        mayor=people.leader,
    )


def vacancy(people: cast.Cast, **changes: object) -> Vacancy:
    """A head of section at DLHP, vacant since March."""
    given = {
        "title": "Kepala Bidang Kebersihan",
        "unit": people.host,
        "keeper": promised.unit("BKPSDM"),
        "post_class": "administrator",
        "vacant_since": date(2026, 3, 2),
        "acting": "plt",
        "acting_holder": "Nona Sementara",
        "acting_until": date(2026, 12, 31),
        "by": chamber(people).keeper,
        "at": AT,
    }
    return open_vacancy(**(given | changes))


def official(people: cast.Cast, place: int = 0, **changes: object) -> Candidate:
    """One official of the pool who meets the requirements of the file."""
    nip = changes.pop("nip", NIPS[place])
    given = {
        "name": NAMES[place],
        "present_post": "Kepala Subbidang",
        "grade": "III/d",
        "education": "S1",
        "months_supervisor": 48,
        "months_staff": 60,
        "ratings": ["baik", "sangat baik"],
        "performance": 3,
        "potential": 2,
        "punished": False,
    }
    known = given | from_nip(str(nip)) | changes
    by = chamber(people).keeper
    return enter_candidate(keeper=promised.unit("BKPSDM"), nip=nip, day=DAY, by=by, at=AT, **known)


def weighed(people: cast.Cast, **changes: object) -> Vacancy:
    """A post whose weights are sealed."""
    points = changes.pop("points", WEIGHTS)
    made = vacancy(people, **changes)
    return seal_weights(vacancy=made, points=points, by=chamber(people).keeper, at=AT)


def judged(people: cast.Cast, size: int = 3, **changes: object) -> Vacancy:
    """A post with its panel, declarations, candidates, their papers and scores."""
    who, made = chamber(people), weighed(people, **changes)
    for member in (who.first, who.second):
        name_panelist(vacancy=made, member=member, by=who.keeper, at=AT)
        declare(vacancy=made, conflict=False, by=member, at=AT)
    nominate(vacancy=made, candidates=[official(people, n) for n in range(size)], by=who.keeper, at=AT)
    for row in nominations_of(made):
        note_papers(nomination=row, integrity="ya", competence="ya", health="ya", by=who.keeper, at=AT)
        given = dict(zip(WEIGHTS, POINTS[row.number - 1], strict=True))
        score(nomination=row, points=given, source="Uji kompetensi 9/2026", by=who.first, at=AT)
    return made


def nominated(people: cast.Cast, made: Vacancy, size: int) -> None:
    """Candidates without papers and scores."""
    nominate(vacancy=made, candidates=[official(people, n) for n in range(size)], by=chamber(people).keeper, at=AT)


def meeting(people: cast.Cast, made: Vacancy, numbers: tuple[int, ...] = (1, 2), **changes: object) -> Minutes:
    """The panel recommends."""
    given = {
        "number": "BA-1/TPK/2026",
        "held_on": DAY,
        "text": "Tim menimbang kinerja dan hasil uji kompetensi.",
        "by": chamber(people).first,
        "at": AT,
    }
    return recommend(vacancy=made, numbers=numbers, **(given | changes))


def decided(people: cast.Cast, made: Vacancy, number: int = 1, **changes: object) -> PostDecision:
    """The mayor chooses."""
    row = nominations_of(made).get(number=number)
    given = {"reason": "Kinerja dan pengalamannya paling sesuai.", "by": people.leader, "at": AT}
    return decide(vacancy=made, nomination=row, **(given | changes))


def inducted(people: cast.Cast, made: Vacancy, **changes: object) -> PostDecision:
    """BKN has considered, the induction was today."""
    given = {
        "pertek_number": "AP-1/2026",
        "pertek_date": DAY - timedelta(days=7),
        "decree": "821/1/2026",
        "inducted_on": DAY,
        "by": chamber(people).keeper,
        "at": AT,
    }
    return induct(vacancy=made, **(given | changes))


def arguments(people: cast.Cast) -> dict[str, object]:
    """A post to weigh, one that is judged, one that waits for the PPK, one to induct, one in training."""
    fresh = vacancy(people, title="Kepala Seksi Taman", post_class="pengawas")
    judging = judged(people)
    recommended = judged(people, title="Sekretaris Dinas")
    meeting(people, recommended)
    chosen = judged(people, title="Kepala Bidang Persampahan")
    meeting(people, chosen)
    decided(people, chosen)
    serving = judged(people, title="Kepala Bidang Taman")
    meeting(people, serving)
    decided(people, serving)
    inducted(people, serving)
    note_objection(
        nomination=nominations_of(judging).get(number=1),
        received_on=DAY,
        text="Masa jabatan saya lebih lama.",
        by=chamber(people).keeper,
        at=AT,
    )
    return {
        "post_open": fresh.code,
        "post_judged": judging.code,
        "post_candidate": 1,
        "post_objected": 1,
        "post_recommended": recommended.code,
        "post_decided": chosen.code,
        "post_inducted": serving.code,
    }

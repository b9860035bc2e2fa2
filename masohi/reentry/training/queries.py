"""Read programmes and classes, who is in them, and what they come to in numbers."""

from datetime import date

from django.db.models import F, Model, Q, QuerySet

from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.parties.organisations.queries import organisations
from masohi.reentry.trainees.models import Trainee
from masohi.reentry.trainees.queries import trainees
from masohi.reentry.training.models import (
    Assessment,
    Cohort,
    Competence,
    Enrolment,
    Lesson,
    LessonAttendance,
    Programme,
)
from masohi.reentry.training.terms import HOLDS_A_PLACE, CohortState, EnrolmentState

SEALED: tuple[type[Model], ...] = (Programme, Cohort, Enrolment, Lesson, LessonAttendance, Assessment, Competence)


def programmes(*, every: bool = False) -> QuerySet[Programme]:
    """Programmes that are offered, by title; with `every` closed ones too."""
    rows = Programme.objects.select_related("provider")
    return rows if every else rows.filter(closed_on=None)


def programme_by_code(code: str) -> Programme | None:
    """The programme of that code, closed ones too."""
    return programmes(every=True).filter(code=code).first()


def providers_for(user: User) -> QuerySet[Organisation]:
    """In whose name `user` may enter a programme: the own offices; the officers of a unit also name any office."""
    own = user.offices_for("programme.manage")
    return organisations().filter(pk__in=own) if not user.offices_for("trainee.enter") else organisations()


def cohorts(user: User) -> QuerySet[Cohort]:
    """Classes that `user` may see, the youngest first."""
    return Cohort.objects.visible_to(user).select_related("programme__provider", "unit", "confirmed_by")


def cohort_by_code(user: User, code: str) -> Cohort | None:
    """The class of that code where `user` may see it."""
    return cohorts(user).filter(code=code).first()


def sees_names(user: User, cohort: Cohort) -> bool:
    """Whether full names are for `user`: only for officers of the unit in which the class is held (AN-05)."""
    return cohort.unit_id in user.offices_for("trainee.view")


def sees_people(user: User, cohort: Cohort) -> bool:
    """Whether `user` sees single people at all: the unit, and in short names the provider; others see counts."""
    return sees_names(user, cohort) or cohort.programme.provider_id in user.offices_for("class.confirm")


def acts_in(user: User, cohort: Cohort, deed: str, *, provider: bool = False) -> bool:
    """Whether `user` may do `deed` in this class: as an officer of its unit, or with `provider` of its provider too."""
    offices = {cohort.unit_id, cohort.programme.provider_id} if provider else {cohort.unit_id}
    return bool(offices & user.offices_for(deed))


def to_confirm(user: User) -> QuerySet[Cohort]:
    """Assessed classes of the own programmes that wait for the provider's word."""
    rows = cohorts(user).filter(programme__provider__in=user.offices_for("class.confirm"))
    return rows.filter(state=CohortState.ENDED, confirmed_at=None).order_by("ended_on", "pk")


def roll(cohort: Cohort) -> QuerySet[Enrolment]:
    """Everybody who ever was in the class or waits for it, in order of the queue, with the person."""
    return cohort.enrolments.select_related("trainee__person").order_by("position", "pk")


def seated(cohort: Cohort) -> QuerySet[Enrolment]:
    """Those who hold a place, by name."""
    return roll(cohort).filter(state__in=HOLDS_A_PLACE).order_by("trainee__person__name_key", "pk")


def with_a_free_place(cohort: Cohort) -> QuerySet[Cohort]:
    """The class, where it has a free place now; nothing where all are taken."""
    return Cohort.objects.filter(pk=cohort.pk, placed__lt=F("places"))


def waiting(cohort: Cohort) -> QuerySet[Enrolment]:
    """Those who wait, first come first."""
    return roll(cohort).filter(state=EnrolmentState.WAITING)


def enrollable(user: User, cohort: Cohort, day: date) -> QuerySet[Trainee]:
    """Trainees of the own unit who are not in this class: by need first, in order of the basis."""
    taken = cohort.enrolments.exclude(state=EnrolmentState.LEFT).values("trainee")
    return trainees(user, day).filter(unit=cohort.unit_id).exclude(pk__in=taken)


def enrolments_of(trainee: Trainee) -> QuerySet[Enrolment]:
    """The classes of one trainee, the youngest first."""
    return trainee.enrolments.select_related("cohort__programme__provider", "cohort__unit").order_by(
        "-cohort__starts_on", "-pk"
    )


def competences_of(trainee: Trainee) -> QuerySet[Competence]:
    """Certificates of competence of one trainee, withdrawn ones too."""
    return trainee.competences.select_related("scan")


def competence_by_code(user: User, code: str) -> Competence | None:
    """The certificate of that code where its trainee is of the own unit."""
    rows = Competence.objects.select_related("scan", "trainee__person", "trainee__unit")
    return rows.filter(code=code, trainee__in=Trainee.objects.visible_to(user)).first()


def counts(user: User) -> dict[str, int]:
    """Classes, running ones, seats and people who passed: numbers only, for those who steer."""
    rows = Cohort.objects.visible_to(user)
    through = Enrolment.objects.filter(cohort__in=rows)
    return {
        "classes": rows.exclude(state=CohortState.CANCELLED).count(),
        "running": rows.filter(state=CohortState.OPEN).count(),
        "seated": through.filter(state__in=HOLDS_A_PLACE).count(),
        "passed": through.filter(state=EnrolmentState.PASSED).count(),
    }


def court_ordered(cohort: Cohort) -> QuerySet[Enrolment]:
    """Children who sit in the class because a verdict says so (AN-06)."""
    return seated(cohort).filter(Q(trainee__court_ordered=True))

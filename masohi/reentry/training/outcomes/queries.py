"""Read how people did in a class."""

from masohi.reentry.training.facts import presence
from masohi.reentry.training.lessons.queries import attended, held_minutes
from masohi.reentry.training.models import Assessment, Cohort


def presences(cohort: Cohort) -> dict[int, int]:
    """By enrolment (primary key): whole percent of the verified minutes at which somebody was there."""
    held = held_minutes(cohort)
    return {enrolment: presence(minutes.verified, held) for enrolment, minutes in attended(cohort).items()}


def assessments(cohort: Cohort) -> dict[int, Assessment]:
    """By enrolment (primary key): the last assessment."""
    rows = Assessment.objects.filter(enrolment__cohort=cohort).select_related("assessed_by").order_by("pk")
    return {row.enrolment_id: row for row in rows}

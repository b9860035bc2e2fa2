"""Whether everything that was sealed still is as it was sealed."""

from collections.abc import Iterator
from typing import Final

from django.db.models import Model

from masohi.cases.contacts import queries as contacts
from masohi.cases.officers import queries as officers
from masohi.cases.pauses import queries as pauses
from masohi.ledger.queries import touched
from masohi.reentry.equipment import queries as equipment
from masohi.reentry.equipment.stock import queries as gear
from masohi.reentry.followup import queries as followup
from masohi.reentry.followup.checks import queries as home_checks
from masohi.reentry.followup.papers import queries as referral_papers
from masohi.reentry.followup.programmes import queries as integration
from masohi.reentry.followup.referrals import queries as referrals
from masohi.reentry.followup.welcome import queries as welcome
from masohi.reentry.livelihood import queries as livelihood
from masohi.reentry.money import queries as money
from masohi.reentry.onphone import queries as onphone
from masohi.reentry.papers.awards import queries as awards
from masohi.reentry.papers.handovers import queries as handover_papers
from masohi.reentry.posts import queries as posts
from masohi.reentry.posts.candidates import queries as candidates
from masohi.reentry.posts.objections import queries as objections
from masohi.reentry.posts.selection import queries as selections
from masohi.reentry.products import queries as products
from masohi.reentry.products.batches import queries as batches
from masohi.reentry.products.photos import queries as photos
from masohi.reentry.sales import queries as sales
from masohi.reentry.sales.accounts import queries as sale_accounts
from masohi.reentry.sales.bazaar import queries as bazaars
from masohi.reentry.sales.refunds import queries as refunds
from masohi.reentry.sales.reviews import queries as reviews
from masohi.reentry.trainees import queries as trainees
from masohi.reentry.training import queries as training
from masohi.reports.figures import queries as figures
from masohi.reports.publication import queries as publication
from masohi.supply.agreements import queries as agreements
from masohi.supply.budget import queries as budget
from masohi.supply.commitments import queries as commitments
from masohi.supply.files.models import File
from masohi.supply.meetings import queries as meetings
from masohi.supply.results import queries as results
from masohi.supply.understanding import queries as understanding
from masohi.supply.voices import queries as voices
from masohi.work.absences import queries as absences
from masohi.work.calendars import queries as calendars
from masohi.work.completion import queries as completion
from masohi.work.enforcement import queries as enforcement
from masohi.work.enforcement.breach import queries as breach
from masohi.work.fieldwork.queries import touched_entries
from masohi.work.monthly import queries as monthly
from masohi.work.ownpage import queries as ownpage
from masohi.work.replanning import queries as replanning

PROMISES: Final[tuple[type[Model], ...]] = (
    File,
    *(*agreements.SEALED, *commitments.SEALED, *meetings.SEALED, *budget.SEALED),
    *(*results.SEALED, *voices.SEALED, *understanding.SEALED),
    *(*figures.SEALED, *publication.SEALED),
)
"""What institutions promised, proved and paid, and what was said about it."""


def touched_anywhere() -> Iterator[str]:
    """Names of rows that were changed, added or removed behind the program's back, in all chapters."""
    yield from touched(
        (
            *contacts.SEALED,
            *pauses.SEALED,
            *absences.SEALED,
            *enforcement.SEALED,
            *breach.SEALED,
            *completion.SEALED,
            *monthly.SEALED,
            *officers.SEALED,
            *calendars.SEALED,
            *replanning.SEALED,
            *ownpage.SEALED,
            *(*products.SEALED, *photos.SEALED, *batches.SEALED, *money.SEALED),
            *(*trainees.SEALED, *training.SEALED, *awards.SEALED, *onphone.SEALED),
            *PROMISES,
            *(*equipment.SEALED, *gear.SEALED, *handover_papers.SEALED, *livelihood.SEALED),
            *(*posts.SEALED, *candidates.SEALED, *selections.SEALED, *objections.SEALED),
            *(*followup.SEALED, *referrals.SEALED, *welcome.SEALED, *home_checks.SEALED, *integration.SEALED),
            *referral_papers.SEALED,
            *(*sales.SEALED, *sale_accounts.SEALED, *bazaars.SEALED, *reviews.SEALED, *refunds.SEALED),
        )
    )
    yield from touched_entries()

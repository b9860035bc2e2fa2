"""Who may take a letter back: nobody who may not even see it."""

import pytest
from django.core.exceptions import PermissionDenied

from masohi.cases.orders.models import Order
from masohi.work.completion.actions import revoke_letter
from masohi.work.letters.models import Letter
from masohi.work.letters.terms import LetterKind
from tests import cast
from tests.work.test_letters import issued

pytestmark = pytest.mark.django_db


def test_nobody_takes_back_what_they_may_not_see(people, running):
    """The own unit's letter about a child stays with those who handle children's cases, whatever address is typed."""
    letter = issued(LetterKind.REFERRAL, people, order=running)
    Order.objects.filter(pk=running.pk).update(child=True)
    with pytest.raises(PermissionDenied):
        revoke_letter(letter=letter, reason="Salah", by=people.pk, at=cast.AT)
    Letter.objects.filter(pk=letter.pk).update(kind=LetterKind.CERTIFICATE)
    letter.refresh_from_db()
    with pytest.raises(PermissionDenied):
        revoke_letter(letter=letter, reason="Salah", by=people.prosecutor, at=cast.AT)
    assert Letter.objects.get(pk=letter.pk).revoked_at is None

"""One order through the deeds, from the verdict to the certificate."""

import pytest

from masohi.cases.orders.models import Order
from masohi.ledger.queries import verify
from masohi.work.completion.actions import complete_order
from masohi.work.completion.queries import touched_records
from masohi.work.letters.facts import archive_folder
from masohi.work.placement.models import Appointment
from masohi.writing.archive import fetch
from masohi.writing.refusals import Unlawful
from tests import cast

pytestmark = pytest.mark.django_db


def test_a_sentence_is_worked_to_its_certificate(people, site, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    order = cast.running(people)
    plan = cast.planned(people, order)
    assert (plan.planned_minutes, plan.short_minutes) == (3600, 0)
    assert sum(Appointment.objects.values_list("minutes", flat=True)) == 3600
    with pytest.raises(Unlawful, match="Sisa 60 jam"):
        complete_order(order=order, by=people.prosecutor, at=cast.AT)
    after = cast.work_out(people, order)
    order = Order.objects.get(pk=order.pk)
    assert (order.credited_minutes, order.reported_minutes) == (3600, 3600)
    _, certificate = complete_order(order=order, by=people.prosecutor, at=after)
    assert fetch(archive_folder(), certificate.sha256).startswith(b"%PDF-1.7")
    assert Order.objects.get(pk=order.pk).state == "selesai"
    assert verify().ok
    assert list(touched_records()) == []

from tests.web.test_public_transparency import *
from tests.web.test_public_transparency import _clock
from django.db import connection
from django.test.utils import CaptureQueriesContext
def test_q(client, people, site):
    more = [cast.site(people, f"Tempat {n}") for n in range(12)]
    opened.frozen_month(people, {one: 7 for one in [site, *more]}, EVENING)
    publish_due(by=people.system, at=EVENING)
    with CaptureQueriesContext(connection) as c:
        client.get(reverse("transparency"))
    for q in c.captured_queries: print(q["sql"][:150])

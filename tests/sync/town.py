"""A town in a database of its own: supervisors, each with a phone in use. For tests with real processes.

`python -m tests.sync.town build N` makes it and prints the phones; `… look` prints what the server holds. Both work on
the database that DATABASE_URL and MASOHI_DATA name.
"""

import json
import sys

SESSIONS_EACH = 3  # as many days as an outage lasts
LETTERS = [first + second for first in "abcdefgh" for second in "aeiou"]


def build(phones: int) -> dict:
    """N supervisors, each with an active phone and two or three sessions of accepted plans."""
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    from masohi.parties.accounts.actions import open_account
    from masohi.parties.roles import Role
    from masohi.supply.sites.actions import appoint_supervisor
    from masohi.work.fieldwork.facts import ticket_of
    from masohi.work.placement.models import Session
    from tests import cast
    from tests.cast import AT
    from tests.field import phone_of

    people = cast.people()
    sites = [cast.site(people, f"Pantai {number}", places=2) for number in range(max(1, phones // 10))]
    for number in range(max(1, phones * SESSIONS_EACH // 12)):
        told = {"case_number": f"{number + 1}/Pid.B/2026/PN Amb", "person_name": f"Orang{LETTERS[number]} Uji"}
        cast.planned(people, cast.running(people, **told))
    sessions = list(Session.objects.filter(taken__gt=0).order_by("starts_at", "pk"))
    made = []
    for number in range(phones):
        told = {"username": f"pengawas{number}", "name": f"Pengawas {number}", "password": cast.PASSWORD}
        user = open_account(**told, organisation=people.host, role=Role.SUPERVISOR, by=people.system, at=AT)
        for site in sites:
            appoint_supervisor(site=site, person=user, capacity=10, by=people.office, at=AT)
        phone, _device = phone_of(user, people)
        seed = phone.key._key.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption()).hex()
        own = sessions[number % phones :: phones][:SESSIONS_EACH] or sessions[:SESSIONS_EACH]
        tickets = {one.code: {"ticket": ticket_of(phone.code, one.code)} for one in own}
        made.append({"code": phone.code, "seed": seed, "sessions": tickets})
    return {"phones": made}


def look() -> dict:
    """What is stored, by phone: digests in order; and whether the record is whole."""
    import hashlib

    from masohi.ledger.heads.queries import untrue_heads
    from masohi.ledger.models import Entry
    from masohi.ledger.queries import verify
    from masohi.work.attendance.models import Attendance
    from masohi.work.fieldwork.models import FieldEntry

    held: dict = {}
    for code, dseq, body in FieldEntry.objects.order_by("device", "dseq").values_list("device__code", "dseq", "body"):
        held.setdefault(code, []).append([dseq, hashlib.sha256(bytes(body)).hexdigest()])
    credited = list(Attendance.objects.filter(replaces=None).values_list("appointment", flat=True))
    return {
        "held": held,
        "received": Entry.objects.filter(kind="field.received").count(),
        "credited": credited,
        "ok": verify().ok and not list(untrue_heads()),
    }


def main() -> None:
    """Set up Django for the database of the environment, then do what was asked."""
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if sys.argv[1] == "build":
        call_command("migrate", verbosity=0)
        answer = build(int(sys.argv[2]))
    else:
        answer = look()
    print(json.dumps(answer))


if __name__ == "__main__":
    main()

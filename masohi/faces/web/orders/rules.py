"""Rules about one person's calendar, in words, for every page that names them."""

from typing import Any

from django.utils.translation import gettext

from masohi.cases.orders.models import Order
from masohi.faces.web.orders.frame import WEEKDAYS
from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.ui.formats import day_and_date, long_date
from masohi.work.placement.models import Rule
from masohi.work.replanning.queries import rules_of


def rules_panel(user: User, order: Order) -> dict[str, Any]:
    """What a page of the order says of its rules: one line each, and whether the reader may change them."""
    if not may(user, "replan.view"):
        return {"sees_rules": False}
    return {
        "sees_rules": True,
        "rules": [rule_words(rule) for rule in rules_of(order)],
        "may_rule": may(user, "replan.make") and order.living,
    }


def rule_words(rule: Rule) -> str:
    """A rule in one sentence."""
    if rule.appointment is not None:
        session = rule.appointment.session
        told = {"day": day_and_date(session.day), "site": session.site}
        return gettext("%(day)s di %(site)s tidak dipindahkan.") % told
    if rule.site is not None:
        return gettext("Tidak ditempatkan di %(site)s.") % {"site": rule.site}
    if rule.weekday is not None:
        return gettext("Tidak dijadwalkan pada hari %(day)s.") % {"day": WEEKDAYS[rule.weekday]}
    return gettext("Tidak dijadwalkan pada %(day)s.") % {"day": long_date(rule.day) if rule.day else ""}

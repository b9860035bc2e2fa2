"""Pages of staff, one group after the other."""

from django.urls import include, path
from django.views.i18n import set_language

GROUPS = (
    "accounts",
    "home",
    "orders",
    "schedule",
    "replanning",
    "simulation",
    "sessions",
    "sites",
    "agreements",
    "manage",
    "intake",
    "devices",
    "reports",
    "commitments",
    "meetings",
    "budget",
    "voices",
    "results",
    "absences",
    "enforcement",
    "letters",
    "monthly",
    "caseload",
    "ownpages",
    "products",
    "money",
    "training",
    "equipment",
    "livelihood",
    "reintegration",
    "sales",
    "posts",
)

urlpatterns = [
    path("bahasa", set_language, name="set_language"),
    *(path("", include(f"masohi.faces.web.{group}.urls")) for group in GROUPS),
]

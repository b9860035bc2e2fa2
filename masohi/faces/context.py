"""The frame of every page: who is signed in, where one can go, how it looks."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from masohi import __version__
from masohi.parties.access import may
from masohi.parties.accounts.models import User
from masohi.parties.accounts.queries import sample_data_loaded
from masohi.parties.roles import Role
from masohi.ui.context import display


class Door(NamedTuple):
    """One entry of the menu: to whom it is shown, where it leads.

    `beside`: doors beside which it stands as a tab; whoever has one of them does not find it in the menu as well.
    """

    deeds: tuple[str, ...]
    label: Any
    name: str
    icon: str
    beside: tuple[str, ...] = ()


DOORS = (
    Door(("report.lead",), _("Dasbor"), "dashboard", "home"),
    Door((), _("Tugas"), "tasks", "list-check"),
    Door(("order.view",), _("Perkara"), "orders", "gavel"),
    Door(("letter.view",), _("Surat"), "letters", "file-text", ("orders",)),
    Door(("schedule.view",), _("Jadwal"), "schedule", "calendar"),
    Door(("replan.view",), _("Susun ulang"), "replans", "history", ("schedule",)),
    Door(("attendance.verify",), _("Verifikasi jam"), "verify-hours", "circle-check"),
    Door(("flag.decide",), _("Tanda"), "flags", "bell", ("verify-hours",)),
    Door(("visit.report",), _("Pemeriksaan"), "audits", "eye", ("verify-hours",)),
    Door(("message.view",), _("Kabar"), "messages", "send"),
    Door(("site.view",), _("Lokasi"), "sites", "map-pin"),
    Door(("device.view",), _("HP lapangan"), "devices", "device-mobile", ("sites", "training")),
    Door(("agreement.view",), _("Perjanjian"), "agreements", "file-text"),
    Door(("commitment.manage", "payment.enter"), _("Komitmen"), "commitments", "list-check", ("agreements",)),
    Door(("report.view",), _("Laporan"), "reports", "table"),
    Door(("lesson.verify",), _("Pelatihan"), "training", "certificate"),
    Door(("trainee.view",), _("Peserta"), "trainees", "users", ("training",)),
    Door(("programme.manage",), _("Program"), "programmes", "list-check", ("training",)),
    Door(("nomination.answer",), _("Suara warga"), "nominations", "heart-handshake"),
    Door(("own_complaint.answer",), _("Aduan klien"), "own-complaints", "bell", ("messages", "nominations")),
    Door(("result.add",), _("Hasil kerja"), "results", "eye"),
    Door(("equipment.view",), _("Alat"), "equipment", "settings", ("training",)),
    Door(("livelihood.view", "application.answer"), _("Usaha"), "livelihood", "heart-handshake", ("training",)),
    Door(("homecoming.view",), _("Pulang"), "returning", "home", ("training", "tasks")),
    Door(("referral.answer",), _("Pulang"), "returning", "home", ("training",)),
    Door(
        ("homecoming.count",), _("Sesudah pulang"), "returning-figures", "table", ("reports", "dashboard", "returning")
    ),
    Door(("gear.move",), _("APD"), "gear", "shield-check", ("sites",)),
    Door(("livelihood.count",), _("Penghasilan"), "livelihood-figures", "table", ("reports", "dashboard")),
    Door(("product.view",), _("Produksi"), "products", "list-check"),
    Door(("product.count",), _("Karya"), "product-figures", "table", ("reports", "dashboard", "products")),
    Door(("money.view",), _("Premi"), "money", "scale", ("products",)),
    Door(("sale.view",), _("Penjualan"), "sales", "send"),
    Door(("post.view",), _("Jabatan"), "posts", "users"),
    Door(("talent.view",), _("Talenta"), "talents", "table", ("posts",)),
    Door(("register.import",), _("Impor"), "intake", "upload", ("orders",)),
    Door(("account.manage",), _("Kelola"), "manage", "settings"),
)
BESIDE = (
    (
        Door(("caseload.view",), _("Tugas"), "tasks", "list-check"),
        Door(("absence.decide", "excuse.tell"), _("Ketidakhadiran"), "absences", "alert-triangle"),
        Door(("step.issue",), _("Panggilan"), "steps", "file-text"),
        Door(("breach.decide",), _("Berkas untuk jaksa"), "breach-files", "gavel"),
        Door(("caseload.view",), _("Beban"), "caseload", "users"),
        Door(("homecoming.view",), _("Pulang"), "returning", "home"),
    ),
    (
        Door(("order.view",), _("Perkara"), "orders", "gavel"),
        Door(("letter.view",), _("Surat"), "letters", "file-text"),
        Door(("register.import",), _("Impor"), "intake", "upload"),
    ),
    (
        Door(("attendance.verify",), _("Verifikasi jam"), "verify-hours", "circle-check"),
        Door(("flag.decide",), _("Tanda"), "flags", "bell"),
        Door(("visit.report",), _("Pemeriksaan"), "audits", "eye"),
    ),
    (
        Door(("message.view",), _("Kabar"), "messages", "send"),
        Door(("own_complaint.answer",), _("Aduan klien"), "own-complaints", "bell"),
    ),
    (
        Door(("site.view",), _("Lokasi"), "sites", "map-pin"),
        Door(("device.view",), _("HP lapangan"), "devices", "device-mobile"),
        Door(("gear.move",), _("APD"), "gear", "shield-check"),
    ),
    (
        Door(("schedule.view",), _("Jadwal"), "schedule", "calendar"),
        Door(("replan.view",), _("Susun ulang"), "replans", "history"),
        Door(("plan.propose", "plan.approve"), _("Berisiko"), "orders-in-danger", "alert-triangle"),
        Door(("simulation.run",), _("Simulasi"), "simulation", "table"),
    ),
    (
        Door(("agreement.view",), _("Perjanjian"), "agreements", "file-text"),
        Door(("commitment.view",), _("Komitmen"), "commitments", "list-check"),
        Door(("meeting.view",), _("Rapat"), "meetings", "users"),
        Door(("budget.view",), _("Anggaran"), "budget", "table"),
    ),
    (
        Door(("report.view",), _("Dasbor"), "dashboard", "home"),
        Door(("report.view",), _("Laporan"), "reports", "table"),
        Door(("simulation.run",), _("Simulasi"), "simulation", "table"),
        Door(("failure.view",), _("Kegagalan layanan"), "failures", "building"),
        Door(("product.count",), _("Karya"), "product-figures", "table"),
        Door(("livelihood.count",), _("Penghasilan"), "livelihood-figures", "table"),
        Door(("homecoming.count",), _("Sesudah pulang"), "returning-figures", "table"),
    ),
    (
        Door(("nomination.answer",), _("Usul warga"), "nominations", "map-pin"),
        Door(("complaint.answer",), _("Aduan"), "complaints", "bell"),
        Door(("own_complaint.answer",), _("Aduan klien"), "own-complaints", "bell"),
        Door(("result.add",), _("Hasil kerja"), "results", "eye"),
        Door(("staff.set",), _("Pegawai"), "staff-numbers", "users"),
    ),
    (
        Door(("lesson.verify",), _("Kelas"), "training", "certificate"),
        Door(("trainee.view",), _("Peserta"), "trainees", "users"),
        Door(("programme.manage",), _("Program"), "programmes", "list-check"),
        Door(("equipment.view",), _("Alat"), "equipment", "settings"),
        Door(("livelihood.view", "application.answer"), _("Usaha"), "livelihood", "heart-handshake"),
        Door(("homecoming.view", "referral.answer"), _("Pulang"), "returning", "home"),
        Door(("trainee.view",), _("HP lapangan"), "devices", "device-mobile"),
    ),
    (
        Door(("product.view",), _("Produksi"), "products", "list-check"),
        Door(("money.view",), _("Premi"), "money", "scale"),
    ),
    (
        Door(("sale.view",), _("Penjualan"), "sales", "send"),
        Door(("sale.enter",), _("Jual di meja"), "sale-desk", "plus"),
        Door(("bazaar.manage",), _("Bazar"), "bazaars", "calendar-event"),
        Door(("review.decide",), _("Ulasan"), "sale-reviews", "eye"),
        Door(("sale.account",), _("Rekening resmi"), "sale-accounts", "building"),
    ),
    (
        Door(("post.view",), _("Jabatan"), "posts", "users"),
        Door(("talent.view",), _("Talenta"), "talents", "table"),
    ),
)
"""Pages that belong together: whoever stands on one sees the way to the others."""
PUBLIC_DOORS = (
    Door((), _("Beranda"), "home", "home"),
    Door((), _("Transparansi"), "transparency", "table"),
    Door((), _("Karya"), "shop", "heart-handshake"),
    Door((), _("Pahami"), "understand", "users"),
    Door((), _("Verifikasi"), "verify-letter", "shield-check"),
)
BOTTOM = (
    Door((), _("Hari ini"), "tasks", "home"),
    Door((), _("Jadwal"), "schedule", "calendar"),
    Door((), _("Lokasi"), "sites", "map-pin"),
    Door((), _("Bantuan"), "help", "help-circle"),
)


def _items(doors: tuple[Door, ...], path: str) -> list[dict[str, Any]]:
    """Entries of a menu; the one whose address is nearest above `path` is where the reader stands."""
    urls = [reverse(door.name) for door in doors]
    near = max((url for url in urls if path == url or (url != "/" and path.startswith(f"{url}/"))), key=len, default="")
    return [
        {"label": door.label, "url": url, "icon": door.icon, "current": url == near}
        for door, url in zip(doors, urls, strict=True)
    ]


def _granted(user: User, doors: Iterable[Door]) -> tuple[Door, ...]:
    return tuple(door for door in doors if not door.deeds or any(may(user, deed) for deed in door.deeds))


def _group(user: User, path: str) -> tuple[Door, ...]:
    """The pages that belong to the one at `path`, or nothing where it stands alone."""
    for doors in BESIDE:
        group = _granted(user, doors)
        if len(group) > 1 and any(item["current"] for item in _items(group, path)):
            return group
    return ()


def _menu(user: User, path: str, group: tuple[Door, ...]) -> list[dict[str, Any]]:
    """The menu: what stands beside a page is not in it, and marks the door that leads there."""
    granted = _granted(user, DOORS)
    names = {door.name for door in granted}
    if user.roles == {Role.LEADER}:  # whoever only leads begins at the figures and has no list of tasks
        names.discard("tasks")
    doors = tuple(door for door in granted if door.name in names and names.isdisjoint(door.beside))
    items = _items(doors, path)
    if not any(item["current"] for item in items):
        near = {door.name for door in group}
        for door, item in zip(doors, items, strict=True):
            if door.name in near:
                item["current"] = True
                break
    return items


def page_frame(request: HttpRequest) -> dict[str, Any]:
    """What `ui/base.html` needs; costs at most one query on pages of signed-in people."""
    frame: dict[str, Any] = {
        **display(request),
        "version": __version__,
        "help_url": reverse("help"),
        "home_url": reverse("home"),
        "sample_data": sample_data_loaded(),
        "footer_links": [{"label": label, "url": reverse(name)} for label, name in _FOOTER],
    }
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return frame | {"navigation": _items(PUBLIC_DOORS, request.path)}
    held, group = user.current_memberships(), _group(user, request.path)
    return frame | {
        "navigation": _menu(user, request.path, group),
        "beside": _items(group, request.path),
        "bottom_navigation": _items(BOTTOM, request.path) if user.roles == {Role.SUPERVISOR} else [],
        "home_url": reverse("dashboard" if user.roles == {Role.LEADER} else "tasks"),
        "search_url": reverse("search"),
        "session_seconds": settings.SESSION_COOKIE_AGE,
        "account": {
            "name": user.name,
            "role": ", ".join(f"{m.get_role_display()} · {m.organisation.short_name}" for m in held),
            "key": user.pk,
            "logout_url": reverse("account_logout"),
            "links": [{"label": _("Akun dan keamanan"), "url": reverse("account")}],
        },
    }


_FOOTER = (
    (_("Transparansi"), "transparency"),
    (_("Data terbuka"), "data"),
    (_("Pahami"), "understand"),
    (_("Usulkan tempat"), "nomination-send"),
    (_("Kirim aduan"), "complaint-send"),
    (_("Privasi"), "privacy"),
    (_("Aksesibilitas"), "accessibility"),
    (_("Dasar hukum"), "law"),
    (_("Pengisian jabatan"), "posts-announced"),
    (_("Buku besar"), "record"),
    (_("Status"), "status"),
)

"""People who use the program, and the roles they hold."""

from datetime import date
from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from masohi.parties.access import granted
from masohi.parties.accounts.terms import USERNAME
from masohi.parties.organisations.models import Organisation
from masohi.parties.roles import SYSTEM_ACCOUNT, Role


class Users(BaseUserManager["User"]):
    """Accounts by the name people sign in with."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username__iexact=username)

    def system(self) -> "User":
        """The account under which the program itself acts (reference data, first administrator); cannot sign in."""
        return self.get_or_create(username=SYSTEM_ACCOUNT, defaults={"name": "Sistem", "password": "!"})[0]


class User(AbstractBaseUser):
    """One account. The name is one field, as on the person's letter of appointment."""

    username = models.CharField(
        "nama akun",
        max_length=60,
        unique=True,
        validators=[RegexValidator(USERNAME, _("Nama akun hanya berisi huruf, angka, titik, dan garis."))],
        error_messages={"blank": _("Tulis nama akun."), "unique": _("Nama akun ini sudah dipakai. Pilih nama lain.")},
    )
    name = models.CharField("nama", max_length=120, error_messages={"blank": _("Tulis nama orangnya.")})
    email = models.EmailField("surel", blank=True)
    phone = models.CharField("nomor HP", max_length=20, blank=True)
    is_active = models.BooleanField(default=True)
    is_sample = models.BooleanField(default=False)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    doing: frozenset[str] = frozenset()
    """Deeds that this account is at work on: those of the open page, or the one that runs. Never stored."""

    objects = Users()

    class Meta:
        verbose_name = "pengguna"

    def __str__(self) -> str:
        return self.name

    @cached_property
    def _held(self) -> list["Membership"]:
        return list(self.memberships.filter(ended_on=None).select_related("organisation").order_by("pk"))

    @cached_property
    def roles(self) -> frozenset[str]:
        """Roles held now. The program's own account holds the role of the system and no other."""
        if self.username == SYSTEM_ACCOUNT:
            return frozenset({Role.SYSTEM})
        return frozenset(m.role for m in self._held)

    @cached_property
    def held(self) -> list[tuple[str, str]]:
        """Roles held now, each with the kind of the institution where it is held."""
        if self.username == SYSTEM_ACCOUNT:
            return [(Role.SYSTEM, "")]
        return [(m.role, m.organisation.kind) for m in self._held]

    def current_memberships(self) -> list["Membership"]:
        """Roles held now, read once per request."""
        return self._held

    def organisations_as(self, *roles: str) -> list[int]:
        """Primary keys of the organisations where one of `roles` is held."""
        return [m.organisation_id for m in self._held if m.role in roles]

    def offices(self) -> set[int]:
        """Organisations at which any role is held now."""
        return {m.organisation_id for m in self._held}

    def offices_for(self, deed: str) -> set[int]:
        """Organisations at which a role is held now that includes `deed`: what is granted there reaches no further."""
        return {m.organisation_id for m in self._held if deed in granted(m.role, m.organisation.kind)}

    def offices_on(self, day: date) -> set[int]:
        """Organisations at which any role was held on `day`, ended ones too."""
        rows = self.memberships.filter(began_on__lte=day).exclude(ended_on__lt=day)
        return set(rows.values_list("organisation", flat=True))

    def has(self, *roles: str) -> bool:
        """Whether one of `roles` is held anywhere."""
        return not self.roles.isdisjoint(roles)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Accounts are closed, not deleted: their deeds keep an author."""
        raise models.ProtectedError("accounts are closed, not deleted", {self})


class Membership(models.Model):
    """A role at an organisation, from one day to another."""

    person = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT)
    role = models.CharField(max_length=12, choices=Role)
    began_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "keanggotaan"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation", "role"],
                condition=models.Q(ended_on=None),
                name="one_living_membership",
            )
        ]

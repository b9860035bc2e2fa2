"""Agreements: what institutions signed, who signed it in which capacity, what it says, and every edition of its scan.

The tree is umbrella → technical agreement → commitment (`supply/commitments`) → proof.
"""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from masohi.parties.accounts.models import User
from masohi.parties.organisations.models import Organisation
from masohi.supply.agreements.terms import AgreementState, Capacity, ClauseKey, DocumentKind, Family
from masohi.supply.files.models import File


class Agreement(models.Model):
    """One instrument. `number` is the first party's, `second_number` the partner's; `ends_on` is its last day.

    An addendum names what it amends; once signed, its last day becomes the last day of that agreement, whose earlier
    one stays in the addendum as `former_end`.
    """

    code = models.CharField(max_length=12, blank=True)
    kind = models.CharField(_("jenis"), max_length=30, choices=DocumentKind)
    family = models.CharField(_("keluarga"), max_length=20, choices=Family, default=Family.CORRECTIONS)
    state = models.CharField(max_length=16, choices=AgreementState, default=AgreementState.SIGNED)
    number = models.CharField(_("nomor"), max_length=120, blank=True)
    second_number = models.CharField(_("nomor pihak kedua"), max_length=120, blank=True)
    title = models.CharField(_("judul"), max_length=250)
    purpose = models.TextField(_("isi singkat"), blank=True)
    parties = models.ManyToManyField(Organisation, verbose_name=_("para pihak"))
    umbrella = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("perjanjian induk")
    )
    amends = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="addenda", verbose_name=_("mengubah perjanjian")
    )
    signed_on = models.DateField(_("tanggal tanda tangan"), null=True, blank=True)
    signed_where = models.CharField(_("tempat tanda tangan"), max_length=120, blank=True)
    begins_on = models.DateField(_("mulai berlaku"))
    ends_on = models.DateField(_("berakhir"))
    former_end = models.DateField(null=True, blank=True)
    ended_on = models.DateField(_("diakhiri pada"), null=True, blank=True)
    ended_reason = models.CharField(_("alasan diakhiri"), max_length=250, blank=True)
    source = models.CharField(_("sumber"), max_length=250, blank=True)
    edition = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "perjanjian"
        ordering = ["-begins_on", "number"]
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_on__gte=models.F("begins_on")), name="agreement_dates"),
            models.UniqueConstraint(
                fields=["number"],
                condition=~models.Q(number=""),
                name="agreement_number_once",
                violation_error_message=_("Nomor ini sudah dipakai perjanjian lain. Periksa nomornya."),
            ),
            models.UniqueConstraint(fields=["code"], condition=~models.Q(code=""), name="agreement_code_once"),
        ]

    def __str__(self) -> str:
        return self.number or self.title

    @property
    def last_day(self) -> date:
        """Its last day in force: the printed one, or earlier where the parties ended it."""
        return min(self.ends_on, self.ended_on) if self.ended_on else self.ends_on

    def covers(self, day: date) -> bool:
        """Whether the agreement is signed and in force on `day`."""
        return self.state != AgreementState.DRAFT and self.begins_on <= day <= self.last_day


class Signatory(models.Model):
    """Who signed for a party, in which capacity. `power` is the scan of the surat kuasa where one is needed (KJ-01)."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="signatories")
    organisation = models.ForeignKey(Organisation, models.PROTECT, verbose_name=_("pihak"))
    name = models.CharField(_("nama"), max_length=120)
    position = models.CharField(_("jabatan"), max_length=120)
    capacity = models.CharField(_("bertindak sebagai"), max_length=16, choices=Capacity)
    power_number = models.CharField(_("nomor surat kuasa"), max_length=120, blank=True)
    power_date = models.DateField(_("tanggal surat kuasa"), null=True, blank=True)
    power = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "penanda tangan"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["agreement", "organisation"], name="one_signatory_a_party")]


class Clause(models.Model):
    """One point of the checklist: where in the text it stands; without a row nobody has found it yet (KJ-02)."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="clauses")
    key = models.CharField(max_length=20, choices=ClauseKey)
    place = models.CharField(_("letak"), max_length=80, blank=True)

    class Meta:
        verbose_name = "klausul"
        constraints = [models.UniqueConstraint(fields=["agreement", "key"], name="one_clause_a_key")]


class Scan(models.Model):
    """One edition of the signed text as a file; the newest counts, the earlier ones stay."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="scans")
    version = models.PositiveSmallIntegerField()
    file = models.ForeignKey(File, models.PROTECT, related_name="+")
    note = models.CharField(_("keterangan"), max_length=160, blank=True)
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = "pindaian perjanjian"
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["agreement", "version"], name="scan_version_once")]

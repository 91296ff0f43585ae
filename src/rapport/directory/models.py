"""Tables of the directory. Rows are marked as dropped, never deleted: old letters name them."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from rapport.directory.rules import (
    DEMONSTRATION_PREFIX,
    Basis,
    Checked,
    CompanyStatus,
    Confidence,
    HoldersKnown,
    MandateKind,
    MandateStatus,
    RegionGroup,
    Relevance,
    Scope,
)
from rapport.web.fields import EnumField

MONTH_OR_DAY: int = 10


class Record(models.Model):
    """What every record says of itself: how sure, since when, from where."""

    public_id = models.UUIDField(unique=True, help_text="the same in every installation")
    confidence = EnumField(Confidence)
    basis = EnumField(Basis, blank=True)
    sources = models.JSONField(default=list)
    notes = models.TextField(blank=True)
    as_of = models.DateField(null=True)
    demonstration = models.BooleanField(default=False, help_text="invented")
    packaged = models.BooleanField(default=False, help_text="came with Rapport")
    dropped_on = models.DateField(null=True, help_text="a later edition no longer lists it")

    class Meta:
        abstract = True


class Country(Record):
    """A country or territory of ISO 3166-1, with everyday names in six languages."""

    alpha3 = models.CharField(max_length=3, unique=True)
    alpha2 = models.CharField(max_length=2, unique=True)
    numeric = models.CharField(max_length=3)
    names = models.JSONField(default=dict)
    un_name_en = models.CharField(max_length=400, blank=True)
    un_member = models.BooleanField()
    un_observer = models.BooleanField()
    un_region_group = EnumField(RegionGroup, blank=True)
    words = models.TextField(blank=True, help_text="folded, for searching")
    sort_key = models.CharField(max_length=400, blank=True, help_text="folded, for sorting")

    class Meta:
        ordering: ClassVar = ["sort_key", "alpha3"]

    def __str__(self) -> str:
        return self.alpha3


class Mandate(Record):
    """A mandate. Its mailbox stands apart, so that no letter meets an address by accident."""

    slug = models.SlugField(max_length=80, unique=True)
    kind = EnumField(MandateKind)
    scope = EnumField(Scope)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, null=True, related_name="+")
    status = EnumField(MandateStatus)
    title = models.CharField(max_length=400)
    short_name = models.CharField(max_length=400)
    titles = models.JSONField(default=dict)
    aliases = models.JSONField(default=list)
    former_titles = models.JSONField(default=list)
    established = models.PositiveSmallIntegerField(help_text="year")
    established_by = models.CharField(max_length=400)
    resolution = models.CharField(
        max_length=400, help_text="latest known to establish or extend it"
    )
    resolution_url = models.CharField(max_length=500, blank=True)
    resolution_checked = EnumField(Checked)
    next_renewal = models.CharField(max_length=400, blank=True)
    url = models.CharField(max_length=500, blank=True)
    reports_to_ga = models.BooleanField()
    reports_to_ga_confidence = EnumField(Confidence)
    topics = models.JSONField(default=list)
    topics_key = models.TextField(blank=True)
    description = models.TextField()
    tech_relevance = EnumField(Relevance)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="merged_from"
    )
    ended = models.CharField(max_length=MONTH_OR_DAY, blank=True)
    current_holder_known = EnumField(HoldersKnown)
    seed_2021 = models.BooleanField(default=False)
    words = models.TextField(blank=True, help_text="folded, for searching")
    sort_key = models.CharField(max_length=400, blank=True, help_text="folded, for sorting")

    class Meta:
        ordering: ClassVar = ["sort_key", "slug"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="directory_mandate_of_a_country",
                condition=Q(scope=Scope.COUNTRY.value, country__isnull=False)
                | Q(scope=Scope.THEMATIC.value, country__isnull=True),
            ),
            models.CheckConstraint(
                name="directory_mandate_merged",
                condition=Q(status=MandateStatus.MERGED.value, merged_into__isnull=False)
                | (~Q(status=MandateStatus.MERGED.value) & Q(merged_into__isnull=True)),
            ),
            models.CheckConstraint(
                name="directory_mandate_ended",
                condition=Q(
                    status__in=[MandateStatus.MERGED.value, MandateStatus.DISCONTINUED.value]
                )
                & ~Q(ended="")
                | Q(
                    status__in=[MandateStatus.ACTIVE.value, MandateStatus.DORMANT.value],
                    ended="",
                ),
            ),
            models.CheckConstraint(
                name="directory_mandate_invented",
                condition=Q(demonstration=False)
                | Q(demonstration=True, slug__startswith=DEMONSTRATION_PREFIX),
            ),
        ]

    def __str__(self) -> str:
        return self.slug


class Mailbox(models.Model):
    """A mandate's mailbox. Reached only through the selectors that say what it may be used for.

    An address that only follows a pattern (email_guess in a file) is not kept at all.
    """

    mandate = models.OneToOneField(Mandate, on_delete=models.PROTECT, related_name="+")
    address = models.CharField(max_length=80, blank=True)
    confidence = EnumField(Confidence, blank=True)
    verified = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="directory_mailbox_verified",
                condition=Q(verified=False) | ~Q(address=""),
            ),
        ]

    def __str__(self) -> str:
        return "verified" if self.verified else "not verified"


class HolderTerm(Record):
    """One person's term in one mandate: as a month or a day in words, as days for comparing."""

    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="terms")
    name = models.CharField(max_length=400)
    nationality = models.ForeignKey(
        Country, on_delete=models.PROTECT, null=True, related_name="+"
    )
    begins = models.CharField(max_length=MONTH_OR_DAY)
    until = models.CharField(max_length=MONTH_OR_DAY, blank=True)
    begins_on = models.DateField(help_text="the first day it can have begun")
    ends_on = models.DateField(
        null=True, help_text="the last day it can have lasted; none: in office"
    )
    role = models.CharField(max_length=400, blank=True)
    region = EnumField(RegionGroup, blank=True)
    in_2021_dialogue = models.BooleanField(default=False)
    verify_at = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["-begins_on", "name", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="directory_term_once", fields=["mandate", "name", "begins"]
            ),
            models.CheckConstraint(
                name="directory_term_in_order",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("begins_on")),
            ),
            models.CheckConstraint(
                name="directory_term_until",
                condition=Q(until="", ends_on__isnull=True)
                | ~Q(until="") & Q(ends_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Company(Record):
    """A technology company, under a parent that is listed here or only named."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=400)
    former_names = models.JSONField(default=list)
    aliases = models.JSONField(default=list)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="subsidiaries"
    )
    parent_name = models.CharField(max_length=400, blank=True)
    hq_country = models.ForeignKey(
        Country, on_delete=models.PROTECT, null=True, related_name="+"
    )
    hq_place = models.CharField(max_length=400, blank=True)
    website = models.CharField(max_length=500, blank=True)
    sector = models.SlugField(max_length=80)
    sectors = models.JSONField(default=list)
    sectors_key = models.TextField()
    products = models.JSONField(default=list)
    human_rights_policy_url = models.CharField(max_length=500, blank=True)
    law_enforcement_or_safety_contact_url = models.CharField(max_length=500, blank=True)
    urls_confidence = EnumField(Confidence, blank=True)
    urls_seen = models.JSONField(default=list)
    b_tech_cop_2021 = models.BooleanField(default=False)
    status = EnumField(CompanyStatus)
    listed_because = models.CharField(max_length=400)
    words = models.TextField(blank=True, help_text="folded, for searching")
    sort_key = models.CharField(max_length=400, blank=True, help_text="folded, for sorting")

    class Meta:
        ordering: ClassVar = ["sort_key", "slug"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="directory_company_not_its_own_parent",
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
            ),
            models.CheckConstraint(
                name="directory_company_invented",
                condition=Q(demonstration=False)
                | Q(demonstration=True, slug__startswith=DEMONSTRATION_PREFIX),
            ),
        ]

    def __str__(self) -> str:
        return self.slug


class Session(Record):
    """A session of the Human Rights Council, and its report on communications."""

    number = models.PositiveSmallIntegerField(unique=True)
    kind = models.CharField(max_length=20)
    start = models.DateField()
    end = models.DateField()
    resolutions_adopted = models.PositiveSmallIntegerField(null=True)
    last_adoption_date = models.DateField(null=True)
    communications_report = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="directory_session_in_order", condition=Q(end__gt=F("start"))
            ),
        ]

    def __str__(self) -> str:
        return f"HRC{self.number}"


class Dialogue(Record):
    """A meeting between mandate holders and companies: who, what was asked, what was said."""

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=400)
    held_on = models.DateField()
    host = models.CharField(max_length=400)
    summary = models.TextField()
    aims = models.JSONField(default=list)
    questions = models.JSONField(default=list)
    points = models.JSONField(default=list)
    source_title = models.CharField(max_length=400)
    source_published_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["-held_on", "slug"]

    def __str__(self) -> str:
        return self.slug


class MandatePresent(models.Model):
    """A mandate that took part in a dialogue, and who held it there."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="mandates")
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="dialogues")
    position = models.PositiveSmallIntegerField()
    person = models.CharField(max_length=400)

    class Meta:
        ordering: ClassVar = ["dialogue_id", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="directory_mandate_present_once", fields=["dialogue", "mandate"]
            ),
        ]

    def __str__(self) -> str:
        return self.person


class CompanyPresent(models.Model):
    """A company that took part in a dialogue, and the name it had then."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="companies")
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="dialogues")
    position = models.PositiveSmallIntegerField()
    named_as = models.CharField(max_length=400)

    class Meta:
        ordering: ClassVar = ["dialogue_id", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="directory_company_present_once", fields=["dialogue", "company"]
            ),
        ]

    def __str__(self) -> str:
        return self.named_as


class Upload(models.Model):
    """A file that waits for its changes to be confirmed; whole, as it was checked."""

    public_id = models.UUIDField(unique=True, default=uuid4)
    uploaded_at = models.DateTimeField()
    name = models.CharField(max_length=200)
    body = models.BinaryField()

    class Meta:
        ordering: ClassVar = ["-uploaded_at", "id"]

    def __str__(self) -> str:
        return str(self.public_id)

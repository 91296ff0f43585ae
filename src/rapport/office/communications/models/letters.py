"""A letter, what it says, who signs it."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from rapport.office.communications.rules import SENT_STATES, PartName, SignatureState, State
from rapport.protocol.kinds import LetterType
from rapport.web.fields import EnumField

_SENT = [state.value for state in SENT_STATES]


class Letter(models.Model):
    """A mandate's letter to one company: being made, or fixed as the document that left.

    Day 0 is sent_on. The mandate is the lead's slug; who else signs stands in the signatures.
    """

    public_id = models.UUIDField(unique=True, default=uuid4, editable=False)
    case = models.ForeignKey("office_cases.Case", on_delete=models.PROTECT, related_name="+")
    mandate = models.SlugField(max_length=80)
    type = EnumField(LetterType)
    state = EnumField(State, default=State.DRAFT)
    company = models.SlugField(max_length=80)
    company_name = models.CharField(max_length=400)
    attention = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=500)
    reply_period_days = models.PositiveIntegerField()
    also_written_to = models.JSONField(default=list)
    questions_version = models.PositiveIntegerField(default=0)
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    begun_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawal_reason = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)
    # what is fixed when it leaves
    reference = models.CharField(max_length=80, blank=True)
    recipient = models.ForeignKey(
        "exchange.Contact", on_delete=models.PROTECT, null=True, related_name="+"
    )
    mail_to = models.EmailField(blank=True, help_text="by mail, to a company without a desk")
    post_to = models.TextField(blank=True, help_text="on paper, to a company without a desk")
    dated_on = models.DateField(null=True)
    sent_at = models.DateTimeField(null=True)
    sent_on = models.DateField(null=True)
    reply_due_on = models.DateField(null=True)
    public_from = models.DateTimeField(null=True)
    demonstration = models.BooleanField(default=False)
    # what became of it
    pdf = models.ForeignKey(
        "documents.StoredFile", on_delete=models.PROTECT, null=True, related_name="+"
    )
    pdf_trouble = models.CharField(max_length=80, blank=True, help_text="code: why without PDF")
    package = models.UUIDField(null=True, unique=True)
    received_at = models.DateTimeField(null=True)
    posted_on = models.DateField(null=True, help_text="on paper, as a person recorded")
    accepted_at = models.DateTimeField(
        null=True, help_text="by our mail server; of paper, by whoever took it at the company"
    )
    bounced_at = models.DateTimeField(null=True, help_text="came back, or was not taken")
    refused_at = models.DateTimeField(null=True)
    refusal_reason = models.TextField(blank=True)
    # last, so that SQLite need not read through it for the columns before it
    document = models.TextField(blank=True, help_text="the protocol's document, as JSON")

    class Meta:
        ordering: ClassVar = ["-begun_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["reference"],
                condition=~Q(reference=""),
                name="office_communications_reference_once",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=_SENT,
                    sent_at__isnull=False,
                    sent_on__isnull=False,
                    reply_due_on__isnull=False,
                    public_from__isnull=False,
                )
                & (Q(recipient__isnull=False) | ~Q(mail_to="") | ~Q(post_to=""))
                | (
                    ~Q(state__in=_SENT)
                    & Q(sent_at=None, reference="", document="", mail_to="", post_to="")
                ),
                name="office_communications_sent_whole",
            ),
            models.CheckConstraint(
                condition=Q(reply_due_on=None) | Q(reply_due_on__gt=F("sent_on")),
                name="office_communications_due_after_sending",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["state", "reply_due_on", "id"], name="office_communications_due"
            ),
            models.Index(fields=["state", "sent_on", "id"], name="office_communications_sent"),
            models.Index(fields=["state", "received_at"], name="office_communications_silent"),
            models.Index(fields=["public_from", "id"], name="office_communications_public"),
            models.Index(fields=["begun_at", "id"], name="office_communications_begun"),
            models.Index(fields=["state", "begun_at", "id"], name="office_communications_open"),
        ]

    def __str__(self) -> str:
        return self.reference or str(self.public_id)


class LetterPart(models.Model):
    """A part of a letter as somebody saved it, with its marks. The latest version counts."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="+")
    name = EnumField(PartName)
    version = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["letter", "name", "version"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["letter", "name", "version"], name="office_communications_part_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


class LetterQuestion(models.Model):
    """A numbered question, with its marks. Numbers are 1, 2, 3 … without a gap."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    text = models.TextField()

    class Meta:
        ordering: ClassVar = ["letter", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["letter", "number"], name="office_communications_question_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}"


class LetterFile(models.Model):
    """A file that goes with a letter."""

    public_id = models.UUIDField(unique=True, default=uuid4, editable=False)
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    taken_away_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["at", "id"]

    def __str__(self) -> str:
        return str(self.public_id)


class LetterProfile(models.Model):
    """What later letters are compared with this one by, once somebody decided who signs it.

    Kinds of fact and mandates with their weights; no word of the letter. What was decided
    stands in the signatures and is read there.
    """

    letter = models.OneToOneField(Letter, on_delete=models.CASCADE, related_name="+")
    profile = models.JSONField()
    passed_over = models.JSONField(
        default=list, help_text="mandates suggested first by its words, and not asked"
    )
    noted_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-noted_at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["-noted_at", "-id"], name="office_communications_noted"),
        ]

    def __str__(self) -> str:
        return f"{self.letter_id}"


class Signature(models.Model):
    """A mandate that signs, or was asked to. Title, holder and resolution are kept at sending.

    A yes holds for the text whose fingerprint stands beside it, and for no other.
    """

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="signatures")
    mandate = models.SlugField(max_length=80)
    state = EnumField(SignatureState)
    asked_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    reason = models.TextField(blank=True)
    fingerprint = models.CharField(max_length=64, blank=True, help_text="of the text joined")
    title = models.CharField(max_length=500, blank=True)
    holder = models.CharField(max_length=500, blank=True)
    resolution = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering: ClassVar = ["letter", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["letter", "mandate"], name="office_communications_signature_once"
            ),
            models.UniqueConstraint(
                fields=["letter"],
                condition=Q(state=SignatureState.LEAD.value),
                name="office_communications_one_lead",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mandate} {self.state}"

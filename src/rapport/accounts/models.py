"""Tables of the accounts. No password is kept anywhere: there is no column for one."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac

from rapport.accounts.rules import Notices
from rapport.web.fields import EnumField


class People(BaseUserManager["Person"]):
    """Finds people for Django's sign-in machinery."""

    def get_by_natural_key(self, username: str | None) -> Person:
        """Find by e-mail address, whatever its case."""
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Somebody who works here, or has worked here: never deleted, since what they did stays.

    The public id is the row's id, so that no other number leaves the server, not even inside a
    passkey.
    """

    public_id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    name = models.CharField(max_length=120)
    email = models.CharField(max_length=254, unique=True, help_text="as rules.normal_email")
    language = models.CharField(max_length=16, default="en")
    notices = EnumField(Notices, blank=True, default="", help_text="empty: as their seats say")
    is_active = models.BooleanField(default=True)
    added_at = models.DateTimeField()
    session_round = models.PositiveIntegerField(default=0)

    password = None  # type: ignore[assignment]

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[People] = People()

    class Meta:
        ordering: ClassVar = ["name", "public_id"]

    def __str__(self) -> str:
        return self.name

    def has_usable_password(self) -> bool:
        """There are no passwords."""
        return False

    def get_session_auth_hash(self) -> str:
        """Return what every session of this person carries; a new round ends them all."""
        return self._round_hash(b"")

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        return self._round_hash(secret)

    def _round_hash(self, secret: str | bytes | None) -> str:
        return salted_hmac(
            "rapport.accounts.session",
            f"{self.public_id}:{self.session_round}",
            secret=secret or None,
            algorithm="sha256",
        ).hexdigest()


class PostHeld(models.Model):
    """A seat that a person holds or held. Ended, never deleted."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts")
    seat = models.CharField(max_length=40)
    unit = models.CharField(max_length=80, blank=True)
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["given_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "seat", "unit"],
                condition=models.Q(ended_at=None),
                name="accounts_post_open_once",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["seat", "unit"], name="accounts_post_seat")]

    def __str__(self) -> str:
        return f"{self.seat} {self.unit}".strip()


class Invitation(models.Model):
    """Somebody asked to join, with the seats they will hold. Only the token's hash is kept."""

    public_id = models.UUIDField(unique=True, default=uuid4, editable=False)
    name = models.CharField(max_length=120)
    email = models.CharField(max_length=254)
    language = models.CharField(max_length=16, default="en")
    posts = models.JSONField()
    # Null until the mail is written: only then is there a token.
    token_hash = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001
    invited_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["made_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(accepted_at=None) | models.Q(withdrawn_at=None),
                name="accounts_invitation_one_fate",
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)


class SigninLink(models.Model):
    """A link that signs a person in once. Only a hash of its token is kept."""

    token_hash = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d %H:%M}"


class OpenSession(models.Model):
    """A browser in which a person is signed in. No address is kept, only the browser's kind."""

    public_id = models.UUIDField(unique=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    session_key = models.CharField(max_length=40, unique=True)
    browser = models.CharField(max_length=120, blank=True)
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-seen_at", "id"]

    def __str__(self) -> str:
        return str(self.public_id)


class ProgramKey(models.Model):
    """A key by which a program acts for a person, within scopes. Only its hash is kept."""

    public_id = models.UUIDField(unique=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80, help_text="which program, in the person's words")
    scopes = models.JSONField()
    key_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-made_at", "-id"]

    def __str__(self) -> str:
        return str(self.public_id)

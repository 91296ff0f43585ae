"""What django-allauth is told of our people: no sign-up, no passwords, our own sessions."""

from __future__ import annotations

import base64
from typing import Any, ClassVar, Final
from uuid import UUID

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.translation import gettext_lazy as _
from qrcode.image.svg import SvgPathFillImage

from rapport.accounts import selectors, services
from rapport.accounts.middleware import browser_of
from rapport.accounts.models import Person
from rapport.foundation import clock
from rapport.foundation.acts import Act, Door

NOTES: Final = {
    "mfa/email/webauthn_added": (services.note_factor_added, "webauthn"),
    "mfa/email/totp_activated": (services.note_factor_added, "totp"),
    "mfa/email/recovery_codes_generated": (services.note_factor_added, "recovery_codes"),
    "mfa/email/webauthn_removed": (services.note_factor_removed, "webauthn"),
    "mfa/email/totp_deactivated": (services.note_factor_removed, "totp"),
}


class Backend(BaseBackend):
    """Finds who is signed in. It authenticates nobody: no credentials pass through Django."""

    def get_user(self, user_id: UUID) -> Person | None:
        """Return the person of a session while they are still here."""
        return selectors.find_active_person(user_id)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-in as allauth drives it, with our rules."""

    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": _("Too many tries. Wait ten minutes, then try again."),
        "rate_limited": _("Too many tries. Wait ten minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs themself up: people are invited."""
        return False

    def get_login_stages(self) -> list[str]:
        """Name the one stage after a link: the second factor."""
        return ["allauth.mfa.stages.AuthenticateStage"]

    def login(self, request: HttpRequest, user: Person) -> None:
        """Sign in: the session gets a new key and is listed, and the journal says so."""
        super().login(request, user)
        request.session.save()
        act = Act(selectors.actor_of(user), clock.now(), Door.PAGE)
        services.begin_session(
            act,
            session_key=request.session.session_key or "",
            browser=browser_of(request),
            by=_ways(request, user),
        )

    def add_message(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Say nothing of its own: our pages say what was done."""

    def respond_user_inactive(self, request: HttpRequest, user: Person) -> HttpResponse:
        """Tell somebody whose access has ended what everybody is told who cannot come in."""
        return HttpResponseRedirect(reverse("accounts:sign_in"))

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """One page of ours asks again for any second factor."""
        if not isinstance(user, Person):
            return []
        return [{"id": "prove", "description": "", "url": reverse("accounts:prove")}]

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Person,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Note a change of factors in the journal, and have our own mail sent."""
        if template_prefix in NOTES:
            note, kind = NOTES[template_prefix]
            note(Act(selectors.actor_of(user), clock.now(), Door.PAGE), kind=kind)


def _ways(request: HttpRequest, person: Person) -> str:
    """Return how a person proved themself in this session: "link totp", "webauthn"."""
    records = get_authentication_records(request, person)
    return " ".join(str(one.get("type") or one["method"]) for one in records)


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors as allauth keeps them, with our names and our sealing."""

    error_messages: ClassVar = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This did not work. Try again, or use another way."),
    }

    def encrypt(self, text: str) -> str:
        """Seal an authenticator app's secret with a key made from the installation's own."""
        return _seal().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """Open what encrypt has sealed, also under an earlier key."""
        return _seal().decrypt(encrypted_text).decode()

    def get_totp_issuer(self) -> str:
        """Return the name under which an app shows its codes."""
        return f"Rapport {settings.RAPPORT_NAME}"

    def build_totp_svg(self, url: str) -> str:
        """Draw the picture for an app, on white ground: it is read in the dark too."""
        drawn = qrcode.make(url, image_factory=SvgPathFillImage)
        return str(drawn.to_string(encoding="unicode"))

    def generate_authenticator_name(self, user: Person, type: Authenticator.Type) -> str:
        """Name a passkey after the day it was made, until its person gives it a name."""
        return f"{clock.machine_now():%Y-%m-%d}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Bind passkeys to the host name of the settings, whatever name a request came by."""
        host = settings.RAPPORT_URL.split("://", 1)[1].split("/", 1)[0].rsplit(":", 1)[0]
        return {"id": host, "name": f"Rapport {settings.RAPPORT_NAME}"}

    def get_public_key_credential_user_entity(self, user: Person) -> dict[str, Any]:
        """Return what a passkey keeps of its person: public id, name, address."""
        return {
            "id": user.public_id.hex.encode("ascii"),
            "display_name": user.name,
            "name": user.email,
        }


def _seal() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _derived(secret: str | bytes) -> bytes:
    derive = HKDF(SHA256(), length=32, salt=None, info=b"rapport accounts factors v1")
    return base64.urlsafe_b64encode(derive.derive(force_bytes(secret)))

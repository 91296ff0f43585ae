"""Write mails about accounts, in the language of whom they are for."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _


def write(to: str, language: str, template: str, facts: dict[str, object]) -> None:
    """Write a mail. Its subject names no matter, and no person."""
    with translation.override(language):
        facts = {
            **facts,
            "installation": settings.RAPPORT_NAME,
            "url": f"{settings.RAPPORT_URL}{facts.get('path', '')}",
        }
        subject = {
            "signin_link": _("Your sign-in link"),
            "invitation": _("You are invited"),
            "notice": _("About your account"),
        }[template]
        body = render_to_string(f"accounts/mail/{template}.txt", facts)
    send_mail(subject, body, None, [to])

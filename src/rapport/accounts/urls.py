"""Addresses of sign-in, of one's own account, and of people and seats."""

from __future__ import annotations

from django.urls import include, path

from rapport.accounts.views import factors, keys, mine, people, signin

ours = [
    path("sign-in", signin.sign_in, name="sign_in"),
    path("sign-in/passkey", signin.passkey, name="passkey"),
    path("sign-in/link/<str:token>", signin.link, name="link"),
    path("sign-out", signin.sign_out, name="sign_out"),
    path("invitation/<str:token>", signin.invitation, name="invitation"),
    path("account", mine.me, name="me"),
    path("account/notices", mine.notices, name="notices"),
    path("account/sessions/end", mine.end_sessions, name="end_my_sessions"),
    path("account/sessions/<uuid:session_id>/end", mine.end_session, name="end_my_session"),
    path("account/second-factor", factors.secure, name="secure"),
    path("account/passkeys/add", factors.add_passkey, name="add_passkey"),
    path("account/passkeys/<str:factor>/remove", factors.remove_passkey, name="remove_passkey"),
    path("account/app/add", factors.add_app, name="add_app"),
    path("account/app/remove", factors.remove_app, name="remove_app"),
    path("account/recovery-codes", factors.recovery_codes, name="recovery_codes"),
    path("account/prove", factors.prove, name="prove"),
    path("account/keys", keys.keys, name="keys"),
    path("account/keys/<uuid:key_id>/end", keys.end_key, name="end_key"),
    path("people", people.people, name="people"),
    path("people/invite", people.invite, name="invite"),
    path(
        "people/invitations/<uuid:invitation_id>/withdraw",
        people.withdraw,
        name="withdraw_invitation",
    ),
    path("people/<uuid:person_id>", people.person, name="person"),
    path("people/<uuid:person_id>/remove", people.remove, name="remove"),
    path("people/<uuid:person_id>/reset", people.reset, name="reset"),
    path("people/<uuid:person_id>/email", people.email, name="change_email"),
    path("people/<uuid:person_id>/sign-out", people.end_sessions, name="end_sessions"),
]

urlpatterns = [
    path("", include((ours, "accounts"))),
    # Names under which django-allauth looks for its pages; ours stand there.
    path("sign-in/second-factor", signin.second_factor, name="mfa_authenticate"),
    path("sign-in", signin.sign_in, name="account_login"),
]

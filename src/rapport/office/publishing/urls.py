"""Addresses of publishing."""

from __future__ import annotations

from django.urls import path

from rapport.office.publishing import views

app_name = "office_publishing"
urlpatterns = [
    path("letters/<uuid:letter_id>/publication", views.publication, name="publication"),
    path("letters/<uuid:letter_id>/publication/confirm", views.confirm, name="confirm"),
    path("letters/<uuid:letter_id>/publication/notice", views.notice, name="notice"),
]

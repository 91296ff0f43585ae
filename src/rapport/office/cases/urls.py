"""Addresses of cases and of the persons in them."""

from __future__ import annotations

from django.urls import path

from rapport.office.cases.views import cases, persons

app_name = "office_cases"
urlpatterns = [
    path("", cases.cases, name="cases"),
    path("open", cases.open_case, name="open"),
    path("<uuid:case_id>", cases.case, name="case"),
    path("<uuid:case_id>/edit", cases.edit, name="edit"),
    path("<uuid:case_id>/share", cases.share, name="share"),
    path("<uuid:case_id>/close", cases.close, name="close"),
    path("<uuid:case_id>/persons/new", persons.enter, name="enter_person"),
    path("<uuid:case_id>/persons/<int:number>", persons.person, name="person"),
    path("<uuid:case_id>/persons/<int:number>/edit", persons.edit, name="edit_person"),
    path("<uuid:case_id>/persons/<int:number>/consent", persons.consent, name="consent"),
]

"""Addresses of the directory. An archive shows all but the import to anybody."""

from __future__ import annotations

from django.urls import path

from rapport.directory.views import companies, files, mandates, meetings

app_name = "directory"
urlpatterns = [
    path("mandates", mandates.mandates, name="mandates"),
    path("mandates/<slug:slug>", mandates.mandate, name="mandate"),
    path("mandates/<slug:slug>/record.json", mandates.mandate_json, name="mandate_json"),
    path("companies", companies.companies, name="companies"),
    path("companies/<slug:slug>", companies.company, name="company"),
    path("companies/<slug:slug>/record.json", companies.company_json, name="company_json"),
    path("sessions", meetings.sessions, name="sessions"),
    path("dialogue", meetings.dialogue, name="dialogue"),
    path("dialogues/<slug:slug>", meetings.dialogue, name="dialogue"),
    path("dialogues/<slug:slug>/record.json", meetings.dialogue_json, name="dialogue_json"),
    path("export", files.export, name="export"),
    path("import", files.import_file, name="import"),
    path("import/<uuid:upload_id>", files.compare, name="compare"),
]

"""Addresses of the record. All of it is public."""

from __future__ import annotations

from django.urls import path

from rapport.archive import views

app_name = "archive"
urlpatterns = [
    path("", views.home, name="home"),
    path("letters", views.letters, name="letters"),
    path("letters.json", views.letters_json, name="letters_json"),
    path("letters/<slug:slug>", views.letter, name="letter"),
    path("letters/<slug:slug>.json", views.letter_json, name="letter_json"),
    path("letters/<slug:slug>/files/<str:sha256>", views.file, name="file"),
    path("letters/<slug:slug>/<str:name>", views.paper, name="paper"),
    path("protocol", views.protocol, name="protocol"),
    path("protocol.json", views.protocol_json, name="protocol_json"),
    path("protocol/schema/<str:name>", views.schema, name="schema"),
    path("themes", views.themes_page, name="themes"),
    path("themes.json", views.themes_json, name="themes_json"),
    path("themes.csv", views.themes_csv, name="themes_csv"),
    path("themes.jsonld", views.themes_skos, name="themes_skos"),
    path("themes/<int:version>", views.themes_page, name="themes_version"),
    path("themes/<int:version>.json", views.themes_json, name="themes_version_json"),
    path("themes/<int:version>.csv", views.themes_csv, name="themes_version_csv"),
    path("themes/<int:version>.jsonld", views.themes_skos, name="themes_version_skos"),
    path("themes/<int:version>/<slug:slug>", views.theme_page, name="theme_version"),
    path("themes/<int:version>/<slug:slug>.json", views.theme_json, name="theme_version_json"),
    path("themes/<slug:slug>", views.theme_page, name="theme"),
    path("themes/<slug:slug>.json", views.theme_json, name="theme_json"),
]

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
]

"""The choice of language, what Rapport says about itself, and the living style page."""

from django.urls import path

from rapport.web import views

app_name = "web"
urlpatterns = [
    path("language", views.language, name="language"),
    path("help", views.help_page, name="help"),
    path("accessibility", views.accessibility, name="accessibility"),
    path("privacy", views.privacy, name="privacy"),
    path("style", views.style, name="style"),
]

"""The addresses of `web` alone, for templates that name them."""

from django.urls import include, path

urlpatterns = [path("", include("rapport.web.urls"))]

"""The door for packages."""

from django.urls import path

from rapport.exchange import views

app_name = "exchange"
urlpatterns = [path("v1/packages", views.packages, name="packages")]

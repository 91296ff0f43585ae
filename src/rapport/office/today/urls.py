"""The address of Today."""

from django.urls import path

from rapport.office.today import views

app_name = "office_today"
urlpatterns = [path("", views.today, name="today")]

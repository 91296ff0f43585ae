"""The addresses of the table: the lead's, and two that anybody may open."""

from django.urls import path

from rapport.desk.table import views

app_name = "desk_table"
urlpatterns = [
    path("areas/table", views.table, name="table"),
    path("areas/table/publish", views.publish, name="publish"),
    path("areas/table/withdraw", views.withdraw, name="withdraw"),
    path("areas/table/send", views.send, name="send"),
    path("areas/table/versions/<uuid:version_id>", views.version, name="version"),
    path("who-answers", views.who_answers, name="who_answers"),
    path("exchange/v1/routing-table.rapport", views.signed, name="signed"),
]

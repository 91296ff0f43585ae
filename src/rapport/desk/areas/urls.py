"""The addresses of the issue areas."""

from django.urls import path

from rapport.desk.areas import views

app_name = "desk_areas"
urlpatterns = [
    path("areas", views.areas, name="areas"),
    path("areas/new", views.new, name="new"),
    path("areas/forget", views.forget, name="forget"),
    path("areas/absences", views.absences, name="absences"),
    path("areas/absences/<uuid:absence_id>/end", views.end_absence, name="end_absence"),
    path(
        "areas/responsibilities/<uuid:responsibility_id>/end",
        views.end_responsibility,
        name="end_responsibility",
    ),
    path("areas/<uuid:area_id>", views.area, name="area"),
    path("areas/<uuid:area_id>/themes", views.themes, name="themes"),
    path("areas/<uuid:area_id>/themes/packaged", views.take_packaged, name="take_packaged"),
    path("areas/<uuid:area_id>/switch", views.switch, name="switch"),
    path(
        "areas/<uuid:area_id>/responsibilities", views.responsibilities, name="responsibilities"
    ),
]

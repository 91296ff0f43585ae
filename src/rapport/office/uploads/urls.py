"""The addresses of the uploads: for strangers with a code, and for clients of tus."""

from django.urls import path

from rapport.office.uploads.views import pages, tus

app_name = "office_uploads"
urlpatterns = [
    path("upload", pages.enter, name="enter"),
    path("upload/files", pages.files, name="files"),
    path("upload/files/one", pages.one, name="one"),
    path("upload/files/<uuid:upload_id>/remove", pages.remove, name="remove"),
    path("upload/leave", pages.leave, name="leave"),
    path("upload/receipts/<uuid:delivery_id>", pages.receipt, name="receipt"),
    path("upload/tus", tus.begin, name="tus"),
    path("upload/tus/<uuid:upload_id>", tus.upload, name="tus_upload"),
]

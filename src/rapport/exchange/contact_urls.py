"""Addresses of contacts, for administrators on every side."""

from django.urls import path

from rapport.exchange.views import contacts, kept

app_name = "contacts"
urlpatterns = [
    path("", contacts.contacts, name="contacts"),
    path("card.json", contacts.own_card, name="card"),
    path("add", contacts.add, name="add"),
    path("kept", kept.kept, name="kept"),
    path("kept/<uuid:kept_id>/again", kept.take, name="take_kept"),
    path("kept/<uuid:kept_id>/aside", kept.put_aside, name="put_kept_aside"),
    path("<uuid:contact_id>", contacts.contact, name="contact"),
    path("<uuid:contact_id>/verify", contacts.verify, name="verify"),
    path("<uuid:contact_id>/road", contacts.road, name="road"),
    path("<uuid:contact_id>/ask", contacts.ask, name="ask"),
    path("<uuid:contact_id>/revoke", contacts.revoke, name="revoke"),
]

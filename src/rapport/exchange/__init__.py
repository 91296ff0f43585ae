"""Outbox and inbox: packages to and from other installations, each delivered until receipted.

Owns: contacts, outgoing and incoming packages, what was refused and kept aside.
Stands on: foundation, protocol, web, journal, documents.
Start reading at: services.
"""

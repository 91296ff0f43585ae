"""Outbox and inbox: packages to and from other installations, each delivered until receipted.

Owns: our own keys, contacts, outgoing and incoming packages, what was refused and kept aside.
Stands on: foundation, protocol, web, journal, accounts, documents.
Start reading at: services.
"""

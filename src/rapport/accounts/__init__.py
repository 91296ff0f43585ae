"""People, the seats they hold, and how they sign in: links, passkeys, codes; no passwords.

Owns: persons, posts held, invitations, one-time links, the list of sessions.
Stands on: foundation, web, journal, directory.
Start reading at: services.
"""

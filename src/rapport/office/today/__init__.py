"""The office's Today: what waits for each seat, most urgent first, and what follows.

Owns: no tables; which letters ask what of whom.
Stands on: foundation, protocol, web, journal, directory, accounts, exchange, mail,
notices, office.seats, office.communications, office.publishing.
Start reading at: selectors.waits_for.
"""

"""Who answers which question, and the company's own dates on the way to day 60.

Owns: assignments, the internal targets.
Stands on: foundation, protocol, web, journal, directory, accounts, desk.seats,
desk.inbox, desk.areas.
Start reading at: rules.
"""

"""Who answers for what, as others see it: functions, no persons; published, signed, replaced.

Owns: the draft of the table, what was published of it and to whom.
Stands on: foundation, protocol, web, journal, directory, accounts, matching, documents,
exchange, desk.seats, desk.inbox, desk.areas.
Start reading at: rules, then services.
"""

"""The pages that put all rooms together: Today, the letters, one letter, what happened.

Owns: no tables; what waits for whom, and how a letter stands.
Stands on: foundation, protocol, web, journal, accounts, documents, exchange, notices,
desk.seats, desk.inbox, desk.routing, desk.replies.
Start reading at: selectors.
"""

"""What a company divides its letters by, who answers for it, and what people decided before.

Owns: issue areas, responsibilities with deputies, absences; decisions, from which suggestions
learn.
Stands on: foundation, web, journal, directory, accounts, matching, desk.seats,
desk.inbox.
Start reading at: rules, then selectors.suggesting.
"""

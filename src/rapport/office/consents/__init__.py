"""Who is named in a case, and to whom: persons, their consents, texts as each reader may read them.

Owns: persons of a case, what they answered; `render`, the only way from a marked text to a reader.
Stands on: foundation, web, journal, accounts.
Start reading at: selectors.render.
"""

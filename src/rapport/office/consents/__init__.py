"""Who is named in a case, and to whom: persons, consents, texts as each reader may read them.

Owns: persons of a case, their answers; `render`, the only way from a marked text to a reader.
Stands on: foundation, web, journal, accounts.
Start reading at: selectors.render.
"""

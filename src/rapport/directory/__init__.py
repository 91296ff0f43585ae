"""The directory: mandates, holders and their terms, companies, countries, sessions, dialogues.

Owns: public facts, each with its source, date and confidence; nothing here is confidential.
Stands on: foundation, web, journal.
Start reading at: schemas, then services.load.
"""

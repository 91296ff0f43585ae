"""Letters as they arrived: kept whole, their dates checked, their questions numbered.

Owns: letters, questions, the letters' files; who may see which.
Stands on: foundation, protocol, web, journal, accounts, documents, exchange, desk.seats.
Start reading at: services.receive_letter.
"""

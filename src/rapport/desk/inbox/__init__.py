"""Letters as they arrived: kept whole, their dates checked, their questions numbered.

Owns: letters, questions, files, what was said about letters since; who may see which.
Stands on: foundation, protocol, web, journal, directory, accounts, documents, exchange,
desk.seats.
Start reading at: services.receive_letter.
"""

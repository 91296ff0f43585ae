"""Letters as they arrived: kept whole, their dates checked, their questions numbered.

Owns: letters, questions, files, what was said about letters since; files handed in that are no
package, and what was read in them; who may see which.
Stands on: foundation, protocol, web, journal, language, directory, accounts, documents,
reading, exchange, desk.seats.
Start reading at: services.receive_letter.
"""

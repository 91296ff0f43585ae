"""The public version of a letter and its replies: made anew, checked, confirmed, handed over.

Owns: publications, each with the text that left and what became of it.
Stands on: foundation, protocol, web, journal, accounts, documents, exchange, mail,
office.seats, office.consents, office.cases, office.communications.
Start reading at: services.publish_letter.
"""

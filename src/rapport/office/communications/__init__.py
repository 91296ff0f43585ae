"""Letters of mandates to companies: drafted, joined, cleared, sent; the replies, assessed.

Owns: letters, their parts, questions, files and signatures; replies and assessments;
what suggestions of mandates learn.
Stands on: foundation, protocol, web, journal, directory, accounts, matching, documents,
exchange, mail, reading, office.seats, office.companies, office.consents, office.cases,
office.uploads.
Start reading at: rules, then services.sending.
"""

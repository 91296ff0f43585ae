"""Large answers of companies without a desk, sent in pieces to a page that a code opens.

Owns: upload codes, deliveries and the pieces of their files until they are sent off.
Stands on: foundation, web, journal, documents, mail.
Start reading at: rules, then services.pieces.
"""

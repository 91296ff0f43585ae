"""Letters by e-mail: out by SMTP, in by IMAP, for those who have no Rapport.

Owns: an address for each matter, messages out and what the server said, messages as they came,
and those that the server does not hand out.
Stands on: foundation, journal, web, documents, reading.
Start reading at: rules.
"""

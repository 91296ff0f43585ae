"""Letters and replies that others wrote: text out of files, facts of a letter, codes on scans.

Owns: the process that opens foreign files, the reader of letters and of replies. No tables.
Stands on: foundation, protocol, language, directory, documents.
Start reading at: services, then letter.
"""

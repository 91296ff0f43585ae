"""The public record: letters and replies that an office published, facts of public sources.

Owns: published letters with their versions, records loaded from files, words to find them by.
Stands on: foundation, protocol, web, journal, language, directory, matching, documents,
reading, exchange.
Start reading at: services.receive_publication.
"""

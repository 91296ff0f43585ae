"""The interface by which a company's own programs read letters and hand in answers.

Owns: what was done under which idempotency key. A program acts for the person whose key it
shows, by the same commands and rules as that person's pages, and within the key's scopes.
Stands on: foundation, protocol, web, accounts, documents, desk.inbox, desk.routing,
desk.replies.
Start reading at: views.
"""

"""Answers question by question, counsel's sealed notes, approval, and the reply that leaves.

Owns: versions of answers, comments, notes, legal checks, attachments, replies and their steps;
that two letters are one, since all work on them is known here.
Stands on: foundation, protocol, web, journal, accounts, documents, exchange, desk.seats,
desk.inbox, desk.areas, desk.routing.
Start reading at: rules, then services.replies.
"""

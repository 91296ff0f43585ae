"""The append-only record of events, and the queue of work that follows from them.

Owns: entries (act, name, matter, plain values) and jobs; the page of work that was given up.
Stands on: foundation, web.
Start reading at: services.
"""

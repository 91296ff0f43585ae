"""Cases: one situation, the mandates that share it, the persons in it.

Owns: cases, who shares them; which of them an actor may know of.
Stands on: foundation, web, journal, directory, accounts, office.seats, office.consents.
Start reading at: services.open_case.
"""

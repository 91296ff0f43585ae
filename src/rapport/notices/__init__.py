"""Messages without content: that something waits in Rapport, to those who want to be told.

Owns: what each person has seen and was told of, when the next look is due.
Stands on: foundation, journal, accounts, mail.
Start reading at: rules.
"""

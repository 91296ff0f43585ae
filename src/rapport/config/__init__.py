"""Settings, addresses and wiring: what an installation of one side is made of.

Owns: the environment's names and defaults, each side's URLs, which event meets which reaction.
Stands on: every room. Nothing but cli imports it.
Start reading at: settings.
"""

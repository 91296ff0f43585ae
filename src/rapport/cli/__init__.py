"""The `rapport` command.

Owns: the command line's entrance, setting up and serving an installation.
Stands on: every room.
Start reading at: main.
"""

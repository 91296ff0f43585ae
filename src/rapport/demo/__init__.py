"""A small permanent cast and its story, told through commands: `rapport demo`, tests, pictures.

Owns: the invented people, their letters, and the stage on which all sides run on one machine.
Stands on: every room below; no side's insides are shown to another.
Start reading at: cast.
"""

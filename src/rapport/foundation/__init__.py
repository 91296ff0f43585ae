"""What every room stands on: acts, errors, events, the one clock, the marking of texts.

Owns: the words in which a change, a refusal and a piece of news are said.
Stands on: nothing; plain Python, no Django, no tables.
Start reading at: acts.
"""

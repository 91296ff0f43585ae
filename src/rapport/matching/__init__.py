"""Which mandates a text concerns, and the words of it that say so.

Owns: the lexicon of facts, the learned weights of words, the ranking. No tables, no network.
Stands on: protocol, language, directory.
Start reading at: ranking, then lexicon and data/README.md.
"""

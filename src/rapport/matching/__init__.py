"""Which mandates and issue areas a text concerns, and the words of it that say so.

Owns: the lexicon of facts, the learned weights of words, the ranking; the issue areas that come
with Rapport, and how texts that people decided on are compared with a new one. No tables, no
network.
Stands on: protocol, language, directory.
Start reading at: ranking, then area_ranking, precedents, lexicon and data/README.md.
"""

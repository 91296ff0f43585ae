"""Which mandates and issue areas a text concerns, and the words of it that say so.

Owns: the lexicon of facts, the learned weights of words, the ranking; the issue areas that come
with Rapport, and how texts that people decided on are compared with a new one; the map from
these areas to the themes of others. No tables, no network.
Stands on: protocol, web, language, directory.
Start reading at: ranking, then area_ranking, precedents, themes, lexicon and data/README.md.
"""

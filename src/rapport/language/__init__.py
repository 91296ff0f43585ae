"""The analyser: the words of a text in six languages, as they can be compared.

Owns: normalising, segmenting and stemming; the forms of a word that searches find together; the
guess which language a text is in. No tables of a database.
Stands on: web; Snowball's stemmers (PyStemmer).
Start reading at: analyser, then tests/language/vectors.json.
"""

"""Test vectors: packages, cards, seals and codes that another language can run.

Made from fixed keys, the same bytes each time. Every key in here is public: never use one.

Start reading at: writing.
"""

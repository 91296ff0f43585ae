"""What the sides say to each other: kinds, manifest and signature, seal, cards, references.

Owns: the published language of the packages. A third party could import it alone.
Stands on: foundation; pydantic, cryptography, pyrage. No Django, no tables.
Start reading at: package.
"""

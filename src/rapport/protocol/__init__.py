"""What the sides say to each other: kinds, manifest and signature, references, deadlines.

Owns: the published language of the packages. A third party could import it alone.
Stands on: foundation; pydantic, cryptography. No Django, no tables.
Start reading at: package.
"""

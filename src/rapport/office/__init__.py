"""The side of the mandates: cases, letters, replies, what becomes public.

Owns: nothing itself; its rooms do.
Stands on: the shared rooms.
Start reading at: seats.
"""

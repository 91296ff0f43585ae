"""The desk: one company's side. Letters arrive, owners answer, the reply leaves.

Owns: nothing itself; its rooms do, and seats.py says who may do what.
Stands on: every shared room; knows no other side.
Start reading at: seats, then inbox.
"""

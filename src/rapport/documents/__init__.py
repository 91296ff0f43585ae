"""Stored bytes, known by their hash; letters and replies into PDF, in a process of its own.

Owns: stored files, the renderer.
Stands on: foundation, protocol, web.
Start reading at: services.
"""

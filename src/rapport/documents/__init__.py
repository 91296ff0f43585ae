"""Stored bytes, known by their hash; letters and replies into PDF; backups and exports.

Owns: stored files and what was found in them, the renderer (a process of its own), the forms
of backup and export.
Stands on: foundation, protocol, web.
Start reading at: services.
"""

"""Stored bytes, known by their hash; letters and replies into PDF; backups and exports.

Owns: stored files, the renderer (a process of its own), the forms of backup and export.
Stands on: foundation, protocol, web.
Start reading at: services.
"""

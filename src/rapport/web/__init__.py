"""What every page and table has in common: base page, components, languages, fields, manners.

Owns: the design language, the look of refusals, what differs between the databases.
Stands on: foundation, protocol.
Start reading at: requests.
"""

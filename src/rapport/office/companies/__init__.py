"""What companies say of themselves: which of their functions answers for what.

Owns: the tables of functions as they came, the earlier ones too.
Stands on: foundation, protocol, web, journal, directory, matching, exchange.
Start reading at: selectors.
"""

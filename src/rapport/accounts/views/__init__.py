"""Doors of the accounts: signing in, second factors, one's own account, people and seats."""

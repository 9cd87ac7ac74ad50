"""Reusable rule kinds: small values with parameters; no province is named here."""

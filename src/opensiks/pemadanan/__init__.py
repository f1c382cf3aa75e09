"""Matching with the civil register; it writes results, never the registry."""

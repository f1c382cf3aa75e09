"""The registry itself: families, persons, membership, immutable versions, findings."""

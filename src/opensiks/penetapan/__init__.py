"""The immutable monthly list."""

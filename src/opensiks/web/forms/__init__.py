"""Plain forms: parse and clean, never save."""

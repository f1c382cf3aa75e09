"""Upload links: a phone without an account brings photographed pages to one thing, for half an hour."""

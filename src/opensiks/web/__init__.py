"""Server-rendered pages: open the door, do one thing, show one page."""

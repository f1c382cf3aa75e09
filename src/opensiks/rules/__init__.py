"""The rulebook: what the regulation says, in pure Python. No Django, no clock, no database."""

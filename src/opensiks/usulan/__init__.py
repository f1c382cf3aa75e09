"""Change requests of every jenis, moved by the table in rules/usulan.py."""

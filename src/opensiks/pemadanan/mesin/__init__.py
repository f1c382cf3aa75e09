"""Matching two registers set by set in DuckDB: files in, one file out, no database and no Django."""

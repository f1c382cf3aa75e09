"""Matching beyond one machine: Spark moves blocks of rows, the engine's own SQL (`pemadanan.mesin`) judges them."""

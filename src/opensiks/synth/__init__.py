"""Synthetic families for demonstrations and tests: seedable, with safe NIK and known answers.

Nothing here is a real person. Serials of NIK and KK are drawn from 5000-9998, which the civil registry's
counters (0001 upwards, per area and day) do not reach (R99).
"""

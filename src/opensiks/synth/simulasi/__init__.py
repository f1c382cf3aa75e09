"""A seeded world of villages without a line: laptops, sticks, a Dinas and a server, and all that goes wrong.

The world decides only what people do and what breaks. Packages are made by the worksheet's own core and opened and
judged by the server's own; afterwards `periksa` proves that nothing was lost, counted twice, done without right or
hidden. Keys are real and differ from run to run; what happens is decided by the seed alone.
"""

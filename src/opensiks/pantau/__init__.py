"""Looking over many areas at once: the board. It reads, and never writes."""

"""The village meeting, its minutes, and the SPTJM that may stand in for it."""

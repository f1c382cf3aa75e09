"""Offline packages: deposited, judged line by line, answered; devices, keys, and the worksheet that goes down."""

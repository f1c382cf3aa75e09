"""Notices: posted with the act that causes them, read on the page, sent by e-mail."""

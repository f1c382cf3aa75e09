"""No line of log carries a NIK or KK: every record is written out here once, with its numbers hidden."""

from __future__ import annotations

import logging
import traceback

from opensiks.rules.nik import mask_log


class SamarFilter(logging.Filter):
    """Hides every NIK and KK in the message, its arguments, and the traceback; lets every record through."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = mask_log(_write(record)), None
        if record.exc_info and record.exc_info[0] is not None:
            record.exc_text = mask_log("".join(traceback.format_exception(*record.exc_info)).rstrip("\n"))
            # What a handler formats again from here would be unmasked.
            record.exc_info = None
        elif record.exc_text:
            record.exc_text = mask_log(record.exc_text)
        if record.stack_info:
            record.stack_info = mask_log(record.stack_info)
        return True


def _write(record: logging.LogRecord) -> str:
    """The message with its arguments; a record that does not fit them is still told, not lost."""
    try:
        return record.getMessage()
    except (TypeError, ValueError):
        return f"{record.msg} {record.args}"

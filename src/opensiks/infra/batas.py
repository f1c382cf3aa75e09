"""How long one transaction may keep others waiting.

A process that is stopped in the middle of its transaction keeps its locks for as long as its connection lives: the
machine sleeps, the container is paused, the line to the database is cut. The database ends it instead, and whoever
waited goes on.
"""

from django.conf import settings
from django.db import connection

# A statement of the judging takes milliseconds, of twenty thousand lines some seconds; whoever waits for a lock waits
# for one that stands still to be ended (a minute), and for those before him in the line.
TUNGGU = 180


def limit_transaction() -> None:
    """From here to its end: ended when its process says nothing for OPENSIKS_BATAS_DIAM seconds; a statement, and the
    wait for a lock, refused after TUNGGU seconds (OperationalError; the job is tried again)."""
    batas = {
        "idle_in_transaction_session_timeout": settings.OPENSIKS_BATAS_DIAM,
        "lock_timeout": TUNGGU,
        "statement_timeout": TUNGGU,
    }
    with connection.cursor() as cursor:
        pilih = ", ".join(["set_config(%s, %s, true)"] * len(batas))
        cursor.execute(f"SELECT {pilih}", [x for nama, detik in batas.items() for x in (nama, f"{detik}s")])

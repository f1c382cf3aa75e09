"""The timetable: which job starts by itself, and when. Cron in UTC; 17.05 UTC is 00.05 WIB, 01.05 WITA, 02.05 WIT.

At that hour all three zones have the same date, so one run a day is right for every village.
"""

JADWAL: dict[str, str] = {
    "verval.harian": "5 17 * * *",
    "verval.tutup": "35 17 * * *",
    # Six in the morning WIB: after the night's warnings, before the office opens.
    "kabar.harian": "0 23 * * *",
    # Every hour: what a crash left behind, and lines whose photo came or whose window opened.
    "paket.lagi": "20 * * * *",
}

"""What the application's database role may do: read and add, change where allowed, hardly ever delete."""

# Rows written once. No UPDATE, no DELETE, for anyone but a migration. Names are shell patterns of tables.
APPEND_ONLY = (
    "jejak_jejak",
    "keluarga_keluargaversi",
    "keluarga_individuversi",
    "keluarga_foto",
    "keluarga_impor",
    "verval_perpanjangan",
    "verval_riwayatdesa",
    "verval_catatan",
    "verval_peringatan",
    "kabar_dibaca",
    "kabar_terkirim",
    "usulan_rincianusulan",
    "usulan_riwayatusulan",
    "usulan_bukti",
    "musyawarah_keberatan",
    "pengesahan_serahan",
    "pengesahan_tandaterima",
    "pengesahan_pengesahandesa",
    "pengesahan_pengesahanbaris",
    "pemadanan_hasilpadan",
    "pemadanan_calon",
    "pemadanan_tinjauan",
    "pemadanan_putusantinjauan",
    "pemadanan_bataltinjauan",
    "pemadanan_konfirmasi",
    "pemadanan_angkapadan",
    "penetapan_*",
    "bansos_*",
    "paket_kuncikantor",
    "paket_tandaterima",
)

# Housekeeping of the framework and the job queue, where deleting is the normal end. No registry row is here.
DELETABLE = (
    "django_session",
    "account_*",
    "procrastinate_*",
)

# The framework's own records of the schema: read only.
READ_ONLY = ("django_migrations", "django_content_type", "auth_permission")

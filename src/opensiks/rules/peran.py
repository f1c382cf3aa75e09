"""Who may do what: Peran x Izin. Place (Cakupan) and state (the transition tables) are asked elsewhere."""

from enum import StrEnum


class Peran(StrEnum):
    """A role held through a Penugasan; a recorded delegate of the kades holds KADES_LURAH (R4)."""

    OPERATOR_DESA = "OPERATOR_DESA"
    KADES_LURAH = "KADES_LURAH"
    TKSK = "TKSK"
    PENDAMPING_PKH = "PENDAMPING_PKH"
    TKPK = "TKPK"
    OPERATOR_KAB = "OPERATOR_KAB"
    SUPERVISOR_KAB = "SUPERVISOR_KAB"
    VERIFIKATOR = "VERIFIKATOR"
    KEPALA_OPD = "KEPALA_OPD"
    PROVINSI = "PROVINSI"
    PUSDATIN = "PUSDATIN"
    PENGELOLA_PROGRAM = "PENGELOLA_PROGRAM"
    AUDITOR = "AUDITOR"
    SISTEM = "SISTEM"


class Izin(StrEnum):
    KELUARGA_VIEW = "KELUARGA_VIEW"
    KELUARGA_REVEAL = "KELUARGA_REVEAL"
    KELUARGA_IMPORT = "KELUARGA_IMPORT"
    VERVAL_RECORD = "VERVAL_RECORD"
    USULAN_VIEW = "USULAN_VIEW"
    USULAN_DRAFT = "USULAN_DRAFT"
    USULAN_SUBMIT = "USULAN_SUBMIT"
    MUSYAWARAH_RECORD = "MUSYAWARAH_RECORD"
    SPTJM_SIGN = "SPTJM_SIGN"
    DESA_FINALISE = "DESA_FINALISE"
    DESA_HAND_OVER = "DESA_HAND_OVER"
    KAB_RECEIVE = "KAB_RECEIVE"
    KAB_RETURN = "KAB_RETURN"
    KAB_SCREEN = "KAB_SCREEN"
    KAB_VERIFY = "KAB_VERIFY"
    KAB_SIGN = "KAB_SIGN"
    KAB_FORWARD = "KAB_FORWARD"
    BATCH_APPLY = "BATCH_APPLY"
    PEMADANAN_RUN = "PEMADANAN_RUN"
    PADAN_VIEW = "PADAN_VIEW"
    PADAN_REVIEW = "PADAN_REVIEW"
    PADAN_CONFIRM = "PADAN_CONFIRM"
    PENETAPAN_FINALISE = "PENETAPAN_FINALISE"
    BANSOS_VIEW = "BANSOS_VIEW"
    BANSOS_DRAW = "BANSOS_DRAW"
    PERIODE_OPEN = "PERIODE_OPEN"
    PERIODE_EXTEND = "PERIODE_EXTEND"
    PENDUDUK_LOAD = "PENDUDUK_LOAD"
    AKUN_MANAGE = "AKUN_MANAGE"
    JEJAK_VIEW = "JEJAK_VIEW"
    PAPAN_VIEW = "PAPAN_VIEW"
    CATATAN_ADD = "CATATAN_ADD"
    PAKET_DEPOSIT = "PAKET_DEPOSIT"
    PAKET_JUDGE = "PAKET_JUDGE"
    PAKET_SETTLE = "PAKET_SETTLE"
    PERANGKAT_MANAGE = "PERANGKAT_MANAGE"


_BACA = frozenset({Izin.KELUARGA_VIEW, Izin.USULAN_VIEW, Izin.BANSOS_VIEW, Izin.PAPAN_VIEW})

MATRIKS: dict[Peran, frozenset[Izin]] = {
    Peran.OPERATOR_DESA: _BACA
    | {
        Izin.KELUARGA_REVEAL,
        Izin.PADAN_VIEW,
        Izin.VERVAL_RECORD,
        Izin.USULAN_DRAFT,
        Izin.USULAN_SUBMIT,
        Izin.MUSYAWARAH_RECORD,
        Izin.DESA_HAND_OVER,
        Izin.CATATAN_ADD,
        Izin.PAKET_DEPOSIT,
    },
    Peran.KADES_LURAH: _BACA | {Izin.SPTJM_SIGN, Izin.DESA_FINALISE, Izin.CATATAN_ADD, Izin.PADAN_VIEW},
    # R12: companions look and add notes; nothing they may do changes a state.
    Peran.TKSK: _BACA | {Izin.CATATAN_ADD},
    Peran.PENDAMPING_PKH: _BACA | {Izin.CATATAN_ADD},
    # The coordination team needs progress, not persons.
    Peran.TKPK: frozenset({Izin.PAPAN_VIEW}),
    Peran.OPERATOR_KAB: _BACA
    | {
        Izin.KELUARGA_REVEAL,
        Izin.KELUARGA_IMPORT,
        Izin.PADAN_VIEW,
        Izin.PADAN_CONFIRM,
        Izin.KAB_RECEIVE,
        Izin.KAB_RETURN,
        Izin.KAB_FORWARD,
        Izin.CATATAN_ADD,
        Izin.PAKET_DEPOSIT,
        Izin.PAKET_JUDGE,
        Izin.PAKET_SETTLE,
        Izin.PERANGKAT_MANAGE,
    },
    Peran.SUPERVISOR_KAB: _BACA
    | {
        Izin.KELUARGA_REVEAL,
        Izin.PADAN_VIEW,
        Izin.PADAN_CONFIRM,
        Izin.KAB_RETURN,
        Izin.KAB_SCREEN,
        Izin.KAB_SIGN,
        Izin.PERIODE_EXTEND,
        Izin.AKUN_MANAGE,
        Izin.JEJAK_VIEW,
        Izin.CATATAN_ADD,
        Izin.PAKET_JUDGE,
        Izin.PAKET_SETTLE,
        Izin.PERANGKAT_MANAGE,
    },
    Peran.VERIFIKATOR: _BACA | {Izin.KAB_VERIFY},
    Peran.KEPALA_OPD: _BACA | {Izin.KAB_SIGN},
    # R11: the province reads. A profile that lets it forward would add the right here, not in code.
    Peran.PROVINSI: _BACA,
    Peran.PUSDATIN: _BACA
    | {
        Izin.KELUARGA_REVEAL,
        Izin.KELUARGA_IMPORT,
        Izin.BATCH_APPLY,
        Izin.PEMADANAN_RUN,
        Izin.PADAN_VIEW,
        Izin.PADAN_REVIEW,
        Izin.PENETAPAN_FINALISE,
        Izin.PERIODE_OPEN,
        Izin.PERIODE_EXTEND,
        Izin.PENDUDUK_LOAD,
        Izin.AKUN_MANAGE,
        Izin.JEJAK_VIEW,
    },
    Peran.PENGELOLA_PROGRAM: frozenset({Izin.BANSOS_VIEW, Izin.BANSOS_DRAW, Izin.PAPAN_VIEW}),
    Peran.AUDITOR: _BACA | {Izin.JEJAK_VIEW},
    Peran.SISTEM: frozenset(
        {
            Izin.KELUARGA_VIEW,
            Izin.KELUARGA_IMPORT,
            Izin.USULAN_VIEW,
            Izin.BATCH_APPLY,
            Izin.PEMADANAN_RUN,
            Izin.PENETAPAN_FINALISE,
            Izin.BANSOS_VIEW,
            Izin.BANSOS_DRAW,
            Izin.PERIODE_OPEN,
            Izin.PENDUDUK_LOAD,
            Izin.AKUN_MANAGE,
            Izin.JEJAK_VIEW,
            Izin.PAPAN_VIEW,
            Izin.PAKET_JUDGE,
        }
    ),
}

# The tier a Penugasan of this role must name: 4 desa, 3 kecamatan, 2 kabupaten, 1 provinsi, 0 national.
TINGKAT_PERAN: dict[Peran, int] = {
    Peran.OPERATOR_DESA: 4,
    Peran.KADES_LURAH: 4,
    Peran.TKSK: 3,
    Peran.PENDAMPING_PKH: 3,
    Peran.TKPK: 3,
    Peran.OPERATOR_KAB: 2,
    Peran.SUPERVISOR_KAB: 2,
    Peran.VERIFIKATOR: 2,
    Peran.KEPALA_OPD: 2,
    Peran.PROVINSI: 1,
    Peran.PUSDATIN: 0,
    Peran.PENGELOLA_PROGRAM: 0,
    Peran.AUDITOR: 0,
    Peran.SISTEM: 0,
}

LABEL: dict[Peran, str] = {
    Peran.OPERATOR_DESA: "Operator desa",
    Peran.KADES_LURAH: "Kepala desa/lurah",
    Peran.TKSK: "TKSK",
    Peran.PENDAMPING_PKH: "Pendamping PKH",
    Peran.TKPK: "TKPK",
    Peran.OPERATOR_KAB: "Operator kabupaten",
    Peran.SUPERVISOR_KAB: "Supervisor kabupaten",
    Peran.VERIFIKATOR: "Verifikator kabupaten",
    Peran.KEPALA_OPD: "Kepala dinas sosial",
    Peran.PROVINSI: "Provinsi",
    Peran.PUSDATIN: "Pusdatin",
    Peran.PENGELOLA_PROGRAM: "Pengelola program",
    Peran.AUDITOR: "Auditor",
    Peran.SISTEM: "Sistem",
}

LABEL_IZIN: dict[Izin, str] = {
    Izin.KELUARGA_VIEW: "Melihat keluarga",
    Izin.KELUARGA_REVEAL: "Membuka NIK dan nama ibu secara utuh",
    Izin.KELUARGA_IMPORT: "Mengimpor data keluarga",
    Izin.VERVAL_RECORD: "Mencatat hasil verval",
    Izin.USULAN_VIEW: "Melihat usulan",
    Izin.USULAN_DRAFT: "Membuat dan mengubah usulan",
    Izin.USULAN_SUBMIT: "Mengajukan usulan ke musyawarah",
    Izin.MUSYAWARAH_RECORD: "Mencatat musyawarah dan keputusannya",
    Izin.SPTJM_SIGN: "Menandatangani SPTJM",
    Izin.DESA_FINALISE: "Memfinalkan hasil desa",
    Izin.DESA_HAND_OVER: "Menyerahkan hasil desa ke kabupaten",
    Izin.KAB_RECEIVE: "Menerima hasil desa",
    Izin.KAB_RETURN: "Mengembalikan usulan dengan alasan",
    Izin.KAB_SCREEN: "Meloloskan usulan",
    Izin.KAB_VERIFY: "Memeriksa sebelum pengesahan ganda",
    Izin.KAB_SIGN: "Mencatat pengesahan",
    Izin.KAB_FORWARD: "Mengirim batch ke pusat",
    Izin.BATCH_APPLY: "Menerapkan hasil dari pusat",
    Izin.PEMADANAN_RUN: "Menjalankan pemadanan",
    Izin.PADAN_VIEW: "Melihat pekerjaan dari hasil pemadanan",
    Izin.PADAN_REVIEW: "Meninjau hasil pemadanan yang belum pasti",
    Izin.PADAN_CONFIRM: "Mencatat jawaban Disdukcapil",
    Izin.PENETAPAN_FINALISE: "Menetapkan daftar bulanan",
    Izin.BANSOS_VIEW: "Melihat penerima bansos",
    Izin.BANSOS_DRAW: "Menarik penerima dari penetapan",
    Izin.PERIODE_OPEN: "Membuka dan menutup periode",
    Izin.PENDUDUK_LOAD: "Memuat jumlah penduduk",
    Izin.PERIODE_EXTEND: "Memperpanjang tenggat",
    Izin.AKUN_MANAGE: "Mengelola akun dan penugasan",
    Izin.JEJAK_VIEW: "Melihat jejak audit",
    Izin.PAPAN_VIEW: "Melihat papan kemajuan",
    Izin.CATATAN_ADD: "Menambah catatan",
    Izin.PAKET_DEPOSIT: "Menitipkan paket luring",
    Izin.PAKET_JUDGE: "Menilai paket luring",
    Izin.PAKET_SETTLE: "Memutuskan bentrok dan melepas paket yang ditahan",
    Izin.PERANGKAT_MANAGE: "Menyetujui dan mencabut perangkat desa",
}


def can(peran: Peran, izin: Izin) -> bool:
    return izin in MATRIKS[peran]

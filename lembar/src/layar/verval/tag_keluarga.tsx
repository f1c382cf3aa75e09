// Status and findings of a family as tags; the same on the list, on the phone and on the family's page.
import type { KeluargaKini } from "../../inti/lipat";
import { Tag } from "../dasar/dasar";
import { useAplikasi } from "../dasar/konteks";
import { writeDateShort } from "../dasar/tulis";
import { tagTemuan } from "../keluarga/mend";
import { findLabel, isAkanBeku, isBeku, isMenahan, sortTemuan } from "../hitung";

/** As the online list says it. */
export const KATA_HASIL: Readonly<Record<string, string>> = {
    TETAP: "TETAP, tersimpan", PERBAIKAN: "Perbaikan diusulkan", PINDAH: "Pindah diusulkan", MENINGGAL: "Meninggal diusulkan",
    MAMPU: "Tidak layak diusulkan", TIDAK_DITEMUKAN: "Tidak ditemukan", GANDA: "Ganda diusulkan",
};

export function TagStatus({ k }: { k: KeluargaKini }) {
    const { lembar } = useAplikasi();
    if (k.verval) {
        const { hasil, ubahan } = k.verval;
        const kata = hasil === "TETAP" && !ubahan ? "TETAP" : (KATA_HASIL[hasil] ?? findLabel(lembar.daftar.hasil_verval, hasil));
        return <Tag bentuk={hasil === "TETAP" ? "selesai" : "sedang"}>{kata}</Tag>;
    }
    if (isBeku(k)) return <Tag bentuk="beku">Beku</Tag>;
    if (k.keluarga.status === "DITIDURKAN") return <Tag bentuk="tunda" warna="beku">Ditidurkan</Tag>;
    if (isAkanBeku(k)) return <Tag bentuk="beku">Akan beku {writeDateShort(k.keluarga.beku_pada)}</Tag>;
    return <Tag bentuk="belum">Belum</Tag>;
}

const BENTUK = { B: "harus", W: "perlu", I: "info" } as const;

export function TagTemuan({ k }: { k: KeluargaKini }) {
    const urut = sortTemuan(k.keluarga.temuan);
    const [satu] = urut;
    if (!satu) return <span class="kosong-sel">Tidak ada</span>;
    const bentuk = BENTUK[satu.tingkat as keyof typeof BENTUK] ?? "info";
    return (
        <>
            <Tag bentuk={bentuk}>{tagTemuan(satu)}</Tag>
            {urut.length > 1 && <span class="tambahan">+{urut.length - 1}</span>}
        </>
    );
}

/** On a phone one tag says the most important thing. */
export function TagHp({ k }: { k: KeluargaKini }) {
    const menahan = k.keluarga.temuan.filter(isMenahan).length;
    if (!k.verval && menahan) return <Tag bentuk="harus">{menahan} temuan</Tag>;
    return <TagStatus k={k} />;
}

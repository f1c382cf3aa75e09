// Saving a proposal, and with it what the visit found: the same pairing as online.
import type { KeluargaKini } from "../../inti/lipat";
import { simpan, urung, type Aplikasi } from "../dasar/konteks";
import type { Lampiran } from "../dasar/foto";
import { findLabel } from "../hitung";
import { composeVerval, visitDay } from "../verval/isi";
import { changeDaftar, daftarKini } from "../verval/keadaan";
import { needVerval, readHasil } from "./hasil";
import { composeUsulan, type IsiForm } from "./isi";

export async function saveUsulan(app: Aplikasi, form: IsiForm, k: KeluargaKini | null, id: string, foto: Lampiran[], draf?: string): Promise<boolean> {
    const baru = composeUsulan(app.lembar, form, k?.keluarga ?? null, id);
    const u = await simpan(app.store, baru, { lampiran: foto.map(({ isi, jenis }) => ({ isi, jenis })), ...(draf ? { draf } : {}) });
    if (!u) return false;
    if (k) {
        const hasil = readHasil(form, k.keluarga.anggota.length);
        if (needVerval(k.verval?.hasil ?? null, hasil)) {
            const v = await simpan(app.store, composeVerval(k, { hasil, tanggal: visitDay(app.lembar), catatan: "" }));
            if (!v) return false;
        }
        changeDaftar({ tetap: new Set([...daftarKini.nilai.tetap, k.keluarga.id]) });
    }
    urung.set({ kata: `Usulan ${findLabel(app.lembar.daftar.jenis, form.jenis).toLowerCase()} tersimpan.`, ubahan: u.id });
    return true;
}

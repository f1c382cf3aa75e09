/** Six words of a key, which laptop and Dinas show and people compare. Word n stands for the byte n. */

import { dariB64Url } from "./tanda.ts";

const KATA = `
abadi acar adil agung ajak akar alam alun aman ambil ampas anak angin anyam apung arang
aroma asap asin atap awan ayam ayun bagus bahu baju bakul balon bambu banjar baris batik
bayam bebek bekal belut benang berani besi beton biduk bijak bintang biru bola bonang botol buah
bubur budaya bukit bulan bumbu bunga burung buyung cabai cahaya cakap calon camar candi cangkir capung
catur cemara cendana cerita cincin coklat corak cucu cuka cumi dadu daging dahan damai danau dapur
daun dayung delima depan desir dingin dodol domba dongeng duku durian duyung ekor elang emas embun
enak engsel erat fajar gabah gading gajah galah gambar ganda garam gasing gedung gelas gendang gerabah
gigi gitar golok gotong gudang gula gunung guru halus handuk hangat harum hasil hati hawa helai
hemat hijau hujan hutan ibu ikan ilmu indah intan irama istana jagung jahe jala jambu jamur
janur jari jati jembatan jendela jeruk jinak jujur juru kabut kaca kain kaki kamboja kandang kapal
karang kasur katak kayu kebun kelapa kemiri kendi kerang ketan kijang kilat kolam kopi kota kuda
kukus kulit kumbang kuning kursi labu ladang lagu lampu langit laut lebah lembah lencana lereng lesung
limau lintang lobak lumbung lurus madu mahkota malam manggis mawar melati menara merah mihrab minyak mutiara
nada nanas nasi nelayan nila nyaman obor ombak padi pagar pala pantai parang pasir paus payung
pelangi perahu piring pohon pulau putih rakit rambut ranting rasa rebana rotan rumah rusa sabut sagu
salak sampan santan sarung sawah sayur sekolah selat semut senja sepeda serai siput subuh suling surya
`
    .trim()
    .split(/\s+/);

/** Bytes 0 to 5 of the thumbprint, as the server's `get_enam_kata`. */
export function enamKata(kid: string): string[] {
    return [...dariB64Url(kid, "kid").subarray(0, 6)].map((b) => KATA[b] as string);
}

"""Six Indonesian words for a key, to be read aloud and compared over the telephone.

The words are in alphabetical order, one for each value of a byte, and no two begin alike, so that a word misheard
is noticed. The list never changes; another list would be another format.
"""

from base64 import urlsafe_b64decode

_TEKS = """
    abadi acar adil agung ajak akar alam alun aman ambil ampas anak angin anyam apung arang aroma asap
    asin atap awan ayam ayun bagus bahu baju bakul balon bambu banjar baris batik bayam bebek bekal
    belut benang berani besi beton biduk bijak bintang biru bola bonang botol buah bubur budaya bukit
    bulan bumbu bunga burung buyung cabai cahaya cakap calon camar candi cangkir capung catur cemara
    cendana cerita cincin coklat corak cucu cuka cumi dadu daging dahan damai danau dapur daun dayung
    delima depan desir dingin dodol domba dongeng duku durian duyung ekor elang emas embun enak engsel
    erat fajar gabah gading gajah galah gambar ganda garam gasing gedung gelas gendang gerabah gigi
    gitar golok gotong gudang gula gunung guru halus handuk hangat harum hasil hati hawa helai hemat
    hijau hujan hutan ibu ikan ilmu indah intan irama istana jagung jahe jala jambu jamur janur jari
    jati jembatan jendela jeruk jinak jujur juru kabut kaca kain kaki kamboja kandang kapal karang kasur
    katak kayu kebun kelapa kemiri kendi kerang ketan kijang kilat kolam kopi kota kuda kukus kulit
    kumbang kuning kursi labu ladang lagu lampu langit laut lebah lembah lencana lereng lesung limau
    lintang lobak lumbung lurus madu mahkota malam manggis mawar melati menara merah mihrab minyak
    mutiara nada nanas nasi nelayan nila nyaman obor ombak padi pagar pala pantai parang pasir paus
    payung pelangi perahu piring pohon pulau putih rakit rambut ranting rasa rebana rotan rumah rusa
    sabut sagu salak sampan santan sarung sawah sayur sekolah selat semut senja sepeda serai siput subuh
    suling surya
"""
KATA: tuple[str, ...] = tuple(_TEKS.split())


def get_enam_kata(kid: str) -> tuple[str, ...]:
    """The words of the first six bytes of an RFC 7638 thumbprint (base64url); ValueError for anything else."""
    sidik = urlsafe_b64decode(kid + "=")
    if len(kid) != 43 or len(sidik) != 32:
        raise ValueError("not a SHA-256 thumbprint in base64url")
    return tuple(KATA[byte] for byte in sidik[:6])

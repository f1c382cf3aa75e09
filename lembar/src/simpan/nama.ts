/** What the databases of this laptop are called; by itself, because the rescue page looks for them without anything else. */

export function namaDb(akun: string): string {
    return `opensiks-lembar-${akun}`;
}

/** Accounts with a database on this laptop. */
export async function daftarDb(): Promise<string[]> {
    if (typeof indexedDB.databases !== "function") return [];
    const awal = namaDb("");
    const semua = await indexedDB.databases();
    return semua.flatMap((d) => (d.name?.startsWith(awal) ? [d.name.slice(awal.length)] : []));
}

/** What is said of a laptop's clock: behind, ahead, or nothing. Work is never stopped by it. */

import { expect, test } from "vitest";
import { JAM_MAJU, periksaJam } from "../src/inti/waktu.ts";

const JAM = 3_600_000;
const T = Date.parse("2021-07-12T09:00:00+07:00");
const TENGGAT = T + 10 * 24 * JAM;

test.each([
    ["as the Dinas's clock", T + JAM, T, JAM, TENGGAT, null],
    ["ahead of it by two hours", T + 3 * JAM, T, JAM, TENGGAT, JAM_MAJU],
    ["ahead, whatever the period", T + 3 * JAM, T, JAM, null, JAM_MAJU],
    ["after a restart, within the period", T + 9 * 24 * JAM, T, null, TENGGAT, null],
    ["after a restart, past the period", T + 11 * 24 * JAM, T, null, TENGGAT, JAM_MAJU],
    ["never told the time, past the period", T + 11 * 24 * JAM, null, null, TENGGAT, JAM_MAJU],
    ["never told the time, nothing known", T, null, null, null, null],
])("%s", (_, sekarang, server, sejak, akhir, harap) => {
    expect(periksaJam(sekarang, server, sejak, akhir)).toBe(harap);
});

test("behind the last answer of the Dinas, or a day behind what it should be", () => {
    expect(periksaJam(T - JAM, T, null)).toContain("lebih awal");
    expect(periksaJam(T, T - 2 * JAM, 30 * JAM)).toContain("berbeda lebih dari satu hari");
});

"""Row-level security by kode wilayah, the second wall: what the scope does not cover does not exist.

The scope of a transaction is the setting `opensiks.cakupan`: '*' for the nation, else codes joined by commas.
Unset or empty means that nothing is seen. Codes have a fixed width per tier, so a string prefix is a prefix
by segments.
"""

from django.db.migrations.operations import RunSQL

FUNCTION = """
CREATE OR REPLACE FUNCTION cakupan() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT CASE coalesce(current_setting('opensiks.cakupan', true), '')
        WHEN '' THEN ARRAY[]::text[]
        WHEN '*' THEN ARRAY['']
        ELSE string_to_array(current_setting('opensiks.cakupan', true), ',')
    END
$$
"""

# The subselects are InitPlans: the setting is read once per query, not once per row. The first branch decides
# the same as the second for the nation, but cheaply; and it keeps the planner from taking a whole table for a
# few rows, which would lead it into nested loops over the register.
COVERED = (
    "((SELECT current_setting('opensiks.cakupan', true) = '*')"
    " OR {column} ^@ ANY ((SELECT cakupan())::text[]))"
)
# A row of the kabupaten is seen from its villages too, but written only from above.
ABOVE = (
    "EXISTS (SELECT FROM unnest((SELECT cakupan())::text[]) AS cakupan_kode WHERE cakupan_kode ^@ {column})"
)


class CreateCakupan(RunSQL):
    """Creates cakupan(); belongs in the first migration of the lowest app."""

    def __init__(self) -> None:
        super().__init__(FUNCTION, "DROP FUNCTION cakupan()")

    def deconstruct(self) -> tuple[str, list[object], dict[str, object]]:
        return (self.__class__.__name__, [], {})


class EnableRls(RunSQL):
    """Forces row-level security on `table` by the kode wilayah in `column`.

    With `induk_terlihat` a row is also seen (not written) from every area below its own code, as a periode of
    the kabupaten is seen in its desa.
    """

    def __init__(self, table: str, column: str, induk_terlihat: bool = False) -> None:
        self.table, self.column, self.induk_terlihat = table, column, induk_terlihat
        quoted = f'"{column}"'
        covered = COVERED.format(column=quoted)
        seen = f"{covered} OR {ABOVE.format(column=quoted)}" if induk_terlihat else covered
        super().__init__(
            [
                f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY',
                f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY',
                f'CREATE POLICY cakupan_lihat ON "{table}" FOR SELECT USING ({seen})',
                f'CREATE POLICY cakupan_tambah ON "{table}" FOR INSERT WITH CHECK ({covered})',
                f'CREATE POLICY cakupan_ubah ON "{table}" FOR UPDATE'
                f" USING ({covered}) WITH CHECK ({covered})",
                f'CREATE POLICY cakupan_hapus ON "{table}" FOR DELETE USING ({covered})',
            ],
            [
                *(
                    f'DROP POLICY cakupan_{kind} ON "{table}"'
                    for kind in ("hapus", "ubah", "tambah", "lihat")
                ),
                f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY',
                f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY',
            ],
        )

    def deconstruct(self) -> tuple[str, list[object], dict[str, object]]:
        extra: dict[str, object] = {"induk_terlihat": True} if self.induk_terlihat else {}
        return (self.__class__.__name__, [self.table, self.column], extra)

    def describe(self) -> str:
        return f"Row-level security on {self.table} by {self.column}"

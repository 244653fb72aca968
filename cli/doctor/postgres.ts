/** PostgreSQL as this machine reaches it. */
import pg from "pg";
import { z } from "zod";
import { placeOf, whyPostgresUnusable } from "../../server/store/postgres-errors.ts";
import type { CliFinding } from "./finding.ts";

const settings = `select
  current_setting('fsync') as fsync,
  current_setting('full_page_writes') as full_page_writes,
  pg_is_in_recovery() as standby,
  current_setting('server_version_num')::int as version`;

const settingsSchema = z.object({
  fsync: z.string(),
  full_page_writes: z.string(),
  standby: z.boolean(),
  version: z.number(),
});

export async function postgresFindings(url: string): Promise<CliFinding[]> {
  const check = "database_url";
  const broken = (says: string, fix: string): CliFinding[] => [{ check, state: "broken", says, who: "operator", fix }];
  if (!URL.canParse(url))
    return broken("DATABASE_URL is no address.", "It looks like postgres://user:password@host:5432/database.");
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query(settings);
    const { fsync, full_page_writes: pages, standby, version } = settingsSchema.parse(rows[0]);
    if (standby)
      return broken(`${placeOf(url)} is a standby: it takes no writes.`, "Name the primary in DATABASE_URL.");
    if (fsync !== "on" || pages !== "on")
      return broken(
        `${placeOf(url)} may lose what it confirmed (fsync=${fsync}, full_page_writes=${pages}).`,
        "Switch both on in postgresql.conf: an accepted answer must survive a power cut.",
      );
    if (version < 140_000)
      return broken(`${placeOf(url)} is PostgreSQL ${Math.floor(version / 10_000)}.`, "Use 14 or newer.");
    return [{ check, state: "ok", says: "PostgreSQL answers, takes writes and keeps what it confirmed." }];
  } catch (error) {
    return broken(whyPostgresUnusable(url, error), "Mend it, then look again.");
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** A process that dies in the middle of a migration leaves a database that the next start completes. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdirSync, readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import Database from "better-sqlite3";
import { openPostgres, openSqlite } from "../../../server/store/index.ts";
import { migrations } from "../../../server/store/migrations/index.ts";
import { installQueue } from "../../../server/wakeups/graphile-queue.ts";
import { onPostgres, sqlite, type TestDatabase } from "../../databases/index.ts";
import { cuttingWire } from "./cutting-wire.ts";
import { postgresSchema, sqliteSchema } from "./schema-of.ts";

/** All of them in the long run; a sample of every phase in the short one. */
const step = process.env["FLOWELLA_TEST_ALL"] === "1" ? 1 : 5;
const timeoutMs = step === 1 ? 900_000 : 60_000;

describe("a killed migration of SQLite", () => {
  let database: TestDatabase;
  let file: string;
  beforeEach(async () => {
    database = await sqlite.makeEmpty();
    if (!("DATABASE_FILE" in database.settings)) throw new Error("This is no file.");
    file = database.settings.DATABASE_FILE;
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await database.remove();
  });

  it(
    "is completed from wherever it stopped",
    async () => {
      const folder = path.dirname(file);
      const images: string[] = [];
      const { prepare } = Database.prototype;
      // The files as they lie on disk before each statement are what is left of a process that is killed there.
      jest.spyOn(Database.prototype, "prepare").mockImplementation(function (this: Database.Database, source: string) {
        const image = path.join(folder, `image-${images.length}`);
        mkdirSync(image);
        for (const name of readdirSync(folder)) {
          if (name.startsWith("test.db")) copyFileSync(path.join(folder, name), path.join(image, name));
        }
        images.push(image);
        return prepare.call(this, source);
      });
      await (await openSqlite(file)).close();
      jest.restoreAllMocks();
      const whole = sqliteSchema(file);
      expect(images.length).toBeGreaterThan(Object.keys(migrations).length * 2);
      for (const image of images.filter((_, n) => n % step === 0)) {
        const copy = path.join(image, "test.db");
        await (await openSqlite(copy)).close();
        expect(sqliteSchema(copy)).toEqual(whole);
      }
    },
    timeoutMs,
  );

  it("is completed after a real SIGKILL", async () => {
    const script = fileURLToPath(new URL("migrate-and-die.ts", import.meta.url));
    const reference = path.join(path.dirname(file), "whole.db");
    await (await openSqlite(reference)).close();
    for (const statement of [5, 40, 75]) {
      const child = spawn(process.execPath, [script, file, String(statement)], { stdio: "ignore" });
      const [, signal] = await once(child, "exit");
      expect(signal).toBe("SIGKILL");
    }
    await (await openSqlite(file)).close();
    expect(sqliteSchema(file)).toEqual(sqliteSchema(reference));
  });
});

onPostgres("a killed migration of PostgreSQL", (databases) => {
  it(
    "is completed by the next start, wherever the connection was cut",
    async () => {
      const whole = await databases.make();
      const database = await databases.makeEmpty();
      const wire = await cuttingWire(urlOf(database));
      const open = async () => {
        await (await openPostgres(wire.url)).close();
        await installQueue(wire.url);
      };
      let cuts = 0;
      for (let statement = 1; ; statement += step) {
        wire.cutAfter(statement);
        const error = await open().then(
          () => undefined,
          (reason: unknown) => reason,
        );
        if (error === undefined) break;
        expect(error).toMatchObject({ name: "DatabaseUnusable" });
        cuts += 1;
      }
      expect(cuts).toBeGreaterThan(20);
      wire.mend();
      await open();
      expect(await postgresSchema(urlOf(database))).toEqual(await postgresSchema(urlOf(whole)));
      await wire.close();
      for (const each of [whole, database]) await each.remove();
    },
    timeoutMs,
  );

  it("is done once when many processes start together on an empty database", async () => {
    const whole = await databases.make();
    const database = await databases.makeEmpty();
    const engines = await Promise.all(Array.from({ length: 6 }, () => database.open()));
    await Promise.all(engines.map(() => installQueue(urlOf(database))));
    await Promise.all(engines.map((engine) => engine.close()));
    expect(await postgresSchema(urlOf(database))).toEqual(await postgresSchema(urlOf(whole)));
    for (const each of [whole, database]) await each.remove();
  });
});

function urlOf({ settings }: TestDatabase): string {
  if (!("DATABASE_URL" in settings)) throw new Error("This is a file.");
  return settings.DATABASE_URL;
}

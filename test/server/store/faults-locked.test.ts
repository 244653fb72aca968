/** A SQLite file that somebody else holds, and somebody else who wants ours. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { CompiledQuery } from "kysely";
import { createStore, DatabaseUnusable, openSqlite, write } from "../../../server/store/index.ts";
import { sqlite, type TestDatabase } from "../../databases/index.ts";

describe("a locked file", () => {
  let database: TestDatabase;
  let file: string;
  beforeEach(async () => {
    database = await sqlite.make();
    if (!("DATABASE_FILE" in database.settings)) throw new Error("This is no file.");
    file = database.settings.DATABASE_FILE;
  });
  afterEach(() => database.remove());

  const script = fileURLToPath(new URL("faults-locker.ts", import.meta.url));

  /** Another process that takes the file, or is refused it. */
  async function locker(): Promise<{ said: string; end(): Promise<void> }> {
    const child = spawn(process.execPath, [script, file], { stdio: ["pipe", "pipe", "inherit"] });
    const [said] = await once(child.stdout, "data");
    return {
      said: String(said).trim(),
      end: async () => {
        const ended = once(child, "exit");
        child.stdin.end();
        await ended;
      },
    };
  }

  it("is refused in words, stays as it was, and opens once it is free", async () => {
    await (await openSqlite(file)).close();
    const other = await locker();
    expect(other.said).toBe("locked");
    const refusal: unknown = await openSqlite(file).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(DatabaseUnusable);
    expect(refusal).toMatchObject({ message: expect.stringMatching(/^Another process is using .*stop the other one/) });
    await other.end();
    const engine = await openSqlite(file);
    expect(await engine.read(CompiledQuery.raw("pragma integrity_check"))).toEqual([{ integrity_check: "ok" }]);
    await engine.close();
  });

  it("cannot be taken from the process that serves it", async () => {
    const engine = await openSqlite(file);
    const a = createStore(engine).of("a");
    const insert = (id: string) => a.commit([write(a.db.insertInto("people").values({ id, created_at: 1 }), 1)]);
    await insert("before");
    const other = await locker();
    expect(other.said).toBe("SQLITE_BUSY");
    await insert("during");
    await other.end();
    expect((await a.all(a.db.selectFrom("people").select("id").orderBy("id"))).map(({ id }) => id)).toEqual([
      "before",
      "during",
    ]);
    await engine.close();
  });
});

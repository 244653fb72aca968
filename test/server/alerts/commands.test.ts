/** `flowella alerts …` as a person runs it, against a server that looks and sends by itself. */
import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import { tmpdir } from "node:os";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { createServer, type Server } from "../../../server/app.ts";
import type { Context } from "../../../server/context.ts";
import { write } from "../../../server/store/index.ts";
import { timerWakeups, type Wakeups } from "../../../server/wakeups/index.ts";
import { flowella } from "../../e2e/command-line.ts";
import { testContext } from "../context.ts";
import { addPortal } from "../rows.ts";

const portalId = "100";
const events: string[] = [];
let context: Context;
let wakeups: Wakeups;
let server: Server;
let url: string;
let hookUrl: string;

const http = createHttpServer();
const receiver = createHttpServer(async (request, response) => {
  events.push(await text(request));
  response.writeHead(204).end();
});

async function listening(at: typeof http): Promise<string> {
  at.listen(0, "127.0.0.1");
  await once(at, "listening");
  const address = at.address();
  return `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
}

beforeAll(async () => {
  ({ context } = await testContext());
  wakeups = timerWakeups({ log: context.log, now: context.now });
  server = createServer({ ...context, wakeups });
  await addPortal(context, portalId);
  await server.start();
  http.on("request", server.app);
  url = await listening(http);
  hookUrl = await listening(receiver);
});
afterAll(async () => {
  for (const each of [http, receiver]) {
    each.closeAllConnections();
    each.close();
  }
  await server.stop();
  await context.store.close();
});

const run = (...args: string[]) =>
  flowella(["alerts", ...args, "--portal", portalId, "--server", url], {
    cwd: tmpdir(),
    env: { FLOWELLA_OPERATOR_TOKEN: context.config.FLOWELLA_OPERATOR_TOKEN },
  });

it("set channels, be told, look, mute", async () => {
  const empty = await run("list");
  expect(empty).toMatchObject({ code: 0, err: "" });
  expect(empty.out).toBe("Nothing needs anybody.\nNobody is told: set a channel with `flowella alerts settings`.\n");

  const set = await run("settings", "--webhook", hookUrl, "--task", "--task-contact", "77", "--every", "12");
  expect(set).toMatchObject({ code: 0, err: "" });
  expect(JSON.parse(set.out)).toMatchObject({
    mail: null,
    mailReady: false,
    webhook: { origin: hookUrl },
    task: { contactId: "77" },
    everyHours: 12,
    secret: expect.stringMatching(/^whsec_/),
  });
  const shown = await run("settings", "--no-task");
  expect(shown.out).not.toMatch(/whsec_/);
  expect(JSON.parse(shown.out)).toMatchObject({ task: null, everyHours: 12, webhook: { origin: hookUrl } });

  const tenant = context.store.of(portalId);
  const at = context.now();
  const dead = {
    id: "inb_1",
    person_id: null,
    source: "whatsapp" as const,
    kind: "x",
    dedupe_key: "k",
    body_sealed: "x",
    status: "dead" as const,
    attempts: 11,
    next_at: at,
    leased_until: 0,
    received_at: at,
  };
  await tenant.commit([write(tenant.db.insertInto("inbox").values(dead), 1)]);
  await wakeups.tick();
  await server.idle();
  expect(events.map((body) => JSON.parse(body))).toMatchObject([
    { type: "alert.opened", data: { alert: { kind: "inbox_dead", subject: "whatsapp", count: 1 } } },
  ]);
  const { out } = await run("list");
  expect(out).toMatch(/^OPEN {2}Updates from whatsapp could not be handled/);
  expect(out).toMatch(/webhook {2}opened: sent/);

  expect(await run("mute", "--kind", "inbox_dead", "--until", "2999-01-01")).toMatchObject({ code: 0, err: "" });
  expect((await run("list")).out).toContain("inbox_dead is muted until 2999-01-01T00:00:00Z");
});

it.each([
  [["mute", "--kind", "everything", "--until", "2999-01-01"], /Allowed choices/],
  [["mute", "--kind", "conflicts", "--until", "soon"], /Give a date/],
  [["settings", "--webhook", "https://169.254.169.254/"], /private or special network/],
  [["settings", "--mail", "nobody"], /email/i],
  [["settings", "--task-owner", "5"], /together with --task/],
  [["settings", "--every", "0"], /whole hours/],
])("%j is refused in a sentence", async (args, says) => {
  const ran = await run(...args);
  expect(ran.code).toBe(1);
  expect(ran.err).toMatch(says);
});

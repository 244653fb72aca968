/** What every connector to an account does, whatever is on the other side. A test that one of them skips says why. */
import { once } from "node:events";
import { createServer } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { formReaders } from "../../connectors/index.ts";
import { OutsideError } from "../../core/errors.ts";
import { formSchema } from "../../core/form/types.ts";
import type { Failure } from "../../sandbox/stand-in.ts";
import { connectors, type Ground, searched } from "./conformance/grounds.ts";

describe.each(connectors)("$tool", ({ tool, prefix, start, without }) => {
  let ground: Ground;
  beforeEach(async () => {
    ground = await start();
  });
  afterEach(() => ground.close());
  const unless = (what: keyof typeof without) => (without[what] === undefined ? it : it.skip);
  const because = (what: keyof typeof without) => (without[what] === undefined ? "" : ` (skipped: ${without[what]})`);
  const firstId = () => [...ground.titles.keys()][0] ?? "";

  async function errorOf(call: Promise<unknown>): Promise<OutsideError> {
    try {
      await call;
    } catch (error) {
      if (error instanceof OutsideError) return error;
      throw error;
    }
    throw new Error("The call was expected to fail.");
  }

  /** One answer of the stand-in, played for whatever is asked next. */
  const answerWith = (answer: Failure, times = 1) => ground.standIn.failNext({ path: /^(?!\/oauth)/, times, answer });

  it("lists every form once, page by page", async () => {
    const tool = ground.connect();
    const found: { id: string; title: string }[] = [];
    let after: string | undefined;
    let pages = 0;
    do {
      const page = await tool.listForms({ limit: 1, ...(after === undefined ? {} : { after }) });
      expect(page.forms.length).toBeLessThanOrEqual(1);
      found.push(...page.forms);
      after = page.next;
      pages += 1;
    } while (after !== undefined && pages < 50);
    expect(new Map(found.map(({ id, title }) => [id, title]))).toEqual(ground.titles);
    expect(found).toHaveLength(ground.titles.size);
    expect((await tool.listForms()).next).toBeUndefined();
  });

  unless("search")(`finds forms by words of their title${because("search")}`, async () => {
    const { forms } = await ground.connect().listForms({ search: searched });
    const wanted = [...ground.titles.values()].filter((title) => title.includes(searched));
    expect(forms.map(({ title }) => title).toSorted()).toEqual(wanted.toSorted());
    expect((await ground.connect().listForms({ search: "it's \\ none of them" })).forms).toEqual([]);
  });

  unless("forms")(`gets a definition that its adapter reads${because("forms")}`, async () => {
    const { definition, beside } = await ground.connect().getForm(firstId());
    const form = tool === "pipedrive" ? undefined : formReaders[tool]?.(definition, beside);
    expect(formSchema.parse(form)).toMatchObject({
      source: { tool, formId: firstId() },
      title: ground.titles.get(firstId()),
    });
  });

  it("says that a form is not there", async () => {
    expect(await errorOf(ground.connect().getForm("ffffffff-0000-4000-8000-000000000000"))).toMatchObject({
      code: `${prefix}.not_found`,
      remedy: "give-up",
      status: 404,
    });
  });

  it("asks for a new authorisation with a token that is not known", async () => {
    const error = await errorOf(ground.connect({ token: "not-a-token" }).listForms());
    expect(error).toMatchObject({ remedy: "authorise", status: 401 });
    expect(error.message).not.toContain("not-a-token");
  });

  unless("refresh")(`goes on with a renewed token once the one before has expired${because("refresh")}`, async () => {
    ground.expire();
    expect(await errorOf(ground.connect().listForms())).toMatchObject({ remedy: "authorise", status: 401 });
    const renewed = await ground.renew();
    expect((await ground.connect({ token: renewed }).listForms()).forms.length).toBeGreaterThan(0);
  });

  it("says that the access was withdrawn, so that somebody connects again", async () => {
    ground.withdraw();
    const error = await errorOf(without.refresh === undefined ? ground.renew() : ground.connect().listForms());
    expect(error).toMatchObject({ code: `${prefix}.disconnected`, remedy: "ask-admin" });
  });

  it("names an admin where a right is missing", async () => {
    answerWith({ kind: "status", status: 403 });
    expect(await errorOf(ground.connect().listForms())).toMatchObject({ remedy: "ask-admin", status: 403 });
  });

  it("waits as long as the tool asks when its limit is reached", async () => {
    answerWith({ kind: "status", status: 429, headers: { "retry-after": "7" } });
    expect(await errorOf(ground.connect().getForm(firstId()))).toMatchObject({
      remedy: "retry",
      status: 429,
      retryAfterMs: 7_000,
    });
    answerWith({ kind: "status", status: 429 });
    const { retryAfterMs } = await errorOf(ground.connect().getForm(firstId()));
    expect(retryAfterMs).toBeGreaterThan(0);
  });

  it.each([500, 502, 503])("tries again later after status %i", async (status) => {
    answerWith({ kind: "status", status });
    expect(await errorOf(ground.connect().listForms())).toMatchObject({
      code: `${prefix}.unavailable`,
      remedy: "retry",
      status,
    });
    expect((await ground.connect().listForms()).forms).toHaveLength(ground.titles.size);
  });

  it("takes no answer of another shape for forms", async () => {
    answerWith({ kind: "status", status: 200, body: { results: "soon", items: 7, files: null, data: {} } });
    const error = await errorOf(ground.connect().listForms());
    expect(error).toMatchObject({ code: `${prefix}.unexpected_answer`, status: 200 });
    expect(error.message).not.toContain("soon");
  });

  it.each([
    ["half a JSON text", '{"items": [{"id": "x"'],
    ["a page of HTML", "<html>Please sign in to the hotel's network</html>"],
    ["nothing", ""],
  ])("takes %s for no answer", async (_, body) => {
    const garbage = createServer((_request, response) => response.end(body)).listen(0, "127.0.0.1");
    await once(garbage, "listening");
    const address = garbage.address();
    const base = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
    try {
      const error = await errorOf(ground.connect({ base }).listForms());
      expect(error.code).toMatch(new RegExp(`^${prefix}\\.(not_json|unexpected_answer)$`));
      expect(error.message).not.toContain("hotel");
    } finally {
      garbage.close();
    }
  });

  it("gives up on an answer that does not come", async () => {
    answerWith({ kind: "silent" });
    const error = await errorOf(ground.connect({ timeoutMs: 100 }).listForms());
    expect(error).toMatchObject({ code: `${prefix}.timeout`, remedy: "retry" });
  });

  it("has patience with an answer that is slow", async () => {
    answerWith({ kind: "slow", ms: 20 });
    expect((await ground.connect().listForms()).forms).toHaveLength(ground.titles.size);
  });

  it("tries again after a connection that was cut off, and where nobody listens", async () => {
    answerWith({ kind: "cut" });
    expect(await errorOf(ground.connect().listForms())).toMatchObject({ code: `${prefix}.cut_off`, remedy: "retry" });
    const closed = createServer().listen(0, "127.0.0.1");
    await once(closed, "listening");
    const address = closed.address();
    const base = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
    closed.close();
    await once(closed, "close");
    expect(await errorOf(ground.connect({ base }).listForms())).toMatchObject({
      code: `${prefix}.unreachable`,
      remedy: "retry",
    });
  });
});

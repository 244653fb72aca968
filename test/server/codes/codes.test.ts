/** One-time codes, against the real endpoint, both databases and a mail server: never guessed, never used twice. */
import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import { afterEach, expect, it, jest } from "@jest/globals";
import { z } from "zod";
import { codeLimits, triesPerCode } from "../../../core/codes/index.ts";
import type { Form } from "../../../core/form/types.ts";
import { wordsFor } from "../../../core/texts/index.ts";
import { sealExchange } from "../../../phone/index.ts";
import { createServer } from "../../../server/app.ts";
import { forgetCodes } from "../../../server/codes/proofs.ts";
import { codeWork } from "../../../server/codes/work.ts";
import { suppressionKeys, suppressWrites } from "../../../server/consent/suppression.ts";
import { flowTokens } from "../../../server/conversation/tokens.ts";
import { outboxSleeper } from "../../../server/people/outbox.ts";
import { identityOf, personWithWaId } from "../../../server/people/people.ts";
import { flowCatalogue } from "../../../server/publishing/catalogue.ts";
import { StoreConflict, write } from "../../../server/store/index.ts";
import { type Databases, onBothDatabases } from "../../databases/index.ts";
import { type MailServer, startMailServer } from "../../e2e/mail-server.ts";
import { accessTo, fakeHubSpot } from "../fake-hubspot.ts";
import { type Harness, portalId, post, sampleForm, signed, startHarness } from "../harness.ts";
import { sendRow, sessionRow } from "../rows.ts";

const question = { required: true, source: { id: "x", type: "sample" } };

/** Surname and code, then a new address. */
const update: Form = {
  ...sampleForm,
  title: "Your details",
  sections: [
    { id: "who", title: "Who you are", items: ["surname", "code"] },
    { id: "new", title: "What is new", items: ["email"] },
  ],
  fields: {
    surname: { ...question, id: "surname", title: "Surname", kind: "short_text" },
    code: {
      ...question,
      id: "code",
      title: "Code",
      required: false,
      kind: "short_text",
      code: { proves: "person", surname: "surname" },
    },
    email: { ...question, id: "email", title: "New e-mail", kind: "email" },
  },
};

/** A phone number, then the code that was sent to it. */
const newNumber: Form = {
  ...sampleForm,
  title: "Your number",
  sections: [
    { id: "number", title: "Your number", items: ["phone"] },
    { id: "proof", title: "Is it yours?", items: ["number_code"] },
  ],
  fields: {
    phone: { ...question, id: "phone", title: "New number", kind: "phone" },
    number_code: {
      ...question,
      id: "number_code",
      title: "Code",
      required: false,
      kind: "short_text",
      code: { proves: "number", field: "phone" },
    },
  },
};

/** WhatsApp ids, and what HubSpot holds of them. */
const known = "393470001001";
const stranger = "393470001002";
const record = {
  id: "501",
  properties: { lastname: "D'Àngelo", email: "anna@example.com", customer_number: "KD-77 1204", flowella_wa_id: known },
};

const { sayings } = wordsFor("en");
const minute = 60_000;

let house: Harness;
let mail: MailServer;
afterEach(async () => {
  await house.close();
  await mail.close();
});

/** What WhatsApp says of the template for codes, what it answers to the next messages, and those that it took. */
let template: string;
let refusals: Response[];
let texted: { to: string; code: string }[];
const messageSchema = z.object({
  to: z.string(),
  template: z.object({ components: z.array(z.object({ parameters: z.array(z.object({ text: z.string() })) })) }),
});

const whatsapp: typeof fetch = async (url, init) => {
  if (String(url).includes("/message_templates")) {
    return Response.json({ data: [{ id: "1", name: "flowella_code", language: "en", status: template }] });
  }
  const refusal = refusals.shift();
  if (refusal) return refusal;
  const { to, template: sent } = messageSchema.parse(JSON.parse(String(init?.body)));
  texted.push({ to, code: sent.components[0]?.parameters[0]?.text ?? "" });
  return Response.json({ messages: [{ id: `wamid.${texted.length}` }] });
};

async function begin(databases: Databases, codes: Record<string, unknown> = {}, form = update): Promise<void> {
  [template, refusals, texted] = ["APPROVED", [], []];
  mail = await startMailServer();
  const settings = { SMTP_URL: mail.url, MAIL_FROM: "casa@example.com" };
  house = await startHarness(form, { settings, database: await databases.make(), fetch: whatsapp });
  await house.operator("flows/settings", { flowId: "flw_1", settings: { codes } });
}

/** Does what waits to be sent, as the server's worker does. */
async function work(): Promise<void> {
  const { context } = house;
  const contacts = {
    get: async (id: string) => (id === record.id ? record : undefined),
    findByWaId: async (waId: string) => (waId === known ? [record] : []),
    findByPhone: async () => [],
    findByEmail: async () => [],
  };
  const unused = () => Promise.reject(new Error("Nothing is written here."));
  const hubspot = accessTo(() => fakeHubSpot({ contacts: { ...contacts, update: unused, create: unused } }));
  const parts = { context, hubspot, catalogue: flowCatalogue(context), tokens: flowTokens(context) };
  await outboxSleeper(context, "people", new Map([["code", codeWork(parts)]])).run(`people/${portalId}`);
}

const codesMailed = () => mail.mails.map(({ text }) => /^\d{6}\r?$/m.exec(text)?.[0].trim() ?? "");
const lastCode = () => codesMailed().at(-1) ?? "";

interface Session {
  open(): Promise<Answer>;
  give(code: string, surname?: string): Promise<Answer>;
  finish(): Promise<Answer>;
  fill(screen: number, data: Record<string, unknown>): Promise<Answer>;
}
type Answer = Awaited<ReturnType<Harness["exchange"]>>;

let made = 0;

/** A message that this person got. `to`: which server answers it. */
async function session(waId: string, to?: string): Promise<Session> {
  const { context, endpointPath, publicKey, screens } = house;
  const personId = await personWithWaId(context, portalId, waId);
  const tenant = context.store.of(portalId);
  const tokens = flowTokens(context);
  const token = tokens.issue();
  made += 1;
  const send = sendRow(`snd_c${made}`, personId, { flow_id: "flw_1", version_id: "ver_1" }, context.now());
  const row = sessionRow(`ses_c${made}`, send, tokens.hashOf(token) ?? "", 72 * 60 * minute);
  await tenant.commit([
    write(tenant.db.insertInto("sends").values(send), 1),
    write(tenant.db.insertInto("sessions").values(row), 1),
  ]);
  const say = async (action: string, screen?: number, data?: Record<string, unknown>): Promise<Answer> => {
    const clear = {
      version: "3.0",
      action,
      flow_token: token,
      ...(screen !== undefined && { screen: screens[screen], data }),
    };
    if (to === undefined) return house.exchange(clear);
    const sealed = await sealExchange(publicKey, clear);
    const { status, body } = await post(`${to}${endpointPath}`, sealed.body, signed(sealed.body));
    return { status, clear: await sealed.open(body) };
  };
  return {
    open: () => say("INIT"),
    give: (code, surname = "d’angelo") => say("data_exchange", 0, { surname, code }),
    finish: () => say("data_exchange", 1, { email: "new@example.com" }),
    fill: (screen, data) => say("data_exchange", screen, data),
  };
}

const wordsOf = ({ clear }: Answer) => /"error_message":"((?:[^"\\]|\\.)*)"/.exec(JSON.stringify(clear))?.[1];
const screenOf = ({ clear }: Answer) => /"screen":"(\w+)"/.exec(JSON.stringify(clear))?.[1];
const isIn = (answer: Answer) => screenOf(answer) === house.screens[1];
const wrong = sayings.code_wrong({});

async function everything(): Promise<string> {
  const { db, all } = house.context.store.everyPortal();
  const rows = await Promise.all([
    all(db.selectFrom("codes").selectAll()),
    all(db.selectFrom("sessions").selectAll()),
    all(db.selectFrom("person_outbox").selectAll()),
    all(db.selectFrom("events").selectAll()),
    all(db.selectFrom("submissions").selectAll()),
  ]);
  return JSON.stringify(rows);
}

onBothDatabases("codes", (databases) => {
  it("the surname and the mailed code let in, once, and neither is kept", async () => {
    await begin(databases);
    const one = await session(known);
    const other = await session(known);
    await one.open();
    expect(mail.mails).toEqual([]);
    await work();
    expect(mail.mails).toMatchObject([{ to: "anna@example.com" }]);
    expect(lastCode()).toMatch(/^\d{6}$/);
    expect(wordsOf(await one.finish())).toBe(sayings.earlier_part_missing({}));

    const spaced = `${lastCode().slice(0, 3)} ${lastCode().slice(3)}`;
    expect(isIn(await one.give(spaced))).toBe(true);
    // The phone missed the answer: the same once more.
    expect(isIn(await one.give(spaced))).toBe(true);
    expect(
      await identityOf(house.context, portalId, await personWithWaId(house.context, portalId, known), "contact"),
    ).toBe(record.id);
    // Somebody else's session does not get in by it.
    expect(wordsOf(await other.give(lastCode()))).toBe(sayings.code_not_ready({}));

    expect(screenOf(await one.finish())).toBe("SUCCESS");
    expect(screenOf(await one.finish())).toBe("SUCCESS");
    expect(isIn(await one.give(lastCode()))).toBe(false);
    expect(isIn(await one.open())).toBe(false);
    const kept = await everything();
    for (const secret of [lastCode(), "ngelo", "ANGELO", "anna@"]) expect(kept).not.toContain(secret);
  });

  it("the refusal is the same for a wrong code, a wrong surname, and somebody nobody knows", async () => {
    await begin(databases);
    const [one, nobody] = [await session(known), await session(stranger)];
    const opened = [await one.open(), await nobody.open()];
    expect(opened[0]).toEqual(opened[1]);
    expect(await one.give("123456")).toEqual(await nobody.give("123456"));
    await work();
    expect(mail.mails).toHaveLength(1);
    const bad = lastCode() === "123456" ? "654321" : "123456";
    const refusals = [
      await one.give(bad),
      await one.give(lastCode(), "Rossi"),
      await nobody.give(bad, "d’angelo"),
      await nobody.give(lastCode()),
    ];
    for (const refusal of refusals) {
      expect(refusal).toMatchObject({ status: 200 });
      expect(wordsOf(refusal)).toBe(wrong);
    }
    const shown = refusals.map(({ clear }) => JSON.stringify(clear).replace("Rossi", "d’angelo"));
    expect(new Set(shown).size).toBe(1);
    const { db, all } = house.context.store.everyPortal();
    const rows = await all(db.selectFrom("codes").select(["status", "tries"]));
    expect(rows).toEqual([
      { status: "open", tries: 2 },
      { status: "open", tries: 2 },
    ]);
  });

  it("guessing ends, over many sessions at once and after a new start, until the next day", async () => {
    await begin(databases);
    const restarted = createHttpServer(createServer(house.context).app).listen(0, "127.0.0.1");
    await once(restarted, "listening");
    const address = restarted.address();
    const there = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
    try {
      const sessions = await Promise.all([0, 1, 2, 3].map(() => session(known)));
      await sessions[0]?.open();
      await work();
      const first = lastCode();
      const guesses = (round: number) =>
        sessions.flatMap((each) =>
          [1, 2, 3].map((n) => each.give(first === `00000${n}` ? "999999" : `00${round}00${n}`)),
        );
      const told = (await Promise.all(guesses(1))).map(wordsOf);
      expect(told.filter((words) => words === wrong)).toHaveLength(triesPerCode);
      expect(isIn(await (sessions[0] ?? (await session(known))).give(first))).toBe(false);

      // A new code gives fresh tries, but a person's tries are counted through.
      house.passTime(2 * minute);
      const later = await session(known, there);
      await later.open();
      await work();
      expect(lastCode()).not.toBe("");
      const more = (await Promise.all(guesses(2))).map(wordsOf);
      expect(more.filter((words) => words === wrong)).toHaveLength(codeLimits.tries.most - triesPerCode);
      // Whoever comes after the last try that the code itself allows is told that it is none any more.
      const refused = [wrong, sayings.code_too_many({}), sayings.code_not_ready({})];
      for (const words of more) expect(refused).toContain(words);
      house.passTime(2 * minute);
      await later.give("");
      await work();
      expect(wordsOf(await later.give(lastCode()))).toBe(sayings.code_too_many({}));
      // Somebody else of the portal is not held up.
      const nobody = await session(stranger, there);
      await nobody.open();
      await work();
      expect(wordsOf(await nobody.give("123456"))).toBe(wrong);

      house.passTime(24 * 60 * minute);
      await later.give("");
      await work();
      expect(isIn(await later.give(lastCode()))).toBe(true);
    } finally {
      restarted.close();
    }
  });

  it("of two sessions with the right code at once, one gets in", async () => {
    await begin(databases);
    const sessions = await Promise.all([0, 1, 2].map(() => session(known)));
    await sessions[0]?.open();
    await work();
    const answers = await Promise.all(sessions.map((each) => each.give(lastCode())));
    expect(answers.filter(isIn)).toHaveLength(1);
  });

  it("a code is too old after its minutes, a proof after half an hour, and a new one replaces the old one", async () => {
    await begin(databases, { minutes: 5 });
    const one = await session(known);
    await one.open();
    await work();
    const first = lastCode();
    expect(wordsOf(await one.give(""))).toBe(sayings.code_wait({}));
    house.passTime(minute + 1);
    expect(wordsOf(await one.give(""))).toBe(sayings.code_sent({}));
    await work();
    const second = lastCode();
    expect(codesMailed()).toHaveLength(2);
    if (first !== second) expect(wordsOf(await one.give(first))).toBe(wrong);
    house.passTime(5 * minute + 1);
    expect(wordsOf(await one.give(second))).toBe(sayings.code_not_ready({}));
    await work();
    expect(isIn(await one.give(lastCode()))).toBe(true);
    house.passTime(30 * minute);
    expect(screenOf(await one.finish())).toBe(house.screens[1]);
    expect(wordsOf(await one.finish())).toBe(sayings.earlier_part_missing({}));
  });

  it("a customer number that the business knows is as good, and no mail is sent for it", async () => {
    await begin(databases, { email: false, numberProperty: "customer_number" });
    const one = await session(known);
    await one.open();
    await work();
    expect(mail.mails).toEqual([]);
    expect(wordsOf(await one.give("KD-77 1205"))).toBe(wrong);
    expect(isIn(await one.give("kd771204"))).toBe(true);
  });

  it("what was typed once counts once, however often it has to be decided anew", async () => {
    await begin(databases);
    const one = await session(known);
    await one.open();
    await work();
    const tenant = house.context.store.of(portalId);
    const { commit } = tenant;
    let conflicts = 0;
    const spy = jest.spyOn(tenant, "commit").mockImplementation(async (batch) => {
      const ofSession = batch.some((part) => "query" in part && /^update "sessions"/.test(part.query.sql));
      if (!ofSession || conflicts === 0) return commit(batch);
      conflicts -= 1;
      throw new StoreConflict("Somebody was faster.");
    });
    try {
      const bad = lastCode() === "123456" ? "654321" : "123456";
      for (let guess = 1; guess < triesPerCode; guess += 1) {
        conflicts = 3;
        expect(wordsOf(await one.give(bad))).toBe(wrong);
        expect(conflicts).toBe(0);
      }
      expect(await tenant.first(tenant.db.selectFrom("codes").select("tries"))).toEqual({ tries: triesPerCode - 1 });
      // The last guess is right, and has to be decided anew, too.
      conflicts = 3;
      expect(isIn(await one.give(lastCode()))).toBe(true);
      const counts = tenant.db.selectFrom("code_counts").select("times");
      for (const what of ["tries", "portalTries"] as const) {
        expect(await tenant.first(counts.where("what", "=", what))).toEqual({ times: triesPerCode });
      }
    } finally {
      spy.mockRestore();
    }
  });

  const phone = "+393405550777";
  const numberIn = (answer: Answer) => JSON.stringify(answer.clear);
  async function rowsOf() {
    const { db, all } = house.context.store.everyPortal();
    const [code] = await all(db.selectFrom("codes").select(["status", "expires_at"]).orderBy("created_at", "desc"));
    const [waiting] = await all(
      db
        .selectFrom("person_outbox")
        .select(["status", "reason"])
        .where("kind", "=", "code")
        .orderBy("created_at", "desc"),
    );
    return { code, waiting };
  }

  it("a template in review is waited for as long as the code is, and no message comes later", async () => {
    await begin(databases, { minutes: 5 }, newNumber);
    template = "PENDING";
    const one = await session(known);
    await one.open();
    await one.fill(0, { phone });
    const { code: asked } = await rowsOf();
    for (let round = 1; round <= 3; round += 1) {
      await work();
      house.passTime(minute);
    }
    expect(await rowsOf()).toMatchObject({
      code: { status: "preparing", expires_at: asked?.expires_at },
      waiting: { status: "waiting", reason: "template_in_review" },
    });
    house.passTime(3 * minute);
    template = "APPROVED";
    await work();
    expect((await rowsOf()).waiting).toEqual({ status: "ended", reason: "too_late" });
    expect(texted).toEqual([]);
    // Who is still there asks for another one.
    await one.fill(1, { number_code: "" });
    await work();
    expect(texted).toMatchObject([{ to: phone }]);
    expect(screenOf(await one.fill(1, { number_code: texted[0]?.code }))).toBe("SUCCESS");
  });

  it("another try gives a code no more time, and ends with it", async () => {
    await begin(databases, { minutes: 5 }, newNumber);
    const busy = () => Response.json({ error: { code: 130429, message: "Slow." } }, { status: 429 });
    refusals = Array.from({ length: 20 }, busy);
    const one = await session(known);
    await one.open();
    await one.fill(0, { phone });
    await work();
    const { code: first } = await rowsOf();
    expect(first?.status).toBe("open");
    house.passTime(minute);
    await work();
    expect((await rowsOf()).code).toEqual(first);
    for (let round = 1; round <= 6; round += 1) {
      house.passTime(minute);
      await work();
    }
    expect((await rowsOf()).waiting).toEqual({ status: "ended", reason: "too_late" });
    expect(texted).toEqual([]);
  });

  it("a number gets few codes whoever types it, and none once its owner wrote STOP", async () => {
    await begin(databases, {}, newNumber);
    const asking = async (at: number, number: string) => {
      const one = await session(`39347000200${at}`);
      await one.open();
      return numberIn(await one.fill(0, { phone: number }));
    };
    const tooMany = sayings.code_too_many({});
    const most = codeLimits.numberSends.most;
    for (let at = 0; at < most; at += 1) expect(await asking(at, phone)).not.toContain(tooMany);
    expect(await asking(most, phone)).toContain(tooMany);
    expect(await asking(most + 1, "+393405550778")).not.toContain(tooMany);
    await work();
    expect(texted.map(({ to }) => to).toSorted()).toEqual([
      ...Array.from({ length: most }, () => phone),
      "+393405550778",
    ]);
    expect(await everything()).not.toContain(phone);

    const { context } = house;
    const keys = await suppressionKeys(context, portalId, { waId: "393405550779" });
    expect(await asking(most + 2, "+393405550779")).not.toContain(tooMany);
    const stop = { scope: "everything" as const, via: "word" as const, since: context.now() };
    await context.store.of(portalId).commit(suppressWrites(context, portalId, keys, stop));
    await work();
    expect(texted).toHaveLength(most + 1);
    expect(await asking(most + 3, "+393405550779")).toContain(tooMany);
    // The next day.
    house.passTime(24 * 60 * minute);
    expect(await asking(most, phone)).not.toContain(tooMany);
  });

  it("codes are not sent without end", async () => {
    await begin(databases);
    const one = await session(known);
    await one.open();
    const told: (string | undefined)[] = [];
    for (let round = 1; round <= codeLimits.sends.most; round += 1) {
      house.passTime(minute + 1);
      told.push(wordsOf(await one.give("")));
    }
    expect(told.filter((words) => words === sayings.code_sent({}))).toHaveLength(codeLimits.sends.most - 1);
    expect(told.at(-1)).toBe(sayings.code_too_many({}));
    await work();
    expect(mail.mails).toHaveLength(1);

    // Nothing of it is kept for ever.
    const every = house.context.store.everyPortal();
    const rows = () => every.all(every.db.selectFrom("codes").select("id"));
    await every.commit(forgetCodes(house.context));
    expect(await rows()).toHaveLength(codeLimits.sends.most);
    house.passTime(91 * 24 * 60 * minute);
    await every.commit(forgetCodes(house.context));
    expect(await rows()).toEqual([]);
  });
});

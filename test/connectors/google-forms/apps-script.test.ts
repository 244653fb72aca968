/** The printed script itself, run as Google would, against a form as its documentation describes it. */
import { createHash, createHmac } from "node:crypto";
import vm from "node:vm";
import { beforeEach, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { appsScript, callScript, type ScriptOptions } from "../../../connectors/google-forms/index.ts";

const secret = "the-secret-ü";
const now = () => Date.now();

interface Item {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly entries: readonly number[];
  readonly choices?: readonly string[];
  readonly rows?: readonly string[];
  /** Refuses what is not a number, as a checked text does. */
  readonly numbersFrom?: number;
}
const items: Item[] = [
  { id: 1, type: "TEXT", title: "Name", entries: [11] },
  { id: 2, type: "TEXT", title: "Age", entries: [22], numbersFrom: 18 },
  { id: 3, type: "CHECKBOX", title: "Colours", entries: [33], choices: ["Red", "Blue"] },
  { id: 4, type: "GRID", title: "Rate", entries: [44, 45], rows: ["Food", "Room"], choices: ["Good", "Bad"] },
  { id: 5, type: "DATETIME", title: "When", entries: [55] },
  { id: 6, type: "SCALE", title: "How many", entries: [66] },
  { id: 7, type: "PAGE_BREAK", title: "Name", entries: [] },
];

interface Submitted {
  id: string;
  at: number;
  values: [number, unknown][];
}
let submitted: Submitted[];
let properties: Map<string, string>;
let accepting: boolean;
/** Dies right before or after handing in, as a script that is stopped. */
let dies: "never" | "before" | "after";
let handed: number;

/** As much of Google's services as the script calls. */
function services(): Record<string, unknown> {
  const itemOf = (item: Item) => {
    const answered = (value: unknown) => ({ getItem: () => itemOf(item), getResponse: () => value, item });
    const self: Record<string, unknown> = {
      getId: () => item.id,
      getIndex: () => items.indexOf(item),
      getTitle: () => item.title,
      getType: () => item.type,
      getChoices: () => (item.choices ?? []).map((choice) => ({ getValue: () => choice })),
      getRows: () => item.rows,
      getColumns: () => item.choices,
      getLowerBound: () => 1,
      createResponse: (...values: unknown[]) => {
        if (item.numbersFrom !== undefined && !(Number(values[0]) >= item.numbersFrom))
          throw new Error("Invalid data.");
        return answered(values[0]);
      },
    };
    for (const kind of ["Text", "Checkbox", "Grid", "DateTime", "Scale"]) self[`as${kind}Item`] = () => self;
    return self;
  };
  const responseOf = ({ id, values }: Submitted) => ({
    getId: () => id,
    getItemResponses: () =>
      values.map(([itemId, value]) => ({ getItem: () => ({ getId: () => itemId }), getResponse: () => value })),
  });
  const form = {
    getTitle: () => "The form",
    isAcceptingResponses: () => accepting,
    getItems: () => items.map(itemOf),
    getResponses: (since: Date) => submitted.filter(({ at }) => at >= since.getTime()).map(responseOf),
    deleteResponse: (id: string) => {
      submitted = submitted.filter((each) => each.id !== id);
    },
    createResponse: () => {
      const values: [number, unknown][] = [];
      let entry = 0;
      const response = {
        withItemResponse: ({ item, getResponse }: { item: Item; getResponse(): unknown }) => {
          values.push([item.id, getResponse()]);
          entry = item.entries[0] ?? 0;
          return response;
        },
        toPrefilledUrl: () => `https://docs.google.com/forms/d/e/1FAIpQL/viewform?usp=pp_url&entry.${entry}=x`,
        submit: () => {
          if (dies === "before") throw new Error("Exceeded maximum execution time");
          handed += 1;
          const made = { id: `r${handed}`, at: now(), values };
          submitted.push(made);
          if (dies === "after") throw new Error("Exceeded maximum execution time");
          return responseOf(made);
        },
      };
      return response;
    },
  };
  const types = [
    "TEXT",
    "PARAGRAPH_TEXT",
    "MULTIPLE_CHOICE",
    "LIST",
    "CHECKBOX",
    "GRID",
    "CHECKBOX_GRID",
    "SCALE",
  ].concat(["RATING", "DATE", "DATETIME", "TIME", "DURATION", "PAGE_BREAK"]);
  return {
    FormApp: {
      ItemType: Object.fromEntries(types.map((type) => [type, type])),
      getActiveForm: () => null,
      openById: () => form,
    },
    Utilities: {
      Charset: { UTF_8: "UTF_8" },
      DigestAlgorithm: { SHA_256: "SHA_256" },
      computeDigest: (_: string, text: string) => [...new Int8Array(createHash("sha256").update(text).digest())],
      base64Encode: (bytes: number[]) => Buffer.from(Int8Array.from(bytes)).toString("base64"),
      computeHmacSha256Signature: (text: string, key: string) => [
        ...new Int8Array(createHmac("sha256", key).update(text).digest()),
      ],
    },
    LockService: { getScriptLock: () => ({ tryLock: () => true, releaseLock: () => undefined }) },
    PropertiesService: {
      getScriptProperties: () => ({
        getProperty: (key: string) => properties.get(key) ?? null,
        setProperty: (key: string, value: string) => properties.set(key, value),
        getProperties: () => Object.fromEntries(properties),
        deleteProperty: (key: string) => properties.delete(key),
      }),
    },
    ContentService: {
      MimeType: { JSON: "JSON" },
      createTextOutput: (text: string) => ({ setMimeType: () => text }),
    },
  };
}

const doPost = (body: string): string => {
  const context = vm.createContext({ ...services(), contents: body });
  vm.runInContext(appsScript({ formId: "form-1", secret }), context);
  return z.string().parse(vm.runInContext("doPost({ postData: { contents } })", context));
};
const options = (change: Partial<ScriptOptions> = {}): ScriptOptions => ({
  request: async ({ body = "" }) => ({ status: 200, headers: {}, body: Buffer.from(doPost(body)) }),
  now,
  timeoutMs: 1_000,
  url: "https://script.google.com/macros/s/x/exec",
  secret,
  ...change,
});
const handIn = (change: { submission?: string; revision?: number; name?: string } = {}) => {
  const { submission = "sub_1", revision = 1, name = "Stella ü" } = change;
  return callScript(options(), {
    kind: "submission",
    submission,
    revision,
    acceptedAt: "2026-04-30T10:00:00.000Z",
    flow: { id: "f", name: "Flow" },
    source: "whatsapp",
    answers: [
      { field: "q_name", entry: "11", title: "A name that was changed since", value: [name] },
      { field: "q_age", entry: "22", title: "Age", value: ["44"] },
      { field: "q_colours", entry: "33", title: "Colours", value: ["Red", "Blue"] },
      { field: "q_rate", entry: "44", title: "Rate", rows: { Room: ["Bad"] } },
      { field: "q_when", entry: "55", title: "When", date: [2026, 4, 30], time: [9, 5] },
      { field: "q_many", entry: "66", title: "How many", value: ["3"] },
      { field: "q_gone", entry: "99", title: "Not in the form", value: ["x"] },
    ],
  });
};

beforeEach(() => {
  submitted = [];
  properties = new Map();
  accepting = true;
  dies = "never";
  handed = 0;
});

describe("the installed script", () => {
  it("hands the answers in, each to its own question, and names what has no place", async () => {
    expect(await handIn()).toMatchObject({ kind: "submitted", left: ["q_gone"] });
    expect(JSON.parse(JSON.stringify(submitted))).toMatchObject([
      {
        values: [
          [1, "Stella ü"],
          [2, "44"],
          [3, ["Red", "Blue"]],
          [4, [null, "Bad"]],
          [5, new Date(2026, 3, 30, 9, 5).toJSON()],
          [6, 3],
        ],
      },
    ]);
  });

  it("takes a submission once, however often it comes", async () => {
    await handIn();
    expect(await handIn()).toMatchObject({ kind: "found", left: ["q_gone"] });
    expect(submitted).toHaveLength(1);
    await handIn({ submission: "sub_2" });
    expect(submitted).toHaveLength(2);
  });

  const stopped = async (when: "before" | "after", change: Parameters<typeof handIn>[0] = {}) => {
    dies = when;
    await expect(handIn(change)).rejects.toMatchObject({ code: "google.script_failed", mayHaveLanded: true });
    dies = "never";
  };

  it("finds the response that it handed in before it was stopped", async () => {
    await handIn({ submission: "sub_0" });
    await stopped("after");
    expect(await handIn()).toMatchObject({ kind: "found", left: ["q_gone"] });
    expect(submitted).toHaveLength(2);
  });

  it("does not take another submission's equal answers for its own", async () => {
    await stopped("before");
    await handIn({ submission: "sub_0" });
    expect(await handIn()).toMatchObject({ kind: "submitted" });
    expect(submitted).toHaveLength(2);
  });

  it("leaves one response when it was stopped and the answers were corrected before the next try", async () => {
    await stopped("after");
    expect(await handIn({ name: "Corrected" })).toMatchObject({ kind: "found" });
    await stopped("after", { revision: 2, name: "Corrected" });
    expect(await handIn({ revision: 3, name: "Corrected again" })).toMatchObject({ kind: "replaced" });
    expect(submitted).toMatchObject([{ values: expect.arrayContaining([[1, "Corrected again"]]) }]);
  });

  const erase = (submission = "sub_1") => callScript(options(), { kind: "erase", submission });

  it("deletes the response of somebody who was erased, what it remembers of it, and nobody else's", async () => {
    await handIn({ submission: "sub_0" });
    await handIn();
    expect(await erase()).toMatchObject({ kind: "erased" });
    expect(submitted).toHaveLength(1);
    expect([...properties.keys()]).toEqual(["flowella:sub_0"]);
    expect(await erase()).toMatchObject({ kind: "unknown" });
    await stopped("after");
    expect(await erase()).toMatchObject({ kind: "erased" });
    expect(submitted).toHaveLength(1);
  });

  it("puts a correction in the place of the response before, and no older answers above it", async () => {
    await handIn();
    expect(await handIn({ revision: 2, name: "Stella Ferrara" })).toMatchObject({ kind: "replaced" });
    expect(await handIn({ revision: 1 })).toMatchObject({ kind: "found" });
    expect(submitted).toMatchObject([{ values: expect.arrayContaining([[1, "Stella Ferrara"]]) }]);
  });

  it.each<[string, Partial<ScriptOptions>]>([
    ["signature", { secret: "another" }],
    ["stale", { now: () => now() - 6 * 60_000 }],
    ["stale", { now: () => now() + 6 * 60_000 }],
  ])("lets nobody in: %s", async (code, change) => {
    await expect(callScript(options(change), { kind: "hello" })).rejects.toMatchObject({
      code: `google.script_${code}`,
    });
    expect(await callScript(options(), { kind: "hello" })).toMatchObject({ kind: "hello" });
  });

  it("says that the form is closed, and takes nothing that is no call", async () => {
    accepting = false;
    await expect(handIn()).rejects.toMatchObject({ code: "google.script_closed" });
    for (const body of ["", "{}", "null", '{"time":"NaN","payload":"{}","signature":""}'])
      expect(JSON.parse(doPost(body))).toMatchObject({ ok: false });
    expect(submitted).toEqual([]);
  });

  it("keeps what it has seen within what Google keeps", async () => {
    for (let index = 0; index < 2_000; index += 1)
      properties.set(
        `flowella:old_${index}`,
        JSON.stringify({ revision: 1, at: index, done: true, response: "x", old: [] }),
      );
    await handIn();
    expect(properties.size).toBeLessThanOrEqual(2_000);
    expect(properties.has("flowella:old_0")).toBe(false);
    expect(await handIn()).toMatchObject({ kind: "found" });
  });
});

import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { submissionEvent, submissionEventSchema, webhookEventSchema } from "../../../connectors/webhook/index.ts";
import { facts, form } from "./facts.ts";

describe("a submission as the receiver reads it", () => {
  const event = submissionEvent("submission.accepted", facts);

  it("fits the documented schema, with nothing beside it", () => {
    expect(submissionEventSchema.parse(event)).toEqual(event);
    expect(z.strictObject(submissionEventSchema.shape).parse(event)).toEqual(event);
  });

  it("says what happened, to which submission, of which Flow and form", () => {
    expect(event).toMatchObject({
      type: "submission.accepted",
      timestamp: "2026-03-05T14:05:00.000Z",
      data: {
        submission: { id: "sub_1", revision: 1, acceptedAt: "2026-03-05T14:05:00.000Z" },
        flow: { id: "flw_1", name: "Consultation", version: 3 },
        form: { tool: "hubspot", id: "form-1", revision: "7", title: "Request a consultation", language: "en" },
        customer: { id: "per_1", whatsapp: "393331234567" },
        variables: { score: 12, tier: "gold" },
        ending: { id: "lost", title: "Sorry" },
        hidden: { campaign: "spring" },
      },
    });
  });

  it("carries each answer with its question, and options as they were read", () => {
    const [name, rooms, slot, pets, service, home] = event.data.answers;
    expect(name).toEqual({
      field: "firstname",
      source: { id: "firstname", ref: "0-1" },
      kind: "short_text",
      title: "Your first name",
      value: "Stella",
    });
    expect(rooms).toMatchObject({
      value: ["bath", "kitchen"],
      chosen: [
        { id: "bath", label: "Bathroom", value: "BATH" },
        { id: "kitchen", label: "Kitchen", value: "KIT" },
      ],
    });
    expect(slot).toMatchObject({ chosen: [{ id: "s9", label: "Monday, 9:00", value: "2026-03-09T09:00" }] });
    expect(pets).toMatchObject({ value: true, label: "Yes, we do" });
    expect(service).toMatchObject({ part: "speed", partTitle: "Speed", chosen: [{ label: "Bathroom" }] });
    expect(home).toMatchObject({ part: "city", partTitle: "City", value: "Torino" });
  });

  it("tells about files what may be told: no address, no key", () => {
    const sealed = { hash: "h", iv: "i", key: "secret-key", hmacKey: "m", contentHash: "c" };
    const handed = { id: "1", name: "roof.jpg", url: "https://cdn.example/roof", sealed };
    const answers = [{ fieldId: "photos", value: ["roof.jpg"], files: [handed] }];
    const text = JSON.stringify(submissionEvent("submission.accepted", { ...facts, answers }));
    expect(text).toContain('"files":[{"id":"fil_1","field":"photos","name":"roof.jpg","status":"stored"');
    expect(text).not.toMatch(/cdn\.example|secret-key/);
  });

  it("a correction differs in its type, revision and time alone", () => {
    const corrected = submissionEvent("submission.corrected", { ...facts, revision: 2, at: facts.at + 60_000 });
    expect(corrected.data).toEqual({ ...event.data, submission: { ...event.data.submission, revision: 2 } });
    expect(corrected).toMatchObject({ type: "submission.corrected", timestamp: "2026-03-05T14:06:00.000Z" });
  });

  it("an answer to a question that the form no longer has stands for itself", () => {
    const answers = [{ fieldId: "gone", value: "still here" }];
    const { data } = submissionEvent("submission.accepted", { ...facts, answers });
    expect(data.answers).toEqual([
      { field: "gone", source: { id: "gone" }, kind: "unsupported", title: "gone", value: "still here" },
    ]);
  });

  it("names no ending where the form has none of that id", () => {
    expect(submissionEvent("submission.accepted", { ...facts, ending: undefined }).data.ending).toBeUndefined();
    expect(
      submissionEvent("submission.accepted", { ...facts, form: { ...form, endings: [] } }).data.ending,
    ).toBeUndefined();
  });
});

describe("docs/webhooks.md", () => {
  const doc = readFileSync(path.resolve(import.meta.dirname, "../../../docs/webhooks.md"), "utf8");

  it("its example is a real event", () => {
    const [, json = ""] = /```json\n([\s\S]*?)\n```/.exec(doc) ?? [];
    const event = webhookEventSchema.parse(JSON.parse(json));
    expect(event).toEqual(JSON.parse(json));
  });

  it("has a line for every key, in the schema's own words", () => {
    const lines = rowsOf(submissionEventSchema, "");
    expect(lines.length).toBeGreaterThan(30);
    expect(lines.filter((line) => !doc.includes(line))).toEqual([]);
  });
});

/** A table's lines, one per documented key: the schema is the source. */
function rowsOf(schema: z.ZodType, at: string): string[] {
  const inner = schema instanceof z.ZodOptional ? schema.unwrap() : schema;
  const own = schema.description ?? (inner instanceof z.ZodType ? inner.description : undefined);
  const optional = schema instanceof z.ZodOptional ? ", or missing" : "";
  const line = at && own ? [`| \`${at}\`${optional} | ${own} |`] : [];
  if (inner instanceof z.ZodArray && inner.element instanceof z.ZodObject)
    return [...line, ...rowsOf(inner.element, `${at}[]`).filter((each) => !each.startsWith(`| \`${at}[]\``))];
  if (!(inner instanceof z.ZodObject)) return line;
  const prefix = at ? `${at}.` : "";
  return [...line, ...Object.entries(inner.shape).flatMap(([key, value]) => rowsOf(value, `${prefix}${key}`))];
}

/** Every Google form of the reference: definitions of the API, and data of public pages alone. */
import { readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { formFromGoogle } from "../../../connectors/google-forms/index.ts";
import { compareWithGoldens, hasReference, readJson, referenceForms } from "../golden.ts";

const definitions = path.join(referenceForms, "google-forms");
const pages = path.join(definitions, "public-load-data");
const names = (folder: string) =>
  (hasReference ? readdirSync(folder) : [])
    .filter((file) => file.endsWith(".json"))
    .map((file) => path.basename(file, ".json"));

(hasReference ? describe : describe.skip)("the reference's Google forms (skipped where ../shared is absent)", () => {
  it.each(names(definitions))("the definition %s becomes what we have seen and liked", (name) => {
    const json = readJson(path.join(definitions, `${name}.json`));
    const { lines } = compareWithGoldens(formFromGoogle(json), `google-forms-${name}`);
    const reported = new Set(lines.map(({ sourceId }) => sourceId));
    expect(askedIn(json).filter((id) => !reported.has(id))).toEqual([]);
  });

  it.each(names(pages))("the page data %s, alone, becomes what we have seen and liked", (name) => {
    const pageData = readJson(path.join(pages, `${name}.json`));
    const form = formFromGoogle(undefined, { pageData });
    const { lines } = compareWithGoldens(form, `google-forms-page-${name}`);
    expect(formFromGoogle(pageData).fields).toEqual(form.fields);
    const reported = new Set(lines.map(({ sourceId }) => Number.parseInt(sourceId ?? "", 16)));
    expect(entriesIn(pageData).filter((id) => !reported.has(id))).toEqual([]);
  });
});

const itemsSchema = z.object({
  items: z.array(
    z.object({
      itemId: z.string(),
      questionItem: z.object({ question: z.object({ questionId: z.string() }) }).optional(),
      questionGroupItem: z.object({}).optional(),
    }),
  ),
});

/** The ids under which the report has a question: a grid is one, by its item's id. */
function askedIn(json: unknown): string[] {
  return itemsSchema
    .parse(json)
    .items.flatMap(({ itemId, questionItem, questionGroupItem }) =>
      questionGroupItem ? [itemId] : questionItem ? [questionItem.question.questionId] : [],
    );
}

const pageSchema = z.tuple(
  [z.null(), z.tuple([z.unknown(), z.array(z.array(z.unknown())).nullable()], z.unknown())],
  z.unknown(),
);

function entriesIn(pageData: unknown): number[] {
  return (pageSchema.parse(pageData)[1][1] ?? []).flatMap((item) => {
    const entry = z.array(z.array(z.unknown())).safeParse(item[4]).data?.[0]?.[0];
    return item[3] === 7 ? [Number(item[0])] : entry === undefined ? [] : [Number(entry)];
  });
}

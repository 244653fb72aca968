/** Every SurveyMonkey survey of the reference. */
import { readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { formFromSurveyMonkey } from "../../../connectors/surveymonkey/index.ts";
import { compareWithGoldens, hasReference, readJson, referenceForms } from "../golden.ts";

const surveys = path.join(referenceForms, "surveymonkey");
const names = (hasReference ? readdirSync(surveys) : [])
  .filter((file) => file.endsWith(".json"))
  .map((file) => path.basename(file, ".json"));

(hasReference ? describe : describe.skip)("the reference's surveys (skipped where ../shared is absent)", () => {
  it.each(names)("%s becomes what we have seen and liked, and every question is in the report", (name) => {
    const json = readJson(path.join(surveys, `${name}.json`));
    const { lines } = compareWithGoldens(formFromSurveyMonkey(json), `surveymonkey-${name}`);
    const reported = lines.filter(({ kind }) => kind !== "hidden").map(({ sourceId }) => sourceId);
    expect([...new Set(reported)]).toEqual(visibleQuestions(json));
  });

  it("a survey of several pages says that its logic cannot be seen", () => {
    const form = formFromSurveyMonkey(readJson(path.join(surveys, "store-visit-feedback.json")));
    expect(form.notices).toContainEqual(expect.objectContaining({ level: "warn", code: "sm.logic_invisible" }));
    const onePage = formFromSurveyMonkey(readJson(path.join(surveys, "display-options.json")));
    expect(onePage.notices.map(({ code }) => code)).not.toContain("sm.logic_invisible");
  });
});

const surveySchema = z.object({
  pages: z.array(z.object({ questions: z.array(z.object({ id: z.string(), visible: z.boolean() })) })),
});

function visibleQuestions(json: unknown): string[] {
  const { pages } = surveySchema.parse(json);
  return pages.flatMap(({ questions }) => questions.filter(({ visible }) => visible).map(({ id }) => id));
}

/** A survey of SurveyMonkey's, whose answers go back into it as responses. */
import { z } from "zod";
import { connectAccount } from "./consent.ts";
import type { Extra } from "./types.ts";

const formId = "500100200";
const question = "q_501";

export const survey: Extra = {
  connect: async (ground) => {
    await connectAccount(ground, "/operator/forms/authorise", { tool: "surveymonkey", withSheet: false });
    const way = { tool: "surveymonkey", formId, way: "api" };
    await ground.operator.ask(
      ground.business,
      "/operator/forms/write-back",
      way,
      z.object({ kind: z.literal("saved") }),
    );
    return { source: { tool: "surveymonkey", formId } };
  },
  answers: () => ({ [question]: "601" }),
  stands: ({ formTools }, _business, filled) => {
    const wrong: string[] = [];
    const stored = [...formTools.surveymonkey.responses.stored.values()];
    if (formTools.surveymonkey.responses.collectors.size !== 1)
      wrong.push(`SurveyMonkey: there are ${formTools.surveymonkey.responses.collectors.size} collectors`);
    const submissions = new Set(stored.map(({ body }) => body.custom_value));
    if (submissions.size !== stored.length) wrong.push("SurveyMonkey: a submission has two responses");
    const times = filled.flatMap(({ handedIn }) => handedIn).filter(({ form }) => form === "extra");
    const accepted = times.filter((each) => each.accepted).length;
    if (stored.length < accepted || stored.length > times.length)
      wrong.push(`SurveyMonkey: ${stored.length} responses stand there, ${accepted} were accepted`);
    return { count: stored.length, messagesMissing: 0, wrong };
  },
};

/** Where a survey's answers go: its collector, and its questions with their ids. Asked for once per version of the form. */
import { z } from "zod";
import { type SurveyResponses, surveySchema } from "../../connectors/surveymonkey/index.ts";

const placeSchema = z.object({
  collectorId: z.string(),
  survey: surveySchema,
  /** The form's revisions that it was asked for: several while messages of an older one are still about. */
  revisions: z.array(z.string()),
});
export type SurveyPlace = z.infer<typeof placeSchema>;

const mostRevisions = 20;

export function rememberedPlace(remembered: string | undefined): SurveyPlace | undefined {
  return remembered === undefined ? undefined : placeSchema.safeParse(JSON.parse(remembered)).data;
}

export async function askForPlace(
  client: SurveyResponses,
  surveyId: string,
  revisions: readonly string[] = [],
): Promise<SurveyPlace> {
  const survey = await client.survey(surveyId);
  return { survey, collectorId: await client.collector(surveyId), revisions: revisions.slice(-mostRevisions) };
}

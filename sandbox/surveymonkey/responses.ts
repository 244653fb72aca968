/** Collectors and responses of the SurveyMonkey stand-in (form-tools reference 4.6). */
import { randomInt } from "node:crypto";
import type { Express, Request, Response } from "express";
import { z } from "zod";
import { jsonBody } from "../stand-in.ts";

export interface Collector {
  readonly id: string;
  readonly surveyId: string;
  readonly name: string;
  status: "open" | "closed";
  /** Shown once a response is handed in through it. */
  readonly thankYou?: string;
}

/** A response as it stands in the survey. */
export interface StoredResponse {
  readonly id: string;
  readonly collectorId: string;
  readonly body: z.infer<typeof responseSchema>;
  /** How often it was written: 1 after it was made. */
  readonly writes: number;
}

export interface Responses {
  readonly collectors: Map<string, Collector>;
  readonly stored: Map<string, StoredResponse>;
}

type Refuse = (response: Response, status: number, id: string, message: string) => void;

const cellSchema = z.strictObject({
  row_id: z.string().optional(),
  col_id: z.string().optional(),
  choice_id: z.string().optional(),
  other_id: z.string().optional(),
  text: z.string().optional(),
});
const responseSchema = z.strictObject({
  pages: z
    .array(
      z.strictObject({
        id: z.string(),
        questions: z
          .array(
            z.strictObject({
              id: z.string(),
              variable_id: z.string().optional(),
              answers: z.array(cellSchema).min(1),
            }),
          )
          .min(1),
      }),
    )
    .min(1),
  response_status: z.enum(["completed", "partial", "overquota", "disqualified"]).optional(),
  custom_variables: z.record(z.string(), z.string()).optional(),
  custom_value: z.string().optional(),
  date_created: z.iso.datetime({ offset: true }).optional(),
});
type Cell = z.infer<typeof cellSchema>;

const entries = z.array(z.looseObject({ id: z.string() })).catch([]);
const surveySchema = z.looseObject({
  custom_variables: z.record(z.string(), z.string()).catch({}),
  pages: z.array(
    z.looseObject({
      id: z.string(),
      questions: z.array(
        z.looseObject({
          id: z.string(),
          family: z.string(),
          subtype: z.string(),
          answers: z
            .looseObject({
              choices: entries,
              rows: entries,
              cols: z.array(z.looseObject({ id: z.string(), choices: entries })).catch([]),
              other: z.looseObject({ id: z.string() }).optional().catch(undefined),
            })
            .catch({ choices: [], rows: [], cols: [] }),
        }),
      ),
    }),
  ),
});
type Question = z.infer<typeof surveySchema>["pages"][number]["questions"][number];

export function responseRoutes(
  routes: Express,
  surveys: ReadonlyMap<string, unknown>,
  { collectors, stored }: Responses,
  refuse: Refuse,
): void {
  const missing = (response: Response) => refuse(response, 404, "1020", "The requested resource does not exist");
  const shown = ({ id, surveyId, name, status }: Collector) => ({
    id,
    name,
    type: "weblink",
    status,
    survey_id: surveyId,
    href: `/v3/collectors/${id}`,
    url: `https://www.surveymonkey.com/r/${id}`,
  });
  const listed = (data: readonly unknown[]) => ({ data, per_page: 50, page: 1, total: data.length, links: {} });

  routes.get("/v3/surveys/:id/collectors", (request, response) => {
    if (!surveys.has(request.params.id)) return missing(response);
    const name = String(request.query["name"] ?? "");
    const found = [...collectors.values()].filter(
      (each) => each.surveyId === request.params.id && each.name.includes(name),
    );
    response.json(listed(found.map(shown)));
  });
  routes.get("/v3/collectors/:collector", (request, response) => {
    const collector = collectors.get(request.params.collector);
    if (!collector) return missing(response);
    response.json({ ...shown(collector), thank_you_message: collector.thankYou ?? "" });
  });
  routes.post("/v3/surveys/:id/collectors", (request, response) => {
    if (!surveys.has(request.params.id)) return missing(response);
    const schema = z.strictObject({
      type: z.literal("weblink"),
      name: z.string().min(1),
      allow_multiple_responses: z.boolean().optional(),
    });
    const asked = schema.safeParse(jsonBody(request));
    if (!asked.success) return refuse(response, 400, "1002", "Invalid schema in the body provided.");
    const made: Collector = { id: newId(), surveyId: request.params.id, name: asked.data.name, status: "open" };
    collectors.set(made.id, made);
    response.status(201).json(shown(made));
  });

  const write = (request: Request, response: Response, id: string | undefined) => {
    const collector = collectors.get(String(request.params["collector"]));
    const known = id === undefined ? undefined : stored.get(id);
    if (!collector || (id !== undefined && known?.collectorId !== collector.id)) return missing(response);
    if (collector.status === "closed") return refuse(response, 409, "1025", "The collector is closed.");
    const asked = responseSchema.safeParse(jsonBody(request));
    if (!asked.success) return refuse(response, 400, "1002", "Invalid schema in the body provided.");
    const wrong = whyWrong(surveySchema.parse(surveys.get(collector.surveyId)), asked.data);
    if (wrong) return refuse(response, 400, "1002", wrong);
    const next = { id: id ?? newId(), collectorId: collector.id, body: asked.data, writes: (known?.writes ?? 0) + 1 };
    stored.set(next.id, next);
    response.status(id === undefined ? 201 : 200).json(whole(next, collector));
  };
  const whole = ({ id, body }: StoredResponse, { id: collector_id, surveyId: survey_id }: Collector) => ({
    id,
    survey_id,
    collector_id,
    ...body,
    collection_mode: "default",
    href: `/v3/collectors/${collector_id}/responses/${id}`,
  });

  routes.post("/v3/collectors/:collector/responses", (request, response) => write(request, response, undefined));
  routes.put("/v3/collectors/:collector/responses/:id", (request, response) =>
    write(request, response, request.params.id),
  );
  routes.get("/v3/collectors/:collector/responses", (request, response) => {
    const { collector } = request.params;
    if (!collectors.has(collector)) return missing(response);
    const custom = request.query["custom"];
    const found = [...stored.values()].filter(
      ({ collectorId, body }) => collectorId === collector && (custom === undefined || body.custom_value === custom),
    );
    response.json(listed(found.map(({ id }) => ({ id, href: `/v3/collectors/${collector}/responses/${id}` }))));
  });
  routes.delete("/v3/collectors/:collector/responses/:id", (request, response) => {
    const { collector, id } = request.params;
    if (stored.get(id)?.collectorId !== collector) return missing(response);
    stored.delete(id);
    response.json({ id, href: `/v3/collectors/${collector}/responses/${id}` });
  });
  routes.get("/v3/collectors/:collector/responses/:id", (request, response) => {
    const collector = collectors.get(request.params.collector);
    const found = stored.get(request.params.id);
    if (!collector || found?.collectorId !== collector.id) return missing(response);
    response.json(whole(found, collector));
  });
}

/** Ids are digits at SurveyMonkey. */
const newId = (): string => String(randomInt(100_000_000, 999_999_999));

/** Read from the survey again, not from how our server reads it. */
function whyWrong(survey: z.infer<typeof surveySchema>, body: z.infer<typeof responseSchema>): string | undefined {
  for (const name of Object.keys(body.custom_variables ?? {}))
    if (!Object.hasOwn(survey.custom_variables, name)) return `The survey has no custom variable ${name}.`;
  for (const { id, questions } of body.pages) {
    const page = survey.pages.find((each) => each.id === id);
    if (!page) return `The survey has no page ${id}.`;
    for (const { id: questionId, answers } of questions) {
      const question = page.questions.find((each) => each.id === questionId);
      if (!question) return `Page ${id} has no question ${questionId}.`;
      const wrong = answers.find((cell) => !fits(question, cell));
      if (wrong) return `Question ${questionId} takes no ${Object.keys(wrong).join(" with ")} like this.`;
    }
  }
  return undefined;
}

function fits({ family, subtype, answers }: Question, cell: Cell): boolean {
  const has = (list: readonly { id: string }[], id: string | undefined) => list.some((each) => each.id === id);
  const keys = Object.keys(cell).sort().join(" ");
  const isRow = has(answers.rows, cell.row_id);
  const own = cell.other_id !== undefined && cell.other_id === answers.other?.id && Boolean(cell.text);
  const { row_id: _row, ...rest } = cell;
  if (own && Object.keys(rest).length === 2) return cell.row_id === undefined || isRow;
  switch (family) {
    case "single_choice":
    case "multiple_choice":
      return keys === "choice_id" && has(answers.choices, cell.choice_id);
    case "matrix": {
      if (subtype !== "menu") return keys === "choice_id row_id" && isRow && has(answers.choices, cell.choice_id);
      const col = answers.cols.find(({ id }) => id === cell.col_id);
      return keys === "choice_id col_id row_id" && isRow && col !== undefined && has(col.choices, cell.choice_id);
    }
    case "open_ended":
      return subtype === "single" || subtype === "essay" ? keys === "text" : keys === "row_id text" && isRow;
    case "demographic":
      return keys === "row_id text" && isRow;
    case "datetime":
      return keys === "row_id text" && isRow && dateTexts[subtype]?.test(cell.text ?? "") === true;
    default:
      return false;
  }
}

const day = String.raw`(0[1-9]|1[0-2])/(0[1-9]|[12]\d|3[01])/\d{4}`;
const time = String.raw`(0[1-9]|1[0-2]):[0-5]\d [AP]M`;
const dateTexts: Readonly<Record<string, RegExp>> = {
  date_only: new RegExp(`^${day}$`),
  time_only: new RegExp(`^${time}$`),
  both: new RegExp(`^${day} ${time}$`),
};

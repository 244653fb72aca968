/** SurveyMonkey's webhooks: made by an app, tried with HEAD, and called with a signature (form-tools reference 4.8). */
import { createHmac } from "node:crypto";
import type { Express, Response } from "express";
import { z } from "zod";
import type { GrantApp } from "../grants.ts";
import { jsonBody } from "../stand-in.ts";

const eventTypes = [
  "response_completed",
  "response_updated",
  "response_disqualified",
  "response_created",
  "response_deleted",
  "response_overquota",
  "collector_created",
  "collector_updated",
  "collector_deleted",
  "survey_updated",
  "survey_deleted",
] as const;

const newSchema = z.object({
  name: z.string().min(1),
  event_type: z.enum(eventTypes),
  object_type: z.enum(["survey", "collector"]),
  object_ids: z.array(z.string()).min(1),
  subscription_url: z.url(),
  authorization: z.string().optional(),
});

export interface Webhook extends z.infer<typeof newSchema> {
  readonly id: string;
}

export interface Delivered {
  readonly url: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly status: number;
}

export class Webhooks {
  readonly held = new Map<string, Webhook>();
  /** What was called, and what came back. */
  readonly delivered: Delivered[] = [];
  readonly #app: GrantApp;
  readonly #now: () => number;
  #last = 0;

  constructor(app: GrantApp, now: () => number) {
    this.#app = app;
    this.#now = now;
  }

  add(webhook: z.infer<typeof newSchema>): Webhook {
    this.#last += 1;
    const made = { id: String(7_000 + this.#last), ...webhook };
    this.held.set(made.id, made);
    return made;
  }

  async tell(event: Webhook["event_type"], surveyId: string): Promise<void> {
    for (const webhook of this.held.values()) {
      if (webhook.event_type !== event || !webhook.object_ids.includes(surveyId)) continue;
      this.#last += 1;
      const body = JSON.stringify({
        name: webhook.name,
        filter_type: "survey",
        filter_id: surveyId,
        event_type: event,
        event_id: String(10_000 + this.#last),
        object_type: "survey",
        object_id: surveyId,
        event_datetime: new Date(this.#now()).toISOString(),
        resources: { survey_id: surveyId, user_id: "1" },
      });
      await this.#deliver(webhook.subscription_url, body);
    }
  }

  /** The headers that SurveyMonkey would send beside this body. */
  signed(body: string): Record<string, string> {
    const { clientId, clientSecret } = this.#app;
    const signature = createHmac("sha1", `${clientId}&${clientSecret}`).update(body).digest("base64");
    return { "content-type": "application/json", "sm-apikey": clientId, "sm-signature": signature };
  }

  async #deliver(url: string, body: string): Promise<void> {
    const headers = this.signed(body);
    const status = await fetch(url, { method: "POST", headers, body }).then(
      (response) => response.status,
      () => 0,
    );
    this.delivered.push({ url, body, headers, status });
  }
}

type Refuse = (response: Response, status: number, id: string, message: string) => void;

/** Behind the door of `/v3`, which looks at the token and counts. */
export function webhookRoutes(routes: Express, webhooks: Webhooks, refuse: Refuse): void {
  routes.post("/v3/webhooks", async (request, response) => {
    const asked = newSchema.safeParse(jsonBody(request)).data;
    if (!asked) return refuse(response, 400, "1000", "Invalid schema in the body provided.");
    const taken = [...webhooks.held.values()].some(
      ({ subscription_url }) => subscription_url === asked.subscription_url,
    );
    if (taken) return refuse(response, 409, "1025", "A webhook with this subscription URL exists.");
    const tried = await fetch(asked.subscription_url, { method: "HEAD" }).catch(() => undefined);
    if (tried?.status !== 200)
      return refuse(response, 400, "1003", "The subscription URL did not answer HEAD with 200.");
    const made = webhooks.add(asked);
    response.status(201).json({ ...made, href: `/v3/webhooks/${made.id}` });
  });
  routes.get("/v3/webhooks/:id", (request, response) => {
    const webhook = webhooks.held.get(request.params.id);
    if (webhook) response.json({ ...webhook, href: `/v3/webhooks/${webhook.id}` });
    else refuse(response, 404, "1020", "The requested resource does not exist");
  });
}

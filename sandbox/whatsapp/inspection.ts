/** Looking at the stand-in over HTTP, as JSON and read-only. No part of Meta's API. */
import type { Express, Request, Response } from "express";
import type { EndpointProxy } from "./endpoint-proxy.ts";
import { newest } from "./flow-facts.ts";
import type { Person } from "./people.ts";
import { SANDBOX_PREFIX } from "./sandbox-prefix.ts";
import type { MetaFlow, State } from "./state.ts";
import type { Webhooks } from "./webhooks.ts";

export interface InspectedWorld {
  readonly state: State;
  readonly webhooks: Webhooks;
  readonly proxy: EndpointProxy;
  readonly people: ReadonlyMap<string, Person>;
}

/** `GET /_sandbox/<part>`; `GET /_sandbox` lists the parts. */
export function inspectionRoutes(app: Express, world: InspectedWorld): void {
  const { state, webhooks, proxy } = world;
  const parts: Record<string, () => unknown> = {
    flows: () => [...state.flows.values()].map(flowSummary),
    messages: () =>
      [...state.sent.values()].map(({ flow, template, ...message }) => ({
        ...message,
        ...(flow && { flow: { id: flow.flowId, revision: flow.revision, token: flow.token, button: flow.button } }),
        ...(template && { template: template.name }),
      })),
    people: () => [...world.people.values()].map(personSummary),
    keys: () =>
      [...state.numbers.values()].map(({ id, publicKey, signatureStatus }) => ({
        phoneNumberId: id,
        publicKey,
        signatureStatus,
      })),
    templates: () => [...state.templates.values()],
    webhooks: () => webhooks.deliveries.map(({ body, ...delivery }) => ({ ...delivery, body: JSON.parse(body) })),
    exchanges: () => proxy.exchanges,
    pace: () => state.pace.read().map(({ arrivals: _all, ...number }) => number),
  };
  app.get(SANDBOX_PREFIX, (_: Request, response: Response) => {
    response.json({ parts: Object.keys(parts).map((part) => `${SANDBOX_PREFIX}/${part}`) });
  });
  for (const [part, read] of Object.entries(parts))
    app.get(`${SANDBOX_PREFIX}/${part}`, (_: Request, response: Response) => {
      response.json(read());
    });
  app.get(`${SANDBOX_PREFIX}/people/:waId`, (request: Request, response: Response, next: () => void) => {
    const person = world.people.get(String(request.params["waId"]));
    if (person) response.json(personSummary(person));
    else next();
  });
  app.get(`${SANDBOX_PREFIX}/flow-json/:id/:revision`, (request: Request, response: Response, next: () => void) => {
    const flow = state.flows.get(String(request.params["id"]));
    const revision = [flow?.draft, ...(flow?.published ?? [])].find(
      (candidate) => String(candidate?.number) === request.params["revision"],
    );
    if (revision) response.type("application/json").send(revision.text);
    else next();
  });
  app.get(`${SANDBOX_PREFIX}/preview/:id`, (request: Request, response: Response, next: () => void) => {
    const flow = state.flows.get(String(request.params["id"]));
    const valid = flow && request.query["token"] === flow.previewKey && flow.previewExpiresAt > state.now();
    if (valid) response.type("application/json").send(newest(flow)?.text ?? "{}");
    else next();
  });
}

function flowSummary({ draft, published, previewKey: _key, ...flow }: MetaFlow): unknown {
  const summary = (revision: typeof draft) =>
    revision && { number: revision.number, flowJson: revision.flowJson, errors: revision.errors };
  return { ...flow, draft: summary(draft), published: published.map(summary) };
}

function personSummary(person: Person): unknown {
  const { waId, name, userId, aliases } = person;
  return { waId, name, userId, aliases, chat: person.chat() };
}

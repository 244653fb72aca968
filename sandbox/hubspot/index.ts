/**
 * HubSpot on loopback: two hosts (API with the consent page, form submissions) over one set of portals.
 *
 * It answers only what HubSpot documents, keeps state, and is told by JS what to hold and how to misbehave:
 *
 *     const hubspot = await startHubSpot({ apps: [app], portals: [portalSettings] });
 *     const facts = seedPortal(hubspot.portal(portalSettings.id));
 *     const { accessToken } = hubspot.install(app.clientId, portalSettings.id);
 *     await fetch(`${hubspot.apiUrl}/crm/objects/2026-03/contacts`, { headers: { authorization: `Bearer ${accessToken}` } });
 *     hubspot.api.failNext({ path: /contacts/, answer: { kind: "status", status: 500 } });
 *
 * Time comes from `now`; see `clock.ts` for why there are no timers and `behaviour.ts` for what can be slow.
 */
import type { Express } from "express";
import { HUBSPOT_PAGE_PREFIX, hubspotPageRoutes, type ShownApp } from "../hubspot-page/index.ts";
import { StandIn } from "../stand-in.ts";
import { addAccountRoutes } from "./account-routes.ts";
import { addAssociationRoutes } from "./association-routes.ts";
import { addBatchRoutes } from "./batch-routes.ts";
import { type Behaviour, defaultBehaviour } from "./behaviour.ts";
import type { Clock } from "./clock.ts";
import type { Decision } from "./consent.ts";
import { addConsentPage } from "./consent-page.ts";
import { addFileRoutes } from "./file-routes.ts";
import { addFormRoutes } from "./forms.ts";
import { addErrorHandler, unknownPath } from "./http.ts";
import { addInspection } from "./inspect.ts";
import { addListRoutes } from "./list-routes.ts";
import { addMeetingRoutes } from "./meeting-routes.ts";
import type { HubSpotApp, TokenPair } from "./oauth.ts";
import { addOAuthRoutes } from "./oauth-routes.ts";
import { addObjectRoutes } from "./object-routes.ts";
import type { Portal, PortalSettings } from "./portals.ts";
import { addPropertyRoutes } from "./property-routes.ts";
import { addSchemaRoutes } from "./schema-routes.ts";
import { addSearchRoutes } from "./search-routes.ts";
import { type CardCall, fetchAsCard } from "./signing.ts";
import { addFormHost, addSubmissionList } from "./submission-routes.ts";
import { postWebhook, type WebhookEvent, type WebhookTarget } from "./webhooks.ts";
import { addWorkflowRoutes } from "./workflow-routes.ts";
import { type ActionCall, askOptions, type Enrolment } from "./workflows.ts";
import { World } from "./world.ts";

export type { ShownApp } from "../hubspot-page/index.ts";
export { type Behaviour, defaultBehaviour } from "./behaviour.ts";
export type { Decision } from "./consent.ts";
export { SANDBOX_PREFIX } from "./inspect.ts";
export type { HubSpotApp, TokenPair } from "./oauth.ts";
export type { Portal, PortalSettings, PortalUser } from "./portals.ts";
export { demoForms, demoPortal, type SeedFacts, seedPortal } from "./seed.ts";
export { type CardCall, decodeForV3, signatureV1, signatureV2, signatureV3, signedRequest } from "./signing.ts";
export type { WebhookEvent, WebhookTarget } from "./webhooks.ts";
export type { ActionCall, Enrolment } from "./workflows.ts";

export interface HubSpotOptions {
  readonly apps?: readonly HubSpotApp[];
  readonly portals?: readonly PortalSettings[];
  /** Epoch ms; `Date.now` unless told. */
  readonly now?: Clock;
  readonly behaviour?: Partial<Behaviour>;
  /** Free ports unless told. */
  readonly ports?: { readonly api?: number; readonly forms?: number };
}

export class HubSpotStandIn {
  /** `api.hubapi.com`, and `app.hubspot.com` for the consent page. */
  readonly api: StandIn;
  /** `api.hsforms.com`. */
  readonly forms: StandIn;
  /** May be changed while it runs. */
  readonly behaviour: Behaviour;
  readonly #world: World;

  constructor(options: HubSpotOptions = {}) {
    this.behaviour = { ...defaultBehaviour, ...options.behaviour };
    this.#world = new World(this.behaviour, options.now ?? Date.now);
    for (const app of options.apps ?? []) this.#world.oauth.addApp(app);
    for (const settings of options.portals ?? []) this.#world.addPortal(settings);
    this.api = this.#host(addApiRoutes);
    this.forms = this.#host(addFormHost);
  }

  get apiUrl(): string {
    return this.api.url;
  }

  get formsUrl(): string {
    return this.forms.url;
  }

  /** Where a browser goes to connect an app; the query is the app's. */
  get authorizeUrl(): string {
    return `${this.api.url}/oauth/authorize`;
  }

  addApp(app: HubSpotApp): void {
    this.#world.oauth.addApp(app);
  }

  addPortal(settings: PortalSettings): Portal {
    return this.#world.addPortal(settings);
  }

  /** From now on the pages of accounts run this app's cards, page and settings. */
  showApp(shown: ShownApp): void {
    this.#world.shownApp = shown;
  }

  /** The account on a page for a browser; its contact's record where one is named. Needs `showApp`. */
  pageUrl(portalId: number, contactId?: string): string {
    const below = contactId === undefined ? "" : `/${contactId}`;
    return `${this.api.url}${HUBSPOT_PAGE_PREFIX}/${portalId}/contacts${below}`;
  }

  /** What an account holds, with everything done that is due. */
  portal(portalId: number): Portal {
    this.#world.settle();
    const portal = this.#world.portals.get(portalId);
    if (!portal) throw new Error(`The stand-in has no portal ${portalId}.`);
    return portal;
  }

  /** Tokens without the consent page. `scopes`: all that the app declares unless told. */
  install(clientId: string, portalId: number, scopes?: readonly string[]): TokenPair {
    const app = this.#world.oauth.app(clientId);
    if (!app) throw new Error(`The stand-in has no app with client id ${clientId}.`);
    const [user] = this.portal(portalId).settings.users;
    const granted = scopes ?? [...app.requiredScopes, ...(app.optionalScopes ?? [])];
    return this.#world.oauth.issue({ app, portalId, userId: user.userId, userEmail: user.email, scopes: granted });
  }

  /** The portal removes the app: every token dies and refreshing fails; nobody tells the app. */
  uninstall(clientId: string, portalId: number): void {
    this.#world.oauth.uninstall(clientId, portalId);
  }

  /** HubSpot signs and accepts with another client secret from now on. */
  rotateSecret(clientId: string, clientSecret: string): void {
    const app = this.#world.oauth.app(clientId);
    if (!app) throw new Error(`The stand-in has no app with client id ${clientId}.`);
    this.#world.oauth.replaceApp({ ...app, clientSecret });
  }

  /** Opens an authorize URL as a browser does, clicks, and returns where it is sent. Throws if the page refuses. */
  async consent(authorizeUrl: string, portalId: number, decision: Decision = "allow"): Promise<string> {
    const page = await fetch(authorizeUrl);
    const body = new URLSearchParams({ account: String(portalId), decision });
    const response = page.ok ? await fetch(authorizeUrl, { method: "POST", body, redirect: "manual" }) : page;
    const location = response.headers.get("location");
    if (!location) throw new Error(`The consent page answered ${response.status}: ${await response.text()}`);
    return location;
  }

  /** A contact is enrolled in a workflow that holds one of the app's actions: the app is called. */
  async enrol(appId: number, call: ActionCall): Promise<Enrolment> {
    const enrolment = this.#world.workflows.enrol(call);
    await this.repeat(appId, enrolment);
    return enrolment;
  }

  /** A workflow that starts when this form is submitted: enrols whoever's submission was processed since the last look. */
  async enrolSubmitters(appId: number, formId: string, call: Omit<ActionCall, "contactId">): Promise<Enrolment[]> {
    const { submissions } = this.portal(call.portalId);
    const started = submissions.takeForWorkflows(formId).map((contactId) => this.enrol(appId, { ...call, contactId }));
    return Promise.all(started);
  }

  /** HubSpot makes the same call again, as after an answer that never came. */
  async repeat(appId: number, enrolment: Enrolment): Promise<void> {
    await this.#world.workflows.call(enrolment, this.#world.clientSecret(appId));
  }

  /** Tells an app of what it subscribed to. */
  async tell(appId: number, target: WebhookTarget, events: readonly WebhookEvent[]): Promise<Response> {
    return postWebhook(target, events, this.#world.clientSecret(appId), this.#world.now);
  }

  /** What somebody who edits a workflow can choose from, as the app answers it. */
  async fieldOptions(
    appId: number,
    call: Pick<ActionCall, "portalId" | "inputFields" | "connectTo">,
    asked: Parameters<typeof askOptions>[1],
  ): Promise<Response> {
    return askOptions(call, asked, this.#world.clientSecret(appId), this.#world.now());
  }

  /** Calls an app as a card's `hubspot.fetch` does, signed with the secret of the app with this id. */
  async signedFetch(call: CardCall): Promise<Response> {
    return fetchAsCard(call, this.#world.clientSecret(call.appId), this.#world.now);
  }

  /** Processes every waiting form submission and indexes every record now, whatever the delays say. */
  settle(): void {
    this.#world.settle(Number.POSITIVE_INFINITY);
  }

  async listen(ports: { readonly api?: number; readonly forms?: number } = {}): Promise<void> {
    await this.api.listen(ports.api);
    await this.forms.listen(ports.forms);
  }

  async close(): Promise<void> {
    await Promise.all([this.api.close(), this.forms.close()]);
  }

  #host(addRoutes: (app: Express, world: World) => void): StandIn {
    return new StandIn((app) => {
      app.use((_request, _response, next) => {
        this.#world.settle();
        next();
      });
      addRoutes(app, this.#world);
      addErrorHandler(app);
    }, unknownPath);
  }
}

/** Builds the stand-in and listens on both hosts. */
export async function startHubSpot(options: HubSpotOptions = {}): Promise<HubSpotStandIn> {
  const hubspot = new HubSpotStandIn(options);
  await hubspot.listen(options.ports);
  return hubspot;
}

function addApiRoutes(app: Express, world: World): void {
  addInspection(app, world);
  hubspotPageRoutes(app, world);
  addOAuthRoutes(app, world);
  addConsentPage(app, world);
  addAccountRoutes(app, world);
  addPropertyRoutes(app, world);
  addSchemaRoutes(app, world);
  addAssociationRoutes(app, world);
  addSearchRoutes(app, world);
  addBatchRoutes(app, world);
  addObjectRoutes(app, world);
  addFileRoutes(app, world);
  addFormRoutes(app, world);
  addListRoutes(app, world);
  addMeetingRoutes(app, world);
  addSubmissionList(app, world);
  addWorkflowRoutes(app, world);
}

/** Graph API's WhatsApp part, Meta's webhooks and proxy, and the customers' phones, on loopback. */
import type { Express, NextFunction, Request, Response } from "express";
import { PHONE_PREFIX, phonePageRoutes } from "../phone-page/index.ts";
import { type Exchange, type Fate, type Fault, StandIn } from "../stand-in.ts";
import { DIALOG360_HUB_PREFIX, DIALOG360_PREFIX, Dialog360 } from "./360dialog.ts";
import {
  type AccountChange,
  changeAccount,
  changeNumber,
  changePhoneApp,
  type NumberChange,
} from "./account-states.ts";
import { accountRoutes, readAccount, readNumber } from "./accounts.ts";
import { CDN_PREFIX, Cdn } from "./cdn.ts";
import { Conversations } from "./conversations.ts";
import { encryptionKeyRoutes } from "./encryption-keys.ts";
import { EndpointProxy } from "./endpoint-proxy.ts";
import { changeStatus } from "./flow-status.ts";
import { deleteFlow, flowRoutes, readFlow, updateFlow } from "./flows.ts";
import { Graph, isVersion } from "./graph.ts";
import { badParameter, GraphError, sendError, unknownPath } from "./graph-error.ts";
import {
  type HostedOutcome,
  type HostedSignUp,
  hostedSignupPages,
  hostedSignupRoutes,
  makeTemplate,
  signUpHosted,
} from "./hosted-signup.ts";
import { inspectionRoutes } from "./inspection.ts";
import { messageRoutes } from "./messages.ts";
import { Person, type PersonOptions } from "./people.ts";
import { registrationRoutes } from "./registration.ts";
import { SANDBOX_PREFIX } from "./sandbox-prefix.ts";
import { type SignedUp, type SignupOutcome, signUp, signupRoutes } from "./signup.ts";
import { type MetaFlow, State } from "./state.ts";
import {
  decideTemplate,
  editTemplate,
  readTemplateById,
  recategorise,
  type TemplateDecision,
  templateRoutes,
} from "./templates.ts";
import { Webhooks } from "./webhooks.ts";
import { fillWorld, type WorldOptions } from "./world.ts";

export interface WhatsAppOptions extends WorldOptions {
  /** Port on 127.0.0.1; 0, the default, takes a free one. */
  readonly port?: number;
  /** Milliseconds since 1970; `Date.now` by default. */
  readonly clock?: () => number;
  /** Waits between the attempts of a webhook; bounded, unlike Meta's seven days. */
  readonly webhookRetryDelaysMs?: readonly number[];
  /** How long a webhook's receiver and a Flow's endpoint may take. WhatsApp gives endpoints 10 seconds. */
  readonly webhookTimeoutMs?: number;
  readonly endpointTimeoutMs?: number;
  /** Where a closed 24-hour window shows; default `failed status`. */
  readonly closedWindow?: "failed status" | "error answer";
}

export class WhatsAppStandIn {
  /** What Meta knows. Tests may read it; changes go through the API or the methods below. */
  readonly state: State;
  readonly webhooks: Webhooks;
  readonly proxy: EndpointProxy;
  /** Where phones put files. */
  readonly cdn: Cdn;
  /** 360dialog, for numbers that are run there. */
  readonly dialog360: Dialog360;
  readonly #people = new Map<string, Person>();
  readonly #conversations: Conversations;
  readonly #standIn: StandIn;
  readonly #options: WhatsAppOptions;

  constructor(options: WhatsAppOptions = {}) {
    this.#options = options;
    this.state = new State(options.clock ?? Date.now);
    fillWorld(this.state, options);
    this.webhooks = new Webhooks(this.state, {
      retryDelaysMs: options.webhookRetryDelaysMs ?? [20, 100, 500, 2_000, 5_000],
      timeoutMs: options.webhookTimeoutMs ?? 10_000,
    });
    this.proxy = new EndpointProxy(this.state, options.endpointTimeoutMs);
    this.cdn = new Cdn(() => this.state.now());
    this.#conversations = new Conversations(this.state, this.webhooks);
    this.dialog360 = new Dialog360(this.state, () => this.url);
    this.#standIn = new StandIn(
      (app) => this.#routes(app),
      (request, response) => this.#refuse(response, unknownPath(request.path)),
    );
  }

  /** Answers the base URL, without version. */
  listen(): Promise<string> {
    return this.#standIn.listen(this.#options.port);
  }

  get url(): string {
    return this.#standIn.url;
  }

  /** Stands in for the hosts of uploaded files. */
  get mediaUrl(): string {
    return `${this.url}${CDN_PREFIX}`;
  }

  /** Stands in for 360dialog's messaging host. */
  get dialog360Url(): string {
    return `${this.url}${DIALOG360_PREFIX}`;
  }

  /** Stands in for 360dialog's hub. */
  get dialog360HubUrl(): string {
    return `${this.url}${DIALOG360_HUB_PREFIX}`;
  }

  /** The person's phone, on a page for a browser. */
  phoneUrl(waId: string): string {
    return `${this.url}${PHONE_PREFIX}/${waId}`;
  }

  /** Every request to the Graph API and its answer; those below `SANDBOX_PREFIX` too. */
  get exchanges(): readonly Exchange[] {
    return this.#standIn.exchanges;
  }

  /** A failure of the Graph API. Failures between phone and endpoint: `proxy.failNext`. */
  failNext(fault: Fault): void {
    this.#standIn.failNext(fault);
  }

  /** Decides about each request to the Graph API that `failNext` has nothing in store for. */
  set fate(fate: Fate) {
    this.#standIn.fate = fate;
  }

  /** For runs so long that what crossed the wire would fill the memory. */
  keepNoExchanges(): void {
    this.#standIn.keepsExchanges = false;
    this.proxy.keepsExchanges = false;
    this.webhooks.keepsDelivered = false;
  }

  async close(): Promise<void> {
    await this.webhooks.stop();
    await this.#standIn.close();
  }

  /** The customer with this WhatsApp id (digits); `options` makes one. Numbers without a person are not on WhatsApp. */
  person(waId: string, options?: PersonOptions): Person {
    const known = this.#people.get(waId);
    if (known && !options) return known;
    if (!options) throw new Error(`Nobody has the WhatsApp id ${waId}: give a name to make that person.`);
    const world = { state: this.state, conversations: this.#conversations, proxy: this.proxy, cdn: this.cdn };
    const person = new Person(world, waId, options);
    this.#people.set(waId, person);
    return person;
  }

  /** Resolves once all webhooks are delivered or given up. */
  settled(): Promise<void> {
    return this.webhooks.settled();
  }

  passTime(ms: number): void {
    this.state.passTime(ms);
  }

  /** Meta's review, or its quality monitor. By name, all languages. `advice`: what Meta recommends after a rejection. */
  decideTemplate(name: string, status: TemplateDecision, reason?: string, advice?: string): void {
    for (const template of this.#templates(name))
      decideTemplate(this.state, this.webhooks, template, status, { reason, ...(advice !== undefined && { advice }) });
  }

  /** Meta puts the template into another category: now, or at the announced time (milliseconds since 1970). */
  recategorise(name: string, category: string, announcedFor?: number): void {
    for (const template of this.#templates(name))
      recategorise(this.state, this.webhooks, template, category, announcedFor);
  }

  #templates(name: string) {
    const found = [...this.state.templates.values()].filter((template) => template.name === name);
    if (found.length === 0) throw new Error(`There is no template ${name}.`);
    return found;
  }

  /** Something changes about an account on Meta's side; events tell of it where Meta has one. */
  changeAccount(accountId: string, change: AccountChange): void {
    const account = this.state.accounts.get(accountId);
    if (!account) throw new Error(`There is no account ${accountId}.`);
    changeAccount(this, account, change);
  }

  changeNumber(numberId: string, change: NumberChange): void {
    const number = this.state.numbers.get(numberId);
    if (!number) throw new Error(`There is no number ${numberId}.`);
    changeNumber(this, number, change);
  }

  /** A number that is in a phone app as well is disconnected there, suspended, or taken back (reference 5.14, 5.15). */
  changePhoneApp(numberId: string, what: "removed" | "offboarded" | "reconnected"): void {
    const number = this.state.numbers.get(numberId);
    if (!number) throw new Error(`There is no number ${numberId}.`);
    changePhoneApp(this, number, what);
  }

  /** A business goes through Embedded Signup of this app, without a browser (reference 5.12). */
  signUp(appId: string, outcome: SignupOutcome = "finish"): SignedUp {
    return signUp(this.state, appId, outcome);
  }

  /** A business goes through the hosted signup of this app, without a browser (reference 5.12). */
  signUpHosted(appId: string, outcome: HostedOutcome = "finish"): HostedSignUp | undefined {
    return signUpHosted(this, appId, outcome);
  }

  /** Whoever manages the account makes a message template in WhatsApp Manager. */
  makeTemplate(accountId: string, name: string): void {
    makeTemplate(this.state, accountId, name);
  }

  /** The link of the hosted signup that Meta shows an app's owner. */
  hostedSignupUrl(appId: string): string {
    return `${this.url}${SANDBOX_PREFIX}/signup/hosted?app_id=${appId}`;
  }

  /** Stands in for Meta's script of Embedded Signup. */
  get signupScriptUrl(): string {
    return `${this.url}${SANDBOX_PREFIX}/signup/sdk.js`;
  }

  /** From now on Meta lets nobody edit this Flow (reference 5.3). */
  freezeFlow(flowId: string): void {
    this.flow(flowId).frozen = true;
  }

  /** The health monitor throttles, blocks or frees a published Flow (reference 3.9). */
  setFlowHealth(flowId: string, status: "PUBLISHED" | "THROTTLED" | "BLOCKED"): void {
    changeStatus(this, this.flow(flowId), status);
  }

  flow(flowId: string): MetaFlow {
    const flow = this.state.flows.get(flowId);
    if (!flow) throw new Error(`There is no Flow ${flowId}.`);
    return flow;
  }

  #routes(app: Express): void {
    const { state } = this;
    const graph = new Graph(app, state, () => this.url);
    phonePageRoutes(app, { state, conversations: this.#conversations, people: this.#people, cdn: this.cdn });
    this.cdn.routes(app);
    this.dialog360.routes(app);
    inspectionRoutes(app, { state, webhooks: this.webhooks, proxy: this.proxy, people: this.#people });
    accountRoutes(graph);
    encryptionKeyRoutes(graph);
    registrationRoutes(graph);
    signupRoutes(app, state);
    hostedSignupPages(app, this);
    hostedSignupRoutes(graph);
    flowRoutes(graph, this);
    templateRoutes(graph);
    messageRoutes(graph, {
      state,
      conversations: this.#conversations,
      people: this.#people,
      closedWindow: this.#options.closedWindow ?? "failed status",
    });
    const isFlow = (id: string) => state.flows.has(id);
    graph.onObject("get", [
      { owns: isFlow, handler: (call) => readFlow(state, call) },
      { owns: (id) => state.accounts.has(id), handler: (call) => readAccount(state, call) },
      { owns: (id) => state.numbers.has(id), handler: (call) => readNumber(state, call) },
      { owns: (id) => state.templates.has(id), handler: (call) => readTemplateById(state, call) },
    ]);
    graph.onObject("post", [
      { owns: isFlow, handler: (call) => updateFlow(this, call) },
      { owns: (id) => state.templates.has(id), handler: (call) => editTemplate(state, call) },
    ]);
    graph.onObject("delete", [{ owns: isFlow, handler: (call) => deleteFlow(state, call) }]);
    // Asked without a token, it tells whether a version exists (reference 8.4).
    app.get("/:version/me", (request, response, next) => {
      if (!isVersion(request.params.version)) next();
      else this.#refuse(response, new GraphError(2500, "An active access token must be used to query information."));
    });
    app.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
      if (response.headersSent) next(error);
      else this.#refuse(response, asGraphError(error));
    });
  }

  #refuse(response: Response, error: GraphError): void {
    sendError(response, error, this.state.nextId("trace"));
  }
}

/** Express's own complaints about a body are the caller's fault; everything else is a mistake of this stand-in. */
function asGraphError(error: unknown): GraphError {
  const status = typeof error === "object" && error !== null && "status" in error ? Number(error.status) : 500;
  if (status < 500) return badParameter("The request cannot be read.");
  return new GraphError(1, `An unknown error occurred: ${String(error)}`, { status: 500, transient: true });
}

/** Starts the stand-in on loopback. */
export async function startWhatsApp(options: WhatsAppOptions = {}): Promise<WhatsAppStandIn> {
  const standIn = new WhatsAppStandIn(options);
  await standIn.listen();
  return standIn;
}

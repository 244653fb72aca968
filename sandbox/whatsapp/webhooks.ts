/**
 * Webhooks as Meta sends them: signed over the raw bytes, non-ASCII escaped, repeated until the receiver answers 200
 * (WhatsApp reference 7.2). Each callback gets its events in order, one at a time.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { asciiJson, signature } from "./bytes.ts";
import type { Account, MetaApp, State } from "./state.ts";

/** Fields that an account's override may take; all others go to the app's own callback (reference 5.16). */
const OVERRIDABLE: ReadonlySet<string> = new Set(["messages"]);

/** Where what was delivered is forgotten: at least so many deliveries are kept before that. */
const fewestRemembered = 5_000;

export interface WebhookDelivery {
  readonly url: string;
  readonly field: string;
  /** The exact bytes. */
  readonly body: string;
  readonly signature: string;
  /** HTTP status of each attempt, or "no answer". */
  readonly attempts: (number | "no answer")[];
  state: "waiting" | "delivered" | "given up";
}

export interface WebhookOptions {
  /** Waits before each repetition; afterwards the delivery is given up. Meta goes on for seven days. */
  readonly retryDelaysMs: readonly number[];
  readonly timeoutMs: number;
}

export class Webhooks {
  deliveries: WebhookDelivery[] = [];
  /** Off: what was delivered is forgotten from time to time, so that long runs do not fill the memory. */
  keepsDelivered = true;
  /** More than one: so many events are under way to a callback at once, in no order, as Meta's are under load. */
  together = 1;
  #turn = 0;
  #mostRemembered = fewestRemembered;
  /** Events that no callback wanted. */
  readonly unheard: { readonly field: string; readonly value: unknown }[] = [];
  readonly #state: State;
  readonly #options: WebhookOptions;
  readonly #queues = new Map<string, Promise<void>>();
  #duplicates = 0;
  #held: WebhookDelivery[] | undefined;
  #stopped = false;

  constructor(state: State, options: WebhookOptions) {
    this.#state = state;
    this.#options = options;
  }

  /** Queues one change for every app that is subscribed to the account. */
  emit(account: Account, field: string, value: unknown, timed = false): void {
    const listeners = [...account.subscribedApps].flatMap(([appId, { overrideUrl }]) => {
      const app = this.#state.apps.get(appId);
      const url = app && callbackFor(app, field, overrideUrl);
      return app && url !== undefined ? [{ app, url }] : [];
    });
    if (listeners.length === 0) this.unheard.push({ field, value });
    this.#queue(listeners, account.id, field, value, timed);
  }

  /** Tells an app itself, under its owner's portfolio: so Meta does about accounts that are shared with it (reference 5.15). */
  tellApp(app: MetaApp, portfolioId: string, field: string, value: unknown): void {
    const url = callbackFor(app, field, undefined);
    if (url === undefined) this.unheard.push({ field, value });
    else this.#queue([{ app, url }], portfolioId, field, value, true);
  }

  #queue(
    listeners: readonly { readonly app: MetaApp; readonly url: string }[],
    entryId: string,
    field: string,
    value: unknown,
    timed: boolean,
  ): void {
    const time = timed ? { time: Math.floor(this.#state.now() / 1000) } : {};
    const envelope = {
      object: "whatsapp_business_account",
      entry: [{ id: entryId, ...time, changes: [{ field, value }] }],
    };
    const body = asciiJson(envelope);
    for (const { app, url } of listeners) {
      const delivery: WebhookDelivery = {
        url,
        field,
        body,
        signature: signature(body, app.secret),
        attempts: [],
        state: "waiting",
      };
      this.#add(delivery);
      if (this.#duplicates > 0) {
        this.#duplicates -= 1;
        this.#add({ ...delivery, attempts: [] });
      }
    }
  }

  /** The next `count` deliveries come twice, as Meta's sometimes do. */
  duplicateNext(count = 1): void {
    this.#duplicates += count;
  }

  /** Sends an earlier delivery's bytes once more. */
  repeat(delivery: WebhookDelivery): void {
    this.#add({ ...delivery, attempts: [], state: "waiting" });
  }

  /** Keeps deliveries back until `release`, for instance to let them out in another order. */
  hold(): void {
    this.#held ??= [];
  }

  release(order: (held: readonly WebhookDelivery[]) => readonly WebhookDelivery[] = (held) => held): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const delivery of order(held)) this.#enqueue(delivery);
  }

  /** Resolves once nothing is under way any more; held deliveries do not count. */
  async settled(): Promise<void> {
    while (this.#queues.size > 0) await Promise.all(this.#queues.values());
  }

  /** No further attempts; used when the stand-in closes. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.settled();
  }

  #add(delivery: WebhookDelivery): void {
    if (!this.keepsDelivered && this.deliveries.length >= this.#mostRemembered) this.#forgetDelivered();
    this.deliveries.push(delivery);
    if (this.#held) this.#held.push(delivery);
    else this.#enqueue(delivery);
  }

  #forgetDelivered(): void {
    this.deliveries = this.deliveries.filter(({ state }) => state !== "delivered");
    // Where many wait, looking through them for every new one would cost more than what is being tested.
    this.#mostRemembered = Math.max(fewestRemembered, this.deliveries.length * 2);
  }

  #enqueue(delivery: WebhookDelivery): void {
    this.#turn += 1;
    const queue = `${this.#turn % this.together} ${delivery.url}`;
    const before = this.#queues.get(queue) ?? Promise.resolve();
    const after: Promise<void> = before
      .then(() => this.#deliver(delivery))
      .then(() => {
        if (this.#queues.get(queue) === after) this.#queues.delete(queue);
      });
    this.#queues.set(queue, after);
  }

  async #deliver(delivery: WebhookDelivery): Promise<void> {
    for (const delay of [0, ...this.#options.retryDelaysMs]) {
      if (this.#stopped) break;
      if (delay > 0) await sleep(delay);
      const status = await this.#post(delivery);
      delivery.attempts.push(status);
      if (status === 200) {
        delivery.state = "delivered";
        return;
      }
    }
    delivery.state = "given up";
  }

  async #post({ url, body, signature: signed }: WebhookDelivery): Promise<number | "no answer"> {
    try {
      const answer = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json", "x-hub-signature-256": signed },
        body,
        redirect: "manual",
        signal: AbortSignal.timeout(this.#options.timeoutMs),
      });
      await answer.arrayBuffer();
      return answer.status;
    } catch {
      return "no answer";
    }
  }
}

function callbackFor(app: MetaApp, field: string, overrideUrl: string | undefined): string | undefined {
  if (overrideUrl !== undefined && OVERRIDABLE.has(field)) return overrideUrl;
  return app.subscription?.fields.includes(field) ? app.subscription.callbackUrl : undefined;
}

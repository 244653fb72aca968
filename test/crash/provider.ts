/** A provider of identity verification: it keeps what it is asked, and says of everybody that they are who they say. */
import { setTimeout as pause } from "node:timers/promises";
import { Webhook } from "standardwebhooks";
import { z } from "zod";
import type { WebhookReceiver } from "../../sandbox/webhook-receiver/index.ts";

const askedSchema = z.object({
  type: z.literal("identity.check"),
  data: z.object({ check: z.object({ id: z.string(), answerTo: z.string() }) }),
});

/** Between looks at what was asked meanwhile. */
const lookEveryMs = 100;

export class Provider {
  readonly receiver: WebhookReceiver;
  readonly #now: () => number;
  /** By the `webhook-id` of the question: what our answer was answered. */
  readonly #answered = new Map<string, number>();
  #secret = "";
  #closed = false;
  #answering: Promise<void> = Promise.resolve();

  constructor(receiver: WebhookReceiver, now: () => number) {
    this.receiver = receiver;
    this.#now = now;
  }

  get url(): string {
    return this.receiver.url;
  }

  /** Takes questions that are signed with this secret, signs answers with it, and answers from now on. */
  begin(secret: string): void {
    this.receiver.accept(secret);
    this.#secret = secret;
    this.#answering = this.#answer();
  }

  /** In words; empty when it was asked and could answer. */
  wrong(): string[] {
    const asked = this.receiver.kept().size;
    const refused = [...this.#answered.values()].filter((status) => status !== 204).length;
    return [
      ...this.receiver.turnedAway.slice(0, 1).map((why) => `The provider turned a question away: ${why}`),
      ...(this.#answered.size < asked ? [`The provider answered ${this.#answered.size} of ${asked} questions`] : []),
      ...(refused > 0 ? [`${refused} of the provider's answers were refused`] : []),
    ];
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#answering;
    await this.receiver.close();
  }

  async #answer(): Promise<void> {
    while (!this.#closed) {
      for (const [id, event] of this.receiver.kept()) {
        if (this.#answered.has(id) || this.#closed) continue;
        const status = await this.#say(id, askedSchema.parse(event).data.check);
        if (status !== undefined) this.#answered.set(id, status);
      }
      await pause(lookEveryMs);
    }
  }

  /** The same answer with every try. @returns undefined while the server cannot take it */
  async #say(question: string, { id: check, answerTo }: { id: string; answerTo: string }): Promise<number | undefined> {
    const body = JSON.stringify({ type: "identity.verified", data: { check, decision: "approved" } });
    const id = `answer_${question}`;
    const at = this.#now();
    const headers = {
      "content-type": "application/json",
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(at / 1_000)),
      "webhook-signature": new Webhook(this.#secret).sign(id, new Date(at), body),
    };
    const signal = AbortSignal.timeout(5_000);
    const answer = await fetch(answerTo, { method: "POST", headers, body, signal }).catch(() => undefined);
    await answer?.arrayBuffer().catch(() => undefined);
    return answer === undefined || answer.status >= 500 ? undefined : answer.status;
  }
}

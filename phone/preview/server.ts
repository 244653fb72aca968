/** What the page asks of the server that made its link. The session lies here, sealed, and is handed back each time. */
import * as z from "zod";
import type { OpenFlowOptions } from "../index.ts";

const contentSchema = z.object({
  name: z.string(),
  version: z.number(),
  current: z.boolean(),
  language: z.string(),
  message: z.object({ body: z.string(), button: z.string() }),
  flowJson: z.unknown(),
  flowToken: z.string(),
  mode: z.enum(["data_exchange", "navigate"]),
  firstScreen: z.string().optional(),
  data: z.record(z.string(), z.unknown()).optional(),
  publicKey: z.string(),
});
export type Content = z.infer<typeof contentSchema>;

const answerSchema = z.object({ status: z.number(), body: z.string(), state: z.string() });
const refusalSchema = z.object({ message: z.string() });

/** The link opens nothing (any more); the message says why. */
export class NoPreview extends Error {
  override readonly name = "NoPreview";
}

export class PreviewServer {
  readonly #link = location.pathname.replace(/\/+$/, "");
  readonly #onGone: (message: string) => void;
  #state: string | undefined;

  /** @param onGone called when an exchange finds that the link has ended */
  constructor(onGone: (message: string) => void) {
    this.#onGone = onGone;
  }

  /** Throws `NoPreview`, and whatever `fetch` throws where nobody answers. */
  async content(): Promise<Content> {
    return contentSchema.parse(await read(await fetch(`${this.#link}/flow`)));
  }

  /** What was typed so far is forgotten. */
  startAnew(): void {
    this.#state = undefined;
  }

  options({ flowJson, flowToken, language, mode, firstScreen, data, publicKey }: Content): OpenFlowOptions {
    return {
      flowJson,
      flowToken,
      language,
      mode,
      firstScreen,
      data,
      transport: (body) => this.#exchange(body),
      uploadFile: keptHere,
      publicKey: async (ask) => (ask === "cached" ? publicKey : (await this.content()).publicKey),
    };
  }

  async #exchange(body: string): Promise<{ status: number; body: string }> {
    const state = this.#state;
    const asked = { body, ...(state !== undefined && { state }) };
    const response = await fetch(`${this.#link}/exchange`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(asked),
    });
    try {
      const answer = answerSchema.parse(await read(response));
      this.#state = answer.state;
      return answer;
    } catch (error) {
      if (error instanceof NoPreview) this.#onGone(error.message);
      throw error;
    }
  }
}

/** A file never leaves the page: the exchange names a place that nobody fetches anything from. */
async function keptHere(): Promise<{ mediaId: string; url: string }> {
  const mediaId = crypto.randomUUID();
  return { mediaId, url: `https://preview.example.com/${mediaId}` };
}

async function read(response: Response): Promise<unknown> {
  const said: unknown = await response.json();
  if (response.ok) return said;
  throw new NoPreview(refusalSchema.safeParse(said).data?.message ?? `The server answered ${response.status}.`);
}

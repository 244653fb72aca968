/** The page that a consent page leads back to: what became of the connection, in words. */
import type { Request, Response } from "express";
import { z } from "zod";
import { OutsideError } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import { page } from "../http/page.ts";
import type { ConsentAnswer } from "./connect.ts";

export interface ConsentPage {
  /** The tool's own name. */
  readonly label: string;
  /** @returns undefined for a link that is not good, or not any more */
  readonly finish: (answer: ConsentAnswer) => Promise<{ readonly portalId: string } | undefined>;
  /** What works from now on. */
  readonly says: (portalId: string) => string;
  /** The log line of a tool that refused. */
  readonly failed: string;
  readonly logged?: Readonly<Record<string, string>>;
}

const answerSchema = z.object({ state: z.string().min(1).max(4_096), code: z.string().min(1).max(4_096) });

/** For addresses that carry a secret: kept nowhere, found by nobody. */
export function keepPrivate(response: Response): void {
  response.set({ "cache-control": "no-store", "x-robots-tag": "noindex, nofollow" });
}

export async function showConsent(
  { log }: Context,
  request: Request,
  response: Response,
  { label, finish, says, failed, logged }: ConsentPage,
): Promise<void> {
  const show = (status: number, title: string, text: string) => void response.status(status).send(page(title, [text]));
  const notConnected = `${label} is not connected`;
  const answer = answerSchema.safeParse(request.query);
  if (!answer.success) {
    const text =
      "The request was refused, or its answer did not arrive. Nothing changed; ask for a new link to try again.";
    return show(400, notConnected, text);
  }
  try {
    const done = await finish({ ...answer.data, cookies: request.headers.cookie });
    if (done) return show(200, `${label} is connected`, `${says(done.portalId)} You can close this page.`);
    const text = `A link to connect ${label} works for half an hour, once, and in the browser that opened it. Ask for a new one.`;
    return show(400, "This link is no longer good", text);
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    log.warn(failed, { ...logged, code: error.code });
    return show(502, notConnected, error.message);
  }
}

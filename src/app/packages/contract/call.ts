import type { z } from "zod";

/**
 * One question of HubSpot's part to the companion server: POST `path` with JSON, answered with 200 and JSON.
 *
 * What is expected to go wrong is an answer with its own `kind`, never an HTTP status: what the proxy behind
 * `hubspot.fetch` hands on for 4xx and 5xx is not documented (HubSpot reference 2.6 and 9).
 *
 * The card that customers have open may be older than the server. Unknown keys are therefore ignored, and a new word
 * in a union must reach HubSpot before the server says it.
 */
export interface Call<Request, Response> {
  /** Path on the server's origin, the same that HubSpot's signature covers. */
  readonly path: string;
  readonly request: z.ZodType<Request>;
  readonly response: z.ZodType<Response>;
}

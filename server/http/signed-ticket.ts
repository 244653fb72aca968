/**
 * Links that open one thing until a moment: signed, so that nobody can make one up, with nothing stored. A purpose has keys of
 * its own, so that a link for one thing never opens another.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import type { z } from "zod";
import type { Context } from "../context.ts";

type Parts = Pick<Context, "config" | "now">;

export type CheckedTicket<Ticket> =
  | { readonly kind: "good"; readonly ticket: Ticket }
  | { readonly kind: "forged" | "expired" };

export interface SignedTickets<Ticket> {
  issue(context: Parts, ticket: Ticket): string;
  check(context: Parts, token: string): CheckedTicket<Ticket>;
}

/** @param shape what the link opens, with `until` in epoch milliseconds */
export function signedTickets<Ticket extends { readonly until: number }>(
  purpose: string,
  shape: z.ZodType<Ticket>,
): SignedTickets<Ticket> {
  const sign = (masterKey: string, text: string): Buffer => {
    const key = createHmac("sha256", Buffer.from(masterKey, "base64")).update(purpose).digest();
    return createHmac("sha256", key).update(text).digest();
  };
  return {
    issue(context, ticket) {
      const text = Buffer.from(JSON.stringify(ticket)).toString("base64url");
      const [newest] = keysOf(context);
      return `${text}.${sign(newest, text).toString("base64url")}`;
    },
    check(context, token) {
      const [text = "", given = "", ...more] = token.split(".");
      const signature = Buffer.from(given, "base64url");
      const ours = keysOf(context).some((key) => {
        const wanted = sign(key, text);
        return signature.length === wanted.length && timingSafeEqual(signature, wanted);
      });
      // One signature has one spelling: a link is the same link in every log.
      if (!ours || more.length > 0 || signature.toString("base64url") !== given) return { kind: "forged" };
      const ticket = shape.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
      return ticket.until > context.now() ? { kind: "good", ticket } : { kind: "expired" };
    },
  };
}

/** The newest signs; while the master key changes, links signed under the one before are still ours. */
function keysOf({ config }: Pick<Context, "config">): [string, ...string[]] {
  const { FLOWELLA_MASTER_KEY: newest, FLOWELLA_MASTER_KEY_PREVIOUS: previous } = config;
  return previous === undefined ? [newest] : [newest, previous];
}

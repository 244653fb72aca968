/**
 * By which way calls reach WhatsApp. Every call is written as the Cloud API has it; a route says where it goes, what
 * proves us there, and which calls it cannot make (WhatsApp reference 5.18).
 */
import { OutsideError } from "../../../core/errors.ts";
import type { GraphAnswer } from "../errors.ts";

export type RouteName = "cloud-api" | "360dialog";

/** What a call is about, where a path of ids alone does not tell. */
export type Asked =
  | "message"
  | "key"
  | "templates"
  | "template"
  | "flows"
  | "flow"
  | "flow-json"
  | "flow-release"
  | "account"
  | "number"
  | "registration"
  | "subscription"
  | "app"
  /** 360dialog's own: where a number's events go. */
  | "hook";

/** A call, whatever its answer. */
export interface Call {
  readonly about?: Asked;
  readonly method: "GET" | "POST" | "DELETE";
  /** Segments below the version, as the Cloud API has them. */
  readonly path: readonly string[];
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: { readonly json: unknown } | { readonly form: FormData };
}

export interface Placed {
  readonly kind: "placed";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | FormData;
}

/** Something that the Cloud API can do and this route cannot. */
export interface Cannot {
  readonly kind: "cannot";
  readonly what: "manage-flows" | "release-flows" | "edit-templates" | "read-facts" | "register" | "check-signature";
  /** What it is, for a list. */
  readonly title: string;
  /** That it cannot, and what follows from it. */
  readonly says: string;
  /** What to do in its place. */
  readonly instead: string;
}

export interface Route {
  readonly name: RouteName;
  place(call: Call): Placed | Cannot;
  /** A good answer in the shape that the Cloud API has. */
  read?(call: Call, answer: unknown): unknown;
  /** What an answer means that is no success and none of Meta's; undefined: as everywhere. */
  refusal?(answer: GraphAnswer): OutsideError | undefined;
  /** Everything it cannot do, for the people who must do it. */
  readonly cannot: readonly Cannot[];
}

/** Thrown where a call is made that the route cannot make. Nothing was sent. */
export class RouteCannot extends OutsideError {
  readonly cannot: Cannot;

  constructor(cannot: Cannot) {
    super(`${cannot.says} ${cannot.instead}`, { code: "whatsapp.route_cannot", remedy: "ask-admin" });
    this.cannot = cannot;
  }
}

/** How what comes in proves where it comes from. */
export interface Checks {
  /** `app-signature`: Meta's signature with the app's secret. `own-header`: a secret header that we set ourselves. */
  readonly webhook: "app-signature" | "own-header";
  /**
   * `app-signature`: Meta's signature over the sealed body. `sealing`: none that we could check, so an exchange counts
   * when it opens with our key, came to an address that nobody can guess, and names a token of ours.
   */
  readonly exchange: "app-signature" | "sealing";
}

export const checksOf: Readonly<Record<RouteName, Checks>> = {
  "cloud-api": { webhook: "app-signature", exchange: "app-signature" },
  "360dialog": { webhook: "own-header", exchange: "sealing" },
};

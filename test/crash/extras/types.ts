/** What a business does beside its two HubSpot forms: a form of another tool, or appointments. */
import type { FlowOnPhone } from "../../../phone/index.ts";
import type { Filled } from "../customers.ts";
import type { Business, Outside } from "../outside.ts";
import type { Customer, Operator } from "../setup.ts";

export interface ExtraGround {
  readonly operator: Operator;
  readonly outside: Outside;
  readonly business: Business;
}

/** What its form is published from. */
export interface ExtraForm {
  readonly source: Readonly<Record<string, unknown>>;
  readonly edits?: Readonly<Record<string, unknown>>;
}

export interface ExtraStanding {
  readonly count: number;
  /** Confirmations by message that did not arrive: they may only be missing where nobody knows what became of them. */
  readonly messagesMissing: number;
  /** The same of links to the secure page. */
  readonly linksMissing?: number;
  /** In words; empty when everything stands where it should, once. */
  readonly wrong: readonly string[];
}

export interface Extra {
  /** Connects what it needs. */
  connect(ground: ExtraGround): Promise<ExtraForm>;
  /** What a customer types, by the names of what the screen asks. @param mark tells this time from every other */
  answers(phone: FlowOnPhone, customer: Customer, mark: string): Readonly<Record<string, unknown>>;
  /** Where pressing the same button again cannot help. @returns whether it did something else instead */
  otherwise?(phone: FlowOnPhone): Promise<boolean>;
  /** @param filled of the business's own customers */
  stands(outside: Outside, business: Business, filled: readonly Filled[]): ExtraStanding;
}

import type { Words } from "../../words.ts";

export type DocumentId = "id_card" | "passport" | "driving_licence" | "residence_permit";

/** Everything that customers read of it. Limits are those of the screens that it becomes. */
export interface KycWords extends Words {
  readonly personPage: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly born: string;
  readonly addressPage: string;
  readonly street: string;
  readonly zip: string;
  readonly city: string;
  readonly country: string;
  /** An option for whoever lives in none of the countries that are listed; at most 30 characters. */
  readonly otherCountry: string;
  readonly documentPage: string;
  readonly documentType: string;
  /** At most 30 characters each. */
  readonly documents: Readonly<Record<DocumentId, string>>;
  readonly proof: string;
  /** What counts as one. WhatsApp's policy forbids to ask for a picture of an identity document. */
  readonly proofHint: string;
  readonly numberPage: string;
  /** It is asked for by its last four characters; the screen says so by itself. */
  readonly number: string;
  readonly expires: string;
  /** Beside the box, at most 30 characters; and what it agrees to, in full. */
  readonly agree: string;
  readonly agreeText: string;
  readonly send: string;
  readonly thanks: string;
}

/** What is known when somebody is about to be written to, and what follows from it. */

/** Where an agreement to be written to comes from. */
export type ConsentSource =
  /** Our own question at the end of a form. */
  | "question"
  /** A box of the form itself that the settings name. */
  | "form_box"
  /** A property of the HubSpot contact that the settings name. */
  | "property"
  /** A HubSpot list that the settings name. */
  | "list";

/** What an agreement, or a message, is about: `utility` is about the person's own request, `marketing` is an offer. */
export type Purpose = "utility" | "marketing";

export type Consent =
  /** Nobody ever said anything. */
  | { readonly state: "none" }
  /** The question was put and the answer was no. */
  | { readonly state: "declined"; readonly source: ConsentSource }
  | { readonly state: "given"; readonly source: ConsentSource; readonly covers: "utility" | "everything" };

export type OptOut = "none" | "marketing" | "everything";

export interface Facts {
  readonly purpose: Purpose;
  /** `answer`: it replies to something that the person did; `outreach`: the business begins. */
  readonly occasion: "answer" | "outreach";
  /** The 24 hours after the person last wrote (WhatsApp reference 6.3). */
  readonly window: "open" | "closed";
  readonly consent: Consent;
  readonly optOut: OptOut;
  /** Epoch ms: the person asked for a person and nobody has answered; automatic messages wait until then. */
  readonly withPersonUntil?: number | undefined;
  /** Epoch ms: when quiet hours that hold now are over; absent outside of them. */
  readonly quietUntil?: number | undefined;
  /** Epoch ms: when one more message fits under the frequency cap; absent where it fits now. */
  readonly capUntil?: number | undefined;
}

export type Refusal =
  | "opted_out"
  | "opted_out_of_marketing"
  | "no_consent"
  | "consent_declined"
  | "consent_not_for_marketing";

export type Decision =
  | { readonly kind: "send"; readonly because: "answer_in_window" | "consent" }
  /** `until`: epoch ms; everything is looked at again then. */
  | {
      readonly kind: "hold";
      readonly because: "with_a_person" | "quiet_hours" | "frequency_cap";
      readonly until: number;
    }
  | { readonly kind: "refuse"; readonly because: Refusal };

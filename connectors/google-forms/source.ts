/**
 * A Google form in words of our own, whichever way it was read: from the API's JSON, from the public page's data, or from
 * both. What only one of the two knows is optional here.
 */

/** Where an option or the end of a section leads (form-tools reference 3.4, 3.5 and 3.9). */
export type Goto =
  | { readonly kind: "next" | "restart" | "submit" }
  /** `item`: the id of the page break that begins the section. */
  | { readonly kind: "section"; readonly item: string };

export interface SourceOption {
  readonly text: string;
  readonly isOther: boolean;
  readonly hasImage: boolean;
  readonly goto?: Goto;
}

/** One rule for answers, in the page data's own numbers (form-tools reference 3.9). */
export interface Check {
  readonly kind: number;
  readonly subtype: number;
  readonly args: readonly string[];
  readonly message?: string;
}

export type SourceQuestion =
  | { readonly kind: "text"; readonly paragraph: boolean }
  | {
      readonly kind: "choice";
      readonly type: "RADIO" | "CHECKBOX" | "DROP_DOWN";
      readonly options: readonly SourceOption[];
    }
  | {
      readonly kind: "scale";
      readonly low: number;
      readonly high: number;
      readonly lowLabel?: string;
      readonly highLabel?: string;
    }
  | { readonly kind: "rating"; readonly steps: number }
  | { readonly kind: "date"; readonly year: boolean; readonly time: boolean }
  | { readonly kind: "time"; readonly duration: boolean }
  | { readonly kind: "file"; readonly types: readonly string[]; readonly maxFiles?: number; readonly maxBytes?: number }
  | { readonly kind: "unknown" };

interface SourceText {
  /** Lowercase hexadecimal where Google made it. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

export interface SourceRow {
  readonly questionId: string;
  readonly title: string;
  readonly required: boolean;
}

export type SourceItem =
  /** `exitBefore`: where the section before this break leads; undefined where that is not said: to this one. */
  | (SourceText & { readonly kind: "section"; readonly exitBefore?: Goto })
  | (SourceText & { readonly kind: "text" | "image" })
  | (SourceText & { readonly kind: "video"; readonly link?: string })
  | (SourceText & {
      readonly kind: "question";
      readonly questionId: string;
      readonly required: boolean;
      /** The API's name of the type, for reports. */
      readonly type: string;
      readonly question: SourceQuestion;
      readonly checks: readonly Check[];
      readonly hasImage: boolean;
      readonly shuffled: boolean;
    })
  | (SourceText & {
      readonly kind: "grid";
      readonly rows: readonly SourceRow[];
      readonly columns: readonly SourceOption[];
      readonly multiple: boolean;
      readonly onePerColumn: boolean;
      readonly hasImage: boolean;
      readonly shuffled: boolean;
    });
export type QuestionItem = Extract<SourceItem, { kind: "question" }>;
export type GridItem = Extract<SourceItem, { kind: "grid" }>;

export interface SourceForm {
  readonly formId: string;
  /** Of the public page, `1FAIpQL…`; another id than the form's. */
  readonly publishedId?: string;
  /** Undefined where the source has none: a hash of it stands in then. */
  readonly revision?: string;
  readonly url?: string;
  readonly title: string;
  readonly description: string;
  readonly items: readonly SourceItem[];
  readonly email: "none" | "input" | "verified";
  readonly accepting: boolean;
  readonly signIn: boolean;
  readonly quiz: boolean;
  /** What Google says after sending; known from the page alone. */
  readonly thankYou?: string;
  /** Whether the page's data was read: it alone has checks and the ends of sections. */
  readonly pageRead: boolean;
  /** The page's data does not belong to this state of the form, so nothing of it was taken over. */
  readonly pageDiffers: boolean;
}

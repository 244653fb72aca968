/** What every connector to a form tool offers beside its adapter: lists, definitions, and the tool's OAuth. */

export interface FormSummary {
  readonly id: string;
  readonly title: string;
  /** As the tool writes it; ISO 8601. */
  readonly updatedAt?: string;
}

export interface FormPage {
  readonly forms: readonly FormSummary[];
  /** Passed on as `after`, it gets the next page; absent on the last. */
  readonly next?: string;
}

export interface FormQuery {
  /** Only forms with these words in their title. */
  readonly search?: string;
  readonly after?: string;
  /** Forms of one page; each tool has its own bound. */
  readonly limit?: number;
}

/** What a tool says about a form beside its definition. */
export interface Beside {
  /** Google: the data of the form's public page, which alone has the checks of answers. */
  readonly pageData?: unknown;
  /** The form's texts in another of its languages, as the tool gives them; Typeform and SurveyMonkey. */
  readonly translation?: { readonly language: string; readonly texts: unknown };
  /** SurveyMonkey: the languages that the survey is shown in. */
  readonly languages?: readonly string[];
  /** SurveyMonkey: what the survey's collector says at the end. */
  readonly thankYou?: string;
}

/** A form as its tool has it; the tool's adapter makes a neutral Form of it. */
export interface FoundForm {
  readonly definition: unknown;
  readonly beside: Beside;
}

/** One account of a form tool. Every failure is an OutsideError, sorted in the connector's `verdicts.ts`. */
export interface FormTool {
  listForms(query?: FormQuery): Promise<FormPage>;
  /** @param language one of the form's own; another, or none, is the language that it was made in */
  getForm(id: string, language?: string): Promise<FoundForm>;
}

export interface ToolTokens {
  readonly accessToken: string;
  /** Store the one received each time: some tools take one only once. */
  readonly refreshToken?: string;
  /** Absent where the token does not expire. */
  readonly expiresInMs?: number;
  /** The account's own API host, where the tool has several. */
  readonly apiBase?: string;
}

/** What is asked for only where it is needed. `sheet`: to write into the account's spreadsheets. */
export type ExtraRight = "sheet";

export interface ToolOAuth {
  /** Where to send the browser. `state` comes back unchanged. */
  authorizeUrl(state: string, extra?: readonly ExtraRight[]): string;
  /** Trades the code from the redirect for tokens; a code works once. */
  exchange(code: string): Promise<ToolTokens>;
  /** @throws OutsideError `<tool>.disconnected` once the access was withdrawn. Absent where tokens do not expire */
  readonly refresh?: (refreshToken: string) => Promise<ToolTokens>;
}

/** The operator's app at the tool. */
export interface ToolApp {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Must equal one of the app's registered addresses exactly. */
  readonly redirectUri: string;
}

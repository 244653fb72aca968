/** How this HubSpot behaves where the real one varies, is slow, or is not documented. May be changed while it runs. */
export interface Behaviour {
  /** Access token lifetime in ms (reference 4.2: 1800 s). */
  accessTokenMs: number;
  /** Authorization codes are "short-lived" (reference 4.1); the exact time is not documented. */
  codeMs: number;
  /** True: every refresh gives a new refresh token and the old one dies. Normally it stays the same (reference 4.2). */
  rotateRefreshTokens: boolean;
  /** New and changed records appear in search after this many ms (reference 6.4). */
  searchLagMs: number;
  /** A form submission reaches its contact after this many ms (reference 6.15: processing is asynchronous). */
  formProcessingMs: number;
  /** A form submission appears in the submissions list after this many ms. */
  submissionListMs: number;
  /** Whether filters on the international phone pair find anything: no for some accounts (reference 6.3). */
  internationalPhoneFilters: boolean;
  /** `hs_analytics_source` of a contact that a form submission creates; not documented (reference 6.15). */
  formContactSource: string;
  /** Requested properties without a value: left out as the spec's types ask, or sent as null. */
  unsetProperties: "omit" | "null";
  /** Merging keeps the primary record's id, or makes a new record. */
  mergeResult: "primary" | "new-record";
  /** Calls per app and account in 10 s (reference 6.2); the window rolls by the handed clock. */
  callsPerTenSeconds: number;
  /** Searches per account in one second (reference 6.2). */
  searchesPerSecond: number;
  /** Form submissions per account in 10 s (reference 6.15). */
  submissionsPerTenSeconds: number;
}

export const defaultBehaviour: Behaviour = {
  accessTokenMs: 1_800_000,
  codeMs: 60_000,
  rotateRefreshTokens: false,
  searchLagMs: 500,
  formProcessingMs: 300,
  submissionListMs: 300,
  internationalPhoneFilters: false,
  formContactSource: "DIRECT_TRAFFIC",
  unsetProperties: "omit",
  mergeResult: "primary",
  callsPerTenSeconds: 110,
  searchesPerSecond: 5,
  submissionsPerTenSeconds: 100,
};

/** What a check found, in words for the person who must act. */

/** Every check, in the order in which a reader wants them. */
export const checkNames = [
  "public_address",
  "clock",
  "database",
  "master_key",
  "meta",
  "hubspot_token",
  "hubspot_scopes",
  "whatsapp_connected",
  "whatsapp_app_secret",
  "whatsapp_token",
  "whatsapp_account",
  "whatsapp_number",
  "whatsapp_webhook",
  "whatsapp_subscription",
  "key_registered",
  "key_age",
  "flow_status",
  "flow_endpoint",
  "flow_ping",
  "flow_template",
  "flow_alerts",
  "phone_errors",
  "deliveries_waiting",
  "destinations",
  "dead_letters",
  "conflicts",
  "inbox",
  "alerts",
  "retention",
  "regions",
] as const;
export type CheckName = (typeof checkNames)[number];

/** `warn`: it works, and somebody should look. `broken`: something does not work. `skipped`: could not be checked. */
export type FindingState = "ok" | "warn" | "broken" | "skipped";

/** Who must act: whoever runs this server, the portal's admin, the admin of the WhatsApp account, or Meta itself. */
export type Who = "operator" | "hubspot-admin" | "whatsapp-admin" | "meta";

export interface Finding {
  readonly check: CheckName;
  readonly state: FindingState;
  readonly portalId?: string;
  /** Which number, Flow or account it is about, where there may be several. */
  readonly about?: string;
  readonly says: string;
  readonly who?: Who;
  /** What to do. */
  readonly fix?: string;
}

export interface Place {
  readonly portalId?: string;
  readonly about?: string;
}

export interface Reporter {
  ok(says: string): Finding;
  warn(says: string, who: Who, fix: string): Finding;
  broken(says: string, who: Who, fix: string): Finding;
  /** `because`: what must work first. */
  skipped(because: string): Finding;
}

/** Findings of one check about one thing. */
export function finding(check: CheckName, place: Place = {}): Reporter {
  const of = (state: FindingState, says: string, rest: Pick<Finding, "who" | "fix"> = {}): Finding => ({
    check,
    state,
    ...place,
    says,
    ...rest,
  });
  return {
    ok: (says) => of("ok", says),
    warn: (says, who, fix) => of("warn", says, { who, fix }),
    broken: (says, who, fix) => of("broken", says, { who, fix }),
    skipped: (because) => of("skipped", `Not checked: ${because}`),
  };
}

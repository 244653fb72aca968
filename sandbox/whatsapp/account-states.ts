/** What changes about an account and its numbers on Meta's side, and the events that tell of it (reference 5.15, 5.17). */
import type { Account, PhoneNumber, State } from "./state.ts";
import type { Webhooks } from "./webhooks.ts";

interface World {
  readonly state: State;
  readonly webhooks: Webhooks;
}

/** Overall judgement: the worst of what stands in the way (reference 5.4, 5.17). */
export function accountHealth(account: Account): unknown {
  const errors = [
    ...(account.payment === "missing"
      ? [obstacle(141006, "There is a payment problem with this account.", "Add a payment method in WhatsApp Manager.")]
      : []),
    ...(account.businessVerification === "VERIFIED"
      ? []
      : [obstacle(141010, "The business is not verified.", "Complete business verification.")]),
    ...(account.review === "REJECTED" ? [obstacle(141014, "The account is banned.", "Request a review.")] : []),
  ];
  const can = errors.length > 0 ? "BLOCKED" : "AVAILABLE";
  return {
    can_send_message: can,
    entities: [{ entity_type: "WABA", id: account.id, can_send_message: can, ...(errors.length > 0 && { errors }) }],
  };
}

function obstacle(code: number, description: string, solution: string) {
  return { error_code: code, error_description: description, possible_solution: solution };
}

export interface AccountChange {
  readonly review?: string;
  readonly businessVerification?: Account["businessVerification"];
  readonly payment?: "there" | "missing";
  /** `DISABLE` bans the account, `REINSTATE` takes that back (reference 5.15). */
  readonly ban?: "DISABLE" | "REINSTATE" | "SCHEDULE_FOR_DISABLE";
}

export function changeAccount({ webhooks, state }: World, account: Account, change: AccountChange): void {
  if (change.payment !== undefined) account.payment = change.payment;
  if (change.review !== undefined) {
    account.review = change.review;
    webhooks.emit(account, "account_review_update", { decision: change.review }, true);
  }
  if (change.businessVerification !== undefined) {
    account.businessVerification = change.businessVerification;
    const status = { VERIFIED: "APPROVED", REJECTED: "FAILED", PENDING: "PENDING", UNVERIFIED: "REVOKED" } as const;
    const info = { client_business_id: account.ownerBusinessId ?? "", status: status[change.businessVerification] };
    const event = "PARTNER_CLIENT_CERTIFICATION_STATUS_UPDATE";
    webhooks.emit(account, "account_update", { event, partner_client_certification_info: info }, true);
    if (change.businessVerification === "VERIFIED")
      for (const number of state.numbersOf(account.id).filter(({ limit }) => limit === "TIER_250"))
        changeNumber({ webhooks, state }, number, { limit: "TIER_2K" });
  }
  if (change.ban !== undefined) {
    if (change.ban !== "SCHEDULE_FOR_DISABLE") account.review = change.ban === "DISABLE" ? "REJECTED" : "APPROVED";
    const info = { waba_ban_state: change.ban, waba_ban_date: "November 22, 2026" };
    webhooks.emit(account, "account_update", { event: "DISABLED_UPDATE", ban_info: info }, true);
  }
}

/** What a customer does in the phone app that a number is in as well, or what happens to that phone (reference 5.14, 5.15). */
export function changePhoneApp(
  { webhooks, state }: World,
  number: PhoneNumber,
  what: "removed" | "offboarded" | "reconnected",
): void {
  const account = state.accounts.get(number.accountId);
  if (!account) return;
  if (what === "removed") {
    number.status = "DISCONNECTED";
    const phone = number.displayNumber.replace(/\D/g, "");
    const info = { reason: "ACCOUNT_DISCONNECTED", initiated_by: "USER" };
    const value = { event: "PARTNER_REMOVED", phone_number: phone, disconnection_info: info };
    webhooks.emit(account, "account_update", value, true);
    return;
  }
  if (what === "reconnected") delete number.publicKey;
  const event = what === "offboarded" ? "ACCOUNT_OFFBOARDED" : "ACCOUNT_RECONNECTED";
  webhooks.emit(account, "account_update", { event }, true);
}

export interface NumberChange {
  readonly status?: string;
  readonly verification?: NonNullable<PhoneNumber["verification"]>;
  readonly nameStatus?: string;
  readonly nameReason?: string;
  readonly quality?: string;
  readonly limit?: string;
  readonly platform?: string;
  readonly onPhoneApp?: boolean;
}

/** Of a name, a limit and a quality Meta tells; the rest is seen when somebody looks. */
export function changeNumber({ webhooks, state }: World, number: PhoneNumber, change: NumberChange): void {
  const { nameReason, ...kept } = change;
  Object.assign(number, kept);
  const account = state.accounts.get(number.accountId);
  if (!account) return;
  const display = { display_phone_number: number.displayNumber.replace(/\D/g, "") };
  if (change.nameStatus !== undefined) {
    const decision = { PENDING_REVIEW: "PENDING", DECLINED: "REJECTED" }[change.nameStatus] ?? change.nameStatus;
    const value = {
      ...display,
      decision,
      requested_verified_name: number.verifiedName,
      ...(nameReason !== undefined && { rejection_reason: nameReason }),
    };
    webhooks.emit(account, "phone_number_name_update", value, true);
  }
  if (change.limit !== undefined)
    webhooks.emit(account, "business_capability_update", { max_daily_conversations_per_business: change.limit }, true);
  if (change.quality !== undefined) webhooks.emit(account, "phone_number_quality_update", display, true);
}

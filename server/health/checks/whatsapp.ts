/** A connected WhatsApp account, in the order in which one thing proves the next (WhatsApp reference 5.16, 5.17). */
import {
  debugToken,
  getAccount,
  listAppSubscriptions,
  listPhoneNumbers,
  listSubscribedApps,
  webhookFields,
} from "../../../connectors/whatsapp/accounts.ts";
import type { Account, PhoneNumber, TokenInfo } from "../../../connectors/whatsapp/types.ts";
import { OutsideError } from "../../../core/errors.ts";
import type { Context } from "../../context.ts";
import { knownNumbers } from "../../keys/numbers.ts";
import { neededScopes } from "../../portals/connect-whatsapp.ts";
import type { WhatsAppConnection } from "../../portals/connections.ts";
import { graphAsApp, graphOf } from "../../portals/graph.ts";
import type { MetaApp } from "../../portals/meta-apps.ts";
import { type Finding, finding, type Place, type Reporter } from "../finding.ts";

export interface AccountAtMeta {
  readonly portalId: string;
  readonly connection: WhatsAppConnection;
  readonly app: MetaApp;
}

export interface AccountFindings {
  readonly findings: readonly Finding[];
  /** Whether the token works, so that everything behind it can be asked. */
  readonly usable: boolean;
}

const pasteAgain =
  "Generate a token for a system user that has the app and the account, with both WhatsApp permissions, and run `flowella connect whatsapp` again.";

export async function checkAccount(context: Context, at: AccountAtMeta): Promise<AccountFindings> {
  const place = { portalId: at.portalId, about: at.connection.externalId };
  const secret = finding("whatsapp_app_secret", { ...place, about: at.app.appId });
  const token = await reading(secret, () =>
    debugToken(graphAsApp(context, at.app.appId, at.app.secret), at.connection.secrets.accessToken),
  );
  if ("state" in token) return { findings: [token], usable: false };
  const good = secret.ok("Meta accepts the app's secret.");
  const tokenFinding = judgeToken(context, token, at, place);
  if (tokenFinding.state === "broken") return { findings: [good, tokenFinding], usable: false };
  const rest = await Promise.all([
    accountState(context, at, place),
    numberStates(context, at),
    webhookState(context, at, place),
    subscriptionState(context, at, place),
  ]);
  return { findings: [good, tokenFinding, ...rest.flat()], usable: true };
}

/** The answer, or the finding that there is none. */
async function reading<T extends object>(report: Reporter, ask: () => Promise<T>): Promise<T | Finding> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    const says = `Meta refuses to say (${error.code}): ${error.message}`;
    if (error.remedy === "retry") return report.broken(says, "meta", "Wait and run this again.");
    return report.broken(says, "whatsapp-admin", fixOf(error));
  }
}

function fixOf(error: OutsideError): string {
  return error.remedy === "authorise"
    ? "Copy the app's secret from App settings > Basic and store it with `flowella keys app-secret`; for the token, connect again."
    : pasteAgain;
}

function judgeToken(context: Context, info: TokenInfo, { app, connection }: AccountAtMeta, place: Place): Finding {
  const report = finding("whatsapp_token", place);
  const broken = (says: string) => report.broken(says, "whatsapp-admin", pasteAgain);
  if (!info.is_valid) return broken("The access token is expired or was revoked.");
  if (info.app_id !== undefined && info.app_id !== app.appId)
    return broken("The access token belongs to another Meta app.");
  const missing = neededScopes.filter((scope) => !info.scopes.includes(scope));
  if (missing.length > 0) return broken(`The access token lacks ${missing.join(" and ")}.`);
  const accounts = info.granular_scopes.find(({ scope }) => scope === "whatsapp_business_management")?.target_ids;
  if (accounts && !accounts.includes(connection.externalId))
    return broken("The access token does not cover this WhatsApp account.");
  const leftMs = info.expires_at ? info.expires_at * 1_000 - context.now() : Number.POSITIVE_INFINITY;
  if (leftMs > 14 * 24 * 3_600_000) return report.ok("The access token is valid and carries both permissions.");
  const days = Math.max(0, Math.floor(leftMs / (24 * 3_600_000)));
  return report.warn(`The access token ends in ${days} days.`, "whatsapp-admin", pasteAgain);
}

async function accountState(context: Context, { connection }: AccountAtMeta, place: Place): Promise<Finding[]> {
  const report = finding("whatsapp_account", place);
  const graph = graphOf(context, connection);
  const account = await reading(report, () => getAccount(graph, connection.externalId));
  return ["state" in account ? account : judgeAccount(report, account)];
}

function judgeAccount(report: Reporter, account: Account): Finding {
  const review = account.account_review_status?.toUpperCase() ?? "APPROVED";
  const verified = account.business_verification_status?.toUpperCase() ?? "VERIFIED";
  const { can_send_message: sending = "AVAILABLE", entities = [] } = account.health_status ?? {};
  if (review !== "APPROVED") {
    return report.broken(
      `Meta's review of this account stands at ${review}.`,
      "whatsapp-admin",
      "See WhatsApp Manager > Account overview; a rejected account can be appealed there.",
    );
  }
  if (sending.toUpperCase() === "BLOCKED") {
    const reasons = entities.flatMap(({ errors = [] }) => errors.map((error) => error.error_description));
    return report.broken(
      `Meta blocks sending for this account. ${reasons.join(" ")}`.trim(),
      "whatsapp-admin",
      "Follow what Meta says there, in WhatsApp Manager.",
    );
  }
  if (verified !== "VERIFIED") {
    return report.broken(
      `The business is not verified at Meta (${verified}): it cannot publish Flows.`,
      "whatsapp-admin",
      "Business settings > Security Centre > Start verification; it takes days.",
    );
  }
  if (sending.toUpperCase() === "LIMITED") {
    const reasons = entities.flatMap(({ additional_info = [] }) => additional_info);
    return report.warn(
      `Meta limits sending for this account. ${reasons.join(" ")}`.trim(),
      "whatsapp-admin",
      "Follow what Meta says there, in WhatsApp Manager.",
    );
  }
  return report.ok("The account is approved and the business verified.");
}

async function numberStates(context: Context, at: AccountAtMeta): Promise<Finding[]> {
  const { portalId, connection } = at;
  const graph = graphOf(context, connection);
  const listed = await reading(finding("whatsapp_number", { portalId, about: connection.externalId }), () =>
    listPhoneNumbers(graph, connection.externalId),
  );
  if ("state" in listed) return [listed];
  const known = await knownNumbers(context, { portalId, connectionId: connection.id });
  const newOnes = listed.filter(({ id }) => !known.some((number) => number.id === id));
  return [
    ...known.map(({ id, displayNumber }) => {
      const report = finding("whatsapp_number", { portalId, about: displayNumber });
      const number = listed.find((candidate) => candidate.id === id);
      return number ? judgeNumber(report, number) : goneNumber(report);
    }),
    ...newOnes.map(({ display_phone_number }) =>
      finding("whatsapp_number", { portalId, about: display_phone_number }).warn(
        "This number is new in the account, and Flowella does not know it.",
        "operator",
        "Run `flowella connect whatsapp` again.",
      ),
    ),
  ];
}

function goneNumber(report: Reporter): Finding {
  return report.broken(
    "This number is no longer in the account.",
    "whatsapp-admin",
    "Bring it back in WhatsApp Manager, or connect the account that has it now.",
  );
}

function judgeNumber(report: Reporter, number: PhoneNumber): Finding {
  const status = number.status?.toUpperCase() ?? "CONNECTED";
  const platform = number.platform_type?.toUpperCase() ?? "CLOUD_API";
  const name = number.name_status?.toUpperCase() ?? "APPROVED";
  const quality = number.quality_rating?.toUpperCase() ?? "UNKNOWN";
  if (status !== "CONNECTED" || platform !== "CLOUD_API") {
    const state = status === "CONNECTED" ? platform : status;
    return report.broken(
      `This number cannot send: Meta calls it ${state}.`,
      "whatsapp-admin",
      "Register it for the Cloud API in WhatsApp Manager > Phone numbers.",
    );
  }
  if (["DECLINED", "EXPIRED", "NONE"].includes(name)) {
    return report.warn(
      `The number's display name is ${name}.`,
      "whatsapp-admin",
      "Choose another display name in WhatsApp Manager > Phone numbers.",
    );
  }
  if (quality === "RED") {
    return report.warn(
      "Customers block or report messages of this number: its quality is low, and Meta may limit it.",
      "whatsapp-admin",
      "Send less, and only to people who asked for it.",
    );
  }
  return report.ok("The number is connected.");
}

/** Where the app's own callback leads: Flow, template and account events go nowhere else. */
async function webhookState(context: Context, { app }: AccountAtMeta, place: Place): Promise<Finding[]> {
  const report = finding("whatsapp_webhook", { ...place, about: app.appId });
  const subscriptions = await reading(report, () =>
    listAppSubscriptions(graphAsApp(context, app.appId, app.secret), app.appId),
  );
  if ("state" in subscriptions) return [subscriptions];
  const ours = webhookUrl(context, app);
  const current = subscriptions.find(({ object }) => object === "whatsapp_business_account");
  const connectAgain = "Run `flowella connect whatsapp` again: it sets the app's webhook.";
  if (!current?.callback_url || current.active === false) {
    return [report.broken("The Meta app delivers its webhooks nowhere.", "operator", connectAgain)];
  }
  if (current.callback_url !== ours) {
    const sameServer = current.callback_url.endsWith(`/webhooks/meta/${app.id}`);
    return [
      sameServer
        ? report.broken("The Meta app still delivers to this server's earlier address.", "operator", connectAgain)
        : report.warn(
            "The Meta app delivers to another tool: Flow, template and account events do not come here.",
            "whatsapp-admin",
            `Point the app's webhook to ${ours}, or use an app of its own for Flowella.`,
          ),
    ];
  }
  const missing = webhookFields.filter((field) => !current.fields.some(({ name }) => name === field));
  if (missing.length === 0) return [report.ok("The Meta app delivers every event here.")];
  return [report.broken(`The app's webhook does not subscribe to ${missing.join(", ")}.`, "operator", connectAgain)];
}

/** Whether this account's messages reach us. */
async function subscriptionState(
  context: Context,
  { connection, app }: AccountAtMeta,
  place: Place,
): Promise<Finding[]> {
  const report = finding("whatsapp_subscription", place);
  const graph = graphOf(context, connection);
  const apps = await reading(report, () => listSubscribedApps(graph, connection.externalId));
  if ("state" in apps) return [apps];
  const ours = apps.find((candidate) => candidate.whatsapp_business_api_data.id === app.appId);
  if (!ours) {
    return [
      report.broken(
        "The app is not subscribed to this account: customers' messages do not come here.",
        "operator",
        "Run `flowella connect whatsapp` again.",
      ),
    ];
  }
  if (ours.override_callback_uri && ours.override_callback_uri !== webhookUrl(context, app)) {
    return [
      report.broken(
        "The account redirects its messages to another address.",
        "operator",
        "Run `flowella connect whatsapp` again.",
      ),
    ];
  }
  return [report.ok("The account's messages come here.")];
}

function webhookUrl({ config }: Context, app: MetaApp): string {
  return `${config.PUBLIC_BASE_URL}/webhooks/meta/${app.id}`;
}

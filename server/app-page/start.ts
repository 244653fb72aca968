/** The app page's first screen: what stands between a portal and its first answer. */
import type { FormSource, PageStartReady, StartStep } from "../../src/app/packages/contract/index.ts";
import { formSourceSchema } from "../../src/app/packages/contract/index.ts";
import { alertsWaiting } from "../alerts/index.ts";
import { consentSettingsOf } from "../consent/settings.ts";
import type { Context } from "../context.ts";
import { templatesSeen } from "../templates/seen.ts";
import { accountsSeen } from "../whatsapp-account/seen.ts";
import { firstsOf } from "./firsts.ts";
import { templateState } from "./template-state.ts";

type Step<Id extends StartStep["id"]> = Extract<StartStep, { id: Id }>;

export async function startOf(context: Context, portalId: string): Promise<PageStartReady> {
  const firsts = await firstsOf(context, portalId);
  const newest = await newestSource(context, portalId);
  const steps = await Promise.all([
    number(context, portalId),
    form(context, portalId),
    see(newest, firsts.has("previewed")),
    phoneTest(context, portalId, newest),
    consent(context, portalId),
    template(context, portalId),
    card(firsts.has("card_opened")),
    firstSend(context, portalId),
    firstAnswer(context, portalId),
  ]);
  const waiting = await alertsWaiting(context, portalId);
  return { kind: "ready", steps, ...(waiting > 0 && { alerts: waiting }) };
}

async function number(context: Context, portalId: string): Promise<Step<"number">> {
  const accounts = await accountsSeen(context, portalId);
  if (accounts.length === 0) return { id: "number", is: "none" };
  const ready = accounts.find(({ readiness }) => readiness.state === "ready")?.readiness;
  const works = ready?.numbers.find(({ items }) => items.every(({ blocks }) => !blocks));
  if (works) return { id: "number", is: "ready", says: works.displayNumber };
  const inTheWay = accounts
    .flatMap(({ readiness }) => [...readiness.account, ...readiness.numbers.flatMap(({ items }) => items)])
    .find(({ blocks }) => blocks);
  return { id: "number", is: "blocked", ...(inTheWay && { says: `${inTheWay.title}: ${inTheWay.says}` }) };
}

async function form({ store }: Context, portalId: string): Promise<Step<"form">> {
  const tenant = store.of(portalId);
  const flows = await tenant.all(tenant.db.selectFrom("flows").select(["name", "status"]).orderBy("created_at"));
  const published = flows.find(({ status }) => status !== "draft");
  if (published) return { id: "form", is: "published", ...named(published.name) };
  const [draft] = flows;
  return draft ? { id: "form", is: "draft", ...named(draft.name) } : { id: "form", is: "none" };
}

/** The form of the newest Flow, which somebody looked at last. */
interface Newest {
  /** Absent for a definition that came from a file. */
  readonly source?: FormSource;
}

async function newestSource({ store }: Context, portalId: string): Promise<Newest | undefined> {
  const tenant = store.of(portalId);
  const flows = tenant.db.selectFrom("flows").select(["source_tool", "source_form_id"]).orderBy("created_at", "desc");
  const row = await tenant.first(flows.orderBy("id").limit(1));
  const source = row && formSourceSchema.safeParse({ tool: row.source_tool, formId: row.source_form_id }).data;
  return row && { ...(source && { source }) };
}

function see(newest: Newest | undefined, done: boolean): Step<"see"> {
  return newest ? { id: "see", is: done ? "done" : "none", ...newest } : { id: "see", is: "later" };
}

async function phoneTest(
  { store }: Context,
  portalId: string,
  newest: Newest | undefined,
): Promise<Step<"phone-test">> {
  if (!newest) return { id: "phone-test", is: "later" };
  const tenant = store.of(portalId);
  const sent = tenant.db.selectFrom("phone_tests").select("code").where("state", "=", "sent").limit(1);
  return { id: "phone-test", is: (await tenant.first(sent)) ? "done" : "none", ...newest };
}

function card(opened: boolean): Step<"card"> {
  return { id: "card", is: opened ? "done" : "none" };
}

const named = (name: string) => (name === "" ? {} : { says: name });

async function consent(context: Context, portalId: string): Promise<Step<"consent">> {
  const { sources } = await consentSettingsOf(context, portalId);
  return { id: "consent", is: sources.length > 0 ? "named" : "none" };
}

async function template(context: Context, portalId: string): Promise<Step<"template">> {
  const inUse = (await templatesSeen(context, portalId)).filter((each) => each.inUse);
  if (inUse.some((each) => templateState(each) === "approved")) return { id: "template", is: "approved" };
  const [first] = inUse;
  if (!first) return { id: "template", is: "none" };
  const is = templateState(first);
  return { id: "template", is, ...(is === "attention" && { says: `${first.title}. ${first.says}` }) };
}

async function firstSend({ store }: Context, portalId: string): Promise<Step<"first-send">> {
  const tenant = store.of(portalId);
  const sent = tenant.db
    .selectFrom("sends")
    .select("id")
    .where("status", "in", ["sent", "delivered", "read"])
    .where("source", "!=", "phone_test");
  return { id: "first-send", is: (await tenant.first(sent.limit(1))) ? "done" : "none" };
}

async function firstAnswer({ store }: Context, portalId: string): Promise<Step<"first-answer">> {
  const tenant = store.of(portalId);
  const answered = await tenant.first(tenant.db.selectFrom("submissions").select("id").limit(1));
  return { id: "first-answer", is: answered ? "done" : "none" };
}

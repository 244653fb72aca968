/** Customers who fill in the harness's form while something is wrong with the server. */
import { type Harness, portalId } from "../harness.ts";

export interface Answered {
  readonly status: number;
  /** The phone shows that the answers arrived. */
  readonly accepted: boolean;
  readonly submissionId: string | undefined;
}

/** Somebody who is at the last screen. */
export async function atTheLastScreen(house: Harness): Promise<string> {
  const token = await house.newToken();
  const data = { full_name: "Giulia Bellandi", email: "giulia@example.org" };
  await house.exchange({ version: "3.0", action: "data_exchange", screen: house.screens[0], data, flow_token: token });
  return token;
}

export async function manyAtTheLastScreen(house: Harness, people: number): Promise<string[]> {
  const tokens: string[] = [];
  while (tokens.length < people) tokens.push(await atTheLastScreen(house));
  return tokens;
}

/** Hands in the last screen; again is what a phone does that heard nothing. */
export async function handIn(house: Harness, token: string): Promise<Answered> {
  const screen = house.screens[1];
  const data = { topic: "kitchen" };
  const asked = { version: "3.0", action: "data_exchange", screen, data, flow_token: token };
  const { status, clear } = await house.exchange(asked);
  const said = JSON.stringify(clear ?? {});
  const submissionId = /"submission_id":"(sub_[^"]+)"/.exec(said)?.[1];
  return { status, accepted: said.includes('"SUCCESS"'), submissionId };
}

/** Ids of the submissions that are stored with at least one step each, in no order. */
export async function stored({ context }: Harness): Promise<string[]> {
  const tenant = context.store.of(portalId);
  const rows = await tenant.all(
    tenant.db
      .selectFrom("submissions")
      .innerJoin("steps", "steps.submission_id", "submissions.id")
      .select("submissions.id")
      .distinct(),
  );
  return rows.map(({ id }) => id);
}

/** What an orchestrator hears. */
export async function ready({ url }: Harness): Promise<{ status: number; says: unknown }> {
  const response = await fetch(`${url}/ready`);
  const body: unknown = await response.json();
  return { status: response.status, says: body };
}

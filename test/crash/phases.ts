/** Where a process can be killed, and how a commit of the server's is told from another. */

/** A process kills itself there, told so beforehand: nothing comes between the moment and the signal. */
export const moments = [
  "exchange: not committed",
  "exchange: committed, not answered",
  "step: claimed, not called",
  "step: answered, not recorded",
  "step: recorded",
  "webhook in: not stored",
  "webhook in: stored, not acknowledged",
  "token: renewed, not stored",
  "receipt: stored, not sent",
  "start: in a migration",
] as const;
export type Moment = (typeof moments)[number];

/** The process that never dies sees them, and kills. */
export const sights = [
  "call to HubSpot: landed, not answered",
  "call to Pipedrive: landed, not answered",
  "call to Google or SurveyMonkey: landed, not answered",
  "receipt: landed, not answered",
  "token: being renewed",
  "webhook out: landed, not answered",
  "start: within its first moments",
  "anywhere",
] as const;
export type Sight = (typeof sights)[number];

export type Phase = Moment | Sight;
export const phases: readonly Phase[] = [...moments, ...sights];

/** The moments before and after one commit. */
export interface MomentsOfCommit {
  readonly before: readonly Moment[];
  readonly after: readonly Moment[];
}

/** @param statements the commit's SQL */
export function momentsOf(statements: readonly { sql: string; parameters: readonly unknown[] }[]): MomentsOfCommit {
  const before: Moment[] = [];
  const after: Moment[] = [];
  const touches = (text: string) => statements.some(({ sql }) => sql.includes(text));
  if (touches('insert into "submissions"') || touches('update "submissions" set "answers_sealed"')) {
    before.push("exchange: not committed");
    after.push("exchange: committed, not answered");
  }
  if (touches('insert into "lanes"')) after.push("step: claimed, not called");
  if (touches('insert into "attempts"')) {
    before.push("step: answered, not recorded");
    after.push("step: recorded");
  }
  if (touches('insert into "inbox"')) {
    before.push("webhook in: not stored");
    after.push("webhook in: stored, not acknowledged");
  }
  // Taking the lock is one statement; the new token and giving the lock back are two.
  if (statements.length > 1 && touches('"connections"')) before.push("token: renewed, not stored");
  const receipt = statements.some(
    ({ sql, parameters }) => sql.includes('insert into "sends"') && parameters.includes("receipt"),
  );
  if (receipt) after.push("receipt: stored, not sent");
  return { before, after };
}

/** People who stop half-way and go no further: some hours later each of them gets one reminder. */
import type { Person } from "../../sandbox/whatsapp/people.ts";
import { fillScreens, insistent } from "./customers.ts";
import type { InDatabase } from "./database.ts";
import type { Business, Outside } from "./outside.ts";
import { type Flows, messageTo, type Operator, writeFirst } from "./setup.ts";

export interface Leaver {
  readonly person: Person;
  readonly message: string;
}

const leaversPerBusiness = 2;
const reminderText = "carry on where you stopped";

export async function welcomeLeavers(
  operator: Operator,
  outside: Outside,
  business: Business,
  { consultation }: Flows,
): Promise<Leaver[]> {
  const leavers: Leaver[] = [];
  for (let index = 0; index < leaversPerBusiness; index += 1) {
    const name = `Leaver${business.index}N${index}`;
    const waId = `39348${business.index}00000${index}`;
    const person = await writeFirst(operator, outside, business, waId, name);
    const message = await messageTo(operator, outside, business, {
      flowId: consultation,
      to: { phone: `+${waId}` },
      key: `crash-${name}`,
      waId,
    });
    leavers.push({ person, message });
  }
  return leavers;
}

/** Hands in the first screen, and reads the second. */
export async function leaveHalfWay({ person, message }: Leaver): Promise<void> {
  const phone = await person.openFlow(message);
  const answers = { firstname: person.name, lastname: "Half", email: `${person.waId}@crash.example` };
  const there = await fillScreens(phone, () => answers, insistent(phone), 1);
  if (!there || phone.status !== "open") throw new Error(`${person.name} did not come to the second screen.`);
}

export interface RemindedStanding {
  readonly count: number;
  /** In words; empty when each of them was reminded once, or nobody knows whether they were. */
  readonly wrong: readonly string[];
}

export function whatStandsOfLeavers(
  { whatsapp }: Pick<Outside, "whatsapp">,
  leavers: readonly Leaver[],
  { rescuesInDoubt }: Pick<InDatabase, "rescuesInDoubt">,
): RemindedStanding {
  const reminded = new Map<string, number>();
  for (const { waId, text } of whatsapp.state.sent.values())
    if (text?.includes(reminderText)) reminded.set(waId, (reminded.get(waId) ?? 0) + 1);
  const twice = [...reminded].filter(([, times]) => times > 1);
  const missing = leavers.filter(({ person }) => !reminded.has(person.waId)).length;
  return {
    count: reminded.size,
    wrong: [
      ...twice.map(([waId, times]) => `${waId} was reminded ${times} times of what they had left half-way`),
      ...(missing > rescuesInDoubt
        ? [
            `${missing} of ${leavers.length} who left half-way were not reminded, ${rescuesInDoubt} reminders are in doubt`,
          ]
        : []),
    ],
  };
}

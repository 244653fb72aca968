/** A use case run whole in the sandbox: what each one's scenario says beyond what is the same for all. */
import type { UseCaseName } from "../../../core/use-cases/index.ts";
import type { SandboxWorld } from "../../sandbox-world.ts";
import type { OpenScreen } from "../on-the-phone.ts";
import type { HubSpotReader } from "../read-back.ts";

/** What is there once the customer's answers were delivered. */
export interface ScenarioRun {
  readonly world: SandboxWorld;
  /** The Flow that was published of the use case. */
  readonly flowId: string;
  /** HubSpot's id of the customer's contact. */
  readonly contactId: string;
  /** The customer's WhatsApp id in digits. */
  readonly waId: string;
  readonly submissionId: string;
  /** Reads the HubSpot stand-in over HubSpot's own API. */
  readonly hubspot: HubSpotReader;
  /** Moves everybody's clock, and does all that is due by then. */
  passTime(ms: number): Promise<void>;
  /** What the business wrote to the customer so far, oldest first. */
  messages(): readonly string[];
}

export interface ScenarioResult {
  /** What was read back, by a name that people understand (`contact`, `task`, `receipt message`). */
  readonly found: Readonly<Record<string, unknown>>;
  /** Each claim about it, and what it means where it does not hold. */
  readonly claims: readonly (readonly [holds: boolean, problem: string])[];
}

export interface Scenario {
  readonly name: UseCaseName;
  /** In the world before the Flow is sent: settings, a calendar, a code on file. The Flow is published already. */
  prepare?(world: SandboxWorld, flowId: string): Promise<void>;
  /**
   * Answers that are known only once the form is open (a slot that is offered, a code that was sent), by input name, for
   * the inputs of this screen. They stand above the sample answers of the use case.
   */
  answers?(screen: OpenScreen, world: SandboxWorld): Promise<Readonly<Record<string, unknown>>>;
  /**
   * Reads everything back over HTTP from the stand-ins. The frame itself checks that the phone saw the Flow accepted, that
   * the contact has the sample's properties, and that the thanks came where the use case writes them.
   */
  results(run: ScenarioRun): Promise<ScenarioResult>;
}

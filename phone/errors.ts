/** What the phone says instead of guessing. */

/** The Flow cannot be shown as it is written: an unknown component, a reference to nothing, a broken expression. */
export class BrokenFlow extends Error {
  override readonly name = "BrokenFlow";
}

/** Why one input does not take a value. */
export interface InputProblem {
  readonly input: string;
  /** Stable: `unknown_input`, `required`, `wrong_type`, `too_long`, `too_short`, `bad_format`, `unknown_option`, ... */
  readonly code: string;
  /** A sentence that names the input. */
  readonly message: string;
  /** The same without the input's name, for a place beside it. */
  readonly reason: string;
}

/** The person tried what a phone does not let them do; nothing changed. */
export class PhoneRefusal extends Error {
  override readonly name = "PhoneRefusal";
  readonly problems: readonly InputProblem[];
  constructor(message: string, problems: readonly InputProblem[] = []) {
    super(problems.length > 0 ? `${message} ${problems.map((problem) => problem.message).join(" ")}` : message);
    this.problems = problems;
  }
}

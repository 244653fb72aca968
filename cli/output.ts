/** What the command line prints: results on standard output, everything else beside it. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** One JSON value on one line, and nothing else. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

export function complain(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Ends the command with a sentence for the person at the terminal and exit code 1, without a stack. */
export class CommandFailed extends Error {
  override readonly name = "CommandFailed";
}

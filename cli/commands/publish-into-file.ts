/** `flowella publish --flow-json FILE`: the answer on the screen, and what goes into WhatsApp Manager in a file. */
import { writeFile } from "node:fs/promises";
import { z } from "zod";
import { CommandFailed, print } from "../output.ts";
import { askServer, type ServerOptions } from "./operator.ts";

const answerSchema = z.looseObject({ compiled: z.looseObject({ flow: z.unknown() }) });

export async function publishIntoFile(
  path: string,
  body: unknown,
  options: ServerOptions & { readonly flowJson: string },
): Promise<void> {
  const { compiled, ...answer } = answerSchema.parse(await askServer(path, body, options));
  try {
    await writeFile(options.flowJson, `${JSON.stringify(compiled.flow, null, 2)}\n`);
  } catch {
    throw new CommandFailed(`${options.flowJson} cannot be written.`);
  }
  print(JSON.stringify(answer, null, 2));
}

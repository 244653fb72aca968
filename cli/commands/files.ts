/** `flowella file`: saves one file that a customer handed over, decrypted. */
import type { Command } from "commander";
import { z } from "zod";
import { print } from "../output.ts";
import { newFile } from "./keys.ts";
import { askServer, type ServerOptions } from "./operator.ts";

interface FileOptions extends ServerOptions {
  readonly portal: string;
  readonly file: string;
  readonly out: string;
}

const fileSchema = z.object({ type: z.string(), bytes: z.number(), contents: z.base64() });

export function addFileCommand(flowella: Command, withServer: (command: Command) => Command): void {
  withServer(
    flowella
      .command("file")
      .description("Save a file that a customer handed over, decrypted; the server's log keeps that it was looked at")
      .requiredOption("--portal <id>", "the HubSpot portal")
      .requiredOption("--file <id>", "the file, from `submissions`")
      .requiredOption("--out <file>", "where to; a file that is there already is not overwritten"),
  ).action(async (options: FileOptions) => {
    // Taken first: a file that cannot be written must not be opened.
    const out = await newFile(options.out);
    try {
      const answer = await askServer("/operator/file", { portalId: options.portal, fileId: options.file }, options);
      const { type, bytes, contents } = fileSchema.parse(answer);
      await out.writeFile(Buffer.from(contents, "base64"));
      print(`${options.out}: ${type}, ${bytes} bytes.`);
    } finally {
      await out.close();
    }
  });
}

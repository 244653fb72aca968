/** Connects the sandbox's account of a form tool, as a person's browser does. */
import { z } from "zod";
import type { World } from "./world.ts";

export async function connectTool(
  world: World,
  tool: "typeform" | "google-forms" | "surveymonkey",
  withSheet = false,
): Promise<void> {
  const asked = await world.operator("/operator/forms/authorise", { tool, withSheet });
  const { url } = z.object({ url: z.string() }).parse(asked);
  const consent = await (await fetch(url)).text();
  const back = /href="([^"]+)"/.exec(consent)?.[1]?.replaceAll("&amp;", "&") ?? "";
  await (await fetch(back)).text();
}

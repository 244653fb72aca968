/** Connects the sandbox's account of a form tool, as a person's browser does. */
import { z } from "zod";
import { allow, goBack } from "./consent-page.ts";
import type { World } from "./world.ts";

export async function connectTool(
  world: World,
  tool: "typeform" | "google-forms" | "surveymonkey",
  withSheet = false,
): Promise<void> {
  const asked = await world.operator("/operator/forms/authorise", { tool, withSheet });
  const { url } = z.object({ url: z.string() }).parse(asked);
  await (await goBack(await allow(url))).text();
}

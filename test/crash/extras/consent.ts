/** Connects a business's account of a tool, as a person's browser does. */
import { z } from "zod";
import { allow, goBack } from "../../e2e/consent-page.ts";
import type { ExtraGround } from "./types.ts";

export async function connectAccount(
  { operator, business }: ExtraGround,
  route: string,
  asked: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const { url } = await operator.ask(business, route, asked, z.object({ url: z.string() }));
  const end = await goBack(await allow(url));
  if (!end.ok) throw new Error(`Connecting by ${route} failed: ${await end.text()}`);
}

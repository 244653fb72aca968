/** How an exchange of an account proves where it comes from (WhatsApp reference 3.7, 5.18). */
import { checksOf, type RouteName } from "../../connectors/whatsapp/routes/route.ts";
import type { MetaApps } from "../portals/meta-apps.ts";

export type Proof =
  /** Meta's signature with one of these secrets. */
  | { readonly kind: "app-signature"; readonly secrets: readonly string[] }
  /** None that can be checked: it must open with our key, at an address that nobody can guess, and name our token. */
  | { readonly kind: "sealing" };

export interface Provable {
  readonly route: RouteName;
  readonly metaAppId: string | null;
}

/** The weaker proof is for accounts of a route that has no better one, and never for one that names a Meta app. */
export async function proofOf(apps: Pick<MetaApps, "secretsOf">, { route, metaAppId }: Provable): Promise<Proof> {
  if (checksOf[route].exchange === "sealing" && metaAppId === null) return { kind: "sealing" };
  return { kind: "app-signature", secrets: await apps.secretsOf(metaAppId) };
}

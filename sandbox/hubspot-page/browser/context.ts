/** What HubSpot tells an extension about where it is (HubSpot reference 2.3). */
import type { Account, Extension, ShownAppState } from "../shapes.ts";
import type { Viewer } from "./choice.ts";
import type { ExtensionContext } from "./host-api.ts";

export function contextOf(
  { portal }: Account,
  app: ShownAppState,
  { user, language, locale }: Viewer,
  extension: Extension,
  more: ExtensionContext = {},
): ExtensionContext {
  return {
    location: extension.location,
    user: {
      ...user,
      emails: [user.email],
      language,
      locale,
      teams: [],
      permissions: ["integrations-management-write"],
      roles: [],
    },
    portal: { id: portal.id, timezone: portal.timeZone, dataHostingLocation: portal.dataHostingLocation },
    variables: app.variables,
    extension: { appId: app.id, appName: app.name, cardTitle: extension.title },
    ...more,
  };
}

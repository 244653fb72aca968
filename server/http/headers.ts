/** What every answer says to a browser, unless its route says something stricter or, for previews, looser. */
import { createHash } from "node:crypto";
import helmet from "helmet";
import { pageStyle } from "./page-style.ts";

const none = ["'none'"];
/** The one style of our pages, and no other. */
export const pageStyleHash = `'sha256-${createHash("sha256").update(pageStyle.text).digest("base64")}'`;

/** No scripts, nothing from elsewhere, forms to ourselves, and in nobody's frame. */
export const strictHeaders = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: none,
      scriptSrc: none,
      styleSrc: [pageStyleHash],
      imgSrc: ["data:"],
      formAction: ["'self'"],
      baseUri: none,
      frameAncestors: none,
    },
  },
  frameguard: { action: "deny" },
  referrerPolicy: { policy: "no-referrer" },
});

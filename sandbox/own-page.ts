/** What the stand-ins' own pages share: one document each, filled by its script, with nothing inline. */
import { createHash } from "node:crypto";
import type { Request, Response } from "express";

/** Script and style sheet of a page, bundled for the browser. */
export interface PageBundle {
  readonly script: string;
  readonly style: string;
}

export interface PageDocument {
  readonly title: string;
  /** Under which `page.js` and `page.css` are served. */
  readonly prefix: string;
  readonly viewport: string;
  /** Where it has both a light and a dark look. */
  readonly colorScheme?: string;
  /** The content security policy. */
  readonly policy: readonly string[];
}

export function sendPage(response: Response, { script, style }: PageBundle, page: PageDocument): void {
  const { title, prefix, viewport, colorScheme, policy } = page;
  // A name that changes with the content, so that no browser shows yesterday's page.
  const version = createHash("sha256").update(script).update(style).digest("hex").slice(0, 12);
  const scheme = colorScheme === undefined ? "" : `\n    <meta name="color-scheme" content="${colorScheme}">`;
  response.set({
    "content-security-policy": policy.join("; "),
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
  });
  response.type("html").send(`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="${viewport}">${scheme}
    <title>${title}</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="${prefix}/page.css?v=${version}">
    <script type="module" src="${prefix}/page.js?v=${version}"></script>
  </head>
  <body></body>
</html>
`);
}

export function sendPart(response: Response, bundle: PageBundle, part: keyof PageBundle): void {
  response.set({ "cache-control": "max-age=31536000, immutable", "x-content-type-options": "nosniff" });
  response.type(part === "script" ? "js" : "css").send(bundle[part]);
}

/** Other web pages can reach loopback too; browsers say where a request comes from. */
export function fromOwnPage(request: Request): boolean {
  const origin = request.get("origin");
  return origin === undefined || origin === `http://${request.get("host")}`;
}

export function refuse(response: Response, status: number, message: string): void {
  response.status(status).json({ message });
}

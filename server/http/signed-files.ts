/** Files behind signed links: nobody keeps or finds them, and a link that leads nowhere is answered by a sentence. */
import { Router } from "express";

type NoFile = "forged" | "expired" | "gone";
type SignedFile =
  | { readonly kind: "file"; readonly type: string; readonly content: Buffer | string }
  | { readonly kind: NoFile };

interface SignedFiles<Name extends string> {
  readonly names: readonly Name[];
  readonly read: (token: string, name: Name) => Promise<SignedFile>;
  /** What somebody reads whose link leads nowhere. */
  readonly words: Readonly<Record<NoFile, string>>;
  /** Whether a browser shows a file or keeps it. */
  readonly disposition: "inline" | "attachment";
  /** More headers of a file. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** @param address with `:token` and `:name` in it */
export function signedFileRoutes<Name extends string>(
  address: `/${string}/:token/:name`,
  { names, read, words, disposition, headers }: SignedFiles<Name>,
): Router {
  const router = Router();
  router.get<string, { token: string; name: string }>(address, async ({ params }, response) => {
    const name = names.find((each) => each === params.name);
    const file: SignedFile = name ? await read(params.token, name) : { kind: "forged" };
    response.set({ "cache-control": "no-store", "x-robots-tag": "noindex, nofollow" });
    if (file.kind !== "file") {
      response
        .status(file.kind === "gone" ? 404 : 403)
        .type("text/plain")
        .send(words[file.kind]);
      return;
    }
    response.set({ ...headers, "content-disposition": `${disposition}; filename="${name}"` });
    response.type(file.type).send(file.content);
  });
  return router;
}

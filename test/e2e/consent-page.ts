/** A person's browser on its way over a tool's consent page: our link, the page, and back with the cookie. */

export interface Allowed {
  /** The address that the consent page leads back to. */
  readonly back: string;
  readonly cookie: string;
}

/** Opens the link that begins a connection, and allows what is asked. */
export async function allow(link: string): Promise<Allowed> {
  const begun = await fetch(link, { redirect: "manual" });
  const cookie = begun.headers.get("set-cookie")?.split(";")[0] ?? "";
  const page = await (await fetch(begun.headers.get("location") ?? "")).text();
  return { back: /href="([^"]+)"/.exec(page)?.[1]?.replaceAll("&amp;", "&") ?? "", cookie };
}

export function goBack({ back, cookie }: Allowed): Promise<Response> {
  return fetch(back, { headers: { cookie } });
}

/** Shows a preview in the browser of whoever sits at this machine, until they stop it. */
import { spawn } from "node:child_process";
import type { FormPreview } from "./form-preview.ts";
import { print } from "./output.ts";

/** `quietly`: the address is known already, and no browser is opened. Closes the preview at the end. */
export async function showUntilStopped(
  preview: FormPreview,
  { quietly }: { readonly quietly: boolean },
): Promise<void> {
  const stopped = Promise.race(
    ["SIGINT", "SIGTERM"].map((signal) => new Promise((stop) => process.once(signal, stop))),
  );
  if (!quietly) {
    print(`\nOn the phone: ${preview.url}\nCtrl-C stops it.`);
    openBrowser(preview.url);
  }
  await stopped;
  await preview.close();
}

const openers: Partial<Record<NodeJS.Platform, string>> = { darwin: "open", win32: "explorer.exe" };

/** Where there is no browser to be opened nothing happens: the address was printed, too. */
function openBrowser(url: string): void {
  const opener = spawn(openers[process.platform] ?? "xdg-open", [url], { stdio: "ignore", detached: true });
  opener.on("error", () => undefined);
  opener.unref();
}

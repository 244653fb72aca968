/** Where the files of a picker may travel (WhatsApp reference 1.7). */
import type { Finding } from "./errors.ts";
import {
  actionsOf,
  asObject,
  asText,
  componentsOf,
  type JsonObject,
  type Placed,
  referencesIn,
  textsIn,
} from "./walk.ts";

type Screens = ReadonlyMap<string, JsonObject>;

const PICKERS = ["PhotoPicker", "DocumentPicker"];

/** Never to another screen; to the endpoint or the chat as the whole value of a key at the top of the payload. */
export function pickerFindings(screen: JsonObject, placed: Placed, screens: Screens): Finding[] {
  return actionsOf(placed).flatMap(({ action, path }): Finding[] => {
    const payload = asObject(action["payload"]) ?? {};
    return Object.entries(payload).flatMap(([key, value]) =>
      textsIn(value, `${path}.payload.${key}`).flatMap(({ text, path: at }): Finding[] => {
        if (!referencesIn(text).some((reference) => isPicker(reference, screen, screens))) return [];
        const whole = value === text && /^\$\{[^{}]+\}$/.test(text);
        if (whole && action["name"] !== "navigate") return [];
        const message = whole ? "Files cannot travel in navigate." : "Files are the whole value of a top-level key.";
        return [{ error: "INVALID_ON_CLICK_ACTION_PAYLOAD", path: at, message }];
      }),
    );
  });
}

function isPicker([root, name = "", , inner = ""]: readonly string[], screen: JsonObject, screens: Screens): boolean {
  const [owner, input] = root === "form" ? [screen, name] : root === "screen" ? [screens.get(name), inner] : [];
  if (!owner) return false;
  return componentsOf(owner, "").some(
    ({ component }) => PICKERS.includes(asText(component["type"]) ?? "") && component["name"] === input,
  );
}

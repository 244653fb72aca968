import { languages } from "../../core/texts/index.ts";

/** The first language of the browser's that we speak. @param accepted the header Accept-Language */
export function preferredLanguage(accepted = ""): string {
  const wanted = accepted.split(",").map((part) => part.trim().slice(0, 2).toLowerCase());
  return wanted.find((language) => languages.includes(language)) ?? "en";
}

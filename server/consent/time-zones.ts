import { parsePhoneNumberFromString } from "libphonenumber-js";
import { z } from "zod";

const zoneList = z.array(z.string()).catch([]);

/**
 * The zones that a person may live in: what the contact says, else those of the number's country with the portal's own
 * first where it is one of them, else the portal's own.
 */
export function zonesOf(waId: string, contactZone: string | undefined, portalZone: string): readonly string[] {
  if (contactZone !== undefined && isZone(contactZone)) return [contactZone];
  const country = parsePhoneNumberFromString(`+${waId}`)?.country;
  const zones = country === undefined ? [] : zonesOfCountry(country);
  if (zones.length === 0) return [portalZone];
  return zones.includes(portalZone) ? [portalZone, ...zones.filter((zone) => zone !== portalZone)] : zones;
}

function zonesOfCountry(country: string): string[] {
  const locale: object = new Intl.Locale("und", { region: country });
  // Newer than the language's own types; engines without it know no zones, and the portal's counts.
  const ask: unknown = Reflect.get(locale, "getTimeZones");
  return zoneList.parse(typeof ask === "function" ? ask.call(locale) : Reflect.get(locale, "timeZones"));
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}

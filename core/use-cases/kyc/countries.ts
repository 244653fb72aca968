/** Countries to choose from, by their ISO codes, with names in every language. */
import type { Choice } from "../../form/types.ts";

const codes =
  "AE AL AM AR AT AU AZ BA BD BE BG BO BR BY CA CH CI CL CM CN CO CR CU CY CZ DE DK DO DZ EC EE EG ES ET FI FR GB GE GH GR GT HN HR HU ID IE IL IN IQ IR IS IT JM JO JP KE KP KR KW KZ LB LI LK LT LU LV LY MA MC MD ME MK MM MT MX MY NG NI NL NO NP NZ OM PA PE PH PK PL PT PY QA RO RS RU RW SA SE SG SI SK SM SN SV SY TH TN TR TW TZ UA UG US UY UZ VE VN YE ZA";

/** Not listed above. No country has this code. */
const another = "ZZ";

/** In the alphabet of the language, the option for all others last. */
export function countryChoices(language: string, otherLabel: string): Choice[] {
  const nameOf = namesIn(language);
  const listed = codes.split(" ").map((code) => ({ id: code, label: nameOf(code), value: code }));
  const { compare } = new Intl.Collator(language);
  return [
    ...listed.toSorted((one, other) => compare(one.label, other.label)),
    { id: another, label: otherLabel, value: another },
  ];
}

/** What HubSpot is told: English names. */
export function countryNames(): Record<string, string> {
  const nameOf = namesIn("en");
  return Object.fromEntries([...codes.split(" ").map((code) => [code, nameOf(code)]), [another, "Other"]]);
}

function namesIn(language: string): (code: string) => string {
  const names = new Intl.DisplayNames([language], { type: "region", style: "short" });
  return (code) => names.of(code) ?? code;
}

import type { Limit, LimitName } from "./types.ts";
import { existsIn } from "./versions.ts";

const screen = "WhatsApp reference 1.6";
const option = "WhatsApp reference 1.7, option object";
const optionImage = "WhatsApp reference 1.1 (6.0) and 1.6";

/** KB and MB are read as thousands: the smaller reading, since the reference does not say which is meant. */
const newest: Readonly<Record<LimitName, Limit>> = {
  screensPerFlow: { value: 100, source: screen },
  componentsPerScreen: { value: 50, source: `${screen}; children of If and Switch counted (unverified)` },
  routesPerScreen: { value: 10, source: "WhatsApp reference 1.5 rule 5" },
  footersPerScreen: { value: 1, source: screen },
  embeddedLinksPerScreen: { value: 2, source: screen },
  imagesPerScreen: { value: 3, source: screen },
  optInsPerScreen: { value: 5, source: screen },
  pickersPerScreen: { value: 1, source: screen },
  carouselsPerScreen: { value: 2, source: screen },
  carouselsPerFlow: { value: 3, source: screen },
  navigationListsPerScreen: { value: 2, source: screen },
  badgesPerList: { value: 1, source: "WhatsApp reference 1.7, NavigationList" },
  ifNesting: { value: 3, source: screen },
  jsonBytes: { value: 10_000_000, source: "WhatsApp reference 0 and 11 item 12" },
  optionsPerGroup: { value: 20, source: "WhatsApp reference 1.7, CheckboxGroup and RadioButtonsGroup" },
  optionsPerDropdown: { value: 200, source: "WhatsApp reference 1.7, Dropdown" },
  optionsPerDropdownWithImages: { value: 100, source: "WhatsApp reference 1.7, Dropdown" },
  optionTitle: { value: 30, source: option },
  optionDescription: { value: 300, source: option },
  optionMetadata: { value: 20, source: option },
  imageBytes: { value: 300_000, source: `${screen} (recommended)` },
  optionImageBytes: { value: 100_000, source: optionImage },
  pickersPerComplete: { value: 1, source: "WhatsApp reference 1.7, PhotoPicker and DocumentPicker" },
  filesPerComplete: { value: 1, source: "WhatsApp reference 12: 1 or 10, the smaller" },
};

/** Every limit that is not a property's own, as it stands in one version. */
export function limitsOf(version: string): Readonly<Record<LimitName, Limit>> {
  if (existsIn(version, "6.0")) return newest;
  return { ...newest, optionImageBytes: { value: 300_000, source: optionImage } };
}

/**
 * The phone's own words, as WhatsApp has words of its own around a business's Flow. One file per language; what a form
 * says stands in the Flow and is never translated here.
 */

export interface PhoneWords {
  /** BCP 47, as `lang` names it. */
  readonly language: string;
  readonly back: string;
  readonly close: string;
  readonly dismiss: string;
  readonly opening: string;
  readonly waiting: string;
  readonly tryAgain: string;
  readonly done: string;
  readonly managedBy: (business: string) => string;
  /** Whose form it is, where nobody's name is known. */
  readonly someBusiness: string;
  readonly cannotOpen: string;
  readonly ended: string;
  readonly broken: string;
  readonly wentWrong: string;
  readonly notAvailable: string;
  readonly code: (code: string) => string;
  readonly leaveTitle: string;
  readonly leaveText: string;
  readonly stay: string;
  readonly leave: string;
  readonly optional: string;
  readonly choose: string;
  readonly readMore: string;
  readonly opensBrowser: string;
  readonly takePhoto: string;
  readonly addPhoto: string;
  readonly addFile: string;
  readonly addAnother: string;
  readonly removeFile: (name: string) => string;
  /** The unit of 1,024 bytes, and of as many of those. */
  readonly sizes: readonly [kilo: string, mega: string];
  readonly unfinishedDate: string;
  readonly pictures: string;
  readonly picture: (place: number, total: number) => string;
  readonly previousPicture: string;
  readonly nextPicture: string;
  /** Why an input does not take its value: sentences for a place beside it. */
  readonly reasons: Reasons;
}

export interface Reasons {
  readonly required: string;
  readonly tooLong: (most: number) => string;
  readonly tooShort: (least: number) => string;
  readonly notEmail: string;
  readonly notNumber: string;
  readonly notPasscode: string;
  readonly notPhone: string;
  readonly badFormat: string;
  readonly unknownOption: (id: string) => string;
  readonly closedOption: (title: string) => string;
  readonly chosenTwice: string;
  readonly tooMany: (most: number) => string;
  readonly tooFew: (least: number) => string;
  readonly tooManyFiles: (most: number) => string;
  readonly tooFewFiles: (least: number) => string;
  readonly fileTooLarge: (name: string, size: string) => string;
  readonly wrongFileType: (name: string) => string;
  readonly noDate: string;
  readonly dateBetween: (first: string, last: string) => string;
  readonly dateClosed: (date: string) => string;
  readonly endBeforeStart: string;
  readonly wrongNumberOfDays: string;
}

/** Rounded up, as a list of files shows it. */
export function sizeOfFile(bytes: number, { language, sizes: [kilo, mega] }: PhoneWords): string {
  if (bytes < 1000 * 1024) return `${Math.ceil(bytes / 1024)} ${kilo}`;
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return `${(bytes / 1024 / 1024).toLocaleString(language, digits)} ${mega}`;
}

/** Rounded down, as a bound. */
export function sizeLimit(bytes: number, { sizes: [kilo, mega] }: PhoneWords): string {
  return bytes < 1024 * 1024 ? `${Math.floor(bytes / 1024)} ${kilo}` : `${Math.floor(bytes / 1024 / 1024)} ${mega}`;
}

/** `YYYY-MM-DD` as people write it, as in "5 Mar 2027". */
export function shortDate(date: string, { language }: PhoneWords): string {
  return new Date(`${date}T00:00:00Z`).toLocaleDateString(language, { dateStyle: "medium", timeZone: "UTC" });
}

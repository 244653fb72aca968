/**
 * Numbers of payment cards and bank accounts that somebody typed into the chat, masked to the last four: what is shown
 * elsewhere than in the vault holds no more of them.
 */
const cardLike = /(?<![\p{L}\p{N}])\d(?:[ -]?\d){12,18}(?![\p{L}\p{N}])/gu;
const ibanLike = /(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}(?![\p{L}\p{N}])/giu;

export function maskNumbers(text: string): string {
  return text
    .replace(ibanLike, (found) => maskedWhere(isIban, found))
    .replace(cardLike, (found) => maskedWhere(isCard, found));
}

/** What follows a number may look like more of it, such as a card's date: groups are taken off its end until it is one. */
function maskedWhere(is: (found: string) => boolean, found: string): string {
  const parts = found.split(/([ -])/);
  for (let end = parts.length; end > 0; end -= 2) {
    const number = parts.slice(0, end).join("");
    if (is(number)) return masked(number) + parts.slice(end).join("");
  }
  return found;
}

/** `•••• 1234` */
export function masked(value: string): string {
  return `•••• ${[...value.replace(/[^\p{L}\p{N}]/gu, "")].slice(-4).join("")}`;
}

/** Luhn's check digit, which every card has. */
function isCard(found: string): boolean {
  const digits = [...found.replace(/\D/g, "")].map(Number).reverse();
  if (digits.length < 13) return false;
  const sum = digits.reduce((total, digit, place) => {
    const twice = place % 2 === 1 ? digit * 2 : digit;
    return total + (twice > 9 ? twice - 9 : twice);
  }, 0);
  return sum % 10 === 0;
}

/** ISO 13616: the first four characters behind the rest, letters as numbers, leave 1 when divided by 97. */
function isIban(found: string): boolean {
  const text = found.replace(/ /g, "").toUpperCase();
  if (text.length < 15) return false;
  const digits = [...(text.slice(4) + text.slice(0, 4))]
    .map((character) => String(Number.parseInt(character, 36)))
    .join("");
  let rest = 0;
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % 97;
  return rest === 1;
}

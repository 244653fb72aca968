/** Words that reviewers look for, in the seven languages. They warn early; Meta decides. */

/** Advertising: no service message has these (WhatsApp reference 6.9). */
const promotions =
  /\b(discounts?|sale|special offer|offers?|coupons?|promo(?:tion)?s?|free gift|save \d+|% off|black friday|limited time|sconto|sconti|offert[ae]|saldi|omaggio|promozion[ei]|rabatt\w*|angebote?|gutschein\w*|gratis|aktion|descuentos?|ofertas?|rebajas?|promoci(?:ón|ones)|regalo|réductions?|remises?|soldes|offres?|promotions?|cadeau|descontos?|promoç(?:ão|ões)|brinde|korting\w*|aanbieding\w*|actie|uitverkoop|cadeau)\b|\d\s?%/iu;

export function promotes(text: string): boolean {
  return promotions.test(text);
}

/** Asking for what a business may neither share nor ask for (WhatsApp reference 6.7). */
const secrets =
  /\b(?:(?:credit |debit |bank )?card (?:number|details)|cvv|cvc|iban|account number|social security|passport number|id (?:card )?number|pin(?: code)?|password|numero (?:di|della) (?:carta|conto|documento)|codice fiscale|parola d'ordine|kartennummer|kontonummer|ausweisnummer|passwort|kennwort|número de (?:tarjeta|cuenta|documento)|contraseña|numéro de (?:carte|compte)|mot de passe|número d[oae] (?:cartão|conta|documento)|palavra-passe|senha|kaartnummer|rekeningnummer|burgerservicenummer|wachtwoord)\b/iu;

export function asksForSecret(text: string): boolean {
  return secrets.test(text);
}

const common: Readonly<Record<string, string>> = {
  en: "the you your of to and for is it in this here we have please can our with more form asked fill right still open",
  it: "il la lo che di per è un una qui ha non in del le può con questo modulo nostro richiesto direttamente ancora",
  de: "der die das und ist sie ihnen von ein für wir im nicht es hier noch bitte können direkt mit ihr unser haben",
  es: "el la los que de para es un una en aquí ha no su por favor puede este con nos formulario pedido mismo sigue",
  fr: "le la les que de pour est un une dans ici vous avez ne il merci ce nous avec votre formulaire même toujours",
  pt: "o a os que de para é um uma no aqui não por favor pode este com nosso formulário preencha mesmo ainda solicitou está",
  nl: "de het een u van en voor is in hier om dit we niet uw wij kunt nog met formulier direct vroeg hebben staat",
};

const sets = new Map(Object.entries(common).map(([language, words]) => [language, new Set(words.split(" "))]));

/** Short words that a language's sentences are full of. */
export function stopwordsOf(language: string): ReadonlySet<string> {
  return sets.get(language) ?? new Set();
}

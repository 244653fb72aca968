/**
 * Words that give away what WhatsApp's policy does not let a business ask (WhatsApp reference 6.7), in English, Italian,
 * German, Spanish, French, Portuguese and Dutch. They are held against texts without accents, in lower case.
 */

export type PolicyKind = "card" | "bank" | "identity" | "health";

const words: Readonly<Record<PolicyKind, readonly string[]>> = {
  card: [
    "(?:credit|debit|payment|bank) ?card",
    "card ?(?:number|no\\b|nr\\b)",
    "cvv|cvc\\d?",
    "carta di (?:credito|debito)|numero (?:della )?carta(?! d)",
    "kreditkarte|kartennummer|kartenprufnummer|ec-karte|girokarte",
    "tarjeta de (?:credito|debito)|numero de (?:la |su )?tarjeta",
    "carte (?:de credit|bancaire|bleue)|numero de (?:la |votre )?carte(?! d)",
    "cartao de (?:credito|debito)|numero do (?:seu )?cartao",
    "creditcard|kaartnummer|bankpas|pinpas",
  ],
  bank: [
    "iban|swift|bic",
    "(?:bank )?account (?:number|no\\b|nr\\b)|bank (?:account|details)|sort code|routing number",
    "conto corrente|numero (?:di |del )?conto|coordinate bancarie|conto bancario",
    "kontonummer|bankverbindung|bankleitzahl|blz|bankkonto",
    "cuenta bancaria|numero de (?:la |su )?cuenta|datos bancarios|clabe",
    "compte bancaire|numero de compte|coordonnees bancaires|rib",
    "conta bancaria|numero da (?:sua )?conta|dados bancarios|chave pix",
    "rekeningnummer|bankrekening|bankgegevens",
  ],
  identity: [
    "ssn|social security|passport|national id|identity (?:card|number|document)|id ?(?:card|number|document)|id no",
    "driver'?s?'? licen[cs]e|driving licen[cs]e|tax(?:payer)? (?:id|identification|number)|aadhaar|pan (?:card|number)",
    "codice fiscale|carta d.?identita|documento d.?identita|numero (?:del |di )?documento|passaporto|numero (?:della )?patente",
    "personalausweis|ausweisnummer|reisepass|passnummer|steuer-?id|steuernummer|sozialversicherungsnummer|fuhrerscheinnummer",
    "dni|nie|nif|curp|cedula|documento de identidad|pasaporte|seguridad social|permiso de conducir",
    "carte d.?identite|piece d.?identite|securite sociale|passeport|numero fiscal|permis de conduire",
    "cpf|rg|cartao de cidadao|bilhete de identidade|passaporte|numero de contribuinte|carta de conducao|cnh",
    "bsn|burgerservicenummer|paspoort|identiteitskaart|rijbewijsnummer|identiteitsbewijs",
  ],
  health: [
    "diagnos[ei]s|diseases?|illness(?:es)?|medications?|medical|medicines?|allerg(?:y|ies|ic)|pregnan(?:t|cy)|symptoms?",
    "health (?:condition|problem|issue|history|insurance)s?|disabilit(?:y|ies)|mental health|blood (?:type|group|pressure)|surger(?:y|ies)",
    "malatti[ae]|diagnosi|farmac[oi]|allergi[ae]|gravidanza|incinta|sintom[oi]|patologi[ae]|disabilita|gruppo sanguigno",
    "krankheit(?:en)?|erkrankung(?:en)?|diagnosen?|medikamente?|allergien?|schwanger(?:schaft)?|symptome?|behinderung|blutgruppe",
    "enfermedad(?:es)?|diagnostico|medicamentos?|alergias?|embaraz(?:o|ada)|sintomas?|discapacidad|grupo sanguineo",
    "maladies?|diagnostic|medicaments?|allergies?|enceinte|grossesse|symptomes?|handicap|groupe sanguin",
    "doencas?|diagnostico|gravid(?:a|ez)|sintomas?|deficiencia|tipo sanguineo",
    "ziektes?|medicijn(?:en)?|allergie(?:en)?|zwanger(?:schap)?|symptomen|bloedgroep",
  ],
};

const expressions = (["card", "bank", "identity", "health"] as const).map(
  (kind) => [kind, new RegExp(`(?<![a-z])(?:${words[kind].join("|")})(?![a-z])`)] as const,
);

/** Most questions are none of these: one look is enough for them. */
const anyOfThem = new RegExp(expressions.map(([, { source }]) => source).join("|"));

/** What a text asks for, by its words; the strictest first. */
export function kindInWords(text: string): PolicyKind | undefined {
  const plain = text
    .slice(0, 2_000)
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[_\s]+/g, " ");
  return anyOfThem.test(plain) ? expressions.find(([, expression]) => expression.test(plain))?.[0] : undefined;
}

/** Numbers that are made up, in the shapes that people write them in. */
export const samples: Readonly<Record<Exclude<PolicyKind, "health">, readonly string[]>> = {
  card: ["4111111111111111", "4111 1111 1111 1111", "4111-1111-1111-1111", "371449635398431"],
  bank: ["DE89370400440532013000", "DE89 3704 0044 0532 0130 00", "IT60X0542811101000000123456", "NL91ABNA0417164300"],
  identity: ["RSSMRA85T10A562S", "12345678Z", "123-45-6789", "123.456.789-09", "L01X00T471"],
};

/** What everybody may be asked for; a format that takes these as well asks for nothing in particular. */
export const harmless: readonly string[] = [
  "1234",
  "12345",
  "12345678",
  "hello",
  "Ana Silva",
  "+391234567890",
  "2026-01-31",
  "AB12 3CD",
  "AB12",
  "AB123456",
];

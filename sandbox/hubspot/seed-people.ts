/** The people of the demo account. Names and numbers are invented; e-mail domains end in `.example`. */

export interface SeedPerson {
  readonly firstname: string;
  readonly lastname: string;
  readonly email?: string;
  readonly phone?: string;
  readonly mobilephone?: string;
  readonly city: string;
  readonly country: string;
}

const words = (text: string): string[] => text.split(" ");

const italianFirst = words(
  "Giulia Marco Francesca Alessandro Chiara Luca Sara Matteo Martina Lorenzo Elisa Davide Valentina Simone Federica Andrea " +
    "Silvia Stefano Laura Riccardo Ilaria Fabio Anna Paolo Marta Giovanni Elena Roberto Beatrice Nicola",
);
const italianLast = words(
  "Rossi Russo Esposito Romano Colombo Ricci Marino Greco Bruno Gallo Conti Costa Giordano Mancini Rizzo Lombardi Moretti " +
    "Barbieri Fontana Santoro Mariani Rinaldi Caruso Ferrara Galli Martini Leone Longo Gentile Martinelli Vitale Lombardo " +
    "Serra Coppola Marchetti Parisi Villa",
);
const italianCities = words(
  "Milano Torino Bologna Verona Firenze Roma Napoli Bari Palermo Padova Genova Trieste Parma",
);
const mobilePrefixes = words("320 328 329 333 335 338 340 347 349 366 380 388 391 392");

interface Country {
  readonly name: string;
  readonly city: string;
  readonly people: readonly string[];
  /** Makes a full number of this country out of four digits. */
  readonly phone: (four: string) => string;
}

const abroad: readonly Country[] = [
  {
    name: "Germany",
    city: "Hamburg",
    people: words("Jonas.Becker Lena.Hoffmann Felix.Wagner Mia.Schulz Paul.Krüger"),
    phone: (four) => `+49 151 5550${four}`,
  },
  {
    name: "France",
    city: "Lyon",
    people: words("Camille.Dubois Hugo.Lefèvre Léa.Moreau Louis.Girard Manon.Petit"),
    phone: (four) => `+33 6 55 50 ${four.slice(0, 2)} ${four.slice(2)}`,
  },
  {
    name: "Spain",
    city: "Valencia",
    people: words("Lucía.Navarro Pablo.Iglesias Carmen.Ortega Diego.Molina Paula.Castro"),
    phone: (four) => `+34 655 50 ${four}`,
  },
  {
    name: "United Kingdom",
    city: "Leeds",
    people: words("Oliver.Hughes Amelia.Clarke Harry.Bennett Isla.Turner George.Ward"),
    phone: (four) => `+44 7700 90${four}`,
  },
  {
    name: "Brazil",
    city: "Curitiba",
    people: words("Ana.Oliveira Rafael.Souza Beatriz.Lima Gustavo.Pereira Larissa.Rocha"),
    phone: (four) => `+55 41 95550-${four}`,
  },
  {
    name: "Mexico",
    city: "Puebla",
    people: words("Sofía.Hernández Diego.Ramírez Valeria.Flores Emilio.Torres Ximena.Vargas"),
    phone: (four) => `+52 222 555 ${four}`,
  },
  {
    name: "Netherlands",
    city: "Utrecht",
    people: words("Sanne.Visser Daan.Bakker Lotte.Smit Bram.Mulder Fleur.Bos"),
    phone: (four) => `+31 6 5550 ${four}`,
  },
  {
    name: "United States",
    city: "Denver",
    people: words("Emma.Carter Liam.Foster Olivia.Hayes Noah.Brooks Ava.Jensen"),
    phone: (four) => `+1 (303) 555-${four}`,
  },
];

/** How one Italian mobile number is written by different people; the third leaves nothing but digits. */
const spellings: readonly ((prefix: string, rest: string) => string)[] = [
  (prefix, rest) => `${prefix} ${rest.slice(0, 3)} ${rest.slice(3)}`,
  (prefix, rest) => `+39 ${prefix} ${rest}`,
  (prefix, rest) => `${prefix}${rest}`,
  (prefix, rest) => `0039 ${prefix} ${rest.slice(0, 3)} ${rest.slice(3)}`,
  (prefix, rest) => `${prefix}-${rest}`,
  (prefix, rest) => `${prefix}/${rest.slice(0, 4)} ${rest.slice(4)}`,
  (prefix, rest) => `(+39) ${prefix}.${rest.slice(0, 3)}.${rest.slice(3)}`,
  (prefix, rest) => `${prefix} ${rest.slice(0, 2)} ${rest.slice(2, 4)} ${rest.slice(4)}`,
];

/** Person number `index` of the account, always the same one. Every fifth lives abroad, as far as the lists go. */
export function seedPerson(index: number): SeedPerson {
  const country = abroad[Math.floor(index / 5) % abroad.length];
  const foreigner = index % 5 === 4 ? country?.people[Math.floor(index / 40)] : undefined;
  return country && foreigner ? foreignPerson(index, country, foreigner) : italianPerson(index);
}

function italianPerson(index: number): SeedPerson {
  const firstname = pick(italianFirst, index);
  const lastname = pick(italianLast, index * 7);
  const prefix = pick(mobilePrefixes, index * 3);
  const mobile = pick(spellings, index)(prefix, `555${four(index)}`);
  const place = { firstname, lastname, city: pick(italianCities, index), country: "Italy" };
  const address = index % 37 === 6 ? {} : { email: email(index, firstname, lastname, "it") };
  if (index % 29 === 3) return { ...place, ...address };
  if (index % 11 === 2) return { ...place, ...address, phone: `02 5550 ${four(index)}`, mobilephone: mobile };
  return { ...place, ...address, ...(index % 3 === 0 ? { mobilephone: mobile } : { phone: mobile }) };
}

function foreignPerson(index: number, country: Country, name: string): SeedPerson {
  const [firstname = "", lastname = ""] = name.split(".");
  return {
    firstname,
    lastname,
    email: email(index, firstname, lastname, "intl"),
    phone: country.phone(four(index)),
    city: country.city,
    country: country.name,
  };
}

/** Different for every person, so no two of them share a number. */
const four = (index: number): string => String(1000 + index);

function email(index: number, firstname: string, lastname: string, kind: string): string {
  const plain = `${firstname}.${lastname}`
    .normalize("NFD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase();
  return index % 4 === 0 ? `${plain}@posta-${kind}.example` : `${plain}@${plain.split(".")[1]}-${index}.example`;
}

function pick<T>(list: readonly T[], index: number): T {
  const item = list[index % list.length];
  if (item === undefined) throw new Error("Nothing to pick from.");
  return item;
}

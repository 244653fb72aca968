/** Google's API does not say in which language a form is written, so its own words have to tell. */
const words: Readonly<Record<string, string>> = {
  en: "the and you your what which how please with would are do this about for when have is of to name why",
  it: "il lo gli della dei che come quale quanto per con una sono hai tuo tua nome perché cosa qual vuoi",
  de: "der die das und wie was welche ihr ihre sie ist mit für bitte wann haben eine ein nicht wir warum",
  es: "el los las qué cuál cómo por con para una su sus usted nombre cuándo está tiene eres quieres del",
  fr: "le les des quel quelle pour avec une votre vos vous est nom quand avez êtes pourquoi dans",
  pt: "o os as qual como por com para uma seu sua você nome quando está tem são porque não dos",
  nl: "de het een wat welke hoe met voor uw jouw je bent naam wanneer heeft zijn waarom niet graag van",
};
const languages = Object.entries(words).map(([language, list]) => [language, new Set(list.split(" "))] as const);

/** The language that has the most of its commonest words in the texts; English where none stands out. */
export function languageOf(texts: readonly string[]): string {
  const found = new Set(
    texts
      .join(" ")
      .slice(0, 20_000)
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [],
  );
  const counts = languages
    .map(([language, known]) => ({ language, count: [...found].filter((word) => known.has(word)).length }))
    .toSorted((left, right) => right.count - left.count);
  const [first, second] = counts;
  return first && first.count >= 3 && first.count > (second?.count ?? 0) ? first.language : "en";
}

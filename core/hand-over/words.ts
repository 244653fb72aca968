/** Whether what somebody wrote asks for a person: a wish that is as good as all of the message, in any of our languages. */

/** What a message may be made of beside the word itself. */
const around = [
  "please|now|i|want|would|like|need|to|a|an|the|with|can|could|you|me|let|talk|speak|chat|write|real|human|live|some|hi|hello",
  "per favore|vorrei|voglio|posso|parlare|con|un|una|vera|buongiorno|salve|ciao",
  "bitte|ich|möchte|will|mit|einem|einer|einen|eine|sprechen|reden|kann|hallo|guten|tag|echten|echte",
  "por favor|quiero|quisiera|hablar|puedo|con|una|real|hola|buenos|días",
  "s'il|vous|plaît|je|veux|voudrais|parler|à|avec|une|un|vraie|bonjour|puis",
  "por favor|quero|gostaria|de|falar|com|um|uma|posso|olá|oi|real",
  "alstublieft|graag|ik|wil|met|een|spreken|praten|kan|hallo|echt|echte|iemand",
];

const persons = [
  "person|human|agent|somebody|someone|representative|advisor|adviser|operator",
  "persona|operatore|operatrice|consulente|umano|qualcuno",
  "mensch|menschen|person|mitarbeiter|mitarbeiterin|berater|beraterin|jemand|jemandem|jemanden",
  "persona|agente|asesor|asesora|humano|alguien|operador|operadora",
  "personne|humain|conseiller|conseillère|agent|quelqu'un|opérateur|opératrice",
  "pessoa|humano|atendente|agente|alguém|operador|operadora|consultor|consultora",
  "persoon|mens|medewerker|medewerkster|adviseur|iemand",
];

const wordsOf = (lists: readonly string[]) => new Set(lists.flatMap((list) => list.split(/[| ]/)));
const fillers = wordsOf(around);
const wanted = wordsOf(persons);
const mostWords = 12;

/**
 * A word for a person alone ("PERSON", "Mitarbeiter"), or with nothing around it but the wish ("I would like to talk to a
 * person, please"). A longer message that merely mentions somebody is a message.
 */
export function asksForPerson(text: string): boolean {
  // "2 people, 1 person" answers something.
  if (/\d/.test(text)) return false;
  const words = text
    .toLowerCase()
    .normalize("NFC")
    .replace(/[’`´]/g, "'")
    .split(/[^\p{L}']+/u)
    .filter((word) => word !== "");
  if (words.length === 0 || words.length > mostWords) return false;
  return words.some((word) => wanted.has(word)) && words.every((word) => wanted.has(word) || fillers.has(word));
}

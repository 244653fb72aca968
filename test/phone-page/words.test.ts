import { describeWords } from "./describe-words.ts";

// The two whose words are longest; the others are in the slow part.
describeWords(["de", "fr"]);

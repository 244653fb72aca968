import { describeWords } from "./describe-words.ts";

describeWords(["en", "it", "es", "pt", "nl"]);

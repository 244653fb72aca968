/** Every publishable form there is, and several ways through each: the rules lead elsewhere when other options are taken. */
import { publishable } from "./filling/definitions.ts";
import { describeFilling } from "./filling/describe-filling.ts";

const all = [...publishable("fixtures"), ...publishable("reference")];
describeFilling("every publishable form", all, [{ option: 0 }, { option: 1 }, { option: 99 }]);

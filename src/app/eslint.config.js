import { config } from "@hubspot/eslint-config-ui-extensions";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

/** HubSpot's rules for code in its worker. Format and everything general is Biome's, at the repository's root. */
export default [
  { ignores: ["**/dist/", "**/node_modules/"] },
  { files: ["**/*.{ts,tsx}"], languageOptions: { parser: tseslint.parser } },
  reactHooks.configs["recommended-latest"],
  ...config,
];

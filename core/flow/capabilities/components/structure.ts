/** Ways on, and containers (WhatsApp reference 1.7). */
import {
  action,
  complete,
  conflict,
  dataExchange,
  flag,
  inBranches,
  name,
  navigate,
  oneOf,
  openUrl,
  options,
  reference,
  required,
  text,
} from "../properties.ts";
import type { ComponentDefinition } from "../types.ts";

export const structureComponents: Readonly<Record<string, ComponentDefinition>> = {
  Footer: {
    ...inBranches,
    source: `${reference}, Footer`,
    properties: {
      label: text(35, required),
      "left-caption": text(15),
      "center-caption": text(15),
      "right-caption": text(15),
      enabled: flag,
      visible: flag,
      "on-click-action": { ...action(navigate, dataExchange, complete), required: true },
    },
  },
  EmbeddedLink: {
    ...inBranches,
    source: `${reference}, EmbeddedLink`,
    properties: {
      text: text(25, { ...required, source: conflict("25 or 35") }),
      "on-click-action": { ...action(dataExchange, navigate, openUrl), required: true },
      visible: flag,
    },
  },
  NavigationList: {
    since: "6.2",
    source: `${reference}, NavigationList`,
    properties: {
      name,
      "list-items": options(1, 20, "NavigationItem"),
      label: text(80),
      description: text(300),
      "media-size": oneOf("regular", "large"),
      "on-click-action": action(navigate, dataExchange),
      visible: flag,
    },
  },
  If: {
    inIf: "4.0",
    source: `${reference}, If`,
    properties: {
      condition: { kinds: ["condition"], required: true },
      // biome-ignore lint/suspicious/noThenProperty: the key is Meta's
      then: { kinds: ["components"], required: true, min: 1 },
      else: { kinds: ["components"] },
    },
  },
  Switch: {
    inIf: "4.0",
    source: `${reference}, Switch`,
    properties: {
      value: { kinds: ["reference"], required: true },
      cases: { kinds: ["cases"], required: true, min: 1 },
    },
  },
  Form: {
    source: `${reference}, Form`,
    properties: {
      name,
      children: { kinds: ["components"], required: true },
      "init-values": { kinds: ["map"], dynamic: true },
      "error-messages": { kinds: ["map"], dynamic: true },
    },
  },
};

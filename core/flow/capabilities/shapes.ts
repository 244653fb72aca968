/** The objects of Flow JSON that are no components, and the actions. */
import { action, dataExchange, flag, navigate, required, text, updateData } from "./properties.ts";
import type { PropertyDefinition, ShapeDefinition } from "./types.ts";

const option: Record<string, PropertyDefinition> = {
  id: text(undefined, required),
  title: text(30, required),
  description: text(300),
  metadata: text(20),
  enabled: flag,
  image: text(undefined, { format: "base64", since: "5.0" }),
  "alt-text": text(undefined, { since: "5.0" }),
  color: text(undefined, { format: "color", since: "5.0" }),
  "on-select-action": { ...action(updateData), since: "6.0" },
  "on-unselect-action": { ...action(updateData), since: "6.0" },
};

const chipAction: PropertyDefinition = { ...action({ ...updateData, since: "7.1" }), since: "7.1" };

export const shapes: Readonly<Record<string, ShapeDefinition>> = {
  Flow: {
    source: "WhatsApp reference 1.2",
    properties: {
      version: { kinds: ["string"], required: true },
      screens: { kinds: ["list"], required: true, min: 1, shape: "Screen" },
      data_api_version: { kinds: ["string"] },
      routing_model: { kinds: ["map"] },
    },
  },
  Screen: {
    source: "WhatsApp reference 1.3",
    properties: {
      id: { kinds: ["string"], required: true, format: "screen-id" },
      layout: { kinds: ["object"], required: true, shape: "Layout" },
      title: text(undefined),
      data: { kinds: ["map"] },
      terminal: { kinds: ["boolean"] },
      success: { kinds: ["boolean"] },
      refresh_on_back: { kinds: ["boolean"] },
      sensitive: { kinds: ["strings"], since: "5.1" },
    },
  },
  Layout: {
    source: "WhatsApp reference 1.3",
    properties: {
      type: { kinds: ["string"], required: true, enum: ["SingleColumnLayout"] },
      children: { kinds: ["components"], required: true },
    },
  },
  Option: { source: "WhatsApp reference 1.7, option object", properties: option },
  Chip: {
    source: "WhatsApp reference 1.7, ChipsSelector",
    properties: {
      id: text(undefined, required),
      title: text(30, { ...required, source: "WhatsApp reference 1.7, ChipsSelector: undocumented, 30 is safe" }),
      enabled: flag,
      "on-select-action": chipAction,
      "on-unselect-action": chipAction,
    },
  },
  RangeText: {
    source: "WhatsApp reference 1.7, CalendarPicker",
    properties: { "start-date": text(undefined), "end-date": text(undefined) },
  },
  RangeFlags: {
    source: "WhatsApp reference 1.7, CalendarPicker",
    properties: { "start-date": flag, "end-date": flag },
  },
  RangeDates: {
    source: "WhatsApp reference 1.7, CalendarPicker",
    properties: {
      "start-date": { kinds: ["date"], dynamic: true },
      "end-date": { kinds: ["date"], dynamic: true },
    },
  },
  CarouselImage: {
    source: "WhatsApp reference 1.7, ImageCarousel",
    properties: {
      src: text(undefined, { ...required, format: "base64" }),
      "alt-text": text(undefined, required),
    },
  },
  NavigationItem: {
    source: "WhatsApp reference 1.7, NavigationList",
    properties: {
      id: text(undefined, required),
      "main-content": { kinds: ["object"], required: true, shape: "NavigationMain", dynamic: true },
      end: { kinds: ["object"], shape: "NavigationEnd", dynamic: true },
      start: { kinds: ["object"], shape: "NavigationStart", dynamic: true },
      badge: text(15),
      tags: { kinds: ["strings"], max: 3, maxEach: 15, dynamic: true },
      "on-click-action": action(navigate, dataExchange),
    },
  },
  NavigationMain: {
    source: "WhatsApp reference 1.7, NavigationList",
    properties: { title: text(30, required), description: text(20), metadata: text(80) },
  },
  NavigationEnd: {
    source: "WhatsApp reference 1.7, NavigationList",
    properties: { title: text(10), description: text(10), metadata: text(10) },
  },
  NavigationStart: {
    source: "WhatsApp reference 1.7, NavigationList",
    properties: { image: text(undefined, { ...required, format: "base64" }), "alt-text": text(undefined) },
  },
  Next: {
    source: "WhatsApp reference 2.4",
    properties: {
      type: { kinds: ["string"], required: true, enum: ["screen"] },
      name: { kinds: ["string"], required: true },
    },
  },
};

const payload: PropertyDefinition = { kinds: ["map"] };
const actionName = (value: string): PropertyDefinition => ({ kinds: ["string"], required: true, enum: [value] });

export const actions: Readonly<Record<string, ShapeDefinition>> = {
  navigate: {
    source: "WhatsApp reference 2.4",
    properties: {
      name: actionName("navigate"),
      next: { kinds: ["object"], required: true, shape: "Next" },
      payload,
    },
  },
  complete: {
    source: "WhatsApp reference 2.4",
    properties: { name: actionName("complete"), payload },
  },
  data_exchange: {
    source: "WhatsApp reference 2.4",
    properties: { name: actionName("data_exchange"), payload },
  },
  update_data: {
    since: "6.0",
    source: "WhatsApp reference 2.4",
    properties: { name: actionName("update_data"), payload: { ...payload, required: true } },
  },
  open_url: {
    since: "6.0",
    source: "WhatsApp reference 2.4",
    properties: { name: actionName("open_url"), url: text(undefined, { ...required, format: "uri" }) },
  },
};

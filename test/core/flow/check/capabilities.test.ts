import { describe, expect, it } from "@jest/globals";
import {
  type Capabilities,
  capabilitiesOf,
  compareVersions,
  flowJsonVersions,
  textLimit,
} from "../../../../core/flow/capabilities.ts";

function known(version: string): Capabilities {
  const capabilities = capabilitiesOf(version);
  if (!capabilities) throw new Error(`${version} is not in the table`);
  return capabilities;
}

describe("the capability table", () => {
  it("knows the versions that can be published, and no others", () => {
    expect(flowJsonVersions.every((version) => capabilitiesOf(version)?.version === version)).toBe(true);
    expect(["4.0", "7.4", "constructor", ""].map(capabilitiesOf)).toEqual([undefined, undefined, undefined, undefined]);
  });

  it("compares versions part by part", () => {
    expect(compareVersions("1.10", "1.9")).toBeGreaterThan(0);
    expect(compareVersions("6.3", "7.0")).toBeLessThan(0);
    expect(compareVersions("7.3", "7.3")).toBe(0);
  });

  it.each([
    ["RichText", "5.0", "5.1"],
    ["CalendarPicker", "6.0", "6.1"],
    ["NavigationList", "6.1", "6.2"],
    ["ChipsSelector", "6.2", "6.3"],
    ["ImageCarousel", "7.0", "7.1"],
  ])("%s is not in %s but in %s", (component, before, since) => {
    expect(known(before).components[component]).toBeUndefined();
    expect(known(since).components[component]?.since).toBe(since);
  });

  it("takes chips into branches from 7.1", () => {
    expect(known("7.0").components["ChipsSelector"]?.inIf).toBe(false);
    expect(known("7.1").components["ChipsSelector"]?.inIf).toBe(true);
  });

  it("takes the smaller limit where sources disagree, and says so", () => {
    const capabilities = known("7.3");
    expect(textLimit(capabilities, "TextCaption", "text")).toBe(409);
    expect(textLimit(capabilities, "Dropdown", "label")).toBe(20);
    expect(textLimit(capabilities, "OptIn", "label")).toBe(30);
    expect(textLimit(capabilities, "EmbeddedLink", "text")).toBe(25);
    expect(textLimit(capabilities, "PhotoPicker", "label")).toBe(30);
    expect(capabilities.components["Dropdown"]?.properties["label"]?.source).toContain("disagree");
  });

  it("gives the limits of options like those of components", () => {
    const capabilities = known("7.3");
    expect(textLimit(capabilities, "Option", "title")).toBe(30);
    expect(textLimit(capabilities, "Option", "description")).toBe(300);
    expect(textLimit(capabilities, "Option", "metadata")).toBe(20);
    expect(textLimit(capabilities, "RadioButtonsGroup", "data-source")).toBe(20);
    expect(textLimit(capabilities, "Dropdown", "data-source")).toBe(200);
    expect(() => textLimit(capabilities, "TextInput", "name")).toThrow("no limit for TextInput.name");
  });

  it("names a source for everything", () => {
    for (const version of flowJsonVersions) {
      const { components, shapes, actions, limits } = known(version);
      const owners = [...Object.values(components), ...Object.values(shapes), ...Object.values(actions)];
      const rules = owners.flatMap((owner) => [owner, ...Object.values(owner.properties)]);
      for (const { source } of [...rules, ...Object.values(limits)]) expect(source).toMatch(/^WhatsApp reference \d/);
    }
  });

  it("has every shape that a property names", () => {
    for (const version of flowJsonVersions) {
      const { components, shapes } = known(version);
      for (const owner of [...Object.values(components), ...Object.values(shapes)]) {
        for (const { shape } of Object.values(owner.properties)) {
          if (shape !== undefined) expect(Object.keys(shapes)).toContain(shape);
        }
      }
    }
  });
});

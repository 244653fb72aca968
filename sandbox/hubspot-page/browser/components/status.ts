/** How something stands: notices, empty and failed states, progress, tags, figures. */
import { el, set } from "../../../../phone/screen/index.ts";
import { type Component, mark, type PropReader, plain } from "../component.ts";
import { drawIcon } from "../icons.ts";

const Alert: Component = {
  knows: ["title", "variant"],
  make: () => {
    const title = el("strong", { class: "alert-title" });
    const slot = el("div", { class: "alert-body" });
    const element = el("div", { class: "alert" }, title, slot);
    return {
      element,
      slot,
      update: (props) => {
        title.textContent = props.text("title") ?? "";
        mark(element, props, ["variant"]);
        const urgent = ["danger", "error", "warning"].includes(props.text("variant") ?? "");
        set(element, { role: urgent ? "alert" : "status" });
      },
    };
  },
};

/** A picture, a title, and the children below. */
function state(className: string, knows: readonly string[], pictureOf: (props: PropReader) => string): Component {
  return {
    knows: ["title", ...knows],
    make: () => {
      const picture = el("div", { class: "state-picture", "aria-hidden": "true" });
      const title = el("h3", { class: "heading" });
      const slot = el("div", { class: "state-body" });
      const element = el("div", { class: className }, picture, title, slot);
      return {
        element,
        slot,
        update: (props) => {
          title.textContent = props.text("title") ?? "";
          title.hidden = !props.has("title");
          mark(element, props, ["layout", "flush", "type"]);
          picture.replaceChildren(drawIcon(pictureOf(props)));
        },
      };
    },
  };
}

const LoadingSpinner: Component = {
  knows: ["label", "showLabel", "size", "layout"],
  make: () => {
    const label = el("span");
    const element = el("div", { class: "spinner", role: "status" }, el("span", { class: "spinner-wheel" }), label);
    return {
      element,
      update: (props) => {
        label.textContent = props.text("label") ?? "";
        label.className = props.flag("showLabel") ? "" : "unseen";
        mark(element, props, ["size", "layout"]);
      },
    };
  },
};

const ProgressBar: Component = {
  knows: ["title", "value", "maxValue", "valueMax", "showPercentage", "valueDescription", "variant", "aria-label"],
  make: () => {
    const title = el("span", { class: "progress-title" });
    const done = el("span", { class: "progress-done" });
    const bar = el("span", { class: "progress-bar", role: "progressbar", "aria-valuemin": 0 }, done);
    const words = el("span", { class: "progress-words" });
    const element = el("div", { class: "progress" }, title, bar, words);
    return {
      element,
      update: (props) => {
        const most = props.number("maxValue") ?? props.number("valueMax") ?? 100;
        const value = Math.min(Math.max(props.number("value") ?? 0, 0), most);
        const share = most > 0 ? value / most : 0;
        done.style.inlineSize = `${share * 100}%`;
        title.textContent = props.text("title") ?? "";
        title.hidden = !props.has("title");
        const percent = props.flag("showPercentage") ? `${Math.round(share * 100)} %` : undefined;
        words.textContent = [percent, props.text("valueDescription")].filter(Boolean).join(" · ");
        words.hidden = words.textContent === "";
        const name = props.text("aria-label") ?? props.text("title") ?? props.text("valueDescription") ?? "Progress";
        set(bar, { "aria-valuenow": value, "aria-valuemax": most, "aria-label": name });
        mark(element, props, ["variant"]);
      },
    };
  },
};

const StatusTag: Component = {
  knows: ["variant", "hollow", "showRemoveIcon", "onRemoveClick", "onClick"],
  make: () => {
    const slot = el("span");
    const element = el("span", { class: "status-tag" }, el("span", { class: "dot", "aria-hidden": "true" }), slot);
    return {
      element,
      slot,
      update: (props) => {
        mark(element, props, ["variant", "hollow"]);
        element.querySelector("button")?.remove();
        if (!props.flag("showRemoveIcon")) return;
        const remove = el("button", { type: "button", class: "bare", "aria-label": "Remove" }, "×");
        remove.addEventListener("click", () => props.call("onRemoveClick"));
        element.append(remove);
      },
    };
  },
};

const StepIndicator: Component = {
  knows: ["stepNames", "currentStep", "direction", "circleSize", "variant", "onClick"],
  make: () => {
    const element = el("ol", { class: "steps" });
    return {
      element,
      update: (props) => {
        mark(element, props, ["direction", "variant", "circleSize"]);
        const current = props.number("currentStep") ?? 0;
        const steps = props.list("stepNames").map((name, index) => {
          const number = el(
            "span",
            { class: "step-number", "aria-hidden": "true" },
            index < current ? "✓" : `${index + 1}`,
          );
          const words = el("span", {}, String(name));
          const stage = index < current ? "done" : index === current ? "current" : "ahead";
          const item = el("li", { "data-stage": stage, "aria-current": stage === "current" ? "step" : undefined });
          if (!props.has("onClick")) item.append(number, words);
          else {
            const press = el("button", { type: "button", class: "bare" }, number, words);
            press.addEventListener("click", () => props.call("onClick", index));
            item.append(press);
          }
          return item;
        });
        element.replaceChildren(...steps);
      },
    };
  },
};

const Icon: Component = {
  knows: ["name", "size", "color", "screenReaderText"],
  make: (drawing) => {
    const element = el("span", { class: "icon-place" });
    return {
      element,
      update: (props) => {
        const words = props.text("screenReaderText");
        const name = props.text("name") ?? "";
        element.replaceChildren(
          drawIcon(name, () => drawing.problem(`This page has no picture for the icon "${name}".`)),
        );
        if (words) element.append(el("span", { class: "unseen" }, words));
        mark(element, props, ["size", "color"]);
      },
    };
  },
};

const Illustration: Component = {
  knows: ["name", "alt", "width", "height"],
  make: () => {
    const element = el("span", { class: "illustration", role: "img" });
    return {
      element,
      update: (props) => {
        set(element, { "aria-label": props.text("alt") ?? "" });
        element.replaceChildren(drawIcon("illustration"));
        element.style.inlineSize = `${props.number("width") ?? 120}px`;
      },
    };
  },
};

const StatisticsItem: Component = {
  knows: ["label", "number", "id"],
  make: () => {
    const label = el("span", { class: "figure-label" });
    const number = el("span", { class: "figure-number" });
    const slot = el("span", { class: "figure-more" });
    return {
      element: el("div", { class: "figure" }, label, number, slot),
      slot,
      update: (props) => {
        label.textContent = props.text("label") ?? "";
        number.textContent = props.text("number") ?? "";
      },
    };
  },
};

const StatisticsTrend: Component = {
  knows: ["value", "direction", "color"],
  make: () => {
    const element = el("span", { class: "trend" });
    return {
      element,
      update: (props) => {
        const up = props.text("direction") !== "decrease";
        element.textContent = `${up ? "▲" : "▼"} ${props.text("value") ?? ""}`;
        set(element, { "data-color": props.text("color") ?? (up ? "green" : "red") });
      },
    };
  },
};

const ScoreCircle: Component = {
  knows: ["score"],
  make: () => {
    const element = el("span", { class: "score", role: "img" });
    return {
      element,
      update: (props) => {
        const score = props.number("score") ?? 0;
        element.textContent = String(score);
        set(element, { "aria-label": `${score} of 100` });
      },
    };
  },
};

export const status: Readonly<Record<string, Component>> = {
  Alert,
  EmptyState: state("state", ["layout", "reverseOrder", "imageName", "imageWidth", "flush"], () => "illustration"),
  ErrorState: state("state state-error", ["type"], (props) => (props.text("type") === "lock" ? "lock" : "warning")),
  LoadingSpinner,
  ProgressBar,
  StatusTag,
  StepIndicator,
  Icon,
  Illustration,
  Statistics: plain("div", "figures"),
  StatisticsItem,
  StatisticsTrend,
  ScoreCircle,
};

// Draws the figures of the page, and gives its sliders a button that moves them.
"use strict";
(() => {
  // Lines and letters take the colour of the page, light or dark; a saved picture has them in black.
  const line = "currentColor", grid = "#8888884d";
  const text = { labelColor: line, titleColor: line, labelFontSize: 12, titleFontSize: 12, titleFontWeight: 500 };
  const config = {
    background: null,
    font: "system-ui, sans-serif",
    view: { stroke: null },
    axis: { ...text, domainColor: line, tickColor: line, gridColor: grid, labelOverlap: true },
    legend: text,
    header: text,
    title: { color: line, subtitleColor: line },
  };

  /** A button before a slider that walks it from end to end, and stops it. */
  function add_play(slider) {
    const button = document.createElement("button");
    const name = slider.closest("label")?.querySelector(".vega-bind-name")?.textContent || slider.name || "slider";
    let timer = null;
    const show = () => {
      button.textContent = timer ? "❚❚ stop" : "▶ play";
      button.setAttribute("aria-label", (timer ? "stop " : "play ") + name);
    };
    const stop = () => { clearInterval(timer); timer = null; show(); };
    const step = () => {
      const before = slider.value;
      slider.stepUp();
      if (slider.value === before) return stop();
      slider.dispatchEvent(new Event("input", { bubbles: true }));
      slider.dispatchEvent(new Event("change", { bubbles: true }));
    };
    button.type = "button";
    button.onclick = () => {
      if (timer) return stop();
      if (Number(slider.value) >= Number(slider.max)) slider.value = slider.min;
      timer = setInterval(step, 250);
      show();
    };
    slider.addEventListener("pointerdown", stop);
    slider.addEventListener("keydown", stop);
    slider.closest(".vega-bind").prepend(button);
    show();
  }

  /** Shows what the place of a slider stands for, beside it and to screen readers. */
  function add_label(slider, specification) {
    const labels = specification.params?.find((param) => param.name === slider.name + "_labels")?.value;
    if (!labels) return;
    const output = document.createElement("output");
    const show = () => {
      output.textContent = labels[slider.value];
      slider.setAttribute("aria-valuetext", labels[slider.value]);
    };
    slider.nextElementSibling?.remove();
    slider.after(output);
    slider.addEventListener("input", show);
    show();
  }

  /** Small charts side by side: as many as there is room for. */
  function fit(specification, width) {
    if (!specification.facet) return;
    specification.columns = Math.max(1, Math.min(3, Math.floor(width / 250)));
    specification.spec.width = Math.floor(width / specification.columns) - 76;
  }

  async function draw(figure) {
    const place = figure.querySelector(".chart");
    const specification = JSON.parse(figure.querySelector("script").textContent);
    fit(specification, place.clientWidth);
    const narrow = place.clientWidth < 560;
    await vegaEmbed(place, specification, {
      config: narrow ? { ...config, legend: { ...text, orient: "bottom", columns: 2, gradientLength: 180 } } : config,
      renderer: "svg",
      logLevel: vega.Error,  // a layer may be empty, such as theory of an observable that none speaks of
      actions: { export: true, source: false, compiled: false, editor: false },
      i18n: { CLICK_TO_VIEW_ACTIONS: "Save this figure", SVG_ACTION: "Save as SVG", PNG_ACTION: "Save as PNG" },
      downloadFileName: figure.id,
      scaleFactor: { png: 2 },
    });
    for (const slider of place.querySelectorAll(".vega-bind input[type=range]")) {
      add_play(slider);
      add_label(slider, specification);
    }
    figure.dataset.drawn = "yes";
  }

  const theme = document.getElementById("theme");
  theme.hidden = false;
  theme.onclick = () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    theme.setAttribute("aria-pressed", String(!dark));
  };

  (async () => {
    for (const figure of document.querySelectorAll("figure[id]")) {
      try {
        await draw(figure);
      } catch (error) {
        figure.querySelector(".chart").textContent = "This figure could not be drawn: " + error.message;
        console.error(error);
      }
    }
    document.documentElement.dataset.ready = "yes";
  })();
})();

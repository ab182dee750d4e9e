// Reports in a browser: `heed report` of shortened shipped scenarios.
import assert from "node:assert/strict";
import { statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { folder, open, root, run, start, stop } from "./browser.mjs";

const shipped = (name) => path.join(root, "scenarios", `${name}.toml`);

before(async () => {
  await start();
  run("run", shipped("opinion/echo_chamber"), "--set", "run.steps=60", "-o", "run.h5", "-q");
  run("sweep", shipped("opinion/temperature_sweep"), "--set", "run.steps=40", "--set", "sweep.seeds=3",
    "-o", "sweep.h5", "-q");
  for (const name of ["run", "sweep"]) run("report", `${name}.h5`, "-o", `${name}.html`);
});
after(stop);

/** All figures are there, drawn, and say in words what they show. */
async function look_at_figures(page, least) {
  const figures = await page.$$eval("figure[id]", (all) => all.map((figure) => ({
    id: figure.id,
    drawn: figure.dataset.drawn === "yes",
    marks: figure.querySelectorAll("svg path, svg text").length,
    words: figure.querySelector("[role=graphics-document]")?.getAttribute("aria-label") ?? "",
    caption: figure.querySelector("figcaption").textContent.trim(),
  })));
  assert.ok(figures.length >= least, `${figures.length} figures`);
  for (const figure of figures) {
    assert.ok(figure.drawn && figure.marks > 5, `${figure.id} is drawn`);
    assert.ok(figure.words.length > 20, `${figure.id} has a text for those who do not see it`);
    assert.ok(figure.caption.length > 20, `${figure.id} has a caption`);
  }
}

/** Every slider changes the figure it belongs to, by keyboard. */
async function move_sliders(page, least) {
  const sliders = await page.$$(".vega-bind input[type=range]");
  assert.ok(sliders.length >= least, `${sliders.length} sliders`);
  for (const slider of sliders) {
    const drawn = () => slider.evaluate((input) => input.closest("figure").querySelector("svg").outerHTML);
    const name = await slider.evaluate((input) => `${input.closest("figure").id} ${input.name}`);
    const at_first = await drawn();
    await slider.focus();
    let changed = false;
    for (let i = 0; i < 8 && !changed; ++i) {
      await page.keyboard.press(i % 2 ? "End" : "Home");
      await page.waitForTimeout(100);
      changed = await drawn() !== at_first;
    }
    assert.ok(changed, `the slider ${name} moves its figure`);
  }
}

/** Every list to choose from changes its figure. */
async function choose_all(page) {
  for (const list of await page.$$(".vega-bind select")) {
    const drawn = () => list.evaluate((input) => input.closest("figure").querySelector("svg").outerHTML);
    const at_first = await drawn();
    let changed = false;
    for (const value of (await list.$$eval("option", (all) => all.map((option) => option.value))).slice(1)) {
      await list.selectOption(value);
      await page.waitForTimeout(100);
      changed ||= await drawn() !== at_first;
    }
    assert.ok(changed, `${await list.evaluate((input) => `${input.closest("figure").id} ${input.name}`)} chooses`);
  }
}

test("the report of a run draws its figures, and its time sliders move", async () => {
  await open("run.html", {}, async (page) => {
    await look_at_figures(page, 4);
    assert.equal(await page.textContent("#figure-network output"), "60");
    await move_sliders(page, 2);
    assert.match(await page.textContent("h1"), /Echo chamber/);
    assert.match(await page.textContent("#remarks"), /not yet mixed/);
  });
});

test("the report of a sweep draws its figures, and its temperature slider moves", async () => {
  await open("sweep.html", {}, async (page) => {
    await look_at_figures(page, 2);
    assert.match(await page.textContent("#figure-runs_of_a_point .vega-bind"), /temperature\s*[01](\.\d+)?$/);
    await choose_all(page);
    await move_sliders(page, 1);
    assert.equal(await page.locator("#numbers tbody tr").count(), 13);
  });
});

test("reports of every scenario, of networks with names, and of two swept parameters", async () => {
  const made = [
    ["karate", "run", "opinion/karate", ["run.steps=30"], 5],
    ["plane", "sweep", "opinion/echo_chamber", ["run.steps=20", "record.every=5", "sweep.seeds=2",
      "sweep.over.attention.temperature=[0.1,0.3,0.9]", "sweep.over.graph.p_out=[0.002,0.02]"], 3],
    ["sensors", "run", "sensor_fusion/thermometers", [], 3],
    ["graph", "run", "graph/karate", ["run.steps=40"], 4],
    ["market", "run", "market/your_prices", [], 3],
  ];
  for (const [name, verb, scenario, sets, figures] of made) {
    run(verb, shipped(scenario), ...sets.flatMap((set) => ["--set", set]), "-o", `${name}.h5`, "-q");
    run("report", `${name}.h5`);
    await open(`${name}.html`, {}, async (page) => {
      await look_at_figures(page, figures);
      await choose_all(page);
      await move_sliders(page, 0);
    });
  }
});

test("dark, on a phone and on paper", async () => {
  await open("sweep.html", { colorScheme: "dark", viewport: { width: 360, height: 740 } }, async (page) => {
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= 360, `the page is ${width} pixels wide on a screen of 360`);
    const colours = () => page.evaluate(() => {
      const style = getComputedStyle(document.body);
      return [style.color, style.backgroundColor, getComputedStyle(document.documentElement).colorScheme];
    });
    const dark = await colours();
    for (const theme of ["none chosen", "light", "dark"]) {
      if (theme !== "none chosen") await page.click("#theme");
      assert.equal((await colours())[1] === dark[1], theme !== "light", "the button changes it");
      await page.emulateMedia({ media: "print" });
      assert.deepEqual(await colours(), ["rgb(0, 0, 0)", "rgb(255, 255, 255)", "light"], `paper is white, theme: ${theme}`);
      await page.emulateMedia({ media: "screen" });
    }
    assert.ok((await page.pdf()).length > 20000);
  });
});

test("the wheel zooms a figure with Ctrl or ⌘, then not the page, and without them scrolls", async () => {
  await open("run.html", {}, async (page) => {
    const drawn = () => page.$eval("#figure-trajectories svg", (svg) => svg.outerHTML);
    await page.locator("#figure-trajectories").scrollIntoViewIfNeeded();
    const wheel = (keys) => page.$eval("#figure-trajectories svg", (svg, held) => {
      const box = svg.getBoundingClientRect();
      const event = new WheelEvent("wheel", { deltaY: -200, bubbles: true, cancelable: true, clientX: box.x + box.width / 2,
        clientY: box.y + box.height / 2, ...held });
      document.elementFromPoint(event.clientX, event.clientY).dispatchEvent(event);
      return event.defaultPrevented;
    }, keys);
    for (const [keys, zooms] of [[{}, false], [{ shiftKey: true }, false], [{ ctrlKey: true }, true], [{ metaKey: true }, true]]) {
      const before = await drawn();
      assert.equal(await wheel(keys), zooms, `${JSON.stringify(keys)}: the page is not zoomed as well`);
      await page.waitForTimeout(100);
      assert.equal(await drawn() !== before, zooms, `${JSON.stringify(keys)} zooms the figure`);
    }
    assert.match(await page.textContent("#figures .hint"), /pinch or turn the wheel with Ctrl or ⌘ held down to zoom/);
  });
});

test("the observable chosen stands above the axis, in the colour of the page", async () => {
  for (const colorScheme of ["light", "dark"])
    await open("sweep.html", { colorScheme }, async (page) => {
      const title = page.locator("#figure-against_parameter .role-title-text text");
      assert.equal(await title.textContent(), "polarization");
      await page.selectOption("#figure-against_parameter select", { label: "clusters" });
      assert.equal(await title.textContent(), "clusters");
      assert.equal(await title.evaluate((text) => getComputedStyle(text).fill), await page.evaluate(() => getComputedStyle(document.body).color));
    });
});

test("a table too wide for its place scrolls in a box of its own, with a shadow where it goes on", async () => {
  await open("sweep.html", { viewport: { width: 400, height: 740 } }, async (page) => {
    const box = page.locator("#numbers .wide");
    assert.ok(await box.evaluate((table) => table.scrollWidth > table.clientWidth), "it is wide");
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= 400);
    await page.addStyleTag({ content: "table { visibility: hidden; }" });
    const { x, y, width } = await box.boundingBox();
    const pixel = async (at) => (await page.screenshot({ fullPage: true, clip: { x: at, y: y + 9, width: 1, height: 1 } })).toString("base64");
    const none = await pixel(x + 1);
    assert.notEqual(await pixel(x + width - 2), none, "it goes on at the right");
    await box.evaluate((table) => { table.scrollLeft = table.scrollWidth; });
    assert.equal(await pixel(x + width - 2), none, "it ends at the right");
    assert.notEqual(await pixel(x + 1), none, "it goes on at the left");
  });
});

test("figures are saved as SVG and PNG", async () => {
  await open("sweep.html", {}, async (page) => {
    await page.locator("figure summary").first().focus();
    await page.keyboard.press("Enter");
    for (const [kind, start] of [["SVG", "<svg"], ["PNG", "\x89PNG"]]) {
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.locator("figure .vega-actions a", { hasText: kind }).first().click(),
      ]);
      const chunks = [];
      for await (const chunk of await download.createReadStream()) chunks.push(chunk);
      assert.ok(Buffer.concat(chunks).toString("latin1").startsWith(start), kind);
    }
  });
});

test("labels are text, whatever is in them", async () => {
  const evil = "</script><script>window.caught = 1</script><img src=x onerror=\"window.caught = 1\">";
  writeFileSync(path.join(folder, "evil.toml"), `heed = 1\ntitle = '${evil}'\n[run]\nsteps = 20\n[graph]\n` +
    `kind = "file"\nfile = "evil.edges"\ncolumns = "evil.csv"\n[opinions]\ntopics = ['${evil}', "b"]\n`);
  const names = ["<script>window.caught=1</script>", "\"quoted\"'", "a".repeat(300), "datum['x']", "d"];
  writeFileSync(path.join(folder, "evil.edges"), names.map((_, i) => `${i} ${(i + 1) % 5}\n${(i + 1) % 5} ${i}\n`).join(""));
  writeFileSync(path.join(folder, "evil.csv"), "id,community\n" +
    names.map((name, i) => `${i},"${name.replaceAll('"', '""')}"\n`).join(""));
  run("run", "evil.toml", "-q");
  run("report", "evil.h5");
  await open("evil.html", {}, async (page) => {
    assert.equal(await page.evaluate(() => window.caught), undefined);
    assert.equal(await page.textContent("h1"), evil);
    await look_at_figures(page, 5);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= 1100, `long names make the page ${width} pixels wide`);
  });
});

test("the report of the shipped sweep is below 3 MB", () => {
  assert.ok(statSync(path.join(folder, "sweep.html")).size < 3e6);
});

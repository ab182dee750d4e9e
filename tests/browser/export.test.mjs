// Animations in a browser: `heed export -o x.html` of shortened shipped scenarios.
import assert from "node:assert/strict";
import { statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { folder, open, root, run, start, stop } from "./browser.mjs";

before(async () => {
  await start();
  run("run", path.join(root, "scenarios/opinion/echo_chamber.toml"), "--set", "run.steps=60", "--set", "graph.blocks=[40, 40]",
    "--set", "graph.p_in=0.3", "-o", "moving.h5", "-q");
  run("export", "moving.h5", "-o", "moving.html");
});
after(stop);

const step = (page) => page.textContent("output");
/** What is on a canvas, as text. */
const picture = (page, id) => page.$eval(`#${id}-canvas`, (canvas) => canvas.toDataURL());
/** The share of the pixels of a canvas that are not empty. */
const ink = (page, id) => page.$eval(`#${id}-canvas`, (canvas) => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return data.filter((value, i) => i % 4 === 3 && value > 0).length / (data.length / 4);
});

test("an animation draws opinions and network, plays, and stops at the end", async () => {
  await open("moving.html", {}, async (page) => {
    for (const id of ["opinions", "network"]) assert.ok(await ink(page, id) > 0.01, `${id} is drawn`);
    assert.equal(await step(page), "step 0");
    const at_first = [await picture(page, "opinions"), await picture(page, "network")];
    await page.selectOption("select", "4");
    await page.click("button.play");
    await page.waitForFunction(() => document.querySelector("output").textContent === "step 60", null, { timeout: 20000 });
    await page.waitForFunction(() => /Play/.test(document.querySelector("button.play").textContent), null, { timeout: 20000 });
    assert.notEqual(await picture(page, "opinions"), at_first[0]);
    assert.notEqual(await picture(page, "network"), at_first[1]);
    assert.match(await page.textContent("#network figcaption"), /compared with an even share of its hearer's attention/);
    assert.match(await page.getAttribute("#opinions-canvas", "aria-label"), /up to step 60: mean .*, standard deviation/);
  });
});

test("keys, the slider and pointing move it", async () => {
  await open("moving.html", {}, async (page) => {
    for (const [key, expected] of [["ArrowRight", "step 10"], ["ArrowRight", "step 20"], ["ArrowLeft", "step 10"],
      ["End", "step 60"], ["Home", "step 0"]]) {
      await page.keyboard.press(key);
      assert.equal(await step(page), expected, key);
    }
    await page.focus("input[type=range]");
    await page.keyboard.press("ArrowRight");
    assert.equal(await step(page), "step 10");
    await page.keyboard.press(" ");
    assert.match(await page.textContent("button.play"), /Pause/);
    await page.keyboard.press(" ");
    const box = await (await page.$("#opinions-canvas")).boundingBox();
    await page.mouse.click(box.x + 52 + (box.width - 136) / 2, box.y + 100);
    assert.match(await step(page), /step (29|30|31)/);
    const before = await picture(page, "network");
    await page.selectOption("select >> nth=1", "community");
    assert.notEqual(await picture(page, "network"), before);
    const net = await (await page.$("#network-canvas")).boundingBox();
    let shown = false;
    for (let x = 30; x < net.width && !shown; x += 15)
      for (let y = 30; y < net.height && !shown; y += 15) {
        await page.mouse.move(net.x + x, net.y + y);
        shown = await page.isVisible(".tip");
      }
    assert.ok(shown, "pointing at an agent names it");
  });
});

test("numbers along an axis keep the decimals by which they differ", async () => {
  await open("moving.html", {}, async (page) => {
    assert.deepEqual(await page.evaluate(() => ticks(1000, 1001, 5).map(([, text]) => text)),
      ["1000", "1000.2", "1000.4", "1000.6", "1000.8", "1001"]);
    assert.deepEqual(await page.evaluate(() => ticks(-0.5, 0.5, 2).map(([, text]) => text)), ["−0.5", "0", "0.5"]);
    assert.equal(await page.evaluate(() => {
      Object.assign(state.topic, { low: 1000, high: 1001 });
      return opinion_text(1000.2345);
    }), "1000.235");
  });
});

test("who asks for less motion gets steps without what lies between", async () => {
  await open("moving.html", { reducedMotion: "reduce" }, async (page) => {
    await page.click("button.play");
    await page.waitForFunction(() => document.querySelector("output").textContent !== "step 0");
    for (let i = 0; i < 10; ++i) {
      assert.ok(Number((await step(page)).slice(5)) % 10 === 0, "only snapshots are shown");
      await page.waitForTimeout(60);
    }
  });
});

test("an animation fits a phone, in the dark", async () => {
  await open("moving.html", { colorScheme: "dark", viewport: { width: 360, height: 740 } }, async (page) => {
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= 360, `the page is ${width} pixels wide on a screen of 360`);
    assert.ok(await ink(page, "network") > 0.01);
  });
});

test("paper is white and its ink black, also from a dark screen", async () => {
  const pictures = [];
  for (const colorScheme of ["light", "dark"])
    await open("moving.html", { colorScheme }, async (page) => {
      const both = async () => [await picture(page, "opinions"), await picture(page, "network")];
      const print = (when) => page.evaluate((name) => { dispatchEvent(new Event(name)); }, when);
      const on_screen = await both();
      await print("beforeprint");
      pictures.push(await both());
      await print("afterprint");
      assert.deepEqual(await both(), on_screen, "the screen is as it was");
      assert.notDeepEqual(pictures.at(-1), on_screen);
    });
  assert.deepEqual(pictures[0], pictures[1], "what is printed does not depend on the screen");
});

test("bars of the histogram are as long as shares are large", async () => {
  await open("moving.html", {}, async (page) => {
    const [half, longest] = await page.evaluate(() => {
      const topic = state.topic, canvas = document.getElementById("opinions-canvas");
      topic.histogram.fill(0);
      topic.fullest = 100;
      topic.histogram[Math.floor(topic.bins * 0.75)] = 50;
      topic.histogram[Math.floor(topic.bins * 0.25)] = 100;
      draw();
      const left = Math.round((canvas.clientWidth - margin.right + 12) * devicePixelRatio);
      const { data, width, height } = canvas.getContext("2d").getImageData(left, 0, canvas.width - left, canvas.height);
      const most = [0, 0];  // of the upper and the lower half of the picture
      for (let p = 0; p < width * height; ++p) {
        const side = p < width * height / 2 ? 0 : 1;
        if (data[4 * p + 3] > 0) most[side] = Math.max(most[side], 1 + (p % width));
      }
      return most;
    });
    assert.ok(longest > 50 && Math.abs(half - longest / 2) <= 1, `${half} of ${longest} pixels`);
  });
});

test("names in an animation are text, whatever is in them", async () => {
  const evil = "</script><script>window.caught = 1</script><img src=x onerror=\"window.caught = 1\">";
  writeFileSync(path.join(folder, "names.graphml"), `<graphml><graph edgedefault="undirected">` +
    ["a", "b", "c"].map((n) => `<node id="${n}${evil.replaceAll("<", "&lt;").replaceAll('"', "&quot;")}"/>`).join("") +
    [["a", "b"], ["b", "c"]].map(([a, b]) => `<edge source="${a}${evil.replaceAll("<", "&lt;").replaceAll('"', "&quot;")}" target="${
      b}${evil.replaceAll("<", "&lt;").replaceAll('"', "&quot;")}"/>`).join("") + "</graph></graphml>");
  writeFileSync(path.join(folder, "names.toml"), `heed = 1\ntitle = '${evil}'\n[run]\nsteps = 20\n[graph]\nkind = "file"\n` +
    `file = "names.graphml"\n[opinions]\ntopics = ['${evil}', "b"]\n`);
  run("run", "names.toml", "-q");
  run("export", "names.h5", "-o", "names.html");
  await open("names.html", {}, async (page) => {
    assert.equal(await page.evaluate(() => window.caught), undefined);
    assert.equal(await page.textContent("h1"), evil);
    assert.ok((await page.textContent("label:has-text('Topic')")).includes(evil.slice(0, 70)), "a long name is cut, not read");
  });
});

test("the animation of the largest network that is drawn is below 3 MB", () => {
  run("run", path.join(root, "scenarios/opinion/echo_chamber.toml"), "--set", "graph.blocks=[300, 300]", "--set", "run.steps=150",
    "--set", "record.opinions_every=1", "-o", "large.h5", "-q");
  run("export", "large.h5", "-o", "large.html");
  assert.ok(statSync(path.join(folder, "large.html")).size < 3e6);
});

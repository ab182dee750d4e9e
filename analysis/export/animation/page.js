// The elements of the page, and what moves them: the clock, keys, the pointer.
"use strict";

function make(tag, properties = {}, children = []) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}
function choice(label, options, chosen) {
  const select = make("select", {}, options.map(([text, key]) => make("option", { textContent: text, value: key })));
  select.onchange = () => { chosen(select.value); draw(); };
  return make("label", {}, [label, select]);
}
function panel(id, heading) {
  const canvas = make("canvas", { id: `${id}-canvas` });
  canvas.setAttribute("role", "img");
  const caption = make("figcaption");
  return { canvas, caption, figure: make("figure", { id }, [make("h2", { textContent: heading }), canvas, caption]) };
}

const opinions = panel("opinions", "Opinions over time");
const people = network ? panel("network", "Who hears whom") : null;
const play = make("button", { type: "button", className: "play" });
const slider = make("input", { type: "range", min: 0, max: last, step: "any", value: 0 });
slider.setAttribute("aria-label", "time");
const clock = make("output"), numbers = make("span", { className: "numbers" });
const tip = make("div", { className: "tip", hidden: true });
const back = make("button", { type: "button", textContent: "◂", title: "one snapshot back" });
const forth = make("button", { type: "button", textContent: "▸", title: "one snapshot on" });
for (const b of [back, forth]) b.setAttribute("aria-label", b.title);

const controls = make("div", { className: "controls" }, [
  play, make("div", { className: "time" }, [back, slider, forth, clock]), numbers,
  choice("Speed", [["¼×", 0.25], ["½×", 0.5], ["1×", 1], ["2×", 2], ["4×", 4]], (v) => { state.speed = Number(v); }),
]);
controls.querySelector("select").value = "1";
if (topics.length > 1)
  controls.append(choice("Topic", topics.map((t, k) => [t.name, k]), (k) => { state.topic = topics[k]; captions(); }));
if (communities)
  controls.append(choice("Colours", [["by opinion", "opinion"], ["by community", "community"]], (v) => { state.colour = v; captions(); }));
controls.append(choice("Follow", [["nobody", -1], ...data.labels.map((label, i) => [label, i])], (v) => { state.follow = Number(v); }));

const plural = (n, word) => `${n} ${word}${n === 1 ? "" : "s"}`;
document.body.append(
  make("header", {}, [
    make("h1", { textContent: data.title }),
    make("p", { className: "lead", textContent:
      `${plural(data.agents, "agent")}, ${plural(times.length, "snapshot")}, steps ${times[0]} to ${times[last]}.` }),
  ]),
  make("main", {}, [
    make("div", { className: "panels" }, [opinions.figure, ...(people ? [people.figure] : [])]),
    controls,
    make("ul", { className: "notes", hidden: data.notes.length === 0 }, data.notes.map((text) => make("li", { textContent: text }))),
  ]),
  make("footer", {}, [
    make("p", { className: "keys" }, ["Keys: ", make("kbd", { textContent: "Space" }), " plays and stops, ", make("kbd", { textContent: "←" }),
      " ", make("kbd", { textContent: "→" }), " go by one snapshot, ", make("kbd", { textContent: "Home" }), " ",
      make("kbd", { textContent: "End" }), " to the ends. Point at an agent to follow it; drag over the opinions to move in time."]),
    make("p", { textContent: `Made by heed ${data.version}; this page works without a network.` }),
  ]),
  tip);

function captions() {
  const legend = () => {
    if (state.colour === "community")
      return communities.flatMap((name, c) => {
        const dot = make("span", { className: "swatch" });
        dot.style.background = kind(c);
        return [dot, name];
      });
    const scale = make("span", { className: "scale" });
    scale.style.background = `linear-gradient(90deg, ${data.colours.join(",")})`;
    return ["Opinion: ", opinion_text(state.topic.low), scale, opinion_text(state.topic.high)];
  };
  opinions.caption.replaceChildren(...legend(), `. A line for each agent${agents > trails.length ? ` (${trails.length} of them)` : ""
    }, a dot for where it is now; dashed: the mean of all; at the right: how many hold what.`);
  if (!people) return;
  people.caption.replaceChildren(merged
    ? `The larger a circle, the more members the community has; ${state.colour === "opinion" ? "its colour is their mean opinion; " : ""
      }the stronger a line, the more ties between two.`
    : network.received
    ? "The larger a circle, the more attention it receives; the stronger a tie is drawn, the more attention runs along it, " +
      "compared with an even share of its hearer's attention."
    : "A circle for each agent, a line for each tie.");
}


// Moving.
let before = 0;
function tick(now) {
  if (!state.playing) return;
  const seconds = Math.max(0, now - before) / 1000, length = Math.max(4, Math.min(15, last / 6));
  if (!still.matches) {
    before = now;
    state.at = Math.min(last, state.at + (seconds * state.speed * last) / length);
  } else if (seconds >= 0.7 / state.speed) {  // in steps, without what lies between
    before = now;
    state.at = Math.min(last, Math.floor(state.at) + 1);
  }
  if (state.at >= last) set_playing(false); else requestAnimationFrame(tick);
  draw();
}
function set_playing(on) {
  if (on && state.at >= last) state.at = 0;
  state.playing = on && last > 0;
  play.textContent = state.playing ? "❚❚ Pause" : "▶ Play";
  if (!state.playing) return;
  before = performance.now();
  requestAnimationFrame(tick);
}
function go(at) {
  set_playing(false);
  state.at = Math.max(0, Math.min(last, at));
  draw();
}
play.onclick = () => { set_playing(!state.playing); draw(); };
slider.oninput = () => go(Number(slider.value));
back.onclick = () => go(Math.ceil(state.at) - 1);
forth.onclick = () => go(Math.floor(state.at) + 1);
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.matches("select")) return;
  if (event.key === " " && event.target.matches("button")) return;
  const moves = { " ": () => play.click(), ArrowLeft: () => back.click(), ArrowRight: () => forth.click(), Home: () => go(0), End: () => go(last) };
  if (!moves[event.key]) return;
  event.preventDefault();
  moves[event.key]();
});

// Pointing.
function point(event, i) {
  if (!merged) state.hover = i;
  tip.hidden = i < 0;
  if (i >= 0) {
    const name = merged ? `${communities[i]}, ${network.members[i]} agents`
      : communities ? `${data.labels[i]}, ${communities[data.community[i]]}` : data.labels[i];
    const part = node_share(i, state.at);
    tip.textContent = `${name}: ${Number.isNaN(part) ? "no opinion" : opinion_text(value(part))}`;
    tip.style.left = `${Math.min(event.clientX + 14, innerWidth - tip.offsetWidth - 8)}px`;
    tip.style.top = `${event.clientY + 14}px`;
  }
  if (!state.playing) draw();
}
if (people) {
  const nearest = (event) => {
    let best = -1, least = 20 ** 2;
    for (let i = 0; i < nodes; ++i) {
      const d = (places.x[i] - event.offsetX) ** 2 + (places.y[i] - event.offsetY) ** 2;
      if (d < least) [best, least] = [i, d];
    }
    return best;
  };
  people.canvas.onpointermove = (event) => point(event, nearest(event));
  people.canvas.onpointerleave = (event) => point(event, -1);
}
const seek = (event) => {
  if (!event.buttons || last === 0) return;
  const width = opinions.canvas.clientWidth - margin.left - margin.right;
  const t = times[0] + ((event.offsetX - margin.left) / width) * (times[last] - times[0]);
  const f = times.findIndex((x) => x >= t);
  go(f < 0 ? last : f === 0 ? 0 : f - 1 + (t - times[f - 1]) / (times[f] - times[f - 1]));
};
opinions.canvas.onpointerdown = seek;
opinions.canvas.onpointermove = seek;

take_colours();
captions();
set_playing(false);
draw();
new ResizeObserver(draw).observe(document.querySelector(".panels"));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { take_colours(); draw(); });
// Before it prints, the style is still that of the screen.
addEventListener("beforeprint", () => { [ink, faint, line, ground] = ["#000", "#333", "#bbb", "#fff"]; draw(); });
addEventListener("afterprint", () => { take_colours(); draw(); });
document.documentElement.dataset.ready = "yes";

// What the page moves, unpacked, and its state. All data are in the page; what users wrote is put in as text only.
"use strict";

const data = JSON.parse(document.getElementById("data").textContent);
const { times, topics, network, communities } = data;
const agents = data.labels.length, last = times.length - 1;
const still = matchMedia("(prefers-reduced-motion: reduce)");

// What is packed in the page.
const bytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
const words = (text) => {
  const b = bytes(text);
  return Uint16Array.from({ length: b.length / 2 }, (_, i) => b[2 * i] | (b[2 * i + 1] << 8));
};
for (const topic of topics) {
  topic.opinions = words(topic.opinions);
  topic.histogram = words(topic.histogram);
  topic.merged = words(topic.merged);
  topic.bins = topic.histogram.length / times.length;
  topic.fullest = topic.histogram.reduce((a, b) => Math.max(a, b), 1);
}
for (const name of ["received", "strength"]) if (network?.[name]) network[name] = bytes(network[name]);

// The state of the page.
const state = { at: 0, topic: topics[0], playing: false, speed: 1, colour: "opinion", follow: -1, hover: -1 };
const followed = () => (state.hover >= 0 ? state.hover : state.follow);

const number = (x, digits = 3) =>
  (x === null ? "–" : Math.abs(x) < 1e-12 ? "0" : String(Number(x.toPrecision(digits)))).replace("-", "−");
/** An opinion, or another number on its axis: three digits of their range. */
const opinion_text = (x) => {
  const { low, high } = state.topic, size = Math.max(Math.abs(low), Math.abs(high)) / (high - low);
  return number(x, Math.max(3, Math.min(15, 3 + Math.ceil(Math.log10(size)))));
};
/** A number with as many decimals as a step between marks has. */
const mark_text = (x, step) =>
  String(Number(x.toFixed(Math.max(0, Math.min(100, -Math.floor(Math.log10(step) + 1e-9)))))).replace("-", "−");
/** Where the network is one of communities, its nodes are these; else agents. */
const merged = Boolean(network?.members);
const nodes = merged ? network.members.length : agents;
const node_of = (i) => (merged && i >= 0 ? data.community[i] : i);

/** A packed number between two frames; `at` may lie between. */
function between(numbers, width, i, at, none = -1) {
  const f = Math.min(Math.floor(at), last), w = at - f;
  const a = numbers[f * width + i];
  if (w === 0 || f === last) return a;
  const b = numbers[(f + 1) * width + i];
  return a === none || b === none ? a : a + w * (b - a);
}
/** The opinion of an agent, 0 … 1 from low to high; NaN where there is none. */
function share(i, at) {
  const packed = between(state.topic.opinions, agents, i, at, 65535);
  return packed === 65535 ? NaN : packed / 65534;
}
function node_share(i, at) {
  if (!merged) return share(i, at);
  const packed = between(state.topic.merged, nodes, i, at, 65535);
  return packed === 65535 ? NaN : packed / 65534;
}
const value = (part) => state.topic.low + part * (state.topic.high - state.topic.low);
const time = (at) => {
  const f = Math.min(Math.floor(at), last);
  return f === last ? times[last] : times[f] + (at - f) * (times[f + 1] - times[f]);
};

// Colours: of opinions as the file has them; of communities those of Okabe and Ito (2008).
const channels = data.colours.map((c) => [1, 3, 5].map((k) => parseInt(c.slice(k, k + 2), 16)));
const ramp = Array.from({ length: 256 }, (_, i) => {
  const along = (i / 255) * (channels.length - 1), k = Math.min(Math.floor(along), channels.length - 2);
  return `rgb(${channels[k].map((c, j) => Math.round(c + (along - k) * (channels[k + 1][j] - c))).join(",")})`;
});
const kinds = ["#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#8C8C8C", "#B5A900"];
const kind = (c) => kinds[c % kinds.length];
function colour(part, community) {
  if (state.colour === "community") return kind(community);
  return Number.isNaN(part) ? "#999" : ramp[Math.round(part * 255)];
}
const style = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
let ink, faint, line, ground;
const take_colours = () => { [ink, faint, line, ground] = ["--ink", "--faint", "--line", "--ground"].map(style); };

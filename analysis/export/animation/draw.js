// The two pictures: opinions over time, and the network.
"use strict";

const trails = Array.from({ length: Math.min(agents, 200) }, (_, k) => Math.floor((k * agents) / Math.min(agents, 200)));
const margin = { left: 52, right: 84, top: 10, bottom: 40 };

function ready(canvas) {
  const { clientWidth: width, clientHeight: height } = canvas, scale = devicePixelRatio || 1;
  if (canvas.width !== Math.round(width * scale) || canvas.height !== Math.round(height * scale)) {
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
  }
  const c = canvas.getContext("2d");
  c.setTransform(scale, 0, 0, scale, 0, 0);
  c.clearRect(0, 0, width, height);
  c.font = `13px ${getComputedStyle(document.body).fontFamily}`;
  c.lineJoin = "round";
  return { c, width, height };
}
/** About `count` round numbers from low to high, each with its text. */
function ticks(low, high, count) {
  const rough = (high - low) / count || 1, power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((k) => k * power).find((s) => s >= rough);
  const first = Math.ceil(low / step - 1e-9), steps = Math.min(Math.floor(high / step + 1e-9) - first, 2 * count);
  const out = [];
  for (let k = 0; k <= steps; ++k) out.push([(first + k) * step, mark_text((first + k) * step, step)]);
  return out;
}
const along_time = (width) => (t) =>
  margin.left + (last === 0 ? 0 : (t - times[0]) / (times[last] - times[0])) * (width - margin.left - margin.right);

function draw_axes(c, width, height, x, y) {
  c.strokeStyle = line;
  c.fillStyle = faint;
  c.lineWidth = 1;
  c.textAlign = "right";
  c.textBaseline = "middle";
  const { low, high } = state.topic;
  for (const [v, text] of ticks(low, high, 5)) {
    const at = y((v - low) / (high - low));
    c.beginPath();
    c.moveTo(margin.left, at);
    c.lineTo(width - margin.right, at);
    c.stroke();
    c.fillText(text, margin.left - 8, at, margin.left - 10);
  }
  c.textAlign = "center";
  c.textBaseline = "top";
  for (const [t, text] of ticks(times[0], times[last], Math.max(2, width / 130))) c.fillText(text, x(t), height - margin.bottom + 6);
  c.fillText("step", (margin.left + width - margin.right) / 2, height - 16);
}

function draw_trail(c, i, x, y) {
  const f = Math.min(Math.floor(state.at), last);
  c.beginPath();
  for (let k = 0, pen = false; k <= f; ++k) {
    const part = share(i, k);
    if (Number.isNaN(part)) { pen = false; continue; }
    if (pen) c.lineTo(x(times[k]), y(part)); else c.moveTo(x(times[k]), y(part));
    pen = true;
  }
  const now = share(i, state.at);
  if (!Number.isNaN(now)) c.lineTo(x(time(state.at)), y(now));
  c.stroke();
}

function draw_mean(c, x, y) {
  const { low, high, mean } = state.topic;
  c.strokeStyle = ink;
  c.lineWidth = 1.5;
  c.setLineDash([6, 4]);
  c.beginPath();
  for (let k = 0; k <= Math.floor(state.at); ++k) if (mean[k] !== null) c.lineTo(x(times[k]), y((mean[k] - low) / (high - low)));
  c.stroke();
  c.setLineDash([]);
}

function draw_histogram(c, width, y) {
  const { bins, histogram, fullest } = state.topic, left = width - margin.right + 12, room = margin.right - 16;
  for (let b = 0; b < bins; ++b) {
    const part = between(histogram, bins, b, state.at) / fullest;
    c.fillStyle = state.colour === "opinion" ? ramp[Math.round(((b + 0.5) / bins) * 255)] : faint;
    c.fillRect(left, y((b + 1) / bins), part * room, Math.max(1, y(b / bins) - y((b + 1) / bins) - 0.5));
  }
}

function draw_opinions() {
  const { c, width, height } = ready(opinions.canvas);
  const x = along_time(width), y = (part) => height - margin.bottom - (0.03 + 0.94 * part) * (height - margin.top - margin.bottom);
  draw_axes(c, width, height, x, y);
  c.lineWidth = 1;
  c.globalAlpha = Math.max(0.28, Math.min(0.8, 24 / trails.length));
  for (const i of trails) {
    c.strokeStyle = colour(share(i, state.at), data.community?.[i]);
    draw_trail(c, i, x, y);
  }
  c.globalAlpha = 1;
  draw_mean(c, x, y);
  const now = x(time(state.at)), radius = agents > 150 ? 2.5 : 4;
  c.globalAlpha = 0.85;
  for (let i = 0; i < agents; ++i) {
    const part = share(i, state.at);
    if (Number.isNaN(part)) continue;
    c.fillStyle = colour(part, data.community?.[i]);
    c.beginPath();
    c.arc(now, y(part), radius, 0, 2 * Math.PI);
    c.fill();
  }
  c.globalAlpha = 1;
  const chosen = followed();
  if (chosen >= 0) {
    c.strokeStyle = ink;
    c.lineWidth = 2.5;
    draw_trail(c, chosen, x, y);
  }
  draw_histogram(c, width, y);
}

/** Places on the canvas, and how large the circles are. */
function stage(width, height) {
  const largest = Math.max(4, Math.min(merged ? 44 : 22, (0.35 * Math.min(width, height)) / Math.sqrt(nodes)));
  const most = merged ? Math.max(...network.members) : 0;
  const pad = largest + 4;
  return {
    x: network.x.map((v) => pad + (v / 1000) * (width - 2 * pad)),
    y: network.y.map((v) => pad + (v / 1000) * (height - 2 * pad)),
    radius: (i) => largest * (merged ? Math.sqrt(network.members[i] / most) : network.received ? 0.3 + 0.7 * Math.sqrt(between(network.received, agents, i, state.at) / 255) : 0.6),
  };
}

function draw_ties(c, places) {
  const ties = network.ties, count = ties.length / 2, chosen = node_of(followed()), levels = 10;
  const strength = (e) => (merged ? network.weight[e] : network.strength ? between(network.strength, count, e, state.at) : 100);
  const there = (e) => merged || network.received || strength(e) > 0;
  const groups = Array.from({ length: levels }, () => []);
  for (let e = 0; e < count; ++e) if (there(e)) groups[Math.min(levels - 1, Math.floor((strength(e) / 256) * levels))].push(e);
  c.strokeStyle = ink;
  c.lineWidth = 1;
  const thin = Math.min(1, Math.max(0.25, 300 / count));
  groups.forEach((group, level) => {
    c.globalAlpha = (0.02 + 0.9 * ((level + 0.5) / levels) ** 1.5) * thin;
    c.beginPath();
    for (const e of group) {
      c.moveTo(places.x[ties[2 * e]], places.y[ties[2 * e]]);
      c.lineTo(places.x[ties[2 * e + 1]], places.y[ties[2 * e + 1]]);
    }
    c.stroke();
  });
  c.globalAlpha = 1;
  for (let e = 0; chosen >= 0 && e < count; ++e) {
    if ((ties[2 * e] !== chosen && ties[2 * e + 1] !== chosen) || !there(e)) continue;
    c.lineWidth = 0.3 + strength(e) / 64;
    c.beginPath();
    c.moveTo(places.x[ties[2 * e]], places.y[ties[2 * e]]);
    c.lineTo(places.x[ties[2 * e + 1]], places.y[ties[2 * e + 1]]);
    c.stroke();
  }
}

let places = null;
function draw_network() {
  const { c, width, height } = ready(people.canvas);
  places = stage(width, height);
  draw_ties(c, places);
  const chosen = node_of(followed());
  for (let i = 0; i < nodes; ++i) {
    c.fillStyle = colour(node_share(i, state.at), merged ? i : data.community?.[i]);
    c.strokeStyle = i === chosen ? ink : ground;
    c.lineWidth = i === chosen ? 3 : 1;
    c.beginPath();
    c.arc(places.x[i], places.y[i], places.radius(i), 0, 2 * Math.PI);
    c.fill();
    c.stroke();
  }
}

function words_now() {
  const f = Math.round(state.at), { mean, spread } = state.topic;
  return `mean ${opinion_text(mean[f])}, standard deviation ${number(spread[f])}`;
}
function draw() {
  draw_opinions();
  if (people) draw_network();
  const now = `step ${Math.round(time(state.at))}`;
  clock.textContent = now;
  numbers.textContent = words_now();
  slider.value = state.at;
  slider.setAttribute("aria-valuetext", now);
  if (state.playing) return;
  opinions.canvas.setAttribute("aria-label", `Opinions up to ${now}: ${words_now()}.`);
  people?.canvas.setAttribute("aria-label", `Network of ${nodes} ${merged ? "communities" : "agents"}, coloured by ${state.colour}, at ${now}.`);
}

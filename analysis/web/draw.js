// Runs in node below Vega and Vega-Lite: `specification` is what to draw. Writes SVG to stdout.
const complaints = [];
const logger = vega.logger(vega.Warn, undefined, (_, level, words) => complaints.push([...words].join(" ")));
const program = vegaLite.compile(specification, { logger }).spec;
const view = new vega.View(vega.parse(program), { renderer: "none", logger });
view.toSVG().then((svg) => {
  process.stdout.write(svg);
  for (const words of complaints) process.stderr.write(words + "\n");
}, (error) => {
  process.stderr.write(String(error) + "\n");
  process.exitCode = 1;
});

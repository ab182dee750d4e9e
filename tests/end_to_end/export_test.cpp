// `heed export` as people use it: files that other programs open, what it says, how it exits.
#include <algorithm>

#include "command.hpp"

using namespace heed::tests;

namespace {

/// Does this shell line succeed? A remark where it does not, so that a skipped test says so.
bool installed(const Scratch& folder, const std::string& line, const std::string& name) {
  if (shell(folder, line).status == 0) return true;
  WARN("skipped: no " << name);
  return false;
}

/// A run of two small communities, in run.h5.
void make_run(const Scratch& folder, const std::string& more = "") {
  folder.write("run.toml", "title = \"two <small> & \\\"loud\\\" communities\"\n" + small);
  const Result made = heed_command(folder, "run run.toml -q --force " + more);
  INFO(made.err);
  REQUIRE(made.status == 0);
}

Result export_run(const Scratch& folder, const std::string& arguments) {
  return heed_command(folder, "export run.h5 " + arguments);
}

std::ptrdiff_t lines(const std::string& text) { return std::count(text.begin(), text.end(), '\n'); }

/// Counts and sums of a network as networkx reads it.
const std::string networkx_script = R"(import networkx as nx, sys
from networkx.readwrite.gexf import GEXF
# networkx 2.8 knows GEXF up to 1.2draft, which for all that is written here has other names of its spaces only.
GEXF.versions["1.3"] = dict(GEXF.versions["1.2draft"], NS_GEXF="http://gexf.net/1.3", NS_VIZ="http://gexf.net/1.3/viz", VERSION="1.3")
g = nx.read_graphml(sys.argv[1]) if sys.argv[1].endswith("ml") else nx.read_gexf(sys.argv[1], version="1.3")
heard = sum(d for _, _, d in g.edges(data="attention"))
opinion = sum(v[-1][0] if isinstance(v, list) else v for _, v in g.nodes(data="opinion"))
print(g.is_directed(), len(g), g.number_of_edges(), "%.6f %.6f" % (heard, opinion))
print(sorted({v for _, v in g.nodes(data="community")}), g.nodes["0"]["attention_received"] > 0)
)";

}  // namespace

TEST_CASE("a run is exported as tables, networks, an animation and a crate, each by its ending") {
  const Scratch folder;
  make_run(folder);
  const Result csv = export_run(folder, "-o out.csv");
  CHECK(csv.status == 0);
  CHECK(csv.out.starts_with("written out.csv ("));
  CHECK(contents(folder / "out.csv") == heed_command(folder, "analyze run.h5 --csv").out);
  REQUIRE(export_run(folder, "-o agents.csv --what agents").status == 0);
  CHECK(lines(contents(folder / "agents.csv")) == 41);
  REQUIRE(export_run(folder, "-o opinions.csv --what opinions").status == 0);
  CHECK(lines(contents(folder / "opinions.csv")) == 1 + 3 * 40);  // at 0, 10, 20
  for (const char* name : {"out.graphml", "out.gexf", "out.html", "ro-crate-metadata.json"}) {
    const Result result = export_run(folder, std::string("-o ") + name);
    INFO(result.err);
    CHECK(result.status == 0);
    CHECK(std::filesystem::exists(folder / name));
    CHECK_FALSE(std::filesystem::exists(folder / (std::string(name) + ".part")));
  }
  REQUIRE(export_run(folder, "-o all.gexf --at all").status == 0);
  if (!installed(folder, "command -v xmllint", "xmllint")) return;
  for (const char* name : {"out.graphml", "out.gexf", "all.gexf"})
    CHECK(shell(folder, std::string("xmllint --noout ") + name).status == 0);
}

TEST_CASE("networkx reads GraphML and GEXF with the attention and opinions of the file") {
  const Scratch folder;
  make_run(folder);
  for (const char* what : {"-o n.graphml", "-o n.gexf", "-o all.gexf --at all", "-o agents.csv --what agents",
                           "-o ties.csv --what ties"})
    REQUIRE(export_run(folder, what).status == 0);
  folder.write("read.py", networkx_script);
  if (!installed(folder, "/usr/bin/python3 -c 'import networkx'", "python3 with networkx")) return;
  // Of 40 agents who all hear someone, attention adds up to 40.
  const auto ties = lines(contents(folder / "ties.csv")) - 1;
  const Result sum =
      shell(folder, "cut -d, -f5 agents.csv | awk 'NR > 1 { s += $1 } END { printf \"%.6f\", s }'");
  const std::string start = "True 40 " + std::to_string(ties) + " 40.000000 " + sum.out + "\n";
  for (const char* name : {"n.graphml", "n.gexf", "all.gexf"}) {
    const Result read = shell(folder, std::string("/usr/bin/python3 read.py ") + name);
    INFO(read.err);
    CHECK(read.out == start + "['0', '1'] True\n");
  }
}

TEST_CASE("attention found again from the opinions is that which a run records") {
  const Scratch folder;
  make_run(folder, "--set record.attention_every=10 --set run.precision=float64");
  REQUIRE(export_run(folder, "-o recorded.csv --what attention --at 10").status == 0);
  make_run(folder, "--set run.precision=float64");
  REQUIRE(export_run(folder, "-o again.csv --what attention --at 10").status == 0);
  std::istringstream recorded(contents(folder / "recorded.csv")), again(contents(folder / "again.csv"));
  std::string a, b;
  std::size_t same = 0;
  while (std::getline(recorded, a) && std::getline(again, b)) {
    const auto before = a.rfind(','), behind = b.rfind(',');
    REQUIRE(a.substr(0, before) == b.substr(0, behind));
    if (same++ > 0)  // recorded in 32 bits
      CHECK(std::abs(std::stod(a.substr(before + 1)) - std::stod(b.substr(behind + 1))) < 1e-7);
  }
  CHECK(same > 100);
}

TEST_CASE("the same export has the same bytes, on one thread or two") {
  const Scratch folder;
  make_run(folder);
  for (const char* name : {"a.html", "a.gexf", "a.graphml", "ro-crate-metadata.json"}) {
    REQUIRE(export_run(folder, std::string("-o ") + name).status == 0);
    const std::string first = contents(folder / name);
    REQUIRE(export_run(folder, std::string("--force -o ") + name).status == 0);
    CHECK(contents(folder / name) == first);
  }
}

TEST_CASE("export refuses what it cannot do, says why, and leaves nothing behind") {
  const Scratch folder;
  make_run(folder);
  const auto refused = [&](const std::string& arguments, const std::string& message) {
    const Result result = heed_command(folder, "export " + arguments);
    INFO(arguments + "\n" + result.err);
    CHECK(result.status == 2);
    CHECK(contains(result.err, message));
    CHECK_FALSE(std::filesystem::exists(folder / "x.csv.part"));
    CHECK_FALSE(std::filesystem::exists(folder / "x.csv"));
  };
  refused("run.h5 -o x.xlsx",
          "'x.xlsx' should end in one of .html, .csv, .gexf, .graphml, ro-crate-metadata.json");
  refused("run.h5 -o x.csv --format grapml", "did you mean 'graphml'?");
  refused("run.h5 -o x.csv --what opinions --at 7",
          "'run.h5' has no opinions at step 7; it has them at 0, 10, 20");
  refused("run.h5 -o x.html --at 10", "the format 'animation' has no option '--at'; leave it out");
  refused("run.h5 -o ro-crate-metadata.json --about Ada", "'--about Ada' should be KEY=VALUE");
  refused("run.h5 -o run.h5 --format csv --force", "'run.h5' would replace 'run.h5', which is read");
  refused("none.h5 -o x.csv", "none.h5");
  refused("run.toml -o x.csv", "run.toml");
  refused("run.h5 -o nowhere/x.csv", "there is no folder 'nowhere'");
  CHECK(export_run(folder, "-o y.csv").status == 0);
  refused("run.h5 -o y.csv", "'y.csv' exists");
  CHECK(export_run(folder, "-o y.csv --force").status == 0);
  make_run(folder, "--set record.opinions=none");
  refused("run.h5 -o x.html", "'run.h5' keeps no opinions; run again with --set record.opinions=all");
}

TEST_CASE("what a run did not keep is said, and the rest exported") {
  const Scratch folder;
  make_run(folder, "--set record.opinions=none");
  const Result result = export_run(folder, "-o n.graphml");
  CHECK(result.status == 0);
  CHECK(result.err == "heed: note: no opinions and no attention: they were not kept (record.opinions)\n");
  make_run(folder, "--set record.opinions=none --set record.graph=false");
  const Result none = heed_command(folder, "export run.h5 -o m.graphml");
  CHECK(none.status == 2);
  CHECK(contains(none.err, "'run.h5' keeps no network; run again with --set record.graph=true"));
}

// A run opens as labelled arrays in the tools people have. Tools that are not installed are skipped.
#include "heed/io/trajectory.hpp"

#include <array>
#include <cstdio>
#include <limits>

#include "../unit/io/folder.hpp"
#include "catch.hpp"
#include <sys/wait.h>

using namespace heed;
using test_files::Folder;

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

template <class Number> Values all(const std::vector<Number>& v) { return std::span<const Number>(v); }

void declare(TrajectoryWriter& out, std::size_t edges) {
  out.attribute({"title", "Echo chamber on two communities"});
  out.attribute({"seed", std::vector<std::int64_t>{42}});
  const std::vector<Attribute> of_time = {{"long_name", "time of each step"}, {"units", "1"}, {"axis", "T"}};
  out.axis({.name = "time", .grows = true, .labels = {}, .attributes = of_time});
  out.axis({.name = "snapshot", .grows = true, .labels = {}, .attributes = {{"units", "1"}}});
  out.axis({.name = "agent", .length = 3, .labels = std::vector<std::int32_t>{0, 1, 2}, .attributes = {}});
  out.axis({.name = "topic",
            .length = 2,
            .labels = std::vector<std::string>{"climate", "économie"},
            .attributes = {}});
  out.axis({.name = "graph/edge", .length = edges, .labels = {}, .attributes = {}});
  out.variable(
      {"opinion",
       Type::float32,
       {"snapshot", "agent", "topic"},
       {{"units", "1"}, {"coordinates", "community label"}, {"valid_range", std::vector<double>{-1, 1}}}});
  out.variable({"polarization", Type::float64, {"time"}, {{"cell_methods", "agent: variance"}}});
  out.variable({"community",
                Type::int8,
                {"agent"},
                {{"flag_values", std::vector<std::int8_t>{0, 1}}, {"flag_meanings", "left right"}}});
  out.variable({"label", Type::text, {"agent"}, {}});
  out.variable({"scenario_text", Type::text, {}, {}});
  out.variable({"graph/source", Type::int32, {"edge"}, {}});
  out.variable({"graph/weight", Type::float32, {"edge"}, {}});
}

/// Four steps, two snapshots; the last opinion is missing.
void write_run(const std::filesystem::path& path, std::size_t edges) {
  TrajectoryWriter out(path);
  declare(out, edges);
  out.write("community", all(std::vector<std::int8_t>{0, 1, 1}));
  out.write("label", all(std::vector<std::string>{"Ada", "Bób", "林"}));
  out.write("scenario_text", all(std::vector<std::string>{"heed = 1\n"}));
  out.write("graph/source", all(std::vector<std::int32_t>(edges, 2)));
  out.write("graph/weight", all(std::vector<float>(edges, 0.5F)));
  for (int t = 0; t < 4; ++t) {
    const std::vector<double> polarization = {0.25 * t};
    const Entry one{"polarization", all(polarization)};
    out.append("time", 0.5 * t, {&one, 1});
    if (t % 2 == 1) continue;
    std::vector<float> opinion = {0, 0.125F, 0.25F, 0.375F, 0.5F, static_cast<float>(t == 2 ? nan : 0.625)};
    const Entry slice{"opinion", all(opinion)};
    out.append("snapshot", 0.5 * t, {&slice, 1});
  }
  out.finish();
}

struct Answer {
  std::string text;
  int code = 0;
};

Answer ask(const std::string& command) {
  Answer answer;
  FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
  REQUIRE(pipe);
  std::array<char, 4096> part;
  while (const std::size_t n = std::fread(part.data(), 1, part.size(), pipe))
    answer.text.append(part.data(), n);
  const int status = ::pclose(pipe);
  answer.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return answer;
}

bool installed(const std::string& test, const std::string& name) {
  if (ask(test).code == 0) return true;
  WARN("skipped: " << name << " is not installed");
  return false;
}

/// A Python that has a module: Debian's, where its packages are, or the first on the path.
std::string python_with(const std::string& modules) {
  for (const std::string python : {"/usr/bin/python3", "python3"})
    if (ask(python + " -c 'import " + modules + "'").code == 0) return python;
  WARN("skipped: no python3 with " << modules);
  return "";
}

void holds(const Answer& answer, const std::vector<std::string>& parts) {
  INFO(answer.text);
  REQUIRE(answer.code == 0);
  for (const std::string& part : parts) {
    INFO("looked for: " << part);
    CHECK(answer.text.find(part) != std::string::npos);
  }
}

const std::string xarray_script =
    "import importlib, sys, warnings, xarray as xr\n"
    "importlib.import_module({'netcdf4': 'netCDF4'}.get(sys.argv[2], sys.argv[2]))\n"
    "warnings.simplefilter('error')\n"
    "ds = xr.open_dataset(sys.argv[1], engine=sys.argv[2]).load()\n"
    "print(dict(ds.sizes))\n"
    "print(ds.opinion.dims, ds.opinion.dtype, 'coords', sorted(ds.opinion.coords))\n"
    "print('economy', ds.opinion.sel(agent=1, topic='économie').values.tolist())\n"
    "print('missing', int(ds.opinion.isnull().sum()))\n"
    "print('polarization', ds.polarization.sel(time=1.5).item(), ds.polarization.dims)\n"
    "print('label', ds.label.values.tolist(), 'community', ds.community.dtype, "
    "ds.community.values.tolist())\n"
    "print('text', repr(str(ds.scenario_text.values)), 'seed', int(ds.attrs['seed']))\n"
    "g = xr.open_dataset(sys.argv[1], engine=sys.argv[2], group='graph').load()\n"
    "print('graph', dict(g.sizes), g.source.dtype, g.source.values.tolist(), g.weight.values.tolist())\n";

const std::vector<std::string> xarray_answer = {
    "'snapshot': 2",
    "'agent': 3",
    "'topic': 2",
    "'time': 4",
    "('snapshot', 'agent', 'topic') float32 coords ['agent', 'community', 'label', 'snapshot', 'topic']",
    "economy [0.375, 0.375]",
    "missing 1",
    "polarization 0.75 ('time',)",
    "label ['Ada', 'Bób', '林'] community int8 [0, 1, 1]",
    "text 'heed = 1\\n' seed 42"};

}  // namespace

TEST_CASE("ncdump shows the dimensions and values of a run") {
  if (!installed("command -v ncdump", "ncdump")) return;
  const Folder folder;
  write_run(folder / "run.h5", 4);
  const Answer answer = ask("ncdump " + (folder / "run.h5").string());
  holds(answer,
        {"time = UNLIMITED ; // (4 currently)", "snapshot = UNLIMITED ; // (2 currently)", "agent = 3 ;",
         "topic = 2 ;", "float opinion(snapshot, agent, topic) ;", "opinion:_FillValue = NaNf ;",
         "opinion:valid_range = -1.f, 1.f ;", "double polarization(time) ;", "byte community(agent) ;",
         "community:flag_values = 0b, 1b ;", "string topic(topic) ;", "string scenario_text ;",
         ":seed = 42 ;", "topic = \"climate\", \"économie\" ;", "polarization = 0, 0.25, 0.5, 0.75 ;",
         "edge = 4 ;", "int source(edge) ;", "source = 2, 2, 2, 2 ;"});
  CHECK(answer.text.find("phony") == std::string::npos);
  // In the order they were declared, not that of the alphabet.
  CHECK(answer.text.find("opinion(") < answer.text.find("community("));
}

TEST_CASE("h5dump shows the layout of a run") {
  if (!installed("command -v h5dump", "h5dump")) return;
  const Folder folder;
  write_run(folder / "run.h5", 4);
  holds(ask("h5dump -p -d /opinion " + (folder / "run.h5").string()),
        {"DATATYPE  H5T_IEEE_F32LE", "( 2, 3, 2 ) / ( H5S_UNLIMITED, 3, 2 )", "VALUE  nan",
         "(0,0,0): 0, 0.125,", "ATTRIBUTE \"DIMENSION_LIST\"", "CSET H5T_CSET_UTF8"});
  holds(ask("h5dump -p -d /graph/source " + (folder / "run.h5").string()),
        {"DATATYPE  H5T_STD_I32LE", "CONTIGUOUS", "(0): 2, 2, 2, 2"});
}

TEST_CASE("h5py reads a run with its dimensions") {
  const std::string python = python_with("h5py");
  if (python.empty()) return;
  const Folder folder;
  write_run(folder / "run.h5", 4);
  std::ofstream(folder / "read.py")
      << "import h5py, sys\n"
         "f = h5py.File(sys.argv[1])\n"
         "x = f['opinion']\n"
         "print([d[0].name for d in x.dims], x.shape, x[0, 1].tolist())\n"
         "print(f['label'].asstr()[()].tolist(), f['scenario_text'].asstr()[()])\n";
  holds(ask(python + " " + (folder / "read.py").string() + " " + (folder / "run.h5").string()),
        {"['/snapshot', '/agent', '/topic'] (2, 3, 2) [0.25, 0.375]", "['Ada', 'Bób', '林'] heed = 1"});
}

TEST_CASE("xarray opens a run as a labelled dataset, with either engine") {
  const bool netcdf4 = GENERATE(true, false);
  const std::string engine = netcdf4 ? "netcdf4" : "h5netcdf", module = netcdf4 ? "netCDF4" : "h5netcdf";
  const std::size_t edges = GENERATE(4U, 0U);
  const std::string python = python_with("xarray, " + module);
  if (python.empty()) return;
  const Folder folder;
  write_run(folder / "run.h5", edges);
  std::ofstream(folder / "read.py") << xarray_script;
  const std::string script = (folder / "read.py").string(), run = (folder / "run.h5").string();
  const Answer answer = ask("PYTHONIOENCODING=utf-8 " + python + " " + script + " " + run + " " + engine);
  holds(answer, xarray_answer);
  holds(answer, {edges == 4 ? "graph {'edge': 4} int32 [2, 2, 2, 2] [0.5, 0.5, 0.5, 0.5]"
                            : "graph {'edge': 0} int32 [] []"});
}

TEST_CASE("R reads a run with ncdf4") {
  if (!installed("Rscript -e 'library(ncdf4)'", "R with ncdf4")) return;
  const Folder folder;
  write_run(folder / "run.h5", 4);
  std::ofstream(folder / "read.R") << "library(ncdf4)\n"
                                      "f <- nc_open(commandArgs(TRUE)[1])\n"
                                      "x <- f$var$opinion\n"
                                      "cat(sapply(x$dim, function(d) d$name), dim(ncvar_get(f, x)), '\\n')\n"
                                      "cat('topics', ncvar_get(f, 'topic'), '\\n')\n"
                                      "cat('polarization', ncvar_get(f, 'polarization'), '\\n')\n"
                                      "cat('missing', sum(is.na(ncvar_get(f, x))), '\\n')\n"
                                      "cat('source', ncvar_get(f, 'graph/source'), '\\n')\n";
  holds(ask("LC_ALL=C.UTF-8 Rscript " + (folder / "read.R").string() + " " + (folder / "run.h5").string()),
        {"topic agent snapshot 2 3 2", "topics climate économie", "polarization 0 0.25 0.5 0.75", "missing 1",
         "source 2 2 2 2"});
}

// Every command that reads an output, pointed at what is no whole output of this heed: it says what is there,
// does what can be done, and ends with the right code.
#include "heed/io/trajectory.hpp"

#include "command.hpp"
#include <hdf5.h>

using namespace heed;
using namespace heed::tests;

namespace {

/// What all readers of outputs are, with what they need beside the file.
const std::vector<std::string> readers = {"analyze", "analyze --csv", "analyze --json", "theory"};

/// Gives a file another number for its format, or none.
void set_format(const std::string& path, int format) {
  const hid_t file = H5Fopen(path.c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
  H5Adelete(file, "heed_format");
  if (format > 0) {
    const hsize_t one = 1;
    const hid_t space = H5Screate_simple(1, &one, nullptr);
    const hid_t made = H5Acreate2(file, "heed_format", H5T_STD_I32LE, space, H5P_DEFAULT, H5P_DEFAULT);
    H5Awrite(made, H5T_NATIVE_INT, &format);
    H5Aclose(made);
    H5Sclose(space);
  }
  H5Fclose(file);
}

/// An HDF5 file that someone else wrote.
void write_foreign(const std::string& path) {
  const hid_t file = H5Fcreate(path.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
  const hsize_t length = 4;
  const hid_t space = H5Screate_simple(1, &length, nullptr);
  H5Dclose(H5Dcreate2(file, "temperature", H5T_IEEE_F64LE, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT));
  H5Sclose(space);
  H5Fclose(file);
}

/// A run under way: two of its times are in the file.
void write_two_times(TrajectoryWriter& file) {
  file.attribute(text("title", "under way"));
  file.attribute(text("scenario", "opinion"));
  file.axis({.name = "time", .grows = true, .labels = {}, .attributes = {}});
  file.variable({"variance", Type::float64, {"time"}, {}});
  file.variable({"scenario_text", Type::text, {}, {}});
  const std::vector<std::string> scenario{small};
  file.write("scenario_text", view(scenario));
  for (const double now : {0.0, 1.0}) {
    const std::vector<double> one{4 - now};
    const Entry entry{"variance", view(one)};
    file.append("time", now, std::span(&entry, 1));
  }
  file.flush();
}

/// A sweep as someone else may write it: one run of a network file, with one text at one place of a scenario.
void write_sweep(const Scratch& folder, const std::string& place, const std::string& value) {
  TrajectoryWriter file(folder / "sweep.h5", {.force = true});
  file.attribute(text("scenario", "opinion"));
  file.attribute(text("design", "grid"));
  file.axis({.name = "swept", .labels = std::vector{value}, .attributes = {text("path", place)}});
  file.axis({.name = "seed", .labels = std::vector<double>{1}, .attributes = {}});
  file.axis({.name = "time", .labels = std::vector<double>{0}, .attributes = {}});
  file.variable({"variance", Type::float64, {"swept", "seed", "time"}, {}});
  file.variable({"steps", Type::float64, {"swept", "seed"}, {}});
  file.variable({"status",
                 Type::int8,
                 {"swept", "seed"},
                 {{"flag_values", std::vector<std::int8_t>{0}}, text("flag_meanings", "horizon")}});
  file.variable({"scenario_text", Type::text, {}, {}});
  const std::vector<double> one{1};
  file.write("variance", view(one));
  file.write("steps", view(one));
  const std::vector<std::int8_t> horizon{0};
  file.write("status", view(horizon));
  const std::vector<std::string> scenario{"heed = 1\n[graph]\nkind = \"file\"\nfile = \"my.edges\"\n"};
  file.write("scenario_text", view(scenario));
  file.finish();
}

struct Expected {
  int status;
  std::string out, err;  ///< what must stand there
};

void check_all(const Scratch& folder, const std::string& file, const Expected& expected) {
  for (const std::string& reader : readers) {
    const Result result = heed_command(folder, reader + " " + file);
    INFO(reader << " " << file << "\n" << result.out << result.err);
    CHECK(result.status == expected.status);
    CHECK(contains(result.err, expected.err));
    CHECK((expected.status == 0) == !result.out.empty());
  }
  CHECK(contains(heed_command(folder, "analyze " + file).out, expected.out));
}

}  // namespace

TEST_CASE("what is no output of heed is refused in words by all that read one") {
  const Scratch folder;
  folder.write("a.toml", small);
  REQUIRE(heed_command(folder, "run a.toml -o whole.h5").status == 0);
  const std::string whole = contents(folder / "whole.h5");
  folder.write("text.h5", "time,variance\n0,1\n");
  folder.write("empty.h5", "");
  folder.write("cut.h5", whole.substr(0, whole.size() / 2));
  folder.write("start.h5", whole.substr(0, 100));
  write_foreign((folder / "foreign.h5").string());
  check_all(folder, "absent.h5", {2, "", "absent.h5"});
  for (const std::string file : {"text.h5", "empty.h5"}) {
    const Result result = heed_command(folder, "analyze " + file);
    CHECK(result.status == 2);
    CHECK(contains(result.err, "'" + file + "' is not an HDF5 file"));
  }
  folder.write("s.toml", heed::tests::small);
  CHECK(heed_command(folder, "analyze s.toml").err ==
        "heed: error: 's.toml' is not an HDF5 file; it is a scenario: run it first with heed run or heed "
        "sweep, and give the .h5 that writes\n");
  check_all(folder, "cut.h5", {2, "", "'cut.h5' is truncated: its end is missing; copy or run it again"});
  check_all(folder, "start.h5", {2, "", "'start.h5'"});
  check_all(folder, "foreign.h5",
            {2, "", "'foreign.h5' was not written by heed: it has no attribute 'source' that begins with"});
}

TEST_CASE("a file of an older format is read, one of a later format is refused kindly") {
  const Scratch folder;
  folder.write("a.toml", small);
  REQUIRE(heed_command(folder, "run a.toml -o a.h5").status == 0);
  const std::string now = heed_command(folder, "analyze a.h5").out;
  set_format((folder / "a.h5").string(), 0);
  check_all(folder, "a.h5", {0, now, ""});
  REQUIRE(heed_command(folder, "run a.toml -o a.h5 --force").status == 0);
  set_format((folder / "a.h5").string(), 2);
  check_all(folder, "a.h5", {2, "", "'a.h5' is of format 2, which this heed ("});
}

TEST_CASE("a file still being written shows what was there at its last flush, and says so") {
  const Scratch folder;
  TrajectoryWriter file(folder / "run.h5");
  write_two_times(file);
  check_all(folder, "run.h5.part", {0, "variance 3", ""});
  const Result result = heed_command(folder, "analyze run.h5.part");
  CHECK(contains(result.err, "'run.h5.part' is still being written; this is what it held at its last flush"));
  CHECK(contains(result.out, "interrupted"));
  check_all(folder, "run.h5", {2, "", "'run.h5' does not exist; 'run.h5.part' does"});
}

TEST_CASE("a file left behind by an interrupted run is read, and said to be one") {
  const Scratch folder;
  {
    TrajectoryWriter file(folder / "run.h5");
    write_two_times(file);
    file.keep_partial();
  }
  check_all(folder, "run.h5.part", {0, "variance 3", ""});
  CHECK(contains(heed_command(folder, "analyze run.h5.part").err, "'run.h5.part' was interrupted"));
}

TEST_CASE("a run without observables, and one without opinions, are shown as they are") {
  const Scratch folder;
  folder.write("a.toml", small);
  REQUIRE(heed_command(folder, "run a.toml -o bare.h5 --set 'record.observables=[]'").status == 0);
  REQUIRE(heed_command(folder, "run a.toml -o few.h5 --set record.opinions=none --set record.graph=false")
              .status == 0);
  check_all(folder, "bare.h5", {0, "40 agents", ""});
  check_all(folder, "few.h5", {0, "40 agents", ""});
  const Result result = heed_command(folder, "analyze bare.h5 --observable variance");
  CHECK(result.status == 2);
  CHECK(contains(result.err, "'bare.h5' has no observable 'variance'; it has no observables"));
}

TEST_CASE("a sweep with failed runs shows the others and names those that failed") {
  const Scratch folder;
  folder.write("a.toml", small);
  folder.write("sweep.toml", R"(heed = 1
base = "a.toml"
[sweep]
seeds = 2
[sweep.over]
"dynamics.noise" = [0.0, 1e308]
)");
  REQUIRE(heed_command(folder, "sweep sweep.toml -o sweep.h5").status == 3);
  check_all(folder, "sweep.h5", {0, "noise", ""});
  const Result result = heed_command(folder, "analyze sweep.h5");
  CHECK(contains(result.err, "failed"));
  CHECK(!contains(heed_command(folder, "analyze --csv sweep.h5").out, "1e+308"));
}

TEST_CASE("of a sweep whose runs all failed there is nothing to show, and no plan") {
  const Scratch folder;
  folder.write("a.toml", small);
  folder.write("s.toml", "base = \"a.toml\"\n[sweep]\nseeds = 2\n[sweep.over]\ndynamics.noise = [1e308]\n");
  REQUIRE(heed_command(folder, "sweep s.toml -o 'a b.h5'").status == 3);
  const Result look = heed_command(folder, "analyze 'a b.h5'");
  CHECK(look.status == 2);
  CHECK(contains(look.err, "'a b.h5' has nothing to show: all 2 runs failed; the first: "));
  REQUIRE(heed_command(folder, "sweep s.toml --shard 1/2").status == 3);
  CHECK(contains(heed_command(folder, "analyze s.1-of-2.h5").err, "all 1 runs failed"));
  for (const std::string form : {"", " --script", " --json"}) {
    const Result plan = heed_command(folder, "plan s.toml" + form);
    CHECK(plan.status == 1);
    CHECK(plan.out.empty());
  }
}

TEST_CASE("a sweep without a single run is shown as empty") {
  const Scratch folder;
  {
    TrajectoryWriter file(folder / "none.h5");
    file.attribute(text("title", "nothing yet"));
    file.attribute(text("scenario", "opinion"));
    file.attribute(text("design", "grid"));
    file.axis({.name = "seed", .labels = std::vector<double>{}, .attributes = {}});
    file.axis({.name = "time", .labels = std::vector<double>{0, 1}, .attributes = {}});
    file.variable({"variance", Type::float64, {"seed", "time"}, {}});
    file.variable({"status", Type::int8, {"seed"}, {}});
    file.variable({"steps", Type::float64, {"seed"}, {}});
    file.finish();
  }
  for (const std::string reader : {"analyze", "analyze --csv", "analyze --json"}) {
    const Result result = heed_command(folder, reader + " none.h5");
    INFO(reader << result.out << result.err);
    CHECK(result.status == 0);
    CHECK(contains(result.err, "'none.h5' holds no run"));
  }
}

TEST_CASE("what a sweep says of its parameters reaches neither the terminal nor files elsewhere") {
  const Scratch folder;
  folder.write("my.edges", "0 1\n1 2\n2 0\n");
  write_sweep(folder, "title", "\x1b]0;owned\x07word");
  const Result shown = heed_command(folder, "analyze sweep.h5");
  CHECK(shown.status == 0);
  CHECK(contains(shown.out, "?]0;owned?word"));
  for (const std::string reader : {"analyze", "theory", "plot", "report -o page.html"})
    CHECK_FALSE(contains(heed_command(folder, reader + " sweep.h5").out, "\x1b"));
  CHECK(contains(heed_command(folder, "analyze sweep.h5 --csv").out, "\x1b]0;owned\x07word"));
  write_sweep(folder, "a\"b", "1");
  const Result nowhere = heed_command(folder, "theory sweep.h5");
  CHECK(nowhere.status == 2);
  CHECK(contains(nowhere.err, "heed: error: sweep.h5: 'a\"b' is no place in a scenario file"));
  write_sweep(folder, "graph", "{ kind = \"file\", file = \"/etc/passwd\" }");
  for (const std::string set : {"", " --set graph.file=my.edges"}) {
    const Result elsewhere = heed_command(folder, "theory sweep.h5" + set);
    CHECK(elsewhere.status == 2);
    CHECK(contains(elsewhere.err, "'/etc/passwd' lies outside the folder of the output"));
  }
}

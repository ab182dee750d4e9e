#include "heed/io/table.hpp"

#include <fstream>

#include "catch.hpp"
#include "sample_run.hpp"

using namespace heed;
using Catch::Matchers::Contains;
using sample::exported;

namespace {

/// As heed's own reader of tables reads it.
Table table(const sample::Folder& folder, const std::string& text) {
  std::ofstream(folder / "t.csv") << text;
  return read_table(folder / "t.csv");
}

}  // namespace

TEST_CASE("opinions are a row for each snapshot, agent and topic") {
  const sample::Folder folder("export_csv_opinions");
  const std::string run = sample::NetworkRun{}.write(folder / "run.h5");
  const Table t = table(folder, exported("csv", run, {.what = "opinions"}).text);
  CHECK(t.header == std::vector<std::string>{"time", "agent", "topic", "opinion"});
  REQUIRE(t.rows.size() == 3 * 4 * 2);
  CHECK(t.rows[7].fields == std::vector<std::string>{"0", "3", "<tax>", ""});
  CHECK(t.rows[8 + 4].fields == std::vector<std::string>{"10", "2", "climate", "0.5"});
  const Table one = table(folder, exported("csv", run, {.at = "20", .what = "opinions"}).text);
  REQUIRE(one.rows.size() == 8);
  CHECK(one.rows[6].fields == std::vector<std::string>{"20", "3", "climate", "0.5"});
}

TEST_CASE("agents have their names, communities, opinions and the attention they receive") {
  const sample::Folder folder("export_csv_agents");
  const std::string run = sample::NetworkRun{}.write(folder / "run.h5");
  const std::string text = exported("csv", run, {.at = "first", .what = "agents"}).text;
  CHECK(text ==
        "agent,label,community,heard_by,attention_received,opinion[climate],opinion[<tax>]\n"
        "0,<script>alert(1)</script>,left,1,0.25,-1,0\n"
        "1,\"\"\"O'Brien\"\" & sons\",left,2,2,0,1\n"
        "2,\"two\nlines ]]> -->\",right,1,0.75,1,2\n"
        "3,b\xEF\xBF\xBD\x01 d,unknown,0,0,2,\n");
}

TEST_CASE("ties and attention are long tables, by hearer") {
  const sample::Folder folder("export_csv_ties");
  const std::string run = sample::NetworkRun{}.write(folder / "run.h5");
  CHECK(exported("csv", run, {.what = "ties"}).text == "hearer,heard,weight\n0,1,1\n1,0,2\n1,2,1\n3,1,0.5\n");
  CHECK_THAT(
      exported("csv", sample::NetworkRun{.last_weight = 0.1F}.write(folder / "tenth.h5"), {.what = "ties"})
          .text,
      Contains("\n3,1,0.1\n"));  // not 0.10000000149011612
  // At time 10 attention is what was last recorded.
  CHECK(exported("csv", run, {.at = "10", .what = "attention"}).text ==
        "time,hearer,heard,attention\n10,0,1,1\n10,1,0,0.25\n10,1,2,0.75\n10,3,1,1\n");
  CHECK_THAT(exported("csv", run, {.what = "attention"}).text, Contains("20,1,0,0.5\n20,1,2,0.5\n"));
}

TEST_CASE("observables are the same table as that of heed analyze, of a run and of a sweep") {
  const sample::Folder folder("export_csv_observables");
  const std::string run = sample::NetworkRun{}.write(folder / "run.h5");
  CHECK(exported("csv", run).text ==
        "run,seed,time,variance\n0,7,0,1\n0,7,10,0.5\n0,7,20,0.3333333333333333\n");
  const std::string sweep = sample::write_grid(folder / "sweep.h5");
  CHECK_THAT(exported("csv", sweep).text, Contains("run,seed,temperature,time,variance,polarization\n"));
  CHECK_THROWS_WITH(
      exported("csv", sweep, {.what = "opinions"}),
      Contains("' is a sweep, but a table of opinions shows one run; run one point with heed run"));
}

TEST_CASE("a table that a file has nothing for says what to record") {
  const sample::Folder folder("export_csv_lacks");
  const std::string bare =
      sample::NetworkRun{.ties = false, .attention = false, .opinions = false}.write(folder / "bare.h5");
  CHECK_THROWS_WITH(exported("csv", bare, {.what = "opinions"}),
                    Contains("keeps no opinions; run again with --set record.opinions=all"));
  CHECK_THROWS_WITH(exported("csv", bare, {.what = "ties"}),
                    Contains("keeps no network; run again with --set record.graph=true"));
  CHECK_THAT(exported("csv", bare, {.what = "agents"}).text, Contains("agent,label,community\n0,"));
  const std::string quiet = sample::NetworkRun{.attention = false}.write(folder / "quiet.h5");
  CHECK_THROWS_WITH(exported("csv", quiet, {.what = "attention"}),
                    Contains("has no attention: attention was not recorded (record.attention_every)"));
  CHECK_THROWS_WITH(exported("csv", quiet, {.what = "links"}),
                    "there is no table 'links'; tables: observables, opinions, agents, ties, attention");
  CHECK_THROWS_WITH(exported("csv", quiet, {.at = "7", .what = "opinions"}),
                    Contains("has no opinions at step 7; it has them at 0, 10, 20"));
  CHECK_THROWS_WITH(exported("csv", quiet, {.at = "end", .what = "opinions"}),
                    "'--at end' should be last, first, all or a step");
  CHECK_THROWS_WITH(exported("csv", quiet, {.at = "last", .what = "ties"}),
                    "'--at' chooses no ties; leave it out");
  CHECK_THROWS_WITH(exported("csv", quiet, {.at = "all", .what = "agents"}),
                    "a table of agents holds one moment; give '--at last', '--at first' or a step");
}

TEST_CASE("the name of a community is not spelled out beyond what the length of the file bears out") {
  const sample::Folder folder("export_csv_names");
  {
    TrajectoryWriter file(folder / "run.h5");
    sample::write_head(file, "one long name of all", "");
    file.axis({.name = "time", .labels = std::vector<double>{0}, .attributes = {}});
    file.axis({.name = "agent", .length = 400, .labels = {}, .attributes = {}});
    file.variable({"community", Type::int8, {"agent"}, {{"flag_meanings", std::string(50'000, 'x')}}});
    const std::vector<std::int8_t> all(400, 0);
    file.write("community", view(all));
    file.finish();
  }
  CHECK_THROWS_WITH(exported("csv", folder / "run.h5", {.what = "agents"}),
                    Contains("is damaged: its labels come to more than "));
}

// How runs end and what is said about it: convergence, metastability, events on the way.
#include "heed/io/trajectory.hpp"

#include "command.hpp"

using namespace heed;
using namespace heed::tests;

TEST_CASE("what is polarized but not yet mixed is said to be so", "[A23]") {
  const Scratch folder;
  folder.write("a.toml", small);
  const Result cold = heed_command(folder, "run a.toml --set attention.temperature=0.05");
  CHECK(contains(cold.err, "warning: not yet mixed: at step 20 the spread is "));
  const Result hot =
      heed_command(folder, "run a.toml --force --set attention.temperature=50 --set run.steps=5000");
  CHECK(hot.err.empty());
  CHECK(contains(hot.out, "converged"));
  const Result pulled = heed_command(folder, "run a.toml --force --set dynamics.stubbornness=0.2");
  CHECK(!contains(pulled.err, "not yet mixed"));
}

TEST_CASE("a run does not converge before its temperature has come to rest") {
  const Scratch folder;
  folder.write("a.toml", small);
  const Result result =
      heed_command(folder,
                   "run a.toml --set run.steps=900 --set run.tolerance=0.01 --set "
                   "'attention.temperature={kind=\"steps\",starts=[0,400],values=[0.02,50]}'");
  REQUIRE(result.status == 0);
  CHECK(contains(result.out, "converged        after 4"));
}

TEST_CASE(
    "camps are said to be metastable in sample mode, with isolated agents and beside one stubborn agent too",
    "[A23]") {
  const Scratch folder;
  folder.write("a.toml", small);
  const std::string cold = "run a.toml --force --set attention.temperature=0.05 ";
  for (const std::string set : {"--set attention.mode=sample",
                                "--set graph.blocks=[20,20,1] --set 'opinions.initial.means=[-1,1,0]'"}) {
    INFO(set);
    CHECK(contains(heed_command(folder, cold + set).err, "warning: not yet mixed"));
  }
  CHECK(!contains(
      heed_command(folder, cold + "--set attention.score=affinity --set attention.score.between=-inf").err,
      "not yet mixed"));
}

TEST_CASE("events change the run at their step") {
  const Scratch folder;
  folder.write("a.toml", small + R"(
[record]
observables = ["variance", "cross_community_share", "mean"]
[[event]]
step = 5
set = { attention.temperature = 100.0, attention.score = "uniform" }
[[event]]
step = 10
kind = "remove_ties"
ties = "between"
[[event]]
step = 15
kind = "add_stubborn"
count = 10
opinion = 5.0
)");
  const Result result = heed_command(folder, "run a.toml --set run.tolerance=0");
  INFO(result.err);
  REQUIRE(result.status == 0);
  const TrajectoryReader reader(folder / "a.h5");
  const std::vector<double> share = reader.numbers("cross_community_share"), mean = reader.numbers("mean");
  REQUIRE(share.size() == 21);
  CHECK(share[4] < 0.01);  // cold: the other side is not heeded
  CHECK(share[7] > 0.03);  // uniform: it is, as far as there are ties
  CHECK(share[12] == 0);   // no ties left between
  CHECK(std::abs(mean[15]) < 1);
  CHECK(mean[16] > 1);  // ten of forty at 5
}

TEST_CASE("a time limit that signals the run and its group leaves a checkpoint") {
  const Scratch folder;
  folder.write("a.toml", small);
  const Result result =
      shell(folder,
            "timeout --preserve-status 1 heed run a.toml --set run.tolerance=0 --set run.steps=1000000000 "
            "--set record.every=1000 --set record.opinions=none");
  INFO(result.err);
  CHECK(result.status == 75);
  CHECK(files(folder) == std::set<std::string>{"a.h5.checkpoint", "a.h5.part", "a.toml"});
}

TEST_CASE("a run goes on where nobody reads what it says") {
  const Scratch folder;
  folder.write("a.toml", small);
  shell(folder, "{ sleep 0.3; heed run a.toml --resume; } 2>&1 | true");  // says that it starts anew
  CHECK(files(folder) == std::set<std::string>{"a.h5", "a.toml"});
}

TEST_CASE("a run is gone on with from another folder, where its files are spelt differently") {
  const Scratch folder;
  std::filesystem::create_directory(folder / "sub");
  folder.write("ties.txt", "0 1\n1 2\n2 0\n");
  folder.write("a.toml",
               "[run]\nsteps = 1000000\ntolerance = 0.0\n[graph]\nkind = \"file\"\nfile = \"ties.txt\"\n"
               "[record]\nevery = 1000\nopinions = \"none\"\n");
  const Result stopped = shell(
      folder, wait_for + "heed run a.toml -q & pid=$!; wait_for a.h5.part.new; kill -INT $pid; wait $pid");
  INFO(stopped.err);
  REQUIRE(stopped.status == 75);
  folder.write("ties.txt", "0 1\n1 2\n0 2\n");
  const Result changed = shell(folder, "cd sub; heed run ../a.toml -o ../a.h5 --resume");
  CHECK(changed.status == 2);
  CHECK(contains(changed.err, "is of another run: the content of graph.file has changed"));
  folder.write("ties.txt", "0 1\n1 2\n2 0\n");
  const Result resumed = shell(folder, "cd sub; heed run ../a.toml -o ../a.h5 --resume");
  INFO(resumed.err);
  CHECK(resumed.status == 0);
  CHECK(contains(resumed.err, "note: going on from step "));
}

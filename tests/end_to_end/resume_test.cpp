// Runs that are killed, stopped and gone on with: the file in the end has the bytes of one never interrupted.
#include "heed/io/trajectory.hpp"

#include <chrono>
#include <csignal>
#include <map>
#include <random>
#include <set>
#include <thread>
#include <utility>
#include <vector>

#include "command.hpp"
#include <fcntl.h>

using namespace heed;
using namespace heed::tests;

namespace {

/// Small, and long enough to be killed under way: events, noise, four growing axes.
const std::string lively = small + R"([record]
every = 100
opinions_every = 5000
graph_every = 5000
observables = ["variance", "mean", "max_displacement"]
[[event]]
step = 100
every = 100
kind = "rewire"
threshold = 0.05
[[event]]
step = 40000
kind = "add_stubborn"
count = 3
[[event]]
step = 70000
set = { attention.temperature = { kind = "ramp", from = 0.3, to = 1.0, first = 70000, last = 90000 } }
)";
const std::string often =
    " --set run.tolerance=0 --set dynamics.noise=0.01 --set run.steps=100000 --set 'run.checkpoint=\"2 "
    "ms\"' ";

/// The other scenarios, with every method that remembers something.
const std::string watched_sensors = R"(scenario = "sensor_fusion"
[sensors]
moments = 100000
missing = 0.4
[fusion]
methods = ["attention", "tracking", "robust", "watchful", "learned", "median", "kalman"]
[record]
every = 10
)";
const std::string traded_market = R"(scenario = "market"
[prices]
kind = "planted"
assets = 20
pairs = 5
days = 20000
[trading]
formation = 20
period = 10
[pairing]
methods = ["attention", "greedy", "random"]
[record]
every = 3
)";
const std::string learned_graph = R"(scenario = "graph"
[run]
steps = 400
[graph]
kind = "stochastic_block"
blocks = [60, 60]
degree_in = 6.0
degree_out = 1.0
[task]
kind = "contextual"
features = 2
[hearing]
hops = 2
bias = "learned"
[model]
width = 8
heads = 2
dropout = 0.2
[training]
methods = ["attention", "gat", "gatv2", "gcn", "mlp", "label_propagation", "posterior"]
patience = 0
)";

/// Starts `heed` with these words in the folder, silently.
pid_t start(const Scratch& folder, const std::vector<std::string>& words) {
  std::vector<char*> arguments;
  std::string command = HEED_COMMAND;
  arguments.push_back(command.data());
  std::vector<std::string> copies = words;
  for (std::string& word : copies) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  const pid_t child = ::fork();
  if (child != 0) return child;
  const int nowhere = ::open("/dev/null", O_WRONLY);
  ::dup2(nowhere, STDOUT_FILENO);
  ::dup2(nowhere, STDERR_FILENO);
  if (::chdir(folder.path().c_str()) == 0) ::execv(command.c_str(), arguments.data());
  ::_exit(127);
}

std::vector<std::string> lively_run(const std::string& output, int threads) {
  return {"run",       "a.toml",
          "-o",        output,
          "--threads", std::to_string(threads),
          "--set",     "run.tolerance=0",
          "--set",     "dynamics.noise=0.01",
          "--set",     "run.steps=100000",
          "--set",     "run.checkpoint=\"2 ms\""};
}

}  // namespace

TEST_CASE("a run killed at a hundred random moments ends with the bytes of one never interrupted", "[A24]") {
  const Scratch folder;
  folder.write("a.toml", lively);
  const auto begun = std::chrono::steady_clock::now();
  REQUIRE(heed_command(folder, "run a.toml -o whole.h5 -q" + often).status == 0);
  const double whole_run = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
  const std::string expected = contents(folder / "whole.h5");
  std::mt19937 random(1);
  std::uniform_real_distribution<double> moment(0, 0.7 * whole_run);
  const bool can_dump = std::system("command -v h5dump > /dev/null 2>&1") == 0;
  int kills = 0, finished = 0, opened = 0, with_checkpoint = 0;
  while (kills < 100) {
    std::vector<std::string> words = lively_run("x.h5", 1 + kills % 2);
    words.emplace_back("--resume");
    const pid_t child = start(folder, words);
    std::this_thread::sleep_for(std::chrono::duration<double>(moment(random)));
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    if (WIFEXITED(status)) {
      REQUIRE(WEXITSTATUS(status) == 0);
      REQUIRE((contents(folder / "x.h5") == expected));
      std::filesystem::remove(folder / "x.h5");
      ++finished;
      continue;
    }
    ++kills;
    INFO("kill " << kills);
    with_checkpoint += std::filesystem::exists(folder / "x.h5.checkpoint");
    if (!std::filesystem::exists(folder / "x.h5.part")) continue;
    ++opened;
    const TrajectoryReader part(folder / "x.h5.part");
    const std::vector<double> time = std::get<std::vector<double>>(part.axis("time").labels);
    static_cast<void>(part.numbers("mean"));  // what it says it has can be read
    for (std::size_t k = 0; k < time.size(); ++k) REQUIRE(time[k] == 100 * static_cast<double>(k));
    if (can_dump && kills % 5 == 0) CHECK(shell(folder, "h5dump x.h5.part").status == 0);
  }
  CHECK(opened > 50);
  CHECK(with_checkpoint > 25);
  const Result last = heed_command(folder, "run a.toml -o x.h5 --resume" + often);
  INFO(last.err);
  REQUIRE(last.status == 0);
  CHECK((contents(folder / "x.h5") == expected));
  CHECK(files(folder) == std::set<std::string>{"a.toml", "whole.h5", "x.h5"});
  WARN("finished under way: " << finished << ", opened: " << opened << ", checkpoints: " << with_checkpoint);
}

TEST_CASE("a run that is stopped says how to go on, and a mismatch is refused with what differs") {
  const Scratch folder;
  folder.write("a.toml", small);
  const std::string run =
      "run a.toml --set run.tolerance=0 --set run.steps=100000 --set record.every=100 "
      "--set record.opinions=none ";
  REQUIRE(heed_command(folder, run + "-o whole.h5").status == 0);
  const auto stopped_by = [&](const std::string& signal) {
    const Result out =
        shell(folder, wait_for + "heed " + run + "--resume & pid=$!; wait_for a.h5.part.new; kill -" +
                          signal + " $pid; wait $pid");
    INFO(out.err);
    REQUIRE(out.status == 75);
    CHECK(contains(out.err, "heed: stopped at step "));
    CHECK(contains(
        out.err, "; what was recorded is in a.h5.part\nthe same command with --resume goes on from there\n"));
    return out;
  };
  CHECK(contains(stopped_by("INT").err, "note: there is no checkpoint; starting at the beginning"));
  CHECK(contains(stopped_by("TERM").err, "note: going on from step "));
  // Not without a word about what is there, and not with other settings.
  const Result again = heed_command(folder, run);
  CHECK(again.status == 2);
  CHECK(contains(again.err,
                 "error: 'a.h5.checkpoint' is there from a run that was stopped; go on with --resume, or "
                 "start over with --force"));
  const Result other = heed_command(folder, run + "--resume --set attention.temperature=0.4 --seed 5");
  CHECK(other.status == 2);
  CHECK(contains(other.err,
                 "error: 'a.h5.checkpoint' is of another run: run.seed was 1 and is 5, "
                 "attention.temperature.value was 0.3 and is 0.4; run what "
                 "was run then, or start over with --force"));
  // How often checkpoints are kept may change, and so may the number of threads.
  const Result last = heed_command(folder, run + "--resume --threads 1 --set run.checkpoint=never");
  INFO(last.err);
  CHECK(last.status == 0);
  CHECK((contents(folder / "a.h5") == contents(folder / "whole.h5")));
  CHECK(files(folder) == std::set<std::string>{"a.h5", "a.toml", "whole.h5"});
  const Result done = heed_command(folder, run + "--resume");
  CHECK(done.status == 0);
  CHECK(done.err == "heed: a.h5 is finished; there is nothing left to do\n");
}

TEST_CASE(
    "SIGUSR1 keeps a checkpoint and the run goes on; a signal a second after that to stop ends it at once") {
  const Scratch folder;
  folder.write("a.toml", small);
  const Result result = shell(
      folder,
      wait_for +
          "heed run a.toml --set run.tolerance=0 --set run.steps=1000000000 --set record.every=1000 --set "
          "record.opinions=none & pid=$!; wait_for a.h5.part.new; kill -USR1 $pid; wait_for a.h5.checkpoint; "
          "kill -0 $pid && echo goes on; kill -INT $pid; sleep 1.1; kill -INT $pid; wait $pid");
  CHECK(contains(result.out, "goes on"));
  CHECK((result.status == 75 || result.status == 130));  // between the two the run may have stopped by itself
}

TEST_CASE(
    "a part or a checkpoint that was lost is made again from the beginning, a damaged part only by force") {
  const Scratch folder;
  folder.write("a.toml", lively);
  REQUIRE(heed_command(folder, "run a.toml -o whole.h5 -q" + often).status == 0);
  const std::string damage =
      GENERATE("rm x.h5.part", "echo no > x.h5.part", "truncate -s 3000 x.h5.part", "rm x.h5.checkpoint*",
               "echo no > x.h5.checkpoint; rm -f x.h5.checkpoint.previous");
  INFO(damage);
  shell(folder, wait_for + "heed run a.toml -o x.h5" + often +
                    "& pid=$!; wait_for x.h5.checkpoint.previous; kill -KILL $pid; wait $pid; " + damage);
  const bool damaged = damage.ends_with("x.h5.part") && !damage.starts_with("rm");
  if (damaged) {
    const Result refused = heed_command(folder, "run a.toml -o x.h5 --resume" + often);
    CHECK(refused.status == 2);
    CHECK(
        contains(refused.err,
                 "error: 'x.h5.checkpoint' cannot be gone on from, for what had been recorded cannot be used "
                 "('x.h5.part': "));
    CHECK(contains(refused.err, "; put that back, or start over with --force"));
    CHECK(std::filesystem::exists(folder / "x.h5.checkpoint"));
  }
  const Result result =
      heed_command(folder, "run a.toml -o x.h5 --resume" + std::string(damaged ? " --force" : "") + often);
  INFO(result.err);
  CHECK(result.status == 0);
  CHECK(contains(result.err, "starting at the beginning"));
  CHECK((contents(folder / "x.h5") == contents(folder / "whole.h5")));
}

TEST_CASE("a run that records attention and graphs at the same steps is gone on with to the same bytes") {
  const Scratch folder;
  folder.write("a.toml", small +
                             "[record]\nevery = 100\nopinions_every = 5000\nattention_every = 5000\n"
                             "graph_every = 5000\n");
  const std::string run =
      "run a.toml -q --set run.tolerance=0 --set run.steps=100000 "
      "--set 'run.checkpoint=\"2 ms\"' ";
  REQUIRE(heed_command(folder, run + "-o whole.h5").status == 0);
  const Result killed = shell(folder, wait_for + "heed " + run +
                                          "-o x.h5 & pid=$!; wait_for "
                                          "x.h5.checkpoint.previous; kill -KILL $pid; wait $pid");
  REQUIRE(killed.status == 128 + SIGKILL);
  const Result resumed = heed_command(folder, run + "-o x.h5 --resume");
  INFO(resumed.err);
  CHECK(resumed.status == 0);
  CHECK((contents(folder / "x.h5") == contents(folder / "whole.h5")));
}

TEST_CASE("a file that is there does not end a run that is under way, nor one of inputs that have changed") {
  const Scratch folder;
  folder.write("ties.txt", "0 1\n1 2\n2 0\n");
  folder.write("a.toml",
               "heed = 1\n[run]\nsteps = 200000\ntolerance = 0.0\ncheckpoint = \"2 ms\"\n"
               "[graph]\nkind = \"file\"\nfile = \"ties.txt\"\n[record]\nevery = 1000\n"
               "opinions = \"none\"\n");
  REQUIRE(heed_command(folder, "run a.toml -q").status == 0);
  const std::string whole = contents(folder / "a.h5");
  CHECK(heed_command(folder, "run a.toml --resume").err ==
        "heed: a.h5 is finished; there is nothing left to do\n");
  shell(folder, wait_for +
                    "heed run a.toml -q --force & pid=$!; wait_for a.h5.checkpoint; kill -KILL $pid; "
                    "wait $pid");
  REQUIRE(std::filesystem::exists(folder / "a.h5.checkpoint"));
  const Result there = heed_command(folder, "run a.toml --resume");
  CHECK(there.status == 2);
  CHECK(contains(there.err, "'a.h5' exists"));
  CHECK(std::filesystem::exists(folder / "a.h5.checkpoint"));
  const Result resumed = heed_command(folder, "run a.toml --resume --force");
  CHECK(resumed.status == 0);
  CHECK(contains(resumed.err, "note: going on from step "));
  CHECK((contents(folder / "a.h5") == whole));
  folder.write("ties.txt", "0 1\n1 2\n0 2\n");
  const Result changed = heed_command(folder, "run a.toml --resume");
  CHECK(changed.status == 2);
  CHECK(contains(changed.err, "'a.h5' exists"));
}

TEST_CASE("a run that ends by an error of the data leaves its checkpoint and what that needs") {
  const Scratch folder;
  folder.write("a.toml",
               small +
                   "[record]\nevery = 100\nopinions = \"none\"\nattention_every = 1000\n"
                   "[[event]]\nstep = 20500\nkind = \"remove_ties\"\nties = \"within\"\nshare = 0.2\n");
  const std::string run =
      "run a.toml --set run.tolerance=0 --set run.steps=30000 --set 'run.checkpoint=\"1 "
      "ms\"' ";
  for (const std::string resume : {"", "--resume"}) {
    const Result result = heed_command(folder, run + resume);
    INFO(result.err);
    CHECK(result.status == 2);
    CHECK(contains(result.err,
                   "note: what was recorded is in a.h5.part; --resume goes on from its checkpoint\n"));
    CHECK(contains(result.err, "attention weights cannot be kept when an event changes the ties"));
    CHECK(std::filesystem::exists(folder / "a.h5.checkpoint"));
    CHECK(TrajectoryReader(folder / "a.h5.part").numbers("variance").size() >= 200);
  }
}

TEST_CASE("a command that ends before it starts takes nothing that a stopped run left, not even by force") {
  const Scratch folder;
  folder.write("a.toml", small);
  folder.write("bad.edges", "1 2 heavy\n");
  folder.write("bad.toml", "heed = 1\n[graph]\nkind = \"file\"\nfile = \"bad.edges\"\n");
  REQUIRE(shell(folder,
                wait_for +
                    "heed run a.toml --set run.tolerance=0 --set run.steps=100000000 --set "
                    "record.every=1000 --set record.opinions=none --set 'run.checkpoint=\"1 ms\"' -o x.h5 & "
                    "pid=$!; wait_for x.h5.checkpoint.previous; kill -TERM $pid; wait $pid")
              .status == 75);
  const auto left = [&folder] {
    std::map<std::string, std::string> out;
    for (const std::string& name : files(folder)) out[name] = contents(folder / name);
    return out;
  };
  const auto before = left();
  REQUIRE(before.contains("x.h5.part"));
  for (const std::string line :
       {"run bad.toml -o x.h5", "run bad.toml -o x.h5 --force", "audit bad.toml --topic nope -o x.h5",
        "run a.toml --set graph.blocks='[2000000000,2000000000]' -o x.h5 --force",
        "sweep bad.toml --set sweep.seeds=3 -o x.h5"}) {
    const Result result = heed_command(folder, line);
    INFO(line << "\n" << result.err);
    CHECK(result.status == 2);
    CHECK((left() == before));
  }
}

TEST_CASE("what a killed run recorded is replaced by force, or by the same run with --resume, else not") {
  const Scratch folder;
  folder.write("a.toml", lively);
  REQUIRE(shell(folder,
                wait_for + "heed run a.toml -q -o x.h5" + often +
                    "& pid=$!; wait_for x.h5.checkpoint; kill -KILL $pid; wait $pid; rm -f x.h5.checkpoint*")
              .status == 0);
  REQUIRE(std::filesystem::exists(folder / "x.h5.part"));
  const std::string recorded = contents(folder / "x.h5.part");
  folder.write("small.toml", small);
  folder.write("sweep.toml", small + "[sweep.over]\nattention.temperature = [0.2, 0.3]\n");
  for (const std::string& line :
       {"run a.toml -o x.h5" + often, "run a.toml --seed 2 -o x.h5 --resume" + often,
        std::string("sweep sweep.toml -o x.h5"), std::string("audit small.toml -o x.h5")}) {
    const Result result = heed_command(folder, line);
    INFO(line << "\n" << result.err);
    CHECK(result.status == 2);
    CHECK(contains(result.err, "'x.h5.part' holds what a run recorded that did not end, at "));
    CHECK((contents(folder / "x.h5.part") == recorded));
  }
  const Result again = heed_command(folder, "run a.toml -q -o x.h5 --resume" + often);
  INFO(again.err);
  CHECK(again.status == 0);
  CHECK(files(folder) == std::set<std::string>{"a.toml", "small.toml", "sweep.toml", "x.h5"});
}

TEST_CASE("every scenario is gone on with from a checkpoint to the same bytes, alone and in a sweep") {
  const auto [scenario, swept] = GENERATE(std::pair{watched_sensors, "fusion.temperature"},
                                          std::pair{traded_market, "affinity.temperature"},
                                          std::pair{learned_graph, "hearing.temperature"});
  const std::string threads = GENERATE("1", "2");
  INFO(scenario << threads << " threads");
  const Scratch folder;
  folder.write("a.toml", scenario);
  const std::string run = "run a.toml --threads " + threads + " --set 'run.checkpoint=\"2 ms\"' -o ";
  REQUIRE(heed_command(folder, run + "whole.h5 -q").status == 0);
  const Result stopped =
      shell(folder, wait_for + "heed " + run +
                        "x.h5 & pid=$!; wait_for x.h5.checkpoint.previous; kill -TERM $pid; "
                        "wait $pid");
  INFO(stopped.err);
  REQUIRE(stopped.status == 75);
  shell(folder, wait_for + "heed " + run + "x.h5 --resume & pid=$!; sleep 0.1; kill -KILL $pid; wait $pid");
  const bool left = std::filesystem::exists(folder / "x.h5.part");  // a fast machine may have ended it
  const Result resumed = heed_command(folder, run + "x.h5 --resume");
  INFO(resumed.err);
  CHECK(resumed.status == 0);
  if (left) CHECK(contains(resumed.err, "note: going on from step "));
  CHECK((contents(folder / "x.h5") == contents(folder / "whole.h5")));
  CHECK(files(folder) == std::set<std::string>{"a.toml", "whole.h5", "x.h5"});

  folder.write("s.toml",
               "base = \"a.toml\"\n[run]\ncheckpoint = \"5 ms\"\n[sweep]\nseeds = 2\nstates = \"last\"\n"
               "[sweep.over]\n" +
                   std::string(swept) + " = [1.0]\n");
  const std::string sweep = "sweep s.toml --threads " + threads + " -o ";
  REQUIRE(heed_command(folder, sweep + "sweep.h5 -q").status == 0);
  shell(folder,
        wait_for + "heed " + sweep + "s.h5 & pid=$!; wait_for s.h5.runs.0; kill -KILL $pid; wait $pid");
  const bool under_way = std::filesystem::exists(folder / "s.h5.runs.0");  // a slow shell may let it end
  const Result rest = heed_command(folder, sweep + "s.h5 --resume");
  INFO(rest.err);
  CHECK(rest.status == 0);
  if (under_way) CHECK(contains(rest.err, " under way\n"));
  CHECK((contents(folder / "s.h5") == contents(folder / "sweep.h5")));
}

// The scenario graph by the built command.
#include "heed/io/trajectory.hpp"

#include "command.hpp"

using namespace heed;
using namespace heed::tests;

namespace {

const std::string shipped = std::string(HEED_SOURCE_DIR) + "/scenarios/graph/";

const std::string drawn = R"(scenario = "graph"
[run]
steps = 20
[graph]
kind = "stochastic_block"
blocks = [60, 60]
degree_in = 6.0
degree_out = 1.0
[task]
kind = "contextual"
features = 2
[model]
width = 8
heads = 2
)";

/// Five papers, as tests of files want them.
void write_papers(const Scratch& folder, const std::string& words) {
  folder.write("p.toml",
               "scenario = 'graph'\n[run]\nsteps = 5\n[graph]\nkind = 'file'\nfile = 'p.edges'\n[task]\nkind "
               "= 'words'\n"
               "file = 'p.words'\n[model]\nwidth = 4\nheads = 1\n[training]\nmethods = ['gat']\n");
  folder.write("p.edges", "0 1\n1 2\n2 3\n3 4\n");
  folder.write("p.words", words);
}

}  // namespace

TEST_CASE("every shipped graph scenario runs and does what it is there to show", "[slow]") {
  const Scratch folder;
  const auto accuracy = [&](const std::string& file, const std::string& method) {
    const std::string out = heed_command(folder, "run '" + shipped + file + ".toml' --force").out;
    const auto at = out.find("accuracy[" + method + "] ");
    REQUIRE(at != std::string::npos);
    return std::stod(out.substr(at + method.size() + 10));
  };
  CHECK(accuracy("lookup", "attention") > 0.99);
  CHECK(accuracy("lookup", "gcn") < 0.35);
  CHECK(accuracy("contextual", "gat") > accuracy("contextual", "mlp") + 0.03);
  CHECK(accuracy("karate", "attention") > 0.85);
  CHECK(accuracy("papers", "gat") > accuracy("papers", "mlp") + 0.1);
}

TEST_CASE("a run keeps curves, judgements, and who was heeded") {
  const Scratch folder;
  folder.write("a.toml", drawn);
  const Result result = heed_command(folder, "run a.toml --set hearing.hops=2");
  INFO(result.err);
  REQUIRE(result.status == 0);
  const TrajectoryReader run(folder / "a.h5");
  CHECK(run.variable("accuracy").axes == std::vector<std::string>{"time", "method"});
  CHECK(run.variable("log_probability").axes == std::vector<std::string>{"method", "agent", "class"});
  const std::vector<double> log_p = run.numbers("log_probability");
  REQUIRE(log_p.size() == 4 * 120 * 2);
  for (std::size_t i = 0; i < log_p.size(); i += 2)
    CHECK(std::exp(log_p[i]) + std::exp(log_p[i + 1]) == Approx(1).epsilon(1e-5));  // single precision
  // The last accuracy of the test is that of what is kept.
  const std::vector<double> part = run.numbers("part"), target = run.numbers("target_class"),
                            accuracy = run.numbers("accuracy");
  for (std::size_t m = 0; m < 4; ++m) {
    double right = 0, all = 0;
    for (std::size_t i = 0; i < 120; ++i) {
      if (part[i] != 3) continue;
      const double* p = &log_p[(m * 120 + i) * 2];
      right += (p[1] > p[0]) == (target[i] == 1);
      ++all;
    }
    CHECK(right / all == Approx(accuracy[accuracy.size() - 4 + m]));
  }
  const std::vector<double> weight = run.numbers("heeded_attention/attention"),
                            hearer = run.numbers("heeded_attention/target");
  std::vector<double> sum(120);
  for (std::size_t e = 0; e < hearer.size(); ++e) sum[static_cast<std::size_t>(hearer[e])] += weight[e];
  for (const double s : sum) CHECK(s == Approx(1).epsilon(1e-5));
}

TEST_CASE("a sweep of temperatures and a run alone agree to the bit") {
  const Scratch folder;
  folder.write("a.toml", drawn);
  folder.write("s.toml",
               "base = 'a.toml'\n[training]\nmethods = ['attention', 'mlp']\n[sweep]\nseeds = 2\n"
               "[sweep.over]\nhearing.temperature = [0.5, 2.0]\n");
  const Result result = heed_command(folder, "sweep s.toml");
  INFO(result.err);
  REQUIRE(result.status == 0);
  const TrajectoryReader sweep(folder / "s.h5");
  CHECK(sweep.variable("accuracy").axes == std::vector<std::string>{"temperature", "seed", "time", "method"});
  const std::vector<double> losses = sweep.numbers("train_loss");
  const auto seeds = std::get<std::vector<double>>(sweep.axis("seed").labels);
  REQUIRE(heed_command(folder,
                       "run a.toml --set 'training.methods=[\"attention\",\"mlp\"]' --set "
                       "hearing.temperature=2.0 --threads 1 --seed " +
                           std::to_string(static_cast<long long>(seeds[1])))
              .status == 0);
  const std::vector<double> alone = TrajectoryReader(folder / "a.h5").numbers("train_loss");
  const std::vector<double> there(losses.begin() + 3 * 40, losses.begin() + 4 * 40);
  CHECK(alone == there);
}

TEST_CASE("what is wrong with labels and words is said with line and remedy") {
  const Scratch folder;
  struct Case {
    std::string words, message;
  };
  const std::string good = "0 a train x\n1 b train y\n2 a test x\n3 b test y\n";
  for (const Case& c :
       {Case{good + "9 a test x\n", "p.words:5: there is no agent '9' in the graph"},
        Case{good + "3 b test y\n", "p.words:5: agent '3' has a second line; the first is line 4"},
        Case{good + "4 b tset y\n", "p.words:5: 'tset' is no part"},
        Case{good + "4 b\n", "p.words:5: a line should say id, class and part"},
        Case{"0 a train x\n1 a test y\n", "there is nothing to tell apart"},
        Case{"0 a train x\n1 b train y\n", "no agent with a class is in part 'test'"},
        Case{"0 a train\n1 b test\n", "no agent has a word"}}) {
    write_papers(folder, c.words);
    for (const char* command : {"run p.toml --force", "validate p.toml"}) {
      const Result result = heed_command(folder, command);
      INFO(c.message << "\n" << result.err);
      CHECK(result.status == 2);
      CHECK(contains(result.err, c.message));
    }
  }
  write_papers(folder, good);
  CHECK(heed_command(folder, "run p.toml --force").status == 0);
}

TEST_CASE("what columns cannot give is said") {
  const Scratch folder;
  folder.write(
      "c.toml",
      "scenario = 'graph'\n[graph]\nkind = 'file'\nfile = 'c.edges'\ncolumns = 'c.csv'\n[task]\nkind = "
      "'columns'\nfeatures = ['age']\n[run]\nsteps = 3\n[training]\nmethods = ['gat']\n[model]\nwidth = "
      "4\nheads = 1\n");
  folder.write("c.edges", "0 1\n1 2\n2 3\n");
  folder.write("c.csv", "id,community,agee,split\n0,a,1,train\n1,b,2,train\n2,a,3,test\n3,b,,test\n");
  CHECK(contains(heed_command(folder, "run c.toml").err,
                 "there is no column 'age' for 'features'; did you mean 'agee'?"));
  const Result found = heed_command(folder, "run c.toml --set 'task.features=[\"agee\"]'");
  INFO(found.err);
  CHECK(found.status == 0);
  CHECK(contains(heed_command(folder, "run c.toml --force --set 'task.features=[\"community\"]'").err,
                 "that is to be found out"));
  CHECK(contains(
      heed_command(
          folder,
          "run c.toml --force --set 'task.features=[\"agee\"]' --set 'training.methods=[\"posterior\"]'")
          .err,
      "must know how features were drawn"));
  folder.write("c.csv",
               "id,community,agee,split\n0,a,1,train\n1,b,2,train\n2,a,3,test\n3,b,,test\n17,b,4,test\n");
  CHECK(contains(heed_command(folder, "run c.toml --force --set 'task.features=[\"agee\"]'").err,
                 "1 row names an agent that is not in the graph"));
}

TEST_CASE("training that diverges is named, and nothing half-written is left") {
  const Scratch folder;
  folder.write("a.toml", drawn);
  const Result result =
      heed_command(folder, "run a.toml --set training.rate=1e30 --set 'training.methods=[\"attention\"]'");
  INFO(result.err);
  CHECK(result.status == 1);
  CHECK(contains(result.err, "'attention' diverges"));
  CHECK(contains(result.err, "try a smaller training.rate"));
}

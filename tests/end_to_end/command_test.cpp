// The built command as people use it: what it prints, how it exits, what it leaves behind.
#include "command.hpp"

#include "heed/io/trajectory.hpp"

#include <filesystem>
#include <set>

#include <unistd.h>

using namespace heed;
using namespace heed::tests;

namespace {

namespace fs = std::filesystem;

const std::string scenarios = std::string(HEED_SOURCE_DIR) + "/scenarios/opinion/";

}  // namespace

TEST_CASE("every scenario that ships runs, shortened, and its file can be analysed") {
  for (const auto& entry : fs::recursive_directory_iterator(std::string(HEED_SOURCE_DIR) + "/scenarios")) {
    if (entry.path().extension() != ".toml") continue;
    const Scratch folder;
    const std::string path = entry.path().string(), name = entry.path().stem().string();
    INFO(path);
    const bool sweeps = contains(contents(path), "[sweep]");
    const Result result =
        heed_command(folder, sweeps ? "sweep '" + path + "' --set run.steps=20 --set sweep.seeds=2"
                                    : "run '" + path + "' --set run.steps=20");
    INFO(result.err);
    CHECK(result.status == 0);
    CHECK(files(folder) == std::set<std::string>{name + ".h5"});
    const Result table = heed_command(folder, "analyze " + name + ".h5");
    INFO(table.err);
    CHECK(table.status == 0);
    CHECK(!table.out.empty());
    CHECK(heed_command(folder, "validate '" + path + "'").status == 0);
  }
}

TEST_CASE("equal runs are the same bytes on 1, 2 and 5 threads, in float32 and float64", "[A24]") {
  const Scratch folder;
  folder.write("a.toml", small);
  for (const std::string precision : {"float32", "float64"})
    for (const std::string schedule : {"synchronous", "random_sequential", "gossip"}) {
      const std::string set =
          " --set 'run.precision=\"" + precision + "\"' --set 'dynamics.schedule=\"" + schedule +
          "\"' --set dynamics.noise=0.01 --set graph.blocks=[2000,2000] --set graph.p_in=0.01"
          " --set graph.p_out=0.001 --set run.steps=5 --force -q";
      for (const std::string threads : {"1", "2", "5"})
        REQUIRE(heed_command(folder, "run a.toml -o t" + threads + ".h5 --threads " + threads + set).status ==
                0);
      CHECK(contents(folder / "t1.h5") == contents(folder / "t2.h5"));
      CHECK(contents(folder / "t1.h5") == contents(folder / "t5.h5"));
    }
}

TEST_CASE("a bad file: every problem, exit 2, nothing written") {
  const Scratch folder;
  folder.write("bad.toml", "[attention]\ntemprature = 0.2\n[run]\nsteps = 0\n");
  const Result result = heed_command(folder, "run bad.toml");
  CHECK(result.status == 2);
  CHECK(result.out.empty());
  CHECK(result.err ==
        "bad.toml:2:1: error: unknown key 'temprature' in [attention]; did you mean 'temperature'?\n"
        " 2 | temprature = 0.2\n"
        "   | ^~~~~~~~~~\n"
        "bad.toml:4:9: error: 'steps' is 0 but must be between 1 and 1000000000000\n"
        " 4 | steps = 0\n"
        "   |         ^\n"
        "2 problems\n");
  CHECK(files(folder) == std::set<std::string>{"bad.toml"});
}

TEST_CASE("an output that exists is not overwritten without --force") {
  const Scratch folder;
  folder.write("a.toml", small);
  folder.write("a.h5", "precious");
  const Result result = heed_command(folder, "run a.toml");
  CHECK(result.status == 2);
  CHECK(contains(result.err, "a.h5"));
  CHECK(contains(result.err, "--force"));
  CHECK(contents(folder / "a.h5") == "precious");
  CHECK(heed_command(folder, "run a.toml --force").status == 0);
  CHECK(contents(folder / "a.h5") != "precious");
}

TEST_CASE("an output that cannot be written is refused before anything runs") {
  const Scratch folder;
  folder.write("a.toml", small);
  const Result result = heed_command(folder, "run a.toml -o nowhere/a.h5");
  CHECK(result.status == 2);
  CHECK(contains(result.err, "nowhere"));
  CHECK(files(folder) == std::set<std::string>{"a.toml"});
}

TEST_CASE("a disk that is full fails the run, and leaves nothing under the final name") {
  const Scratch folder;
  folder.write("a.toml", small);
  // The limit on the size of files stands in for the disk; 512-byte blocks.
  const Result result =
      shell(folder,
            "trap '' XFSZ; ulimit -f 200; heed run a.toml --set record.opinions_every=1 --set "
            "run.tolerance=0 --set run.steps=2000 -q");
  CHECK(result.status == 1);
  CHECK(contains(result.err, "a.h5"));
  CHECK(!fs::exists(folder / "a.h5"));
}

TEST_CASE("opinions that leave the numbers fail the run with step, agent and topic") {
  const Scratch folder;
  folder.write("a.toml", small);
  const Result result = heed_command(folder, "run a.toml --set dynamics.noise=1e308 -q");
  CHECK(result.status == 1);
  CHECK(contains(result.err, "the opinion of agent "));
  CHECK(contains(result.err, " on 'opinion' is no longer a finite number"));
  CHECK(contains(result.err, "note: what was recorded is in a.h5.part\n"));
  CHECK(files(folder) == std::set<std::string>{"a.h5.part", "a.toml"});
}

TEST_CASE("a run that is interrupted stops between steps with a checkpoint, says so and exits 75") {
  const Scratch folder;
  folder.write("a.toml", small);
  const Result result = shell(
      folder,
      wait_for +
          "\"$HEED\" run a.toml --set run.steps=1000000000 --set run.tolerance=0 --set "
          "record.opinions=\\\"none\\\" --set record.every=1000 & pid=$!; wait_for a.h5.part.new; sleep 0.2; "
          "kill -INT $pid; wait $pid");
  CHECK(result.status == 75);
  CHECK(contains(result.err, "stopped at step "));
  CHECK(contains(result.err, "the same command with --resume goes on from there"));
  CHECK(files(folder) == std::set<std::string>{"a.h5.checkpoint", "a.h5.part", "a.toml"});
  CHECK(!TrajectoryReader(folder / "a.h5.part").numbers("variance").empty());
}

TEST_CASE("settings reach graphs and files; their paths start here") {
  const Scratch folder;
  folder.write("my_edges.txt", "# a b\n0 1\n1 2\n2 0\n");
  folder.write("my.toml", "[graph]\nkind = \"file\"\nfile = \"other.txt\"\n[run]\nsteps = 3\n");
  const Result result =
      heed_command(folder, "run my.toml --set attention.temperature=0.2 --set graph.file=my_edges.txt");
  INFO(result.err);
  CHECK(result.status == 0);
  CHECK(contains(result.out, "agents           3"));
  const Result missing = heed_command(folder, "run my.toml --force");
  CHECK(missing.status == 2);
  CHECK(contains(missing.err, "my.toml:3:8: error: cannot open 'other.txt': no such file"));
  const Result dot = heed_command(folder, "run my.toml --force --set graph.file=.");
  CHECK(contains(dot.err, "cannot open '.': it is a folder"));
  const Result base = heed_command(folder, "run my.toml --force --set base=other.toml");
  CHECK(base.status == 2);
  CHECK(contains(base.err, "--set base=other.toml: the file that this one stands on is said in the file"));
  CHECK_FALSE(contains(heed_command(folder, "complete -- run my.toml --set ba").out, "base="));
}

TEST_CASE("the output goes where the file says, beside it, or where a setting says, here") {
  const Scratch folder;
  std::filesystem::create_directory(folder / "sub");
  folder.write("sub/a.toml", small + "[record]\nfile = \"mine.h5\"\n");
  folder.write("sub/s.toml",
               "base = \"a.toml\"\n[sweep]\nseeds = 1\n[sweep.over]\nattention.temperature = [0.2, 0.5]\n");
  for (const std::string arguments :
       {"run sub/a.toml", "run sub/a.toml --set record.file=here.h5", "sweep sub/s.toml -o all.h5",
        "sweep sub/s.toml --set record.file=none.h5"}) {
    const Result result = heed_command(folder, arguments);
    INFO(arguments << '\n' << result.err);
    CHECK(result.status == 0);
  }
  CHECK(files(folder) == std::set<std::string>{"all.h5", "here.h5", "s.h5", "sub"});
  CHECK(files(folder / "sub") == std::set<std::string>{"a.toml", "mine.h5", "s.toml"});
  CHECK(contains(heed_command(folder, "run sub/a.toml").err, "'sub/mine.h5' exists"));
  CHECK(heed_command(folder, "run sub/a.toml --resume").err ==
        "heed: sub/mine.h5 is finished; there is nothing left to do\n");
}

TEST_CASE("names that are not UTF-8 are printed as far as they are, and not set") {
  const Scratch folder;
  folder.write("a.toml", small);
  const Result named = heed_command(folder, "run a.toml --json -o \"$(printf 'x\\377.h5')\"");
  CHECK(named.status == 0);
  CHECK(contains(named.out, "\"file\": \"x\xEF\xBF\xBD.h5\""));
  const Result set = heed_command(folder, "run a.toml --set title=\"$(printf '\\377')\"");
  CHECK(set.status == 2);
  CHECK(set.err == "heed: error: --set title=\xFF: this is no text in UTF-8\n");
}

TEST_CASE("no text of a file speaks to the terminal") {
  const Scratch folder;
  folder.write("a.toml", "title = \"\\u001b]0;owned\\u0007mine\"\n" + std::string(small));
  const Result run = heed_command(folder, "run a.toml -o a.h5");
  CHECK(run.status == 0);
  CHECK(contains(run.out, "?]0;owned?mine\n"));
  CHECK(contains(heed_command(folder, "analyze a.h5").out, "?]0;owned?mine: "));
  folder.write("b.toml", "\"\\u001bkey\" = 1\n" + std::string(small));
  CHECK(contains(heed_command(folder, "validate b.toml").err, "'?key'"));
  const std::string topics = "--set 'opinions.topics=[\"\\u001b]0;owned\\u0007tax\",\"b\"]'";
  REQUIRE(heed_command(folder, "run a.toml -q -o topics.h5 " + topics).status == 0);
  for (const std::string command :
       {"analyze topics.h5", "audit topics.h5 --agents 2 --horizons 1", "compare topics.h5 topics.h5"}) {
    const Result told = heed_command(folder, command);
    INFO(command + "\n" + told.err);
    CHECK(told.status == 0);
    CHECK(contains(told.out, "?]0;owned?tax"));
    CHECK_FALSE(contains(told.out, "\x1b"));
  }
  CHECK(contains(heed_command(folder, "analyze topics.h5 --json").out, "\\u001b]0;owned\\u0007tax"));
  CHECK(contains(heed_command(folder, "analyze topics.h5 --csv").out, "\x1b]0;owned\x07tax"));
}

TEST_CASE("numbers of processors that cannot be are passed over with a word") {
  const Scratch folder;
  folder.write("a.toml", small);
  for (const std::string said : {"999999", "abc", "-5", "0", "2x"}) {
    const Result result = shell(folder, "SLURM_CPUS_PER_TASK=" + said + " heed run a.toml --force");
    CHECK(result.status == 0);
    CHECK(contains(result.err, "warning: SLURM_CPUS_PER_TASK is '" + said +
                                   "' but should be a whole number from 1 to 4096; using "));
  }
  CHECK(!contains(shell(folder, "SLURM_CPUS_PER_TASK=2 heed run a.toml --force").err, "SLURM"));
  CHECK(!contains(shell(folder, "SLURM_CPUS_PER_TASK=abc heed run a.toml --force --threads 1").err, "SLURM"));
}

TEST_CASE("options refuse numbers that cannot be, and say which can") {
  const Scratch folder;
  folder.write("a.toml", small);
  REQUIRE(heed_command(folder, "run a.toml").status == 0);
  for (const std::string words :
       {"analyze a.h5 --at mean --window -3", "compare a.h5 a.h5 --window -3", "sensitivity a.h5 --window -3",
        "structure a.toml --seed -1", "audit a.toml --agents 0", "audit a.toml --delta 0",
        "audit a.toml --from -1", "audit a.toml --top 0"}) {
    const Result result = heed_command(folder, words);
    INFO(words << '\n' << result.err);
    CHECK(result.status == 2);
    CHECK(contains(result.err, "not in range"));
    CHECK(result.err.size() < 300);
  }
}

TEST_CASE("malformed graphs are refused with file and line, exit 2, nothing written") {
  const Scratch folder;
  folder.write("my.toml", "[graph]\nkind = \"file\"\nfile = \"g.txt\"\n");
  for (const auto& [text, says] :
       std::vector<std::pair<std::string, std::string>>{{"0 1\n-1 2\n", "g.txt:2:"},
                                                        {"0 1 0.5\n1 2 nan\n", "g.txt:2:"},
                                                        {"0\n1\n", "g.txt:1:"},
                                                        {"", "g.txt"}}) {
    folder.write("g.txt", text);
    const Result result = heed_command(folder, "run my.toml");
    INFO(text);
    CHECK(result.status == 2);
    CHECK(contains(result.err, says));
    CHECK(files(folder) == std::set<std::string>{"g.txt", "my.toml"});
  }
}

TEST_CASE("list, describe, schema, version and help answer on stdout") {
  const Scratch folder;
  for (const std::string arguments :
       {"list", "list scores", "describe", "describe attention.temperature", "describe lfr", "schema",
        "version", "version -v", "--version", "--help", "run --help", "sweep --help", "analyze --help"}) {
    const Result result = heed_command(folder, arguments);
    INFO(arguments << '\n' << result.err);
    CHECK(result.status == 0);
    CHECK(!result.out.empty());
    CHECK(result.err.empty());
  }
  const Result result = heed_command(folder, "list scors");
  CHECK(result.status == 2);
  CHECK(contains(result.err, "did you mean 'scores'?"));
  const Result unknown = heed_command(folder, "dance");
  CHECK(unknown.status == 2);
  CHECK(contains(unknown.err, "there is no command 'dance'; commands: run, sweep"));
  CHECK(heed_command(folder, "").status == 2);
  for (const std::string command : {"run", "sweep", "validate", "plan", "theory", "audit"})
    CHECK(heed_command(folder, command + " ''").err == "heed: error: the scenario file has no name\n");
}

TEST_CASE("describe knows parameters by their own names, wherever they stand") {
  const Scratch folder;
  const auto described = [&](const std::string& topic) {
    const Result result = heed_command(folder, "describe " + topic);
    INFO(topic << '\n' << result.err);
    CHECK(result.status == 0);
    return result.out;
  };
  CHECK(contains(described("temperature"), "attention.temperature = "));
  CHECK(contains(described("tolerance"), "run.tolerance = "));
  CHECK(contains(described("tolerance"), "dynamics.tolerance, of the dynamics:\n"));
  CHECK(contains(described("seeds"), "sweep.seeds = "));
  const std::string agents = described("agents");
  CHECK(agents.rfind("graph.agents, of the graphs:\n", 0) == 0);
  CHECK(contains(agents, "\n  ring   "));
  CHECK(contains(described("rate"), "dynamics.rate, of the dynamics:\n"));
  CHECK(contains(heed_command(folder, "describe temprature").err, "did you mean 'temperature'?"));
  const std::string names = heed_command(folder, "list nothing").err;
  CHECK(contains(names, ", methods, "));
  CHECK(names.find("methods") == names.rfind("methods"));
}

TEST_CASE("an output with the ending of another format comes with a note") {
  const Scratch folder;
  folder.write("my.toml", small);
  const Result result = heed_command(folder, "run my.toml -o my.csv");
  CHECK(result.status == 0);
  CHECK(contains(result.err, "note: 'my.csv' is HDF5, whatever its name says; heed analyze my.csv --csv"));
  CHECK_FALSE(contains(heed_command(folder, "run my.toml -o my.h5").err, "whatever its name"));
}

TEST_CASE("an output that is an input is refused, --force or not") {
  const Scratch folder;
  folder.write("a.toml", small);
  for (const std::string arguments : {"run a.toml -o a.toml --force", "run a.toml -o ./a.toml"}) {
    const Result result = heed_command(folder, arguments);
    CHECK(result.status == 2);
    CHECK(contains(result.err, "would replace 'a.toml', which is read"));
  }
  CHECK(contents(folder / "a.toml") == small);
}

TEST_CASE("attention weights that are kept sum to 1 over those an agent hears") {
  const Scratch folder;
  folder.write("a.toml", small);
  REQUIRE(heed_command(folder, "run a.toml --set record.attention_every=10 --set run.tolerance=0").status ==
          0);
  const TrajectoryReader reader(folder / "a.h5");
  const std::vector<double> weight = reader.numbers("graph/attention"),
                            target = reader.numbers("graph/target");
  REQUIRE(weight.size() == 3 * target.size());
  for (std::size_t snapshot = 0; snapshot < 3; ++snapshot) {
    std::vector<double> sum(40, 0.0);
    for (std::size_t e = 0; e < target.size(); ++e)
      sum[static_cast<std::size_t>(target[e])] += weight[snapshot * target.size() + e];
    for (const double s : sum) CHECK((s == 0 || std::abs(s - 1) < 1e-6));  // float32 weights
  }
  const Result refused = heed_command(
      folder, "run a.toml --force --set record.attention_every=10 --set 'attention.mask=\"all\"'");
  CHECK(refused.status == 2);
  CHECK(contains(refused.err, "attention weights are kept for the ties of the graph"));
}

TEST_CASE("an event that sets what is so already changes nothing, whatever else the file says") {
  const Scratch folder;
  for (const std::string kind : {"deffuant", "backfire", "algorithmic_bias"}) {
    const std::string text =
        "heed = 1\ntitle = \"t\"\n[run]\nsteps = 40\ntolerance = 0.0\n[graph]\nkind = \"ring\"\nagents = 60\n"
        "[dynamics]\nkind = \"" +
        kind + "\"\nradius = 0.2\n";
    folder.write("plain.toml", text);
    folder.write("event.toml", text + "[[event]]\nstep = 10\nset = { dynamics.radius = 0.2 }\n");
    REQUIRE(heed_command(folder, "run plain.toml -q --force").status == 0);
    const Result with_event = heed_command(folder, "run event.toml -q --force");
    INFO(kind << "\n" << with_event.err);
    REQUIRE(with_event.status == 0);
    const auto variance = [&](const std::string& file) {
      return TrajectoryReader(folder / file).numbers("variance");
    };
    CHECK(variance("plain.h5") == variance("event.h5"));
  }
}

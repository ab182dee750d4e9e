// What happens to runs: no room, no permission, an output taken away, numbers that are none.
#include "heed/io/trajectory.hpp"

#include <optional>
#include <set>

#include "command.hpp"

using namespace heed;
using namespace heed::tests;

namespace {

/// A run that goes on until it is stopped, and flushes every 20 ms.
const std::string endless =
    "run a.toml --set run.tolerance=0 --set run.steps=1000000000 --set record.every=1000 "
    "--set record.opinions=none --set 'run.checkpoint=\"20 ms\"' ";

/// What is there when a disk has filled, and what was said of it.
struct Filled {
  std::string said;
  std::set<std::string> left;
};

/// Runs a command that writes disk/x.h5 on a disk of that size, which fills as soon as `begun`, words of the
/// shell, lets it: it fails, and with room again --resume ends with the bytes of one never interrupted.
/// Nothing where no disk can be mounted.
std::optional<Filled> fill_under_way(const Scratch& folder, const std::string& command,
                                     const std::string& size, const std::string& begun) {
  if (shell(folder, "mkdir disk && mount -t tmpfs -o size=" + size + " none disk").status != 0) {
    WARN("a small disk cannot be mounted here");
    return {};
  }
  const Result full = shell(folder, wait_for + "heed " + command + " & pid=$!; " + begun +
                                        "; cat /dev/zero > disk/others; wait $pid");
  Filled out{full.err, files(folder / "disk")};
  const Result resumed = shell(folder, "rm disk/others; heed " + command + " --resume");
  const std::string bytes = contents(folder / "disk/x.h5");
  shell(folder, "umount disk");
  const Result whole = heed_command(folder, command);
  INFO(full.err << resumed.err << whole.err);
  CHECK(full.status == 1);
  CHECK(!out.left.contains("x.h5"));
  CHECK(resumed.status == 0);
  CHECK(whole.status == 0);
  CHECK((bytes == contents(folder / "disk/x.h5")));
  return out;
}

}  // namespace

TEST_CASE("opinions that leave the numbers at step 400 of 500 fail the run, and what was before is kept") {
  const Scratch folder;
  folder.write("a.toml", small + "[[event]]\nstep = 399\nset = { dynamics.noise = 1e308 }\n");
  const Result result = heed_command(
      folder, "run a.toml --set run.tolerance=0 --set run.steps=500 --set 'run.checkpoint=\"1 ms\"'");
  CHECK(result.status == 1);
  CHECK(contains(result.err, "heed: error: step 400: the opinion of agent "));
  CHECK(contains(result.err, " on 'opinion' is no longer a finite number; try "));
  CHECK(contains(result.err, "note: what was recorded is in a.h5.part\n"));
  // The same would happen again, so there is nothing to go on from.
  CHECK(files(folder) == std::set<std::string>{"a.h5.part", "a.toml"});
  CHECK(TrajectoryReader(folder / "a.h5.part").numbers("variance").size() == 400);
}

TEST_CASE("a disk that fills under way fails the run; with room again it goes on from its checkpoint") {
  const Scratch folder;
  folder.write("a.toml", small);
  const std::string run =
      "run a.toml -o disk/x.h5 -q --set run.tolerance=0 --set run.steps=60000 --set "
      "record.opinions_every=5 --set 'run.checkpoint=\"5 ms\"'";
  const std::optional<Filled> filled = fill_under_way(folder, run, "20m", "wait_for disk/x.h5.checkpoint");
  if (!filled) return;
  INFO(filled->said);
  CHECK(contains(filled->said, "No space left on device; make room, or write elsewhere with -o"));
  CHECK(contains(filled->said,
                 "note: what was recorded is in disk/x.h5.part; --resume goes on from its checkpoint"));
}

TEST_CASE("a disk that fills under way fails the sweep; with room again it goes on from its runs") {
  const Scratch folder;
  folder.write("a.toml", small);
  folder.write("s.toml",
               "base = \"a.toml\"\n[run]\nsteps = 2000\ntolerance = 0\n[sweep]\nseeds = 20\n[sweep.over]\n"
               "attention.temperature = [0.2, 0.5, 2.0]\n");
  const std::optional<Filled> filled =
      fill_under_way(folder, "sweep s.toml -o disk/x.h5 -q --threads 1", "40m",
                     "while kill -0 $pid && [ $(stat -c %s disk/x.h5.runs || echo 0) -lt 20000 ]; do sleep "
                     "0.01; done 2>/dev/null");
  if (!filled) return;
  INFO(filled->said);
  CHECK(contains(filled->said, "No space left on device; make room"));
  CHECK(filled->left.contains("x.h5.runs"));
}

TEST_CASE("a file that may not grow fails the run like a full disk") {
  const Scratch folder;
  folder.write("a.toml", small);
  const Result result =
      shell(folder, "ulimit -f 100; heed run a.toml --set run.tolerance=0 --set run.steps=20000");
  CHECK(result.status == 1);
  CHECK(contains(result.err, "in 'a.h5.part': File too large; make room, or write elsewhere with -o"));
  CHECK(!std::filesystem::exists(folder / "a.h5"));
}

TEST_CASE("a folder where nothing may be written is refused before anything starts") {
  const Scratch folder;
  folder.write("a.toml", small);
  if (shell(folder, "mkdir disk && mount -t tmpfs -o ro none disk").status != 0) {
    WARN("a folder that may only be read cannot be mounted here");
    return;
  }
  const Result result = heed_command(folder, "run a.toml -o disk/x.h5");
  shell(folder, "umount disk");
  CHECK(result.status == 2);
  CHECK(result.err ==
        "heed: error: cannot create 'disk/x.h5.part': Read-only file system; see the permissions of its "
        "folder, or write elsewhere with -o\n");
}

TEST_CASE("an output that is taken away under way fails the run soon, and says so") {
  const Scratch folder;
  folder.write("a.toml", small);
  const std::string away = GENERATE("rm out/x.h5.part", "rm -r out", "mv out elsewhere");
  INFO(away);
  const Result result =
      shell(folder, wait_for + "mkdir out; heed " + endless +
                        "-o out/x.h5 & pid=$!; wait_for out/x.h5.part; " + away + "; wait $pid");
  INFO(result.err);
  CHECK(result.status == 1);
  CHECK(contains(result.err,
                 "heed: error: cannot go on writing 'out/x.h5.part': it was removed or replaced meanwhile"));
  CHECK(!contains(result.err, "what was recorded"));
  CHECK(!std::filesystem::exists(folder / "out/x.h5"));
}

TEST_CASE("two runs do not write one output") {
  const Scratch folder;
  folder.write("a.toml", small);
  const std::string how = GENERATE("", "--force", "--resume");
  const Result result =
      shell(folder, wait_for + "heed " + endless + "-q & pid=$!; wait_for a.h5.checkpoint; heed " + endless +
                        how + "; echo second $?; kill -TERM $pid; wait $pid");
  INFO(how << '\n' << result.err);
  CHECK(result.out == "second 2\n");
  CHECK(contains(
      result.err,
      "error: 'a.h5.part' is being written by another run; wait for it, or choose another name with -o"));
  CHECK(result.status == 75);
}

TEST_CASE(
    "a run that ulimit -v leaves too little for is refused before it starts, not far below what it takes") {
#ifdef __SANITIZE_ADDRESS__
  WARN("skipped: the sanitizer takes more address space than ulimit -v leaves");
#else
  const Scratch folder;
  folder.write("a.toml",
               "heed = 1\n[run]\nsteps = 1\n[graph]\nkind = \"erdos_renyi\"\nagents = 300000\n"
               "mean_degree = 20\n[record]\nopinions = \"none\"\n");
  for (const std::string left : {"260000", "300000", "320000"})  // kB; it ended well from 400000 on
    for (const std::string command : {"run a.toml --threads 2", "validate a.toml"}) {
      const Result result = shell(folder, "ulimit -v " + left + "; heed " + command);
      INFO(left << ' ' << command << '\n' << result.err);
      CHECK(result.status == 2);
      CHECK(contains(result.err, " MB of memory or more, and ulimit -v leaves "));
    }
  folder.write("s.toml",
               "base = \"a.toml\"\n[sweep]\nseeds = 2\n[sweep.over]\nattention.temperature = [1.0, 2.0]\n");
  const Result at_once =
      shell(folder, "ulimit -v 550000; heed sweep s.toml --threads 2");  // kB; from 700000 it fits
  INFO(at_once.err);
  CHECK(at_once.status == 2);
  CHECK(contains(at_once.err, "error: 2 runs at once need "));
  CHECK(files(folder) == std::set<std::string>{"a.toml", "s.toml"});
  const Result fits = shell(folder, "ulimit -v 600000; heed run a.toml --threads 2");
  INFO(fits.err);
  CHECK(fits.status == 0);
#endif
}

TEST_CASE("a request for a checkpoint that comes while the scenario is still read does not end the run") {
  const Scratch folder;
  folder.write("b.toml", small);
  const Result result = shell(folder,
                              "mkfifo a.toml; heed run a.toml -q & pid=$!; sleep 0.5; kill -USR1 $pid; "
                              "cat b.toml > a.toml & wait $pid");
  INFO(result.err);
  CHECK(result.status == 0);
  CHECK(std::filesystem::exists(folder / "a.h5"));
}

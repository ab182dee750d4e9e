// Sweeps that are killed, stopped, or gone on with, by the built command.
#include "heed/io/trajectory.hpp"

#include <chrono>
#include <csignal>
#include <random>
#include <set>
#include <thread>

#include "command.hpp"
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace heed;
using namespace heed::tests;
using Clock = std::chrono::steady_clock;

namespace {

/// The command as a process of its own, so that it can be sent signals; what it says goes to the file "said".
pid_t start(const Scratch& folder, std::vector<std::string> arguments) {
  const pid_t child = ::fork();
  if (child != 0) return child;
  const int said = ::open((folder / "said").c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0666);
  ::dup2(said, STDOUT_FILENO);
  ::dup2(said, STDERR_FILENO);
  if (::chdir(folder.path().c_str()) != 0) ::_exit(126);
  arguments.insert(arguments.begin(), HEED_COMMAND);
  std::vector<char*> words;
  for (std::string& argument : arguments) words.push_back(argument.data());
  words.push_back(nullptr);
  ::execv(words[0], words.data());
  ::_exit(127);
}

/// Its exit code, or 128 and the signal that ended it.
int ending_of(pid_t child) {
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/// Has some process a lock on the file? Asked of the system, so that no lock is taken by asking.
bool is_locked(const std::filesystem::path& path) {
  struct stat is {};
  return ::stat(path.c_str(), &is) == 0 &&
         contains(contents("/proc/locks"), ":" + std::to_string(is.st_ino) + " ");
}

/// Until a few runs of a sweep are in its journal, or it is gone.
void wait_for_runs(const Scratch& folder, pid_t child) {
  const auto bytes = [&]() -> std::uintmax_t {
    std::error_code none;
    const std::uintmax_t size = std::filesystem::file_size(folder / "s.h5.runs", none);
    return none ? 0 : size;
  };
  siginfo_t gone{};
  while (bytes() < 20000 && gone.si_pid == 0) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
    ::waitid(P_PID, static_cast<id_t>(child), &gone, WEXITED | WNOHANG | WNOWAIT);
  }
}

/// 24 runs with states, some 10 ms each.
void write_sweep(const Scratch& folder) {
  folder.write("a.toml", R"(heed = 1
[run]
steps = 150
precision = "float32"
[graph]
kind = "stochastic_block"
blocks = [100, 100]
p_in = 0.3
p_out = 0.1
[dynamics]
noise = 0.01
)");
  folder.write("s.toml",
               "base = \"a.toml\"\n[sweep]\nseeds = 8\nstates = \"last\"\n[sweep.over]\n"
               "attention.temperature = [0.2, 0.5, 2.0]\n");
}

/// Kills sweeps at random moments and goes on with them until they end; how often that was.
int kill_often(const std::string& threads, int kills) {
  const Scratch folder;
  write_sweep(folder);
  const auto began = Clock::now();
  REQUIRE(heed_command(folder, "sweep s.toml -o whole.h5 -q --threads " + threads).status == 0);
  const double whole = std::chrono::duration<double>(Clock::now() - began).count();
  const std::string expected = contents(folder / "whole.h5");
  std::mt19937 random(7);
  std::uniform_real_distribution<double> moment(0, whole);
  int killed = 0;
  while (killed < kills) {
    for (int status = -1; status != 0;) {
      const pid_t child = start(folder, {"sweep", "s.toml", "-q", "--resume", "--threads", threads});
      std::this_thread::sleep_for(std::chrono::duration<double>(moment(random)));
      ::kill(child, SIGKILL);
      status = ending_of(child);
      INFO(contents(folder / "said"));
      REQUIRE((status == 0 || status == 128 + SIGKILL));
      killed += status != 0;
      if (status != 0 && std::filesystem::exists(folder / "s.h5.part")) {
        const Result dumped = shell(folder, "! command -v h5dump || h5dump -H s.h5.part");
        INFO(dumped.err);
        CHECK(dumped.status == 0);
      }
    }
    CHECK(contents(folder / "s.h5") == expected);
    CHECK_FALSE(std::filesystem::exists(folder / "s.h5.runs"));
    std::filesystem::remove(folder / "s.h5");
  }
  return killed;
}

}  // namespace

TEST_CASE("a sweep killed at any moment goes on to the same bytes, on 1 thread") {
  CHECK(kill_often("1", 50) >= 50);
}

TEST_CASE("a sweep killed at any moment goes on to the same bytes, on 2 threads") {
  CHECK(kill_often("2", 50) >= 50);
}

TEST_CASE("a sweep says what is there and goes on with the rest") {
  const Scratch folder;
  write_sweep(folder);
  const pid_t child = start(folder, {"sweep", "s.toml", "--threads", "1"});
  wait_for_runs(folder, child);
  ::kill(child, SIGTERM);
  CHECK(ending_of(child) == 75);
  const std::string said = contents(folder / "said");
  INFO(said);
  CHECK(contains(said, " of 24 runs; go on with --resume; what is done can be looked at in s.h5.part\n"));
  CHECK(shell(folder, "! command -v h5dump || h5dump -H s.h5.part").status == 0);
  const Result again = heed_command(folder, "sweep s.toml");
  CHECK(again.status == 2);
  CHECK(contains(again.err, " of a sweep that did not end; go on with --resume, or begin anew with --force"));
  const Result resumed = heed_command(folder, "sweep s.toml --resume");
  CHECK(resumed.status == 0);
  CHECK(contains(resumed.err, "resuming: "));
  CHECK(contains(resumed.err, " of 24 runs are there"));
  CHECK(contains(resumed.out, "runs             24 (grid: 3 points x 8 seeds)"));
  REQUIRE(heed_command(folder, "sweep s.toml -o whole.h5").status == 0);
  CHECK(contents(folder / "s.h5") == contents(folder / "whole.h5"));
  const Result done = heed_command(folder, "sweep s.toml --resume");
  CHECK(done.status == 0);
  CHECK(done.err == "heed: s.h5 has all its runs; there is nothing to do\n");
  CHECK_FALSE(std::filesystem::exists(folder / "s.h5.runs"));
  const Result other = heed_command(folder, "sweep s.toml --resume --set run.steps=10");
  CHECK(other.status == 2);
  CHECK(contains(other.err, "heed: error: 's.h5' is of another sweep: its scenario differs: there "));
}

TEST_CASE("runs under way are gone on with where they were") {
  const Scratch folder;
  write_sweep(folder);
  folder.write(
      "s.toml",
      "base = \"a.toml\"\n[run]\nsteps = 200000\n[sweep]\nseeds = 2\nstates = \"none\"\n[sweep.over]\n"
      "attention.temperature = [0.5]\n[record]\nevery = 1000\n");
  REQUIRE(heed_command(folder, "sweep s.toml -o whole.h5 -q --threads 2").status == 0);
  const pid_t child = start(folder, {"sweep", "s.toml", "--threads", "2"});
  const auto both_kept = [&] {
    return std::filesystem::exists(folder / "s.h5.runs.0") && std::filesystem::exists(folder / "s.h5.runs.1");
  };
  for (int k = 0; k < 2000 && !both_kept(); ++k) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    if (std::filesystem::exists(folder / "s.h5.runs"))
      ::kill(child, SIGUSR1);  // keeps where they are, goes on
  }
  ::kill(child, SIGKILL);
  CHECK(ending_of(child) == 128 + SIGKILL);
  REQUIRE(both_kept());
  const pid_t next = start(folder, {"sweep", "s.toml", "--threads", "1", "--resume"});
  for (int k = 0; k < 2000 && !contains(contents(folder / "said"), "under way"); ++k)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  ::kill(next, SIGTERM);
  CHECK(ending_of(next) == 75);
  CHECK(contains(contents(folder / "said"), "resuming: 0 of 2 runs are there, 2 under way\n"));
  CHECK((std::filesystem::exists(folder / "s.h5.runs.0") || std::filesystem::exists(folder / "s.h5.runs.1")));
  const Result unasked = heed_command(folder, "sweep s.toml");
  CHECK(unasked.status == 2);
  CHECK(
      contains(unasked.err, " of a sweep that did not end; go on with --resume, or begin anew with --force"));
  const Result last = heed_command(folder, "sweep s.toml --resume");
  CHECK(last.status == 0);
  CHECK(contents(folder / "s.h5") == contents(folder / "whole.h5"));
  CHECK(files(folder) == std::set<std::string>{"a.toml", "s.h5", "s.toml", "said", "whole.h5"});
}

TEST_CASE(
    "a sweep that is asked to stop while it starts, or is gone on with, stops and keeps what is there") {
  const Scratch folder;
  write_sweep(folder);
  // The trial before the first run takes a while, in which the journal is there.
  const std::vector<std::string> large{"--set", "graph.blocks=[1500, 1500]", "--set", "run.steps=3"};
  const auto sweep = [&](const std::string& more) {
    std::vector<std::string> words{"sweep", "s.toml", "--threads", "1"};
    words.insert(words.end(), large.begin(), large.end());
    if (!more.empty()) words.push_back(more);
    return start(folder, words);
  };
  const auto stopped_in_trial = [&](const std::string& more) {
    std::filesystem::remove(folder / "said");
    const pid_t child = sweep(more);
    const int most = more.empty() || !contents("/proc/locks").empty() ? 10000 : 200;  // ms
    for (int k = 0; k < most && !(more.empty() ? std::filesystem::exists(folder / "s.h5.runs")
                                               : is_locked(folder / "s.h5.runs"));
         ++k)
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    ::kill(child, SIGTERM);
    const int ending = ending_of(child);
    INFO(contents(folder / "said"));
    CHECK((ending == 75 || ending == 130));  // 130 where no run had ended
    CHECK(contains(contents(folder / "said"), "heed: stopped after "));
  };
  stopped_in_trial("");
  const pid_t child = sweep("");
  while (!std::filesystem::exists(folder / "s.h5.runs") ||
         std::filesystem::file_size(folder / "s.h5.runs") < 10000)  // a run
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  ::kill(child, SIGTERM);
  CHECK(ending_of(child) == 75);
  stopped_in_trial("--resume");
  CHECK(std::filesystem::exists(folder / "s.h5.runs"));
}

TEST_CASE("runs that failed are tried again by --resume, and only they") {
  const Scratch folder;
  folder.write("a.toml", small);
  folder.write("s.toml",
               "base = \"a.toml\"\n[sweep]\nseeds = 3\nstates = \"all\"\n[sweep.over]\ndynamics.noise = "
               "[0.0, 1e308]\n");
  const Result first = heed_command(folder, "sweep s.toml");
  CHECK(first.status == 3);
  const std::string before = contents(folder / "s.h5");
  const Result again = heed_command(folder, "sweep s.toml --resume");
  CHECK(again.status == 3);
  CHECK(contains(again.err, "resuming: 3 of 6 runs are there\n"));
  CHECK(contains(again.err, "run 3 failed (noise = 1e+308"));
  CHECK(contents(folder / "s.h5") == before);
  CHECK_FALSE(std::filesystem::exists(folder / "s.h5.runs"));
}

TEST_CASE("two sweeps on one output: the second is refused, and the first goes on") {
  const Scratch folder;
  write_sweep(folder);
  const pid_t child = start(folder, {"sweep", "s.toml", "--threads", "1", "--set", "run.steps=3000"});
  while (!std::filesystem::exists(folder / "s.h5.runs"))
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  for (const std::string flags : {"", " --resume", " --force"}) {
    const Result second = heed_command(folder, "sweep s.toml --set run.steps=3000" + flags);
    CHECK(second.status == 2);
    CHECK(
        contains(second.err, "is being written by another run; wait for it, or choose another name with -o"));
  }
  ::kill(child, SIGTERM);
  CHECK(ending_of(child) >= 75);  // 130 where no run had ended
}

TEST_CASE("input files that changed are noticed") {
  const Scratch folder;
  folder.write("ties.txt", "0 1\n1 2\n2 0\n");
  folder.write("a.toml", "heed = 1\n[run]\nsteps = 5\n[graph]\nkind = \"file\"\nfile = \"ties.txt\"\n");
  folder.write("s.toml",
               "base = \"a.toml\"\n[sweep]\nseeds = 2\n[sweep.over]\nattention.temperature = [0.2, 0.5]\n");
  REQUIRE(heed_command(folder, "sweep s.toml").status == 0);
  folder.write("ties.txt", "0 1\n1 2\n0 2\n");
  const Result changed = heed_command(folder, "sweep s.toml --resume");
  CHECK(changed.status == 2);
  CHECK(contains(changed.err,
                 "'s.h5' is of another sweep: its inputs differs: there 'ties.txt: 12 bytes, crc32 "));
}

TEST_CASE("files that only some points of a sweep read are noticed when they change, and never replaced") {
  const Scratch folder;
  folder.write("path.txt", "0 1\n1 2\n");
  folder.write("circle.txt", "0 1\n1 2\n2 0\n");
  const std::string path = "heed = 1\n[run]\nsteps = 5\n[graph]\nkind = \"file\"\nfile = \"path.txt\"\n";
  folder.write("s.toml", path +
                             "[sweep]\nseeds = 2\n[sweep.over]\ngraph.file = [\"path.txt\", \"circle.txt\"]\n"
                             "attention.temperature = [0.2, 0.5]\n");
  folder.write("points.csv", "graph.file,run.steps\npath.txt,3\ncircle.txt,3\n");
  folder.write("t.toml", path + "[sweep]\nseeds = 2\ndesign = \"file\"\ntable = \"points.csv\"\n");
  const std::string circle = contents(folder / "circle.txt");
  const auto refused = [&](const std::string& command) {
    const Result result = heed_command(folder, command + " --force -o circle.txt");
    INFO(command << "\n" << result.err);
    CHECK(result.status == 2);
    CHECK(contains(result.err, "'circle.txt' would replace 'circle.txt', which is read"));
    CHECK(contents(folder / "circle.txt") == circle);
  };
  refused("sweep s.toml");
  refused("sweep t.toml");
  REQUIRE(heed_command(folder, "sweep s.toml").status == 0);
  refused("report s.h5");
  refused("export s.h5 --format csv");
  folder.write("circle.txt", "0 1\n1 2\n0 2\n");
  const Result changed = heed_command(folder, "sweep s.toml --resume");
  CHECK(changed.status == 2);
  CHECK(contains(changed.err,
                 "'s.h5' is of another sweep: its inputs differs: there 'circle.txt: 12 bytes, crc32 "));
}

TEST_CASE("a network that changes under way stops the sweep, and none of its runs are mixed") {
  const Scratch folder;
  std::string ties;
  for (int agent = 0; agent < 200; ++agent)
    for (int other = 1; other <= 20; ++other)
      ties += std::to_string(agent) + ' ' + std::to_string((agent + other) % 200) + '\n';
  folder.write("ties.txt", ties);
  folder.write(
      "s.toml",
      "heed = 1\n[run]\nsteps = 150\n[graph]\nkind = \"file\"\nfile = \"ties.txt\"\n[dynamics]\nnoise = "
      "0.01\n[sweep]\nseeds = 50\n[sweep.over]\nattention.temperature = [0.2, 0.5, 2.0]\n");
  REQUIRE(heed_command(folder, "sweep s.toml -q -o whole.h5").status == 0);
  const pid_t child = start(folder, {"sweep", "s.toml", "-q", "--threads", "1"});
  wait_for_runs(folder, child);
  folder.write("ties.txt", "0 1\n1 2\n");
  CHECK(ending_of(child) == 1);
  CHECK(contains(contents(folder / "said"), "'ties.txt' has changed while it was in use"));
  CHECK_FALSE(std::filesystem::exists(folder / "s.h5"));
  CHECK(contains(heed_command(folder, "sweep s.toml -q --resume").err,
                 "is of another sweep: its inputs differs"));
  folder.write("ties.txt", ties);
  CHECK(heed_command(folder, "sweep s.toml -q --resume").status == 0);
  CHECK((contents(folder / "s.h5") == contents(folder / "whole.h5")));
}

TEST_CASE(
    "a run that read another network is not kept on its way; one written again as it was does not matter") {
  const Scratch folder;
  folder.write("ties.txt", "0 1\n1 2\n2 0\n");
  folder.write("s.toml",
               "heed = 1\n[run]\nsteps = 100000000\ntolerance = 0\ncheckpoint = \"never\"\n[graph]\nkind = "
               "\"file\"\nfile = "
               "\"ties.txt\"\n[record]\nevery = 1000000\n[sweep]\nseeds = "
               "1\n[sweep.over]\nattention.temperature = [0.2]\n");
  const auto stopped = [&](const std::string& change, const std::string& file) {
    return shell(folder, wait_for + "heed sweep s.toml -o " + file + ".h5 -q --force & pid=$!; wait_for " +
                             file + ".h5.part.new; sleep 0.3; " + change + "; kill -TERM $pid; wait $pid");
  };
  const Result same = stopped("cp ties.txt copy.txt; mv copy.txt ties.txt", "same");
  INFO(same.err);
  CHECK(std::filesystem::exists(folder / "same.h5.runs.0"));
  const Result other = stopped("echo 0 1 > ties.txt", "other");
  INFO(other.err);
  CHECK(other.status == 1);
  CHECK(contains(other.err, "'ties.txt' has changed while it was in use"));
  CHECK_FALSE(std::filesystem::exists(folder / "other.h5.runs.0"));
}

TEST_CASE("a sweep does not take away what a stopped run had recorded") {
  const Scratch folder;
  write_sweep(folder);
  const Result stopped =
      shell(folder, wait_for +
                        "heed run a.toml -o x.h5 --set run.steps=100000000 --set run.tolerance=0 & pid=$!; "
                        "wait_for x.h5.part.new; kill -TERM $pid; wait $pid");
  REQUIRE(stopped.status == 75);
  const std::string recorded = contents(folder / "x.h5.part");
  const Result refused = heed_command(folder, "sweep s.toml -o x.h5");
  CHECK(refused.status == 2);
  CHECK(contains(refused.err, "'x.h5.checkpoint' is there from a run that was stopped"));
  CHECK((contents(folder / "x.h5.part") == recorded));
  CHECK(heed_command(folder, "sweep s.toml -o x.h5 --force -q").status == 0);
  CHECK_FALSE(std::filesystem::exists(folder / "x.h5.checkpoint"));
  CHECK(heed_command(folder, "sweep s.toml -o x.h5 --resume").status == 0);
}

TEST_CASE("files that are not heed's stay, whatever their names, and so does what a scenario reads") {
  const Scratch folder;
  folder.write("a.toml", small + "[sweep.over]\nattention.temperature = [0.2, 0.3]\n");
  for (const char* name : {"exp.runs.1", "exp.runs.7.new", "other.checkpoint.new"})
    folder.write(name, "1 2\n2 3\n");
  for (const std::string force : {"", " --force"}) {
    const Result result = heed_command(folder, "sweep a.toml -o exp" + force);
    CHECK(result.status == 2);
    CHECK(contains(result.err,
                   "is in the way, and heed did not write it; move it away, or choose another name"));
  }
  folder.write("one.toml", small);
  CHECK(heed_command(folder, "run one.toml -o other").status == 2);
  folder.write("net.toml",
               "heed = 1\n[graph]\nkind = \"file\"\nfile = "
               "\"exp.runs.1\"\n[sweep.over]\nattention.temperature = [0.2, 0.3]\n");
  folder.write("net2.toml", "heed = 1\n[graph]\nkind = \"file\"\nfile = \"other.checkpoint.new\"\n");
  for (const std::string line : {"sweep net.toml -o exp --force", "run net2.toml -o other --force"}) {
    const Result result = heed_command(folder, line);
    INFO(line << "\n" << result.err);
    CHECK(result.status == 2);
    CHECK(contains(result.err, ", which is read; choose another name with -o"));
  }
  CHECK(files(folder) == std::set<std::string>{"a.toml", "exp.runs.1", "exp.runs.7.new", "net.toml",
                                               "net2.toml", "one.toml", "other.checkpoint.new"});
}

TEST_CASE("an output that is a device, or a refusal after --force, takes nothing away") {
  const Scratch folder;
  folder.write("a.toml", small + "[sweep]\nseeds = 40\n[sweep.over]\nattention.temperature = [0.2, 0.3]\n");
  const Result device = heed_command(folder, "sweep a.toml --force -o /dev/full");
  CHECK(device.status == 2);
  CHECK(contains(device.err, "cannot write '/dev/full': it is no file, but a device"));
  const std::string slow = "sweep a.toml --threads 1 --set run.tolerance=0 --set run.steps=20000 -q -o x.h5 ";
  REQUIRE(shell(folder, wait_for + "heed " + slow +
                            "& pid=$!; wait_for x.h5.runs; sleep 0.5; kill -TERM $pid; wait $pid")
              .status == 75);
  const std::string journal = contents(folder / "x.h5.runs");
  const Result refused = heed_command(folder, slow + "--force --set graph.blocks='[1000000000,1000000000]'");
  INFO(refused.err);
  CHECK(refused.status == 2);
  CHECK(contains(refused.err, " of memory or more, and "));
  CHECK((contents(folder / "x.h5.runs") == journal));
}

TEST_CASE("states of two precisions do not go into one file") {
  const Scratch folder;
  write_sweep(folder);
  const std::string over = " --set sweep.over.run.precision='[\"float32\", \"float64\"]'";
  const Result refused = heed_command(folder, "sweep s.toml -q" + over);
  CHECK(refused.status == 2);
  CHECK(contains(refused.err, "'run.precision' cannot vary in a sweep that keeps states"));
  CHECK(heed_command(folder, "sweep s.toml -q --set sweep.states=none" + over).status == 0);
}

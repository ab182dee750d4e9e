// Sweeps in shards by the built command: planned, made by the tasks of an array, gathered.
#include "heed/io/trajectory.hpp"

#include "command.hpp"

using namespace heed;
using namespace heed::tests;

namespace {

/// Three points, four seeds.
void write_sweep(const Scratch& folder) {
  folder.write("a.toml", small);
  folder.write(
      "s.toml",
      "base = \"a.toml\"\n[sweep]\nseeds = 4\n[sweep.over]\nattention.temperature = [0.2, 0.5, 2.0]\n");
}

}  // namespace

TEST_CASE("shards are made, said and gathered to the bytes of the sweep in one piece") {
  const Scratch folder;
  write_sweep(folder);
  REQUIRE(heed_command(folder, "sweep s.toml -o whole.h5").status == 0);
  const Result first = heed_command(folder, "sweep s.toml --shard 1/3");
  CHECK(first.status == 0);
  CHECK(contains(first.out,
                 "  runs             4 of 12 (grid: 3 points x 4 seeds)\n"
                 "  shard            1 of 3\n"));
  CHECK(contains(first.out,
                 "  written          s.1-of-3.h5\n"
                 "  next             heed gather s.toml -o s.h5, when all 3 are there\n"));
  const TrajectoryReader shard(folder / "s.1-of-3.h5");
  int there = 0;
  for (const double status : shard.numbers("status")) there += status != 3;  // 3: not run
  CHECK(there == 4);
  const Result look = heed_command(folder, "analyze s.1-of-3.h5");
  INFO(look.out << look.err);
  CHECK(look.status == 0);
  const Result early = heed_command(folder, "gather s.toml");
  CHECK(early.status == 2);
  CHECK(early.err ==
        "heed: error: cannot gather:\n  shard 2 of 3 is missing: 's.2-of-3.h5'\n"
        "  shard 3 of 3 is missing: 's.3-of-3.h5'\n");
  REQUIRE(heed_command(folder, "sweep s.toml --shard 2/3").status == 0);
  REQUIRE(heed_command(folder, "sweep s.toml --shard 3/3").status == 0);
  const Result gathered = heed_command(folder, "gather s.toml");
  INFO(gathered.err);
  CHECK(gathered.status == 0);
  CHECK(gathered.out ==
        "12 runs of 3 shards\n  written          s.h5\n  next             heed analyze s.h5\n");
  CHECK(contents(folder / "s.h5") == contents(folder / "whole.h5"));
  REQUIRE(heed_command(folder, "gather s.3-of-3.h5 s.1-of-3.h5 s.2-of-3.h5 --force").status == 0);
  CHECK(contents(folder / "s.h5") == contents(folder / "whole.h5"));
  CHECK(heed_command(folder, "gather s.toml").status == 2);  // s.h5 exists
  for (const std::string itself :
       {"s.1-of-3.h5 s.2-of-3.h5 s.3-of-3.h5 -o s.2-of-3.h5", "s.toml -o s.toml", "s.toml -o a.toml"}) {
    const Result refused = heed_command(folder, "gather --force " + itself);
    CHECK(refused.status == 2);
    CHECK(contains(refused.err, "which is read; choose another name with -o"));
  }
  CHECK(heed_command(folder, "gather s.toml --force").status == 0);
}

TEST_CASE("a shard that is not finished is named, not gathered with holes") {
  const Scratch folder;
  write_sweep(folder);
  shell(folder, wait_for +
                    "heed sweep s.toml --shard 2/2 --set run.steps=100000000 --set run.tolerance=0 --set "
                    "record.every=100000 --threads 1 & "
                    "pid=$!; wait_for s.2-of-2.h5.part.new; kill -TERM $pid; wait $pid");
  REQUIRE(std::filesystem::exists(folder / "s.2-of-2.h5.part"));
  const Result refused = heed_command(folder, "gather s.2-of-2.h5.part -o all.h5");
  INFO(refused.err);
  CHECK(refused.status == 2);
  CHECK(contains(refused.err,
                 "'s.2-of-2.h5.part' is not finished: 0 of its 6 runs ended; go on with --shard "
                 "2/2 --resume"));
  CHECK_FALSE(std::filesystem::exists(folder / "all.h5"));
}

TEST_CASE("more shards than runs: the empty ones are there, and say so") {
  const Scratch folder;
  write_sweep(folder);
  REQUIRE(heed_command(folder, "sweep s.toml -o whole.h5").status == 0);
  REQUIRE(shell(folder, "for i in $(seq 16); do heed sweep s.toml --shard $i/16 || exit 1; done").status ==
          0);
  int empty = 0;
  for (int i = 1; i <= 16; ++i) {
    const Result look = heed_command(folder, "analyze s." + std::to_string(i) + "-of-16.h5");
    if (look.status == 0) continue;
    ++empty;
    CHECK(look.status == 2);
    CHECK(contains(look.err, "-of-16.h5' is a shard with no runs"));
  }
  CHECK(empty == 4);  // 12 runs
  REQUIRE(heed_command(folder, "gather s.toml").status == 0);
  CHECK(contents(folder / "s.h5") == contents(folder / "whole.h5"));
}

TEST_CASE("runs that failed in a shard stay flagged, and --resume on it tries them again") {
  const Scratch folder;
  folder.write("a.toml", small);
  folder.write("s.toml",
               "base = \"a.toml\"\n[sweep]\nseeds = 2\n[sweep.over]\ndynamics.noise = [0.0, 1e308]\n");
  REQUIRE(heed_command(folder, "sweep s.toml -o whole.h5").status == 3);
  CHECK(heed_command(folder, "sweep s.toml --shard 1/2").status == 3);
  CHECK(heed_command(folder, "sweep s.toml --shard 2/2").status == 3);
  const Result again = heed_command(folder, "sweep s.toml --shard 2/2 --resume");
  CHECK(again.status == 3);
  CHECK(contains(again.err, "resuming: 1 of 2 runs are there\n"));
  const Result gathered = heed_command(folder, "gather s.toml");
  CHECK(gathered.status == 3);
  CHECK(contains(gathered.err, "run 2 failed, in shard "));
  CHECK(contains(gathered.err, "try them again with: heed sweep … --shard I/2 --resume"));
  CHECK(contents(folder / "s.h5") == contents(folder / "whole.h5"));
}

TEST_CASE("a plan counts runs, shards, time, memory and disk, and writes a script") {
  const Scratch folder;
  write_sweep(folder);
  const Result plan = heed_command(folder, "plan s.toml --shards 5");
  INFO(plan.out << plan.err);
  CHECK(plan.status == 0);
  CHECK(contains(plan.out, "  runs             12 (grid: 3 points x 4 seeds)\n"));
  CHECK(contains(plan.out, " on one thread, from "));
  CHECK(contains(plan.out, "  shards           5, of 2 or 3 runs each; at most "));
  CHECK(contains(plan.out, "  memory           "));
  CHECK(contains(plan.out, "  disk             "));
  CHECK(contains(plan.err, "heed plan s.toml --shards 5 --script > sweep.sh; sbatch sweep.sh\n"));
  const Result script =
      heed_command(folder, "plan s.toml --shards 5 --threads 2 --script --set run.steps=30");
  CHECK(contains(script.out, "#SBATCH --array=1-5\n#SBATCH --cpus-per-task=2\n"));
  CHECK(contains(script.out,
                 "exec heed sweep s.toml --set run.steps=30 --shard \"$SLURM_ARRAY_TASK_ID/5\" --resume\n"));
  CHECK(contains(script.out, "#   heed gather s.toml -o s.h5\n"));
  CHECK(contains(heed_command(folder, "plan s.toml --seed 7 --threads 2").err,
                 "heed plan s.toml --set run.seed=7 --shards 1 --threads 2 --script > sweep.sh"));
  CHECK(contains(heed_command(folder, "plan s.toml --json --script").err, "two forms of one result"));
  CHECK(contains(heed_command(folder, "plan a.toml").err, "a.toml has no [sweep]"));
  folder.write("a b.toml", small);
  CHECK(contains(heed_command(folder, "plan 'a b.toml'").err, "run it with: heed run 'a b.toml'\n"));
  CHECK(contains(heed_command(folder, "plan s.toml --json").out, "\"runs\": 12,"));
}

TEST_CASE("a script for one shard has nothing to gather") {
  const Scratch folder;
  write_sweep(folder);
  const Result script = heed_command(folder, "plan s.toml --shards 1 --script");
  CHECK(contains(script.out, "#SBATCH --array=1-1\n"));
  CHECK(contains(script.out, "and to try again what failed.\nexec heed sweep s.toml --shard "));
  CHECK(!contains(script.out, "gather"));
}

TEST_CASE("shards of an output without an extension are named as they are") {
  const Scratch folder;
  write_sweep(folder);
  for (const std::string shard : {"1", "3"})
    REQUIRE(heed_command(folder, "sweep s.toml -o noext --shard " + shard + "/3").status == 0);
  const std::string gather = "gather noext.1-of-3 noext.3-of-3";
  CHECK(heed_command(folder, gather).err ==
        "heed: error: cannot gather:\n  shard 2 of 3 is missing: 'noext.2-of-3'\n");
  folder.write("noext.2-of-3.runs", "");
  CHECK(contains(heed_command(folder, gather).err,
                 "shard 2 of 3 is not finished: go on with --shard 2/3 --resume, until 'noext.2-of-3' is"));
}

TEST_CASE("a part of a Slurm array that is submitted again is refused, not taken for another division") {
  const Scratch folder;
  write_sweep(folder);
  for (const std::string part :
       {"ID=5 SLURM_ARRAY_TASK_MIN=5 SLURM_ARRAY_TASK_MAX=5 SLURM_ARRAY_TASK_COUNT=1",
        "ID=5 SLURM_ARRAY_TASK_MIN=3 SLURM_ARRAY_TASK_MAX=5 SLURM_ARRAY_TASK_STEP=2 "
        "SLURM_ARRAY_TASK_COUNT=2"}) {
    const Result result =
        shell(folder, "export SLURM_ARRAY_TASK_" + part + "; heed sweep s.toml --shard auto");
    INFO(part << result.out << result.err);
    CHECK(result.status == 2);
    CHECK(contains(result.err, "for a part of an array of N say --shard $SLURM_ARRAY_TASK_ID/N"));
  }
  CHECK(files(folder) == std::set<std::string>{"a.toml", "s.toml"});
}

TEST_CASE("shards that there cannot be are refused") {
  const Scratch folder;
  write_sweep(folder);
  const Result none = heed_command(folder, "sweep s.toml --shard 4/3");
  CHECK(none.status == 2);
  CHECK(contains(none.err, "--shard is '4/3' but must be i/n with i from 1 to n"));
  const Result many = heed_command(folder, "sweep s.toml --shard 1/18446744073709551615");
  CHECK(many.status == 2);
  CHECK(contains(many.err, "but there can be at most 1000000 shards"));
  const Result alone = shell(folder, "unset SLURM_ARRAY_TASK_ID; heed sweep s.toml --shard auto");
  CHECK(alone.status == 2);
  CHECK(
      contains(alone.err, "--shard auto is for tasks of a Slurm array, but SLURM_ARRAY_TASK_ID is not set"));
  CHECK(contains(heed_command(folder, "gather s.toml").err, "there is no shard of 's.h5'"));
  REQUIRE(heed_command(folder, "sweep s.toml --shard 1/2").status == 0);
  CHECK(heed_command(folder, "gather s.toml -o all.h5").err ==
        "heed: error: there is no shard of 'all.h5', but there is 's.1-of-2.h5'; list the shards, or leave "
        "out -o\n");
  CHECK(contains(heed_command(folder, "gather a.toml s.toml").err, "heed: error: "));
}

TEST_CASE("tasks with the variables of a Slurm array are shards") {
  const Scratch folder;
  write_sweep(folder);
  REQUIRE(heed_command(folder, "sweep s.toml -o whole.h5").status == 0);
  REQUIRE(
      shell(
          folder,
          "export SLURM_ARRAY_TASK_COUNT=3 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_MAX=3 "
          "SLURM_ARRAY_TASK_STEP=1 SLURM_CPUS_PER_TASK=2\n"
          "for i in 1 2 3; do SLURM_ARRAY_TASK_ID=$i heed sweep s.toml --shard auto --resume || exit 1; done")
          .status == 0);
  REQUIRE(heed_command(folder, "gather s.toml").status == 0);
  CHECK(contents(folder / "s.h5") == contents(folder / "whole.h5"));
}

TEST_CASE("a Slurm array makes the shards, and submitted again finds nothing to do") {
  const Scratch folder;
  write_sweep(folder);
  REQUIRE(heed_command(folder, "sweep s.toml -o whole.h5").status == 0);
  folder.write("script", "set -e\nPATH=$(dirname '" HEED_COMMAND
                         "'):$PATH\nheed plan s.toml --shards 3 --script > sweep.sh\n"
                         "sed 's/--shard .* --resume/--shard auto --resume/' sweep.sh > auto.sh\n"
                         "submit() { sbatch --parsable -o $1-%a.txt $2; while squeue -h | grep -q .; "
                         "do sleep 0.2; done; }\n"
                         "submit first sweep.sh\nheed gather s.toml\nsubmit second auto.sh\n");
  const Result result = shell(folder, "sh '" HEED_SOURCE_DIR "/tests/end_to_end/slurm.sh' \"$PWD\" script");
  INFO(result.out << result.err);
  if (result.status == 77) {
    WARN("skipped: " << result.out);
    return;
  }
  CHECK(result.status == 0);
  for (const std::string task : {"1", "2", "3"}) {
    CHECK(contains(contents(folder / ("first-" + task + ".txt")), "shard            " + task + " of 3\n"));
    CHECK(contents(folder / ("second-" + task + ".txt")) ==
          "heed: s." + task + "-of-3.h5 has all its runs; there is nothing to do\n");
  }
  CHECK(contents(folder / "s.h5") == contents(folder / "whole.h5"));
}

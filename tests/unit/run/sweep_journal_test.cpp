// Sweeps gone on with, and the journal they go on from.
#include "heed/run/sweep_journal.hpp"

#include "heed/core/parallel.hpp"
#include "heed/io/packed.hpp"
#include "heed/io/record_log.hpp"

#include <map>

#include "catch.hpp"
#include "sweeping.hpp"

using namespace heed;
using namespace heed::tests;
using test_files::bytes_of;
using test_files::Folder;
namespace fs = std::filesystem;

TEST_CASE("a sweep stopped again and again ends with the same bytes, on 1 and on 2 threads") {
  const Folder folder;
  for (const auto& [design, over] : designs(folder)) {
    const std::string file = (folder / (design + ".toml")).string();
    std::ofstream(file) << small_sweep << "states = \"last\"\ndesign = \"" + design + "\"\n" << over;
    use_threads(1);
    const SweepOutcome once = sweep(file, folder / (design + ".h5"));
    for (const int threads : {1, 2}) {
      INFO(design << " on " << threads << " threads");
      use_threads(threads);
      const fs::path output = folder / (design + std::to_string(threads) + ".h5");
      SweepOutcome outcome = sweep(file, output, {.stop_after = 1});
      CHECK(outcome.interrupted);
      std::size_t times = 1;
      for (; outcome.interrupted && times < 20; ++times) {
        CHECK(fs::exists(output.string() + ".part"));
        const std::size_t before = outcome.ended();
        outcome = sweep(file, output, {.old = OldRuns::resume, .stop_after = 2});
        CHECK(outcome.ended() > before);
      }
      CHECK(times > 2);
      CHECK(outcome.converged == once.converged);
      CHECK(outcome.horizon == once.horizon);
      CHECK(outcome.warned == once.warned);
      CHECK(bytes_of(output) == bytes_of(folder / (design + ".h5")));
      CHECK_FALSE(fs::exists(output.string() + ".runs"));
    }
  }
  use_threads(0);
}

TEST_CASE("the journal of another sweep is refused, and one that holds runs is not dropped unasked") {
  use_threads(1);
  const Folder folder;
  const std::string file = (folder / "a.toml").string();
  const std::string over = "[sweep.over]\ndynamics.rate = [0.5, 1.0]\n";
  std::ofstream(file) << small_sweep << over;
  const fs::path output = folder / "a.h5";
  const std::string journal = output.string() + ".runs";
  REQUIRE(sweep(file, output, {.stop_after = 1}).interrupted);
  REQUIRE(fs::exists(journal));
  const auto refusal = [&](OldRuns old, const Shard& shard = {}) -> std::string {
    try {
      sweep(file, output, {.shard = shard, .old = old});
      return "";
    } catch (const Error& e) {
      return e.what();
    }
  };
  CHECK(refusal(OldRuns::refuse) == "'" + journal +
                                        "' holds 1 run of a sweep that did not end; go on with "
                                        "--resume, or begin anew with --force");
  CHECK(refusal(OldRuns::resume, {1, 2}) ==
        "'" + journal +
            "' is of another sweep: its shard differs: there '1 of 1', here '1 of 2'; choose another "
            "name with -o, or begin anew with --force and without --resume");
  std::ofstream(file) << small_sweep << "states = \"last\"\n" << over;
  CHECK(refusal(OldRuns::resume) ==
        "'" + journal +
            "' is of another sweep: its scenario differs: there '[sweep.over]', here 'states = "
            "\"last\"'; choose another name with -o, or begin anew with --force and without --resume");
  CHECK(fs::exists(journal));
  CHECK(refusal(OldRuns::drop).empty());
  CHECK_FALSE(fs::exists(journal));
  use_threads(0);
}

TEST_CASE("a journal that was not replayed yet is left as it is") {
  use_threads(1);
  const Folder folder;
  const std::string file = (folder / "a.toml").string();
  std::ofstream(file) << small_sweep << "[sweep.over]\ndynamics.rate = [0.5, 1.0]\n";
  sweep(file, folder / "whole.h5");
  const fs::path output = folder / "a.h5";
  REQUIRE(sweep(file, output, {.stop_after = 2}).interrupted);
  const std::string journal = output.string() + ".runs", before = bytes_of(journal);
  const scenarios::Loaded loaded = scenarios::load(file, {});
  {
    const SweepJournal opened(output, identity_of("heed test", loaded.file.text(), "", {}), OldRuns::resume);
  }
  REQUIRE(fs::exists(journal));
  CHECK(bytes_of(journal) == before);
  CHECK_FALSE(sweep(file, output, {.old = OldRuns::resume}).interrupted);
  CHECK(bytes_of(output) == bytes_of(folder / "whole.h5"));
  use_threads(0);
}

TEST_CASE("runs under way take the same room however often they are kept, and are not dropped unasked") {
  const Folder folder;
  const fs::path output = folder / "a.h5", journal = folder / "a.h5.runs", kept = folder / "a.h5.runs.3";
  const SweepIdentity identity = identity_of("heed test", "a text", "", {});
  std::uintmax_t size = 0;
  {
    SweepJournal opened(output, identity, OldRuns::refuse);
    for (const char state : {'a', 'b', 'c'}) {
      opened.put_under_way(3, std::string(1000, state));
      if (size == 0) size = fs::file_size(journal) + fs::file_size(kept);
      CHECK(fs::file_size(journal) + fs::file_size(kept) == size);
    }
    CHECK_FALSE(opened.empty());
  }
  CHECK_THROWS_WITH(SweepJournal(output, identity, OldRuns::refuse),
                    "'" + journal.string() +
                        "' holds 1 run of a sweep that did not end; go on with --resume, or begin anew with "
                        "--force");
  CHECK(SweepJournal(output, identity, OldRuns::resume).under_way() ==
        std::map<std::size_t, std::string>{{3, std::string(1000, 'c')}});
  const std::string whole = bytes_of(kept);
  std::ofstream(kept, std::ios::binary) << whole.substr(0, 500);
  CHECK(SweepJournal(output, identity, OldRuns::resume).under_way().empty());
  std::ofstream(kept, std::ios::binary) << whole;
  { const SweepJournal anew(output, identity, OldRuns::drop); }
  CHECK_FALSE(fs::exists(journal));
  CHECK_FALSE(fs::exists(kept));
}

TEST_CASE("a journal is not believed to hold a shape that no result has") {
  use_threads(1);
  const Folder folder;
  const std::string file = (folder / "a.toml").string();
  std::ofstream(file) << small_sweep << "[sweep.over]\ndynamics.rate = [0.5, 1.0]\n";
  sweep(file, folder / "whole.h5");
  const fs::path output = folder / "a.h5", journal = folder / "a.h5.runs";
  REQUIRE(sweep(file, output, {.stop_after = 1}).interrupted);
  const std::string magic = bytes_of(journal).substr(0, 8);
  std::vector<std::string> records;
  {
    RecordLog log(journal, magic);
    for (std::string record; log.next(record);) records.push_back(record);
  }
  REQUIRE(records.size() == 3);
  /// The journal with another shape: `big` places on an axis beside time, which may have labels.
  const auto change = [&](const Axis& time, std::size_t big, bool with_result) {
    Packer shape, result;
    shape.number(1);
    shape.number(2);
    shape.axis(time);
    shape.axis({.name = "big", .length = big, .labels = {}, .attributes = {}});
    shape.number(1);
    shape.variable({"v", Type::float64, {"time", "big"}, {}});
    result.number(2);
    result.number(0);
    result.number(0);
    result.real(1);
    result.text("");
    result.reals({1}, Type::float64);
    RecordLog log(journal, magic);
    log.clear();
    log.append(records[0]);
    log.append(shape.bytes());
    if (with_result) log.append(result.bytes());
  };
  const auto refusal = [&]() -> std::string {
    try {
      sweep(file, output, {.old = OldRuns::resume});
    } catch (const Error& e) {
      return e.what();
    }
    return "";
  };
  const std::string begin = "'" + journal.string() + "' is damaged: ", end = "; begin anew with --force";
  const Axis three{.name = "time", .labels = std::vector<double>{0, 1, 2}, .attributes = {}},
      bare{.name = "time", .length = 1, .labels = {}, .attributes = {}};
  change(three, std::size_t{1} << 40, true);
  CHECK(refusal() == begin + "'v' has 1 values, but its axes have 3298534883328 places" + end);
  change(three, 0xAAAAAAAAAAAAAAAB, true);  // 3 times this is 1, but for what overflows
  CHECK(refusal() == begin + "'v' has more values than can be counted" + end);
  change(bare, 1, true);
  CHECK(refusal() == begin + "the labels of 'time' should be of type float64" + end);
  change(three, std::size_t{1} << 40, false);  // no run has borne it out
  CHECK(refusal().empty());
  CHECK(bytes_of(output) == bytes_of(folder / "whole.h5"));
  use_threads(0);
}

// Which runs a shard makes, and how it is named.
#include "heed/run/shard.hpp"

#include "heed/core/error.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <set>
#include <string>
#include <vector>

#include "catch.hpp"

using namespace heed;

namespace {

/// Variables of a Slurm array as long as this lives.
class Array {
 public:
  explicit Array(const std::vector<std::pair<const char*, const char*>>& values) {
    for (const char* name : names) ::unsetenv(name);
    for (const auto& [name, value] : values) ::setenv(name, value, 1);
  }
  ~Array() {
    for (const char* name : names) ::unsetenv(name);
  }
  Array(const Array&) = delete;
  Array& operator=(const Array&) = delete;

 private:
  static constexpr const char* names[] = {"SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_COUNT",
                                          "SLURM_ARRAY_TASK_MIN", "SLURM_ARRAY_TASK_MAX",
                                          "SLURM_ARRAY_TASK_STEP"};
};

std::string refused() {
  try {
    const Shard shard = slurm_shard();
    return "taken as " + shard.words();
  } catch (const Error& e) {
    return e.what();
  }
}

}  // namespace

TEST_CASE("every run is in one shard, and shards differ by at most one run") {
  for (const std::size_t runs : {0, 1, 5, 12, 260, 1001})
    for (const std::size_t count : {1, 2, 3, 4, 7, 12, 16, 64}) {
      std::vector<int> made(runs, 0);
      std::set<std::size_t> sizes;
      for (std::size_t index = 1; index <= count; ++index) {
        const std::vector<std::size_t> mine = Shard{index, count}.runs(runs);
        sizes.insert(mine.size());
        for (const std::size_t run : mine) ++made[run];
      }
      INFO(runs << " runs in " << count << " shards");
      CHECK(made == std::vector<int>(runs, 1));
      CHECK(*sizes.rbegin() - *sizes.begin() <= 1);
    }
}

TEST_CASE("no shard is given the same value of a parameter again and again") {
  // A parameter whose value comes back every `period` runs: of the 64 runs of a shard as many have it as by
  // chance, the fair share and less than five standard deviations (Poisson) more.
  for (const std::size_t count : {2, 3, 4, 8, 15, 16, 32})
    for (std::size_t period = 2; period <= 40; ++period) {
      std::size_t worst = 0;
      for (std::size_t index = 1; index <= count; ++index) {
        std::vector<std::size_t> times(period, 0);
        for (const std::size_t run : Shard{index, count}.runs(64 * count)) ++times[run % period];
        worst = std::max(worst, *std::max_element(times.begin(), times.end()));
      }
      INFO(count << " shards, period " << period);
      const double fair = 64.0 / static_cast<double>(period);
      CHECK(static_cast<double>(worst) <= fair + 5 * std::sqrt(fair) + 1);
    }
}

TEST_CASE("a shard is written i/n, and is named in its file's name") {
  CHECK(parse_shard("3/16") == Shard{3, 16});
  CHECK(parse_shard("1/1").whole());
  CHECK(shard_in_words(Shard{3, 16}.words()) == Shard{3, 16});
  CHECK(shard_path("out/sweep.h5", {3, 16}) == "out/sweep.3-of-16.h5");
  CHECK(shard_path("sweep.h5", {}) == "sweep.h5");
  CHECK(shard_path("a.b/sweep", {1, 2}) == "a.b/sweep.1-of-2");
  for (const char* bad :
       {"0/4", "5/4", "3", "3/", "/4", "a/4", "3/4x", "-1/4", "3 / 4", "1/99999999999999999999"})
    CHECK_THROWS_WITH(parse_shard(bad),
                      "--shard is '" + std::string(bad) +
                          "' but must be i/n with i from 1 to n, such as 3/16, or auto in a Slurm array");
  CHECK_THROWS_AS(shard_in_words("17 of 16"), Error);
}

TEST_CASE("a task of a Slurm array is a shard") {
  {
    const Array array({{"SLURM_ARRAY_TASK_ID", "3"},
                       {"SLURM_ARRAY_TASK_COUNT", "16"},
                       {"SLURM_ARRAY_TASK_MIN", "1"},
                       {"SLURM_ARRAY_TASK_MAX", "16"},
                       {"SLURM_ARRAY_TASK_STEP", "1"}});
    CHECK(slurm_shard() == Shard{3, 16});
  }
  {
    const Array array(
        {{"SLURM_ARRAY_TASK_ID", "0"}, {"SLURM_ARRAY_TASK_COUNT", "4"}, {"SLURM_ARRAY_TASK_MIN", "0"}});
    CHECK(slurm_shard() == Shard{1, 4});
  }
  {
    const Array array({{"SLURM_ARRAY_TASK_ID", "14"},
                       {"SLURM_ARRAY_TASK_COUNT", "3"},
                       {"SLURM_ARRAY_TASK_MIN", "10"},
                       {"SLURM_ARRAY_TASK_MAX", "14"},
                       {"SLURM_ARRAY_TASK_STEP", "2"}});
    CHECK(slurm_shard() == Shard{3, 3});
  }
}

TEST_CASE("what is no plain array is refused, with the next move") {
  {
    const Array array({});
    CHECK(refused() ==
          "--shard auto is for tasks of a Slurm array, but SLURM_ARRAY_TASK_ID is not set; elsewhere say "
          "which: "
          "--shard 1/16");
  }
  {
    const Array array({{"SLURM_ARRAY_TASK_ID", "7"},
                       {"SLURM_ARRAY_TASK_COUNT", "3"},
                       {"SLURM_ARRAY_TASK_MIN", "1"},
                       {"SLURM_ARRAY_TASK_MAX", "7"},
                       {"SLURM_ARRAY_TASK_STEP", "1"}});
    CHECK(refused() ==
          "--shard auto: task 7 of 3 from 1 to 7 is not of a plain array such as --array=1-16; say which "
          "shard: "
          "--shard $SLURM_ARRAY_TASK_ID/16");
  }
  {
    // --array=1,2,7: the task 2 looks like shard 2 of 3, but the last gives it away.
    const Array array({{"SLURM_ARRAY_TASK_ID", "2"},
                       {"SLURM_ARRAY_TASK_COUNT", "3"},
                       {"SLURM_ARRAY_TASK_MIN", "1"},
                       {"SLURM_ARRAY_TASK_MAX", "7"},
                       {"SLURM_ARRAY_TASK_STEP", "1"}});
    CHECK(refused().find("is not of a plain array") != std::string::npos);
  }
  {
    const Array array(
        {{"SLURM_ARRAY_TASK_ID", "two"}, {"SLURM_ARRAY_TASK_COUNT", "3"}, {"SLURM_ARRAY_TASK_MIN", "1"}});
    CHECK(refused() ==
          "--shard auto: SLURM_ARRAY_TASK_ID is 'two' but must be a whole number; say which shard: --shard "
          "1/16");
  }
}

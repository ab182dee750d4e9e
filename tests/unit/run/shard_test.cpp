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

/// What Slurm says of a task: its id, how many there are, the first, the last, and the step between two.
struct Task {
  const char *id, *count, *first, *last, *step;
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

TEST_CASE("the path of a shard says that of the whole") {
  for (const std::string whole : {"sweep.h5", "sweep", "out/sweep.h5", "out.1-of-2.d/sweep", "./a.b.h5"})
    CHECK(whole_path(shard_path(whole, {3, 16})) == whole);
  for (const std::string other :
       {"sweep.h5", "out.3-of-16.h5/sweep", "3-of-16.h5", "sweep.3-of-16.h5.part", ""})
    CHECK_FALSE(whole_path(other));
}

TEST_CASE("more shards than a million are refused, where a shard is said and where it is read") {
  CHECK(parse_shard("1/1000000") == Shard{1, 1000000});
  for (const std::string count : {"1000001", "18446744073709551615"}) {
    CHECK_THROWS_WITH(parse_shard("1/" + count),
                      "--shard is '1/" + count + "' but there can be at most 1000000 shards");
    CHECK_THROWS_WITH(shard_in_words("1 of " + count), "its attribute 'shard' is '1 of " + count +
                                                           "' but there can be at most 1000000 shards");
  }
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
}

TEST_CASE("what is no whole array is refused, with the next move") {
  {
    const Array array({});
    CHECK(refused() ==
          "--shard auto is for tasks of a Slurm array, but SLURM_ARRAY_TASK_ID is not set; elsewhere say "
          "which: "
          "--shard 1/16");
  }
  // Of --array=1,2,7 the last gives it away; the others are parts of an array, submitted again.
  for (const auto& [id, count, first, last, step] :
       {Task{"7", "3", "1", "7", "1"}, Task{"2", "3", "1", "7", "1"}, Task{"5", "1", "5", "5", "1"},
        Task{"5", "2", "3", "5", "2"}, Task{"6", "4", "5", "8", "1"}, Task{"1", "2", "1", "3", "2"}}) {
    const Array array({{"SLURM_ARRAY_TASK_ID", id},
                       {"SLURM_ARRAY_TASK_COUNT", count},
                       {"SLURM_ARRAY_TASK_MIN", first},
                       {"SLURM_ARRAY_TASK_MAX", last},
                       {"SLURM_ARRAY_TASK_STEP", step}});
    const std::string by = step == std::string("1") ? "" : std::string(" by ") + step;
    CHECK(refused() == std::string("--shard auto: task ") + id + " of " + count + " from " + first + " to " +
                           last + by +
                           " is not of a whole array such as --array=1-16, so which shard it is does not "
                           "follow; for a part of an array of N say --shard $SLURM_ARRAY_TASK_ID/N");
  }
  {
    const Array array(
        {{"SLURM_ARRAY_TASK_ID", "two"}, {"SLURM_ARRAY_TASK_COUNT", "3"}, {"SLURM_ARRAY_TASK_MIN", "1"}});
    CHECK(refused() ==
          "--shard auto: SLURM_ARRAY_TASK_ID is 'two' but must be a whole number; say which shard: --shard "
          "1/16");
  }
}

// Parallel loops and sums: every piece once, the same bits on any number of threads, errors passed on.
#include "heed/core/parallel.hpp"

#include "heed/core/error.hpp"
#include "heed/core/random.hpp"

#include <atomic>
#include <cmath>
#include <limits>

#include "catch.hpp"

using namespace heed;

TEST_CASE("every index is visited once, on any number of threads") {
  for (const int count : {1, 2, 5}) {
    use_threads(count);
    std::vector<std::atomic<int>> visits(10001);
    for_each_index(
        visits.size(), [&](std::size_t i) { ++visits[i]; }, 7);
    for (const auto& v : visits) REQUIRE(v == 1);
  }
  use_threads(0);
}

TEST_CASE("a sum has the same bits on any number of threads") {
  std::vector<double> values;
  Stream stream(1, Purpose::test);
  for (int i = 0; i < 100000; ++i) values.push_back(std::exp(20 * stream.normal()));
  const auto total = [&] { return sum(values.size(), [&](std::size_t i) { return values[i]; }); };
  use_threads(1);
  const double one = total();
  use_threads(5);
  CHECK(total() == one);
  use_threads(0);
}

TEST_CASE("the largest is found, and NaN is passed on from anywhere") {
  std::vector<double> values(5000, 1.0);
  const auto most = [&] { return largest(values.size(), [&](std::size_t i) { return values[i]; }); };
  values[4321] = 7;
  CHECK(most() == 7);
  for (const std::size_t place : {std::size_t{0}, std::size_t{100}, std::size_t{4999}}) {
    const double kept = values[place];
    values[place] = std::numeric_limits<double>::quiet_NaN();
    CHECK(std::isnan(most()));
    values[place] = kept;
  }
}

TEST_CASE("an error in a loop reaches the caller") {
  CHECK_THROWS_AS(for_each_index(5000,
                                 [](std::size_t i) {
                                   if (i == 3000) throw Error(ErrorKind::data, "x");
                                 }),
                  Error);
}

TEST_CASE("jobs may hold loops; more jobs than threads run one to a thread") {
  use_threads(3);
  std::vector<double> out(20);
  for_jobs(out.size(), [&](std::size_t j) {
    out[j] = sum(5000, [j](std::size_t i) { return static_cast<double>(i * j); });
  });
  for (std::size_t j = 0; j < out.size(); ++j) CHECK(out[j] == static_cast<double>(j) * 4999.0 * 5000 / 2);
  use_threads(0);
}

// Random streams: known answers, independence of streams, and the laws they claim.
#include "heed/core/random.hpp"

#include <cmath>
#include <numeric>
#include <set>
#include <vector>

#include "catch.hpp"

using namespace heed;

TEST_CASE("streams are Philox4x32-10: the known answer for key 0 and counter 0") {
  // Random123's kat_vectors: philox4x32 10, all zero -> 6627e8d5 e169c58d bc57ac4c 9b00dbd8.
  Stream stream(0, Purpose::graph);
  CHECK(stream() == 0x6627e8d5u);
  CHECK(stream() == 0xe169c58du);
  CHECK(stream() == 0xbc57ac4cu);
  CHECK(stream() == 0x9b00dbd8u);
}

TEST_CASE("a stream is a function of seed, purpose, agent and step, and each of them matters") {
  const auto first = [](std::uint64_t seed, Purpose purpose, std::uint64_t agent, std::uint64_t step) {
    return Stream(seed, purpose, agent, step).bits64();
  };
  CHECK(first(1, Purpose::noise, 2, 3) == first(1, Purpose::noise, 2, 3));
  std::set<std::uint64_t> all;
  std::size_t made = 0;
  for (std::uint64_t seed : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{1} << 40, largest_seed})
    for (Purpose purpose : {Purpose::graph, Purpose::noise, Purpose::test})
      for (std::uint64_t agent : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{1} << 40})
        for (std::uint64_t step : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{1} << 40}) {
          all.insert(first(seed, purpose, agent, step));
          ++made;
        }
  CHECK(all.size() == made);
}

TEST_CASE("uniform, normal and whole numbers have their moments") {
  Stream stream(7, Purpose::test);
  const int n = 200000;
  double u = 0, u2 = 0, z = 0, z2 = 0, z4 = 0;
  std::vector<int> die(6);
  for (int i = 0; i < n; ++i) {
    const double a = stream.uniform(), b = stream.normal();
    REQUIRE(a >= 0);
    REQUIRE(a < 1);
    u += a, u2 += a * a, z += b, z2 += b * b, z4 += b * b * b * b;
    ++die[stream.below(6)];
  }
  // Bands of five standard errors.
  CHECK_THAT(u / n, WithinAbs(0.5, 5 * std::sqrt(1.0 / 12 / n)));
  CHECK_THAT(u2 / n, WithinAbs(1.0 / 3, 5 * std::sqrt(4.0 / 45 / n)));
  CHECK_THAT(z / n, WithinAbs(0, 5 / std::sqrt(n)));
  CHECK_THAT(z2 / n, WithinAbs(1, 5 * std::sqrt(2.0 / n)));
  CHECK_THAT(z4 / n, WithinAbs(3, 5 * std::sqrt(96.0 / n)));
  for (const int count : die) CHECK_THAT(count, WithinAbs(n / 6.0, 5 * std::sqrt(n * 5.0 / 36)));
}

TEST_CASE("a shuffle is a permutation, and each item is equally likely in each place") {
  std::vector<int> first(5);
  for (std::uint64_t trial = 0; trial < 20000; ++trial) {
    std::vector<int> items(5);
    std::iota(items.begin(), items.end(), 0);
    Stream stream(trial, Purpose::test);
    shuffle(items, stream);
    REQUIRE(std::accumulate(items.begin(), items.end(), 0) == 10);
    ++first[static_cast<std::size_t>(items[0])];
  }
  for (const int count : first) CHECK_THAT(count, WithinAbs(4000, 5 * std::sqrt(20000 * 0.16)));
}

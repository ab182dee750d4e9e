// Matchings of largest weight: against all matchings there are, and against the dual program. D-1.
#include "heed/graph/matching.hpp"

#include "heed/core/error.hpp"
#include "heed/core/random.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "catch.hpp"

using namespace heed;

namespace {

using Weights = Matrix<std::int64_t>;

/// Kinds of weights: spread out, mostly small, many that are equal, many below 0.
Weights drawn(std::int64_t n, int kind, std::uint64_t seed) {
  Stream stream(seed, Purpose::test, static_cast<std::uint64_t>(kind), static_cast<std::uint64_t>(n));
  Weights out = Weights::Zero(n, n);
  for (Eigen::Index i = 0; i < n; ++i)
    for (Eigen::Index j = 0; j < i; ++j) {
      const double u = stream.uniform();
      const double w = kind == 0   ? u * 0x1p40
                       : kind == 1 ? std::pow(u, 5) * 0x1p40
                       : kind == 2 ? std::floor(4 * u)
                                   : std::floor(10 * u) - 5;
      out(i, j) = out(j, i) = static_cast<std::int64_t>(w);
    }
  return out;
}

/// The largest weight of any matching of the vertices in `free`, by trying each partner of the first of them.
std::int64_t best_of_all(const Weights& weight, unsigned free, std::vector<std::int64_t>& known) {
  if (free == 0) return 0;
  if (known[free] >= 0) return known[free];
  int i = 0;
  while (!(free >> i & 1)) ++i;
  const unsigned rest = free & ~(1u << i);
  std::int64_t out = best_of_all(weight, rest, known);
  for (int j = i + 1; j < weight.rows(); ++j)
    if (rest >> j & 1) out = std::max(out, weight(i, j) + best_of_all(weight, rest & ~(1u << j), known));
  return known[free] = out;
}

std::int64_t weight_of(const Matching& matching, const Weights& weight) {
  std::int64_t out = 0;
  for (std::size_t i = 0; i < matching.mate.size(); ++i) {
    const Agent j = matching.mate[i];
    if (j < 0) continue;
    REQUIRE(matching.mate[static_cast<std::size_t>(j)] == static_cast<Agent>(i));
    if (j > static_cast<Agent>(i)) out += weight(static_cast<Eigen::Index>(i), j);
  }
  return out;
}

}  // namespace

TEST_CASE("no matching of up to twelve vertices is heavier", "[D-1]") {
  for (int trial = 0; trial < 500; ++trial)
    for (const int kind : {0, 1, 2, 3}) {
      const int n = 1 + trial % 12;
      const Weights weight = drawn(n, kind, static_cast<std::uint64_t>(trial));
      const Matching matching = maximum_weight_matching(weight);
      std::vector<std::int64_t> known(std::size_t{1} << n, -1);
      const std::int64_t best = best_of_all(weight, (1u << n) - 1, known);
      INFO(n << " vertices, weights of kind " << kind << ", trial " << trial);
      REQUIRE(matching.weight == best);
      REQUIRE(weight_of(matching, weight) == best);
    }
}

TEST_CASE("matchings of up to 200 vertices come with a proof that none is heavier", "[D-1]") {
  for (const std::int64_t n : {13, 40, 94, 151, 200})
    for (const int kind : {0, 1, 2, 3}) {
      INFO(n << " vertices, weights of kind " << kind);
      const Weights weight = drawn(n, kind, 1);
      const Matching matching = maximum_weight_matching(weight);
      const MatchingProof& proof = matching.proof;
      // Twice the dual objective, and for each pair the sum of all values that cover it.
      std::int64_t bound = 0;
      Weights cover(n, n);
      REQUIRE(proof.vertex.size() == static_cast<std::size_t>(n));
      for (Eigen::Index i = 0; i < n; ++i) {
        REQUIRE(proof.vertex[static_cast<std::size_t>(i)] >= 0);
        bound += proof.vertex[static_cast<std::size_t>(i)];
        for (Eigen::Index j = 0; j < n; ++j)
          cover(i, j) = proof.vertex[static_cast<std::size_t>(i)] + proof.vertex[static_cast<std::size_t>(j)];
      }
      for (const auto& [members, value] : proof.sets) {
        REQUIRE(value >= 0);
        REQUIRE(members.size() % 2 == 1);
        REQUIRE(std::set<Agent>(members.begin(), members.end()).size() == members.size());
        bound += value * static_cast<std::int64_t>(members.size() / 2);
        for (const Agent i : members)
          for (const Agent j : members) cover(i, j) += value;
      }
      for (Eigen::Index i = 0; i < n; ++i)
        for (Eigen::Index j = 0; j < i; ++j) REQUIRE(cover(i, j) >= 2 * weight(i, j));
      CHECK(bound == 2 * matching.weight);
      CHECK(weight_of(matching, weight) == matching.weight);
    }
}

TEST_CASE("with weights above 0 all of an even number are paired, and all but one of an odd one") {
  for (const int n : {2, 9, 30, 31}) {
    const Weights weight = drawn(n, 0, 3).array() + 1;
    const Matching matching = maximum_weight_matching(weight);
    CHECK(std::count(matching.mate.begin(), matching.mate.end(), -1) == n % 2);
  }
}

TEST_CASE("relabelling vertices relabels the matching") {
  const int n = 24;
  const Weights weight = drawn(n, 0, 7);
  std::vector<int> place(n);
  for (int i = 0; i < n; ++i) place[static_cast<std::size_t>(i)] = (7 * i + 3) % n;
  Weights other(n, n);
  for (int i = 0; i < n; ++i)
    for (int j = 0; j < n; ++j)
      other(place[static_cast<std::size_t>(i)], place[static_cast<std::size_t>(j)]) = weight(i, j);
  const Matching a = maximum_weight_matching(weight), b = maximum_weight_matching(other);
  for (std::size_t i = 0; i < n; ++i) {
    const Agent mate = a.mate[i];
    CHECK(b.mate[static_cast<std::size_t>(place[i])] ==
          (mate < 0 ? -1 : place[static_cast<std::size_t>(mate)]));
  }
}

TEST_CASE("real weights become whole ones, and what is no weight no pair") {
  Matrix<double> weight = Matrix<double>::Constant(3, 3, std::numeric_limits<double>::quiet_NaN());
  weight(0, 1) = weight(1, 0) = 0.5;
  weight(0, 2) = weight(2, 0) = 0.125;
  weight(1, 1) = 100;
  const Weights whole = whole_weights(weight);
  CHECK(whole(0, 1) == std::int64_t{1} << 40);
  CHECK(whole(2, 0) == std::int64_t{1} << 38);
  CHECK(whole(1, 2) == 0);
  CHECK(whole(1, 1) == 0);
  CHECK(maximum_weight_matching(whole).mate == std::vector<Agent>{1, 0, -1});
  CHECK(maximum_weight_matching(Weights()).mate.empty());
  CHECK_THROWS_WITH(maximum_weight_matching(Weights::Zero(2, 3)),
                    "matching: the weights are 2 x 3 but must be square");
}

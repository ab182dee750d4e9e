#include "heed/graphs/lfr.hpp"

#include <cmath>
#include <numeric>

#include "catch.hpp"
#include "unit/graphs/checks.hpp"

using heed::graphs::Lfr;

static_assert(heed::NetworkSource<Lfr>);

namespace {

/// The exponent t for which the mean of ln k under k^-t on low … high is that of the values (maximum
/// likelihood, by bisection), with its standard error.
struct Exponent {
  double value, error;
};
Exponent exponent(const std::vector<std::int64_t>& values, std::int64_t low, std::int64_t high) {
  double logs = 0, count = 0;
  for (const std::int64_t v : values)
    if (v >= low && v <= high) {
      logs += std::log(static_cast<double>(v));
      ++count;
    }
  double from = -5, to = 10, variance = 0;
  while (to - from > 1e-9) {
    const double t = (from + to) / 2;
    double sum = 0, mean = 0, squares = 0;
    for (std::int64_t k = low; k <= high; ++k) {
      const double log_k = std::log(static_cast<double>(k)), weight = std::exp(-t * log_k);
      sum += weight;
      mean += weight * log_k;
      squares += weight * log_k * log_k;
    }
    variance = squares / sum - mean / sum * (mean / sum);
    (mean / sum > logs / count ? from : to) = t;
  }
  return {from, 1 / std::sqrt(variance * count)};
}

std::vector<std::int64_t> sizes(const heed::Network& network) {
  std::vector<std::int64_t> out(network.community_names.size());
  for (const std::int32_t c : network.community) ++out[static_cast<std::size_t>(c)];
  return out;
}

double mixing(const heed::Network& network) {
  const auto out = checks::hears_in(network, false);
  return std::accumulate(out.begin(), out.end(), 0.0) / static_cast<double>(network.graph.edges());
}

}  // namespace

TEST_CASE("the benchmark of communities has the asked mixing and mean degree") {
  const double mu = GENERATE(0.0, 0.1, 0.3, 0.6, 1.0);
  INFO("mixing " << mu);
  const heed::Network made = Lfr{.agents = 20000, .mixing = mu}.make(1);
  CHECK(checks::simple(made.graph));
  CHECK(checks::mutual(made.graph));
  // Rounding at random: 200000 ties give a standard error of .001; odd ends and ties left out a shift below
  // .001. The band is 0.004.
  CHECK_THAT(mixing(made), WithinAbs(mu, 0.004));
  // Degrees of 10 to 50 with sd 10 over 20000 agents: standard error .07; the band is four.
  CHECK_THAT(static_cast<double>(made.graph.edges()) / 20000, WithinAbs(20, 0.28));
}

TEST_CASE("each agent of the benchmark of communities is mixed, not only their mean") {
  const heed::Network made = Lfr{.agents = 5000, .mixing = 0.3}.make(1);
  const auto inside = checks::hears_in(made, true), degree = checks::degrees(made.graph);
  double off = 0;
  for (std::size_t i = 0; i < degree.size(); ++i)
    off += std::abs(static_cast<double>(inside[i]) - 0.7 * static_cast<double>(degree[i])) > 1;
  // Only an odd end per community or a tie left out takes an agent further than rounding does.
  CHECK(off / 5000 < 0.02);
}

TEST_CASE("degrees and sizes of the benchmark of communities are power laws") {
  const double degrees = GENERATE(2.0, 3.0), communities = GENERATE(1.0, 2.0);
  const Lfr source{.agents = 50000,
                   .mean_degree = 15,
                   .max_degree = 60,
                   .degree_exponent = degrees,
                   .mixing = 0.2,
                   .min_community = 20,
                   .max_community = 200,
                   .community_exponent = communities};
  const heed::Network made = source.make(5);
  // Above the lowest degree, whose share meets the mean; four standard errors, and .02 for ties left out.
  const Exponent of_degrees = exponent(checks::degrees(made.graph), 15, 60);
  CHECK_THAT(of_degrees.value, WithinAbs(degrees, 4 * of_degrees.error + 0.02));
  const Exponent of_sizes = exponent(sizes(made), 20, 200);
  CHECK_THAT(of_sizes.value, WithinAbs(communities, 4 * of_sizes.error + 0.02));
}

TEST_CASE("the benchmark of communities keeps to its limits") {
  const std::uint64_t seed = GENERATE(range(std::uint64_t{0}, std::uint64_t{10}));
  const Lfr source{.agents = 1000};
  const heed::Network made = source.make(seed);
  REQUIRE(made.community.size() == 1000);
  const auto found = sizes(made);
  CHECK(std::is_sorted(found.begin(), found.end(), std::greater<>()));
  CHECK(found.front() <= source.max_community);
  CHECK(found.back() >= source.min_community);
  CHECK(made.community_names.front() == "0");
  const auto degrees = checks::degrees(made.graph);
  CHECK(*std::max_element(degrees.begin(), degrees.end()) <= source.max_degree);
}

TEST_CASE("communities of the benchmark with almost no room keep nearly all ties") {
  // Inner degrees up to 45 in communities of 10 to 50: at most 2 % of ties may be left out.
  const Lfr source{.agents = 5000, .min_community = 10, .max_community = 50};
  const double mean = static_cast<double>(source.make(1).graph.edges()) / 5000;
  CHECK(mean > 0.98 * 20 - 4 * 10 / std::sqrt(5000));
}

TEST_CASE("the benchmark of communities follows its seed") { CHECK(checks::follows_its_seed(Lfr{})); }

TEST_CASE("the benchmark of communities refuses what cannot be") {
  using checks::refusal;
  CHECK(refusal(Lfr{.agents = 50}) == "lfr: 'max_degree' is 50; it should be below 'agents', 50");
  CHECK(refusal(Lfr{.mean_degree = 60}) == "lfr: 'mean_degree' is 60; it should be at most 'max_degree', 50");
  CHECK(refusal(Lfr{.mean_degree = 2}) ==
        "lfr: 'mean_degree' is 2; degrees of 1 to 'max_degree', 50, have mean 2.77 or more; try "
        "a larger one");
  CHECK(refusal(Lfr{.max_community = 40}) ==
        "lfr: 'max_community' is 40; it should be above (1 - mixing) * max_degree, 45");
  CHECK(refusal(Lfr{.min_community = 101}) ==
        "lfr: 'min_community' is 101; it should be at most 'max_community', 100");
  CHECK(refusal(Lfr{.agents = 100, .min_community = 100}) ==
        "lfr: 'mixing' is 0.1, but a single community leaves no one outside");
  CHECK(refusal(Lfr{.agents = 1050, .min_community = 100, .max_community = 100}) ==
        "lfr: communities of 'min_community' 100 to 'max_community' 100 do not hold 1050 agents of these "
        "degrees; try larger communities, lower degrees or more mixing");
}

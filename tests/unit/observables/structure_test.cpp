#include "heed/observables/assortativity.hpp"
#include "heed/observables/ei_index.hpp"
#include "heed/observables/modularity.hpp"

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include "catch.hpp"
#include "karate.hpp"
#include "unit/observables/scene.hpp"

using namespace heed;
using namespace heed::observables;

namespace {

const Partition by_community{.of = Partition::Of::community};

/// A network whose agents have nothing to say.
Scene silent(Network network) {
  Scene out = scene(std::vector<double>(static_cast<std::size_t>(network.agents())));
  out.network = std::move(network);
  return out;
}

/// The folder of real data, or empty.
std::string data_folder() {
  if (const char* folder = std::getenv("HEED_DATA")) return folder;
#ifdef HEED_TEST_DATA
  return HEED_TEST_DATA;
#else
  return {};
#endif
}

/// Lines of two numbers.
std::vector<Tie> pairs(const std::string& file) {
  std::ifstream in(data_folder() + "/networks/" + file);
  std::vector<Tie> out;
  for (Agent a = 0, b = 0; in >> a >> b;) out.push_back({a, b});
  return out;
}

}  // namespace

TEST_CASE("the factions of the karate club have their known modularity, assortativity and E-I index") {
  // 67 of 78 ties inside; degrees add up to 81 and 75 of 156.
  const Scene club = silent(karate());
  CHECK_THAT(value(club, Modularity{by_community}), WithinAbs(1453.0 / 4056, 1e-12));
  CHECK_THAT(value(club, Assortativity{by_community}), WithinAbs(1453.0 / 2025, 1e-12));
  CHECK_THAT(value(club, EiIndex{by_community}), WithinAbs(-56.0 / 78, 1e-12));
  // As published, to six digits.
  CHECK_THAT(value(club, Modularity{by_community}), WithinAbs(0.358235, 5e-7));
  CHECK_THAT(value(club, Assortativity{by_community}), WithinAbs(0.717531, 5e-7));
  CHECK_THAT(value(club, EiIndex{by_community}), WithinAbs(-0.717949, 5e-7));
}

TEST_CASE("opinions on two sides are a partition as communities are") {
  Scene club = silent(karate());
  for (Eigen::Index i = 0; i < 34; ++i)
    club.opinion(i, 0) = club.network.community[static_cast<std::size_t>(i)] == 0 ? -0.5 : 0.25;
  CHECK(value<Modularity>(club) == value(club, Modularity{by_community}));
  CHECK(value<Assortativity>(club) == value(club, Assortativity{by_community}));
  CHECK(value<EiIndex>(club) == value(club, EiIndex{by_community}));
}

TEST_CASE("two groups without a tie between them are wholly assortative, and the reverse") {
  Scene agents = scene({-1, -1, 1, 1}, Graph(4, both_ways({{0, 1}, {2, 3}})));
  CHECK(value<Modularity>(agents) == 0.5);
  CHECK(value<Assortativity>(agents) == 1);
  CHECK(value<EiIndex>(agents) == -1);
  agents.network.graph = Graph(4, both_ways({{0, 2}, {1, 3}}));
  CHECK(value<Modularity>(agents) == -0.5);
  CHECK(value<Assortativity>(agents) == -1);
  CHECK(value<EiIndex>(agents) == 1);
}

TEST_CASE("directed modularity takes who hears and who is heard apart") {
  // Each of group 0 hears group 1 and no one else is heard: e = [[0, 1], [0, 0]], a = (1, 0), b = (0, 1).
  const Scene agents = scene({-1, -1, 1}, Graph(3, {{0, 2}, {1, 2}}));
  CHECK(value<Modularity>(agents) == 0);
  CHECK(value<Assortativity>(agents) == 0);
  CHECK(value<EiIndex>(agents) == 1);
}

TEST_CASE("a single group has modularity 0 and no assortativity") {
  const Scene agents = scene({1, 2, 3}, Graph(3, both_ways({{0, 1, 0.1}, {1, 2, 0.3}, {0, 2, 0.7}}), true));
  CHECK(value<Modularity>(agents) == 0);
  CHECK(std::isnan(value<Assortativity>(agents)));
  CHECK(value<EiIndex>(agents) == -1);
}

TEST_CASE("without ties, or without the communities asked for, structure is undefined") {
  const Scene apart = scene({-1, 1});
  CHECK(std::isnan(value<Modularity>(apart)));
  CHECK(std::isnan(value<Assortativity>(apart)));
  CHECK(std::isnan(value<EiIndex>(apart)));
  const Scene pair = scene({-1, 1}, Graph(2, both_ways({{0, 1}})));
  CHECK(std::isnan(value(pair, Modularity{by_community})));
  CHECK(std::isnan(value(pair, Assortativity{by_community})));
  CHECK(std::isnan(value(pair, EiIndex{by_community})));
}

TEST_CASE("the departments of email-Eu-core have their known structure as an undirected simple graph") {
  const auto ties = pairs("email-Eu-core.txt");
  const auto departments = pairs("email-Eu-core-department-labels.txt");
  if (ties.empty() || departments.empty()) {
    WARN("skipped: no data folder");
    return;
  }
  Network mutual;
  mutual.graph = Graph(1005, both_ways(ties));
  mutual.community.resize(1005);
  for (const Tie& t : departments) mutual.community[static_cast<std::size_t>(t.hearer)] = t.heard;
  // Those outside the largest component (986) mail no one but themselves, which does not count.
  const auto largest = largest_component(mutual.graph);
  CHECK(largest.size() == 986);
  for (const Network& network : {mutual, subnetwork(mutual, largest)}) {
    const Scene mail = silent(network);
    CHECK_THAT(value(mail, Modularity{by_community}), WithinAbs(0.288013, 5e-7));
    CHECK_THAT(value(mail, Assortativity{by_community}), WithinAbs(0.302442, 5e-7));
    CHECK_THAT(value(mail, EiIndex{by_community}), WithinAbs(0.328561, 5e-7));
  }
  // As directed, by a count of its own.
  mutual.graph = Graph(1005, ties);
  const Scene mail = silent(mutual);
  CHECK_THAT(value(mail, Modularity{by_community}), WithinAbs(0.29909495576848977, 1e-12));
  CHECK_THAT(value(mail, Assortativity{by_community}), WithinAbs(0.3140730733959005, 1e-12));
  CHECK_THAT(value(mail, EiIndex{by_community}), WithinAbs(0.30643026194392076, 1e-12));
}

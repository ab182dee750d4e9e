#include "heed/observe/observation.hpp"

#include "heed/core/error.hpp"

#include <cmath>
#include <vector>

#include "catch.hpp"

using namespace heed;

namespace {

Network lonely(Agent agents) {
  Network out;
  out.graph = Graph(agents, {});
  return out;
}

std::vector<double> copy(std::span<const double> values) { return {values.begin(), values.end()}; }

}  // namespace

TEST_CASE("an observation gives the opinions on a topic by agent and in increasing order") {
  const Network network = lonely(3);
  Matrix<double> x(3, 2), before = Matrix<double>::Zero(3, 2);
  x << 3, -1, 1, -2, 2, -3;
  const Observation seen(network, x, before, {});
  CHECK(seen.agents() == 3);
  CHECK(seen.topics() == 2);
  CHECK(seen.opinion(2, 1) == -3);
  CHECK(seen.before(2, 1) == 0);
  CHECK(copy(seen.on(0)) == std::vector<double>{3, 1, 2});
  CHECK(copy(seen.on(1)) == std::vector<double>{-1, -2, -3});
  CHECK(copy(seen.sorted(0)) == std::vector<double>{1, 2, 3});
  CHECK(copy(seen.sorted(1)) == std::vector<double>{-3, -2, -1});
  // Asked again, the same place in memory: sorted once.
  CHECK(seen.sorted(1).data() == seen.sorted(1).data());
}

TEST_CASE("an opinion that is not a number sorts last") {
  const Network network = lonely(3);
  Matrix<double> x(3, 1);
  x << undefined, 2, 1;
  const Observation seen(network, x, x, {});
  const auto sorted = seen.sorted(0);
  CHECK(sorted[0] == 1);
  CHECK(sorted[1] == 2);
  CHECK(std::isnan(sorted[2]));
}

TEST_CASE("an observation sums over the rows of attention of whoever runs the model") {
  const Network network = lonely(2);
  const Matrix<double> x = Matrix<double>::Zero(2, 1);
  const Observation seen(network, x, x, [](const auto& term) {
    return term({0, {}, {}}) + term({1, {}, {}});
  });
  CHECK(seen.sum_over_rows([](const AttentionRow& row) { return row.hearer + 10.0; }) == 21);
  const Observation without(network, x, x, {});
  CHECK(std::isnan(without.sum_over_rows([](const AttentionRow&) { return 1.0; })));
}

TEST_CASE("an observation says which shapes do not fit together") {
  Network network = lonely(3);
  const Matrix<double> three(3, 2), two(2, 2);
  const auto message = [&](const Matrix<double>& x, const Matrix<double>& before) -> std::string {
    try {
      Observation(network, x, before, {});
    } catch (const Error& error) {
      CHECK(error.kind() == ErrorKind::data);
      return error.what();
    }
    return "no error";
  };
  CHECK(message(two, two) ==
        "observation: 'opinion' has 2 rows but the network has 3 agents; give one row for each agent");
  CHECK(message(three, two) ==
        "observation: 'before' is (2, 2) but 'opinion' is (3, 2); give both the same shape");
  network.community = {0, 1};
  CHECK(message(three, three) ==
        "observation: the network has 2 communities for 3 agents; give one for each agent, or none at all");
}

#include "analysis/statistics/clusters.hpp"

#include "analysis/statistics/ranks.hpp"
#include "heed/core/random.hpp"

#include <cmath>

#include "catch.hpp"

using namespace heed;
using namespace heed::analysis;

TEST_CASE("equal values share the mean of their places") {
  const std::vector<double> values{3, 1, 3, std::nan(""), 2};
  CHECK(ranks(values) == std::vector<double>{3.5, 1, 3.5, 5, 2});
  CHECK(ranks(std::vector<double>{}).empty());
}

TEST_CASE("rank correlation is that of Spearman, whatever bends the numbers") {
  const std::vector<double> x{1, 2, 3, 4, 5, 6}, cubes{1, 8, 27, 64, 125, 216}, down{6, 5, 4, 3, 2, 1};
  CHECK(rank_correlation(x, cubes, 0).value == Approx(1));
  CHECK(rank_correlation(x, down, 0).value == Approx(-1));
  // 1 - 6 Σ d² / (n (n² - 1)) with d = 1, -1, 1, -1, 0, 0.
  CHECK(rank_correlation(x, std::vector<double>{2, 1, 4, 3, 5, 6}, 0).value == Approx(1 - 6 * 4.0 / 210));
  const Estimate none = rank_correlation(x, std::vector<double>(6, 2.0), 0);
  CHECK(std::isnan(none.value));
  CHECK_FALSE(none.interval);
}

TEST_CASE("pairs that come in clusters make intervals wider") {
  Stream stream(1, Purpose::test);
  std::vector<double> x, y;
  std::vector<std::size_t> of;
  for (std::size_t cluster = 0; cluster < 30; ++cluster) {
    const double a = stream.normal(), b = 0.5 * a + stream.normal();
    for (int k = 0; k < 20; ++k) {
      x.push_back(a + 0.1 * stream.normal());
      y.push_back(b + 0.1 * stream.normal());
      of.push_back(cluster);
    }
  }
  const Estimate clustered = rank_correlation(x, y, of, 30, 1), alone = rank_correlation(x, y, 1);
  CHECK(clustered.value == Approx(alone.value));
  REQUIRE(clustered.interval);
  REQUIRE(alone.interval);
  const auto width = [](const Interval& i) { return i.high - i.low; };
  // 20 copies of each of 30 draws are worth 30: √20 = 4.5 times as wide.
  CHECK(width(*clustered.interval) > 3 * width(*alone.interval));
  CHECK(clustered.interval->low < clustered.value);
  CHECK(clustered.interval->high > clustered.value);
}

TEST_CASE("the interval of a share holds what it should, and is the same each time") {
  Matrix<double> sums(100, 2);
  for (Eigen::Index c = 0; c < 100; ++c) sums.row(c) << (c % 4 == 0 ? 1 : 0), 1;
  const auto share = [](const Eigen::RowVectorXd& s) { return s[0] / s[1]; };
  const Estimate found = of_clusters(sums, share, 3);
  CHECK(found.value == 0.25);
  REQUIRE(found.interval);
  // ± 1.96 √(0.25 · 0.75 / 100) = 0.085.
  CHECK(found.interval->low == Approx(0.165).margin(0.02));
  CHECK(found.interval->high == Approx(0.335).margin(0.02));
  const Estimate again = of_clusters(sums, share, 3);
  CHECK(again.interval->low == found.interval->low);
  CHECK_FALSE(of_clusters(sums.topRows(1), share, 3).interval);
}

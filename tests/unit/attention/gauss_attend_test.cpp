// The fast Gauss transform against all pairs in long double, on the states that try it.
#include "heed/attention/transforms/gauss_attend.hpp"

#include "heed/core/parallel.hpp"
#include "heed/simd/instructions.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "catch.hpp"
#include "unit/attention/made.hpp"

using namespace heed;
using namespace heed::tests;

namespace {

const std::vector<std::string> kinds = {
    "spread",  "two crowds",          "nearly agreed", "lattice",   "half in a crowd",
    "outlier", "one against a crowd", "far from zero", "heavy tail"};

/// Opinions of n agents on K topics, rows side by side.
std::vector<double> state(const std::string& kind, std::size_t n, int topics) {
  std::vector<double> out;
  Stream stream(7, Purpose::test);
  for (std::size_t i = 0; i < n; ++i)
    for (int k = 0; k < topics; ++k) {
      double x = stream.uniform();
      if (kind == "two crowds") x = (i % 2 == 0 ? 0.25 : 0.75) + 1e-4 * stream.normal();
      if (kind == "nearly agreed") x = 0.4 + 1e-9 * x;
      if (kind == "lattice") x = std::floor(10 * x) / 10;
      if (kind == "half in a crowd" && i % 2 == 0) x = 0.3 + 1e-5 * stream.normal();
      if (kind == "outlier") x = 0.4 + (i == n / 3 && k == 0 ? 0.36 : 1e-9 * x);
      if (kind == "one against a crowd") x = i == n / 3 && k == 0 ? 0.76 : 0.4;
      if (kind == "far from zero") x += 1e3;
      if (kind == "heavy tail") x = std::exp(3 * stream.normal());
      out.push_back(x);
    }
  return out;
}

double widest(const std::vector<double>& x, int topics) {
  double out = 0;
  for (int k = 0; k < topics; ++k) {
    double low = x[static_cast<std::size_t>(k)], high = low;
    for (auto e = static_cast<std::size_t>(k); e < x.size(); e += static_cast<std::size_t>(topics)) {
      low = std::min(low, x[e]);
      high = std::max(high, x[e]);
    }
    out = std::max(out, high - low);
  }
  return out;
}

struct Truth {
  std::vector<long double> moved;  ///< Σ_j w_ij (x_j - x_i) / Σ_j w_ij
  double nearest;                  ///< |x_j - x_i|² of the nearest it hears
};

Truth truth(const std::vector<double>& x, int topics, std::size_t i, double tau, Hears hears) {
  const auto size = static_cast<std::size_t>(topics), n = x.size() / size;
  const auto square = [&](std::size_t j) {
    long double out = 0;
    for (std::size_t k = 0; k < size; ++k) {
      const long double away = static_cast<long double>(x[j * size + k]) - x[i * size + k];
      out += away * away;
    }
    return out;
  };
  const auto heard = [&](std::size_t j) { return j != i || hears == Hears::everyone; };
  long double nearest = std::numeric_limits<long double>::infinity(), weights = 0;
  for (std::size_t j = 0; j < n; ++j)
    if (heard(j)) nearest = std::min(nearest, square(j));
  std::vector<long double> out(size);
  for (std::size_t j = 0; j < n; ++j) {
    if (!heard(j)) continue;
    const long double weight = std::exp(-(square(j) - nearest) / tau);
    weights += weight;
    for (std::size_t k = 0; k < size; ++k)
      out[k] += weight * (static_cast<long double>(x[j * size + k]) - x[i * size + k]);
  }
  for (long double& v : out) v /= weights;
  return {out, static_cast<double>(nearest)};
}

/// The largest error over some agents, less what rounding opinions in the last place explains: they are known
/// to 2^-53 of the widest difference, so is every sum of some hundred terms here; and weights at distance r
/// follow by r / tau, times r for what they pull.
double unexplained_error(const std::vector<double>& x, int topics, double tau, Hears hears,
                         const std::vector<double>& moved, double known_to) {
  const auto size = static_cast<std::size_t>(topics), n = x.size() / size;
  const std::size_t looked_at = std::min<std::size_t>(n, 40);
  double out = 0;
  for (std::size_t s = 0; s < looked_at; ++s) {
    const std::size_t i = s == 0 ? n / 3 : s * (n / looked_at);
    const auto [expected, nearest] = truth(x, topics, i, tau, hears);
    const double explained = 100 * 0x1p-53 * known_to * (1 + nearest / tau);
    for (std::size_t k = 0; k < size; ++k)
      out = std::max(out, static_cast<double>(std::abs(expected[k] - moved[i * size + k])) - explained);
  }
  return out;
}

Network strangers(std::size_t n) {
  Network out;
  out.graph = Graph(static_cast<Agent>(n), {});
  return out;
}

Attention likeness(SelfTies self = SelfTies::graph) {
  Attention out;
  out.score = scores::Similarity{.width = 0.7};
  out.masks = {masks::All{}};
  out.self_ties = self;
  return out;
}

template <class Real> Matrix<Real> matrix_of(const std::vector<double>& x, int topics) {
  Matrix<Real> out(static_cast<Eigen::Index>(x.size()) / topics, topics);
  for (std::size_t e = 0; e < x.size(); ++e) out.data()[e] = static_cast<Real>(x[e]);
  return out;
}

template <class Real> Matrix<Real> mean(const Attend<Real>& attend, const Matrix<Real>& x, Real temperature) {
  Matrix<Real> out;
  const std::vector<Real> t{temperature};
  attend.mean(Said<Real>(x), {t}, out);
  return out;
}

}  // namespace

TEST_CASE("the fast Gauss transform errs by no more than it says, on any state at any temperature") {
  const int topics = GENERATE(1, 2, 3);
  const auto hears = GENERATE(Hears::everyone, Hears::others);
  const double accuracy = GENERATE(1e-12, 1e-6);
  const std::size_t n = 3000;
  const auto transform = make_gauss_transform(n, topics, accuracy);
  std::vector<double> moved(n * static_cast<std::size_t>(topics));
  for (const auto& kind : kinds) {
    const std::vector<double> x = state(kind, n, topics);
    const double range = widest(x, topics), size = std::abs(*std::max_element(x.begin(), x.end()));
    for (const double tau : {1e-6, 1e-4, 1e-2, 1.0, 1e4}) {
      REQUIRE(transform->displacements(x.data(), tau, hears, moved.data()));
      INFO(kind << ", " << topics << " topics, tau = " << tau << ", "
                << (hears == Hears::others ? "others" : "everyone") << ", accuracy " << accuracy);
      CHECK(unexplained_error(x, topics, tau, hears, moved, std::max(range, 1e-6 * size)) <=
            accuracy * std::min(std::sqrt(tau), range));
    }
  }
}

TEMPLATE_TEST_CASE("likeness by the fast Gauss transform is likeness by all pairs", "", float, double) {
  const int topics = GENERATE(1, 2, 3);
  const auto self = GENERATE(SelfTies::add, SelfTies::graph);
  const auto x = matrix_of<TestType>(state("spread", 800, topics), topics);
  REQUIRE(GaussAttend<TestType>::suits(likeness(self), topics));
  const auto fast = made<GaussAttend, TestType>(likeness(self), strangers(800), topics);
  const auto rows = make_reference<TestType>(likeness(self), strangers(800));
  for (const double t : {1e-3, 0.1, 100.0}) {
    const auto temperature = static_cast<TestType>(t);
    // The reference rounds logits of up to 3 / 2w²T, here 3000, and opinions of up to 1.
    const double bar = 800 * std::numeric_limits<TestType>::epsilon() * (1 + 1 / t);
    CHECK((mean(fast, x, temperature) - mean(*rows, x, temperature)).cwiseAbs().maxCoeff() <= bar);
  }
}

TEST_CASE("the fast Gauss transform has the same bits on any number of threads, on AVX2 and AVX-512") {
  const int topics = GENERATE(1, 2, 3);
  const auto hears = GENERATE(Hears::everyone, Hears::others);
  const auto before = instructions();
  const std::size_t n = 20'000;
  const auto transform = make_gauss_transform(n, topics, 1e-9);
  for (const auto& kind : {"spread", "half in a crowd"}) {
    const std::vector<double> x = state(kind, n, topics);
    std::vector<double> first, moved(x.size());
    for (const Instructions set : usable_instructions())
      for (const int count : {1, 3}) {
        if (set == Instructions::sse4) continue;  // it rounds products before they are added
        use_instructions(set);
        use_threads(count);
        REQUIRE(transform->displacements(x.data(), 1e-2, hears, moved.data()));
        if (first.empty()) first = moved;
        INFO(kind << ", " << topics << " topics, " << name_of(set) << ", " << count << " threads");
        CHECK(moved == first);
      }
  }
  use_instructions(before);
  use_threads(0);
}

TEST_CASE("agents that agree keep their opinion to the last bit, by likeness") {
  const int topics = GENERATE(1, 2, 3);
  const auto fast = made<GaussAttend, double>(likeness(), strangers(500), topics);
  const Matrix<double> x = Matrix<double>::Constant(500, topics, 0.1);
  CHECK(mean(fast, x, 1e-3) == x);
  CHECK(mean(fast, x, 1e3) == x);
}

TEST_CASE("the fast Gauss transform refuses what is not finite, and the rows take over") {
  auto x = state("spread", 100, 2);
  std::vector<double> moved(x.size(), 7.0);
  const auto transform = make_gauss_transform(100, 2, 1e-12);
  CHECK_FALSE(transform->displacements(x.data(), 0, Hears::everyone, moved.data()));
  CHECK_FALSE(transform->displacements(x.data(), std::numeric_limits<double>::infinity(), Hears::everyone,
                                       moved.data()));
  x[17] = std::numeric_limits<double>::quiet_NaN();
  CHECK_FALSE(transform->displacements(x.data(), 0.1, Hears::everyone, moved.data()));
  CHECK(moved == std::vector<double>(x.size(), 7.0));
  const auto fast = made<GaussAttend, double>(likeness(), strangers(100), 2);
  const auto rows = make_reference<double>(likeness(), strangers(100));
  const auto strange = matrix_of<double>(x, 2);
  const Matrix<double> a = mean(fast, strange, 0.1), b = mean(*rows, strange, 0.1);
  for (Eigen::Index e = 0; e < a.size(); ++e)
    CHECK((a.data()[e] == b.data()[e] || (std::isnan(a.data()[e]) && std::isnan(b.data()[e]))));
}

TEST_CASE(
    "the fast Gauss transform is for the score 'similarity' over everyone, unbiased, on up to three topics") {
  CHECK(GaussAttend<double>::suits(likeness(), 3));
  CHECK_FALSE(GaussAttend<double>::suits(likeness(), 4));
  Attention other = likeness();
  other.score = scores::Dot{};
  CHECK_FALSE(GaussAttend<double>::suits(other, 1));
  other = likeness();
  other.masks.push_back(masks::Bounded{0.3});
  CHECK_FALSE(GaussAttend<double>::suits(other, 1));
  other = likeness();
  other.biases = {biases::Homophily{}};
  CHECK_FALSE(GaussAttend<double>::suits(other, 1));
}

TEST_CASE("many agents alike are heard by a fast transform, few by all pairs, and either can be asked for") {
  const auto algorithm = [](const Attention& attention, std::size_t agents, int topics) {
    return std::string(make_attend<double>(attention, strangers(agents), topics)->algorithm());
  };
  Attention attention = likeness();
  CHECK(algorithm(attention, 100'000, 1) == "fast_gauss");
  CHECK(algorithm(attention, 50, 1) == "dense");
  attention.algorithm = Algorithm::fast;
  CHECK(algorithm(attention, 50, 1) == "fast_gauss");
  CHECK_THROWS_AS(algorithm(attention, 50, 4), Error);
  attention.algorithm = Algorithm::exact;
  CHECK(algorithm(attention, 100'000, 1) == "dense");
  attention.algorithm = Algorithm::reference;
  CHECK(algorithm(attention, 100'000, 1) == "reference");
  attention.algorithm = Algorithm::automatic;
  attention.score = scores::Distance{};
  CHECK(algorithm(attention, 100'000, 1) == "sorted_laplace");
  attention.score = scores::Dot{};
  CHECK(algorithm(attention, 100'000, 1) == "chebyshev_dot");
  attention.score = scores::Cosine{};
  CHECK(algorithm(attention, 100'000, 1) == "dense");
}

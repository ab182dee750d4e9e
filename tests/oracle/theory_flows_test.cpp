// The laws of models in continuous time, against numbers found otherwise: tokens, rings, active agents. A14,
// A19.
#include "heed/graphs/ring.hpp"
#include "heed/theory/radicalisation.hpp"
#include "heed/theory/ring_ripples.hpp"
#include "heed/theory/self_attention.hpp"

#include "asked.hpp"
#include "flows.hpp"
#include "meetings.hpp"
#include <Eigen/Eigenvalues>

using namespace heed;
using namespace heed::tests;

TEST_CASE("tokens: growth rates, the number of first clusters, and the noise that ends order",
          "[theory][A14]") {
  const auto sa = Normalization::softmax, usa = Normalization::none;
  const double rates[] = {.17868, .51412, .68268, .60009, .39611};
  for (int k = 1; k <= 5; ++k) {
    CHECK_THAT(theory::ripple_growth(k, 5, sa), WithinAbs(rates[k - 1], 5e-6));
    CHECK_THAT(theory::ripple_growth(k, 5, usa), WithinRel(k * k * std::cyl_bessel_i(k, 5.0) / 5, 1e-12));
  }
  const double turns[] = {1.0445, 3.1654, 6.2113, 10.2285, 15.2363, 21.2405, 28.243};
  for (int k = 1; k <= 7; ++k) {
    CHECK(theory::fastest_ripple(turns[k - 1] - 1e-3, 0, sa) == k);
    CHECK(theory::fastest_ripple(turns[k - 1] + 1e-3, 0, usa) == k + 1);
  }
  for (const double beta : {0.5, 2.0, 9.0}) {
    CHECK_THAT(theory::token_critical_noise(2, beta, sa),
               WithinRel(theory::ripple_growth(1, beta, sa), 1e-13));
    CHECK_THAT(theory::token_critical_noise(2, beta, usa),
               WithinRel(theory::ripple_growth(1, beta, usa), 1e-13));
    CHECK_THAT(theory::token_critical_noise(3, beta, sa),
               WithinRel((1 / std::tanh(beta) - 1 / beta) / beta, 1e-12));
    // 1 / 2 K_# with K_# = β^{d/2} / (2^{d/2} Γ(d/2) I_{d/2}(β)).
    const double k =
        std::pow(beta, 1.5) / (std::pow(2, 1.5) * std::tgamma(1.5) * std::cyl_bessel_i(1.5, beta));
    CHECK_THAT(theory::token_critical_noise(3, beta, usa), WithinRel(1 / (2 * k), 1e-12));
  }
  for (const auto normalization : {sa, usa})
    CHECK_THAT(theory::token_critical_noise(5, 1e-3, normalization), WithinRel(0.2, 1e-2));
  const double share[] = {.5, .8, .9, .95, .99};
  const double order[][5] = {{.8269, .5886, .4358, .3159, .1443}, {.8521, .6377, .4915, .3668, .1725}};
  for (const int beta : {1, 2})
    for (int k = 0; k < 5; ++k)
      CHECK_THAT(theory::token_order(beta, share[k] * theory::token_critical_noise(2, beta, sa)),
                 WithinAbs(order[beta - 1][k], 6e-5));
}

TEST_CASE("tokens: USA loses order with a jump above β = 2.4469 on the circle and 1.8162 on the sphere",
          "[theory][A15]") {
  const auto jumps = [](int topics, double beta, Normalization normalization) {
    const dynamics::Transformer kind{.normalization = normalization, .project = true};
    Matrix<double> x = Matrix<double>::Ones(4, topics);
    const Prediction p = predicted(setting(model_of(kind, topics, 1 / beta), with_state(x)), "self_attention",
                                   "critical noise");
    return p.remark.find("jump") != std::string::npos;
  };
  CHECK_FALSE(jumps(2, 2.4469, Normalization::none));
  CHECK(jumps(2, 2.4470, Normalization::none));
  CHECK_FALSE(jumps(3, 1.8161, Normalization::none));
  CHECK(jumps(3, 1.8162, Normalization::none));
  CHECK_FALSE(jumps(2, 10, Normalization::softmax));
}

TEST_CASE("a ring of opinions: first clusters and critical noise", "[theory]") {
  CHECK_THAT(theory::ring_growth(5, 1, 0.002, 0), WithinAbs(0.73569579, 1e-8));
  CHECK(theory::fastest_on_ring(1, 0.002, 0) == 5);
  const double pi = std::numbers::pi;
  for (const double t : {0.002, 0.05, 0.3}) {
    double largest = 0;
    for (int m = 1; m < 100; ++m) largest = std::max(largest, t * std::exp(-2 * pi * pi * m * m * t / 4));
    CHECK_THAT(theory::ring_critical_noise(2, t), WithinRel(largest, 1e-14));
    CHECK(theory::ring_growth(1, 2, t, 0.999 * largest) > 0);
    CHECK(theory::ring_growth(1, 2, t, 1.001 * largest) < 0);
  }
  const double best = 4 / (2 * pi * pi);
  CHECK_THAT(theory::ring_critical_noise(2, best), WithinRel(best / std::numbers::e, 1e-14));
  // The two dynamics that can live on a ring say the same.
  const Matrix<double> x = Matrix<double>::Zero(5, 1);
  Model shift = model_of(dynamics::MeanShift{.length = 2}, 1, 0.05);
  Model flow = model_of(dynamics::Continuous{.space = {Space::Shape::ring, 2}}, 1, 0.05);
  flow.attention.score = scores::Similarity{};
  for (const Model& model : {shift, flow}) {
    const Case c = setting(model, with_state(x));
    CHECK_THAT(predicted(c, "ring_ripples", "critical noise").value,
               WithinRel(theory::ring_critical_noise(2, 0.05), 1e-14));
    CHECK_THAT(predicted(c, "ring_ripples", "largest critical noise at any temperature").value,
               WithinRel(best / std::numbers::e, 1e-14));
  }
}

TEST_CASE("active agents: where consensus at 0 ends, from the eigenvalue of the expected contacts",
          "[theory][A19]") {
  std::vector<double> activity;
  for (int i = 0; i < 100000; ++i) activity.push_back(laws::Power{}.quantile((i + 0.5) / 100000));
  const double known[] = {.8159, .3574, .2599};
  for (const int half : {0, 1, 2})
    CHECK_THAT(theory::radicalisation_threshold(activity, 30, half / 2.0), WithinAbs(known[half], 6e-5));
  CHECK_THAT(theory::radicalisation_threshold({0.2, 0.2}, 30, 0.5), WithinRel(1 / (1.5 * 30 * 0.2), 1e-14));
  activity.resize(150);
  for (std::size_t i = 0; i < activity.size(); ++i)
    activity[i] = laws::Power{}.quantile((static_cast<double>(i) + 0.5) / 150);
  const Eigen::VectorXd a = Eigen::Map<const Eigen::VectorXd>(activity.data(), 150);
  const Eigen::VectorXd one = Eigen::VectorXd::Ones(150);
  const Eigen::MatrixXd contacts = 10.0 / 150 * (a * one.transpose() + 0.3 * one * a.transpose());
  const double largest = contacts.eigenvalues().real().maxCoeff();
  CHECK_THAT(theory::radicalisation_threshold(activity, 30, 0.3), WithinRel(1 / (3 * largest), 1e-12));
  // Two topics at 60°: lower by 1 + cos 60°.
  const auto threshold = [](int topics, std::vector<std::vector<double>> overlap) {
    const dynamics::ActivityDriven kind{.homophily = 0, .overlap = std::move(overlap)};
    const Matrix<double> x = Matrix<double>::Zero(50, topics);
    return predicted(setting(model_of(kind, topics, 1), with_state(x)), "radicalisation",
                     "critical controversialness")
        .value;
  };
  CHECK_THAT(threshold(2, {{1, 0.5}, {0.5, 1}}), WithinRel(threshold(1, {}) / 1.5, 1e-12));
}

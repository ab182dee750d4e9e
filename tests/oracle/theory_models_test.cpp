// What `heed theory` predicts of the models that are not plain averaging, held against numbers known
// beforehand and against the same found in another way. A17, A18.
#include "heed/graphs/block_regular.hpp"
#include "heed/graphs/complete.hpp"
#include "heed/graphs/lattice.hpp"
#include "heed/graphs/random_regular.hpp"
#include "heed/graphs/ring.hpp"
#include "heed/graphs/watts_strogatz.hpp"
#include "heed/theory/critical_temperature.hpp"
#include "heed/theory/herding.hpp"
#include "heed/theory/panel_order.hpp"
#include "heed/theory/radicalisation.hpp"
#include "heed/theory/ring_ripples.hpp"
#include "heed/theory/self_attention.hpp"
#include "heed/theory/two_islands.hpp"
#include "heed/theory/voter_consensus.hpp"

#include "asked.hpp"
#include "flows.hpp"
#include "karate.hpp"
#include "meetings.hpp"
#include <Eigen/Eigenvalues>

using namespace heed;
using namespace heed::tests;

namespace {

Model two_opinions(const Choice<dynamics::Catalogue>& kind, bool everyone = true) {
  Model out;
  out.opinions.initial = laws::Values{.values = {-1, 1}, .odds = {}};
  if (everyone) out.attention.masks = {masks::All{}};
  out.dynamics.kind = kind;
  out.dynamics.schedule = out.dynamics.usual_schedule();
  return out;
}

Model ising(double temperature, dynamics::LogitChoice::Of field = dynamics::LogitChoice::Of::sum) {
  Model out = two_opinions(dynamics::LogitChoice{.field = field}, false);
  out.attention.temperature = temperatures::Constant{temperature};
  return out;
}

double critical(const Model& model, const Network& network) {
  return predicted(setting(model, network), "critical_temperature", "critical temperature").value;
}

std::string reason(const Model& model, const Network& network, const std::string& law) {
  return asked(setting(model, network), law).reason;
}

Network crowd(std::int64_t agents) { return graphs::Empty{.agents = agents}.make(1); }

}  // namespace

TEST_CASE("choice by the local field: the known critical temperatures, by graph", "[theory]") {
  const Network complete = graphs::Complete{.agents = 100}.make(1);
  const Network square = graphs::Lattice{.shape = {30, 40}}.make(1);
  const Network random = graphs::RandomRegular{.agents = 1000, .degree = 4}.make(1);
  const auto mean = dynamics::LogitChoice::Of::mean;
  CHECK_THAT(critical(ising(2, mean), complete), WithinRel(1.0, 1e-15));
  CHECK_THAT(critical(ising(2), complete), WithinRel(99.0, 1e-15));
  CHECK_THAT(critical(ising(2), square), WithinAbs(2.269185, 5e-7));
  CHECK_THAT(critical(ising(2, mean), square), WithinAbs(2.269185 / 4, 5e-7));
  CHECK_THAT(critical(ising(2), random), WithinAbs(2.885390, 5e-7));
  CHECK(critical(ising(2), graphs::Ring{.agents = 30, .degree = 2}.make(1)) == 0);
  Model loud = ising(2);  // opinions of ±2 and a coupling of 3: T_c is 12 times as high
  loud.dynamics.kind = dynamics::LogitChoice{.coupling = 3, .values = {-2, 2}};
  loud.opinions.initial = laws::Values{.values = {-2, 2}, .odds = {}};
  CHECK_THAT(critical(loud, square), WithinAbs(12 * 2.269185, 1e-5));
  // None is known of these, though all degrees are equal in the first three.
  for (const Network& other :
       {graphs::Ring{.agents = 100, .degree = 4}.make(1), graphs::Lattice{.shape = {6, 6, 6}}.make(1),
        graphs::Lattice{.shape = {5, 5, 5, 5}}.make(1),
        graphs::WattsStrogatz{.agents = 100, .degree = 4, .rewire = 0.2}.make(1),
        graphs::Lattice{.shape = {20, 20}, .periodic = false}.make(1)})
    CHECK(reason(ising(2), other, "critical_temperature").rfind("no critical temperature is known", 0) == 0);
}

TEST_CASE("choice by the local field: how much order is left below the critical temperature", "[theory]") {
  CHECK_THAT(theory::lattice_magnetization(0.5), WithinAbs(0.9113, 5e-5));
  CHECK(theory::lattice_magnetization(1 / 2.27) == 0);
  const double m = theory::mean_field_magnetization(2);
  CHECK_THAT(std::tanh(2 * m), WithinAbs(m, 1e-14));
  CHECK(m > 0.9);
  CHECK(theory::mean_field_magnetization(1) == 0);
  // On a tree of many branches that bring little each it is the mean field's, up to 1 / z.
  CHECK_THAT(theory::tree_magnetization(100000, 2.0 / 100000), WithinAbs(m, 1e-4));
  CHECK(theory::tree_magnetization(4, 1 / 2.886) == 0);
  CHECK(theory::tree_magnetization(4, 1 / 2.885) > 0);
  // Degree 4 at T = 2, by the sum over what three neighbours say, turn by turn: p is the chance that one says
  // +1 to the next.
  double p = 1;
  for (int turns = 0; turns < 500; ++turns) {
    const auto weight = [&](double own) {
      const double heard = p * std::exp(own / 2) + (1 - p) * std::exp(-own / 2);
      return heard * heard * heard;
    };
    p = weight(1) / (weight(1) + weight(-1));
  }
  const double up = std::pow(p * std::exp(0.5) + (1 - p) * std::exp(-0.5), 4);
  const double down = std::pow(p * std::exp(-0.5) + (1 - p) * std::exp(0.5), 4);
  CHECK_THAT(theory::tree_magnetization(4, 0.5), WithinAbs((up - down) / (up + down), 1e-12));
}

TEST_CASE("voters: chances by degree, and the time of the exact chain", "[theory][A17]") {
  std::vector<double> held(34, 0.0);
  for (const std::size_t i : {0, 32, 33}) held[i] = 1;
  Model model = two_opinions(dynamics::Voter{}, false);
  model.opinions.initial = laws::Column{};
  const Case club = setting(model, with_opinions(karate(), held));
  CHECK_THAT(predicted(club, "voter_consensus", "chance to end at 1").value, WithinAbs(45.0 / 156, 1e-14));
  CHECK_THAT(predicted(club, "voter_consensus", "chance to end at 0").value, WithinAbs(111.0 / 156, 1e-14));
  // k of N hold 1: up or down with k (N - k) / (N (N - 1)) in a meeting, N meetings a step.
  constexpr int n = 400;
  Eigen::MatrixXd chain = Eigen::MatrixXd::Zero(n - 1, n - 1);
  for (int k = 1; k < n; ++k) {
    const double move = static_cast<double>(k) * (n - k) / (n * (n - 1.0));
    chain(k - 1, k - 1) = 2 * move;
    if (k > 1) chain(k - 1, k - 2) = -move;
    if (k < n - 1) chain(k - 1, k) = -move;
  }
  const Eigen::VectorXd meetings = chain.partialPivLu().solve(Eigen::VectorXd::Ones(n - 1));
  for (const double share : {0.5, 0.2}) {
    std::vector<double> x(n, 0);
    std::fill_n(x.begin(), std::lround(share * n), 1);
    model.attention.masks = {masks::All{}};
    const Case all = setting(model, with_opinions(crowd(n), x));
    const double steps = predicted(all, "voter_consensus", "mean steps to agree").value;
    CHECK_THAT(steps, WithinRel(-n * (share * std::log(share) + (1 - share) * std::log(1 - share)), 1e-12));
    CHECK_THAT(steps, WithinRel(meetings(std::lround(share * n) - 1) / n, 0.01));  // ln N / N is left out
    CHECK_THAT(predicted(all, "voter_consensus", "chance to end at 1").value, WithinAbs(share, 1e-12));
  }
}

TEST_CASE("noisy voters: moments of the law of their own rates", "[theory][A17]") {
  const int n = GENERATE(30, 31, 2000);
  for (const double a : {0.5, 1.0, 3.0}) {
    const double p = 2 * a / (n - 1 + 2 * a);
    CHECK_THAT(theory::herding_parameter(n, p), WithinRel(a, 1e-12));
    // Detailed balance of one up, (N - k) / N (p / 2 + (1 - p) k / (N - 1)), and one down.
    const auto up = [&](double k) { return (n - k) * (p / 2 + (1 - p) * k / (n - 1)); };
    std::vector<double> law{1};
    double total = 1, variance = 0, size = 0;
    for (int k = 1; k <= n; ++k) total += law.emplace_back(law.back() * up(k - 1) / up(n - k));
    for (int k = 0; k <= n; ++k) {
      const double off = static_cast<double>(k) / n - 0.5, weight = law[static_cast<std::size_t>(k)] / total;
      variance += weight * off * off;
      size += weight * std::abs(2 * off);
    }
    CHECK_THAT(theory::herding_variance(n, a), WithinRel(variance, 1e-10));
    CHECK_THAT(theory::herding_magnetization(n, a), WithinRel(size, 1e-10));
    CHECK((law[0] > 1.001 * law[static_cast<std::size_t>(n / 2)]) == (a < 1));  // flat at 1
  }
  const Case c = setting(two_opinions(dynamics::NoisyVoter{.independence = 0.01}), crowd(100));
  CHECK_THAT(predicted(c, "herding", "both parameters of the beta-binomial law").value,
             WithinAbs(0.5, 1e-12));
  CHECK_THAT(predicted(c, "herding", "independence below which there are two camps").value,
             WithinAbs(2.0 / 101, 1e-15));
  CHECK_THAT(predicted(c, "herding", "variance of the mean over time").value, WithinAbs(101.0 / 200, 1e-12));
}

TEST_CASE("panels of q: the critical independence, and where a majority goes in the mean field",
          "[theory][A17]") {
  const double known[] = {1.0 / 3, 1.0 / 3, 3.0 / 11, 1.0 / 5, 5.0 / 37};
  for (const int q : {2, 3, 4, 5, 6}) {
    const double p = theory::panel_critical(q);
    CHECK_THAT(p, WithinRel(known[q - 2], 1e-14));
    if (q <= 5)
      CHECK_THAT(theory::panel_largest(q), WithinRel(p, 1e-12));
    else
      CHECK(theory::panel_largest(q) > 1.001 * p);
    const bool jumps = theory::panel_majority(q, 1.0001 * p) > 0.6;
    CHECK(jumps == (q > 5));
  }
  const auto settles = [](int q, double p) {
    double x = 0.999;
    for (int turns = 0; turns < 20000; ++turns)
      x += 0.5 * ((1 - p) * (std::pow(x, q) * (1 - x) - std::pow(1 - x, q) * x) - p * (x - 0.5));
    return x;
  };
  for (const auto& [q, p] : {std::pair{2, 0.2}, std::pair{4, 0.2}, std::pair{8, 0.03}})
    CHECK_THAT(theory::panel_majority(q, p), WithinAbs(settles(q, p), 1e-12));
  CHECK(theory::panel_majority(4, 0.3) == 0.5);
  const Case c = setting(two_opinions(dynamics::QVoter{.q = 4, .independence = 0.2}), crowd(100));
  CHECK_THAT(predicted(c, "panel_order", "critical independence").value, WithinRel(3.0 / 11, 1e-14));
  CHECK_THAT(predicted(c, "panel_order", "magnetization in the long run").value,
             WithinAbs(2 * settles(4, 0.2) - 1, 1e-12));
}

TEST_CASE("two islands of biased assimilation: thresholds, fixed points, and the drift they bear",
          "[theory][A18]") {
  CHECK_THAT(theory::islands_fixed_point(3, 0.45), WithinAbs(0.5, 1e-15));
  CHECK_THAT(theory::islands_fixed_point(3, 0.55), WithinAbs(0.79171, 5e-6));
  CHECK_THAT(theory::islands_fixed_point(3, 0.98), WithinAbs(1, 1e-5));
  CHECK(theory::islands_fixed_point(3, 1) == 1);
  CHECK_THAT(theory::islands_bear_drift(3), WithinAbs(0.62986, 5e-6));
  CHECK(theory::islands_drift(3, 0.4) > 1);  // consensus at 1/2 is for mirror images alone
  CHECK(theory::islands_drift(3, 2) == 0);
  CHECK_THAT(theory::islands_drift(3, 0.98), WithinAbs(0.98, 1e-12));
  const Network islands =
      graphs::BlockRegular{.agents = 80, .blocks = 2, .degree_in = 6, .degree_out = 2}.make(1);
  const auto end = [&](double bias, double low, double high) {
    Model model;
    model.opinions.initial = laws::Camps{.sd = 0, .means = {low, high}};
    model.dynamics.kind = dynamics::BiasedAssimilation{.bias = bias};
    const Case c = setting(model, islands);
    CHECK_THAT(predicted(c, "two_islands", "homophily ratio of the islands").value, WithinAbs(3, 1e-12));
    CHECK_THAT(predicted(c, "two_islands", "bias up to which they agree").value, WithinAbs(0.5, 1e-12));
    return predicted(c, "two_islands", "half the distance of the islands at the end").value;
  };
  CHECK_THAT(end(0.55, 0.25, 0.75), WithinAbs(0.29171, 5e-6));
  CHECK(end(0.55, 0.25, 0.70) == 0);  // no mirror images: they tip over
  CHECK_THAT(end(0.8, 0.25, 0.70), WithinAbs(theory::islands_fixed_point(3, 0.8) - 0.5, 1e-12));
}

TEST_CASE("where an assumption of a model's law fails it says which", "[theory]") {
  const Network all = crowd(20), karate_club = karate();
  Model choice = ising(1);
  CHECK(reason(choice, karate_club, "voter_consensus") == "the dynamics is not 'voter'");
  choice.dynamics.schedule = schedules::Synchronous{};
  CHECK(reason(choice, graphs::Complete{.agents = 5}.make(1), "critical_temperature") ==
        "agents choose all at once, which has another law than Boltzmann's");
  choice = ising(1);
  choice.dynamics.kind = dynamics::LogitChoice{.preference = 0.1};
  CHECK(reason(choice, karate_club, "critical_temperature") ==
        "all share a preference, so there is a majority at any temperature");
  Model voter = two_opinions(dynamics::Voter{});
  voter.dynamics.schedule = schedules::RandomSequential{};
  CHECK(reason(voter, all, "voter_consensus") ==
        "in schedule 'random_sequential' the mean is not kept exactly");
  CHECK(reason(two_opinions(dynamics::NoisyVoter{}, false), karate_club, "herding") ==
        "not everyone hears everyone");
  CHECK(reason(two_opinions(dynamics::QVoter{}, false), karate_club, "panel_order") ==
        "not everyone hears everyone");
  Model evidence;
  evidence.dynamics.kind = dynamics::BiasedAssimilation{};
  evidence.opinions.initial = laws::Uniform{0, 1};
  CHECK(reason(evidence, all, "two_islands") == "there are not two communities");
  const Matrix<double> x = Matrix<double>::Ones(6, 2);
  const auto tokens = [&](Normalization n) {
    return model_of(dynamics::Transformer{.normalization = n, .project = true}, 2, 0.5);
  };
  CHECK(reason(tokens(Normalization::sinkhorn), with_state(x), "self_attention") ==
        "none is known for doubly stochastic weights");
  CHECK(reason(tokens(Normalization::softmax), with_state(x), "ring_ripples") ==
        "opinions do not flow on a ring with weights that sum to 1");
  CHECK(reason(model_of(dynamics::ActivityDriven{}, 2, 1), with_state(x), "radicalisation") ==
        "contacts prefer the like-minded (homophily), so they change with opinions");
}

// What `heed theory` predicts, held against numbers known beforehand and against heed's own runs. A1, A4, A5,
// A6, A7, A13, A23.
#include "heed/graphs/block_regular.hpp"
#include "heed/graphs/complete.hpp"
#include "heed/graphs/empty.hpp"
#include "heed/theory/gaussian_spread.hpp"
#include "heed/theory/two_communities.hpp"

#include "asked.hpp"
#include "karate.hpp"
#include "models.hpp"

using namespace heed;
using namespace heed::tests;

namespace {

Model liking(double temperature) {
  Model model = from_column();
  model.attention.score = scores::Affinity{.within = 1, .between = 0, .table = {}};
  model.attention.temperature = temperatures::Constant{temperature};
  return model;
}

Model likeness(double temperature, double rate = 1, double noise = 0) {
  Model model;
  model.attention.score = scores::Similarity{};
  model.attention.temperature = temperatures::Constant{temperature};
  model.dynamics.kind = dynamics::Attention{.rate = rate, .noise = noise};
  return model;
}

/// -1 in the first community, +1 in the second.
Network camps(Network network) {
  std::vector<double> x;
  for (const std::int32_t c : network.community) x.push_back(c == 0 ? -1 : 1);
  return with_opinions(std::move(network), x);
}

Network two_blocks() {
  return graphs::BlockRegular{.agents = 200, .blocks = 2, .degree_in = 15, .degree_out = 5}.make(2);
}

}  // namespace

TEST_CASE("two communities: the tanh law is the eigenvalue of the weights themselves where degrees are equal",
          "[A5]") {
  CHECK_THAT(theory::two_community_eigenvalue(1, 4, 30, 10), WithinAbs(0.5878, 5e-5));
  CHECK_THAT(theory::two_community_eigenvalue(1, 0.25, 30, 10), WithinAbs(0.9879, 5e-5));
  for (const double t : {1.0, 0.5, 0.33, 0.25}) {  // warmer, and another mode than the gap is the slowest
    const Case c = setting(liking(t), camps(two_blocks()));
    const double law = predicted(c, "two_communities", "eigenvalue of the gap").value;
    CHECK_THAT(law, WithinAbs(std::tanh(0.5 * (1 / t + std::log(3.0))), 1e-14));
    CHECK_THAT(predicted(c, "communities", "decay per step").value, WithinAbs(law, 1e-12));
    CHECK_THAT(predicted(c, "communities", "cross community share").value, WithinAbs((1 - law) / 2, 1e-12));
    CHECK_THAT(predicted(c, "relaxation", "second eigenvalue").value, WithinAbs(law, 1e-10));
  }
}

TEST_CASE("the critical temperature of 100 steps is 0.219, and half the gap is left there", "[A6]") {
  const double critical = theory::two_community_critical_temperature(1, 15, 5, 100);
  CHECK_THAT(critical, WithinAbs(0.21900, 5e-6));
  const Case c = setting(liking(critical), camps(two_blocks()));
  CHECK_THAT(predicted(c, "two_communities", "critical temperature of the horizon").value,
             WithinAbs(critical, 1e-14));
  CHECK_THAT(predicted(c, "two_communities", "gap at the end, of the first").value, WithinAbs(0.5, 1e-12));
  CHECK(std::isnan(theory::two_community_critical_temperature(1, 3000, 1, 2)));  // ties alone keep it
}

TEST_CASE("stubbornness and a rate move the gap as theory says") {
  Model model = liking(0.5);
  model.dynamics.kind = dynamics::Attention{.rate = 0.6, .stubbornness = laws::Constant{0.2}};
  const Network network = camps(two_blocks());
  const Prediction p = predicted(setting(model, network), "two_communities", "gap at the end, of the first");
  const double lambda = 1 - 0.6 * (1 - std::tanh(0.5 * (2 + std::log(3.0))));
  CHECK_THAT(p.value, WithinAbs(0.2 / (1 - 0.8 * lambda), 1e-14));
  Simulation<double> simulation(model, network, 1);
  const Matrix<double> first = simulation.state();
  settle(simulation, 1e-16, 10000);
  Record record = record_of(simulation);
  const Matrix<double> last = simulation.state();
  record.snapshots = {0, static_cast<double>(simulation.steps())};
  record.opinions = [=](std::size_t k) { return k == 0 ? first : last; };
  CHECK_THAT(p.measured(record), WithinAbs(p.value, 1e-12));
}

TEST_CASE("noise keeps the gap of two communities at its stationary variance") {
  Model model = liking(1);
  model.dynamics.kind = dynamics::Attention{.noise = 0.1};
  const Network network = with_opinions(two_blocks(), std::vector<double>(200, 0.0));
  const Prediction p = predicted(setting(model, network), "two_communities", "variance of the gap");
  const double lambda = std::tanh(0.5 * (1 + std::log(3.0)));
  CHECK_THAT(p.value, WithinAbs(0.01 / (2 * 100 * (1 - lambda * lambda)), 1e-16));
  Simulation<double> simulation(model, network, 5);
  std::vector<Matrix<double>> states;
  for (int k = 0; k < 20000; ++k) {
    simulation.step();
    states.push_back(simulation.state());
  }
  Record record;
  record.snapshots.resize(states.size());
  record.opinions = [&](std::size_t k) { return states[k]; };
  // 10 000 steps hold about 10 000 (1 - λ²) / (1 + λ²) = 2200 independent squares: 3 s.e. of 2 / 2200 are 9
  // %.
  CHECK_THAT(p.measured(record), WithinRel(p.value, 0.09));
}

TEST_CASE("two camps on a complete graph halve their distance after 38, 112 and 5894 steps", "[A23]") {
  Network network = graphs::Complete{.agents = 20}.make(1);
  for (Agent i = 0; i < 20; ++i) network.community.push_back(i / 10);
  network.community_names = {"a", "b"};
  for (const auto& [t, steps] : {std::pair{0.3, 38}, std::pair{0.25, 112}, std::pair{0.16, 5894}}) {
    Model model = likeness(t);
    model.attention.self_ties = SelfTies::add;
    model.opinions.initial = laws::Camps{.separation = 2, .sd = 0, .means = {}};
    const Case c = setting(model, network);
    CHECK(predicted(c, "two_camps", "steps until half the distance").value == steps);
    Simulation<double> simulation(model, network, 1);
    for (int k = 0; k < 100; ++k) simulation.step();
    const Prediction end = predicted(c, "two_camps", "distance at the end");
    CHECK_THAT(end.measured(record_of(simulation)), WithinAbs(end.value, 1e-10));
  }
}

TEST_CASE("a crowd with noise rests at the variance theory gives, and at none above the critical noise",
          "[A13]") {
  const double dt = 0.05;
  CHECK_THAT(theory::gaussian_spread(1, std::sqrt(2 * 0.1 * dt), dt), WithinAbs(0.1140, 5e-5));
  CHECK_THAT(theory::gaussian_spread(1, std::sqrt(2 * 0.25 * dt), dt), WithinAbs(0.3418, 5e-5));
  CHECK(std::isnan(theory::gaussian_spread(1, std::sqrt(2 * 1.01 * dt), dt)));
  // As the rate falls it is D t / (t - D).
  CHECK_THAT(theory::gaussian_spread(1, std::sqrt(2 * 0.25 * 1e-6), 1e-6), WithinRel(0.25 / 0.75, 1e-5));
  Model model = likeness(1, dt, std::sqrt(2 * 0.1 * dt));
  model.attention.masks = ChoiceList<masks::Catalogue>{masks::All{}};
  model.opinions.initial = laws::Normal{0, 0.34};
  const Network crowd = graphs::Empty{.agents = 1000}.make(1);
  const Prediction p = predicted(setting(model, crowd), "gaussian_spread", "variance at rest");
  Simulation<double> simulation(model, crowd, 3);
  Record record;
  for (int k = 0; k < 3000; ++k) {
    simulation.step();
    record.times.push_back(k);
    const auto x = simulation.state().col(0).array();
    record.series["variance"].push_back((x - x.mean()).square().mean());
  }
  CHECK_THAT(p.measured(record), WithinRel(p.value, 0.02));
}

TEST_CASE("bounded confidence: the exact clusters of even gaps, and the wavelength rule", "[A7]") {
  for (const auto& [n, clusters] : {std::pair{30, 10}, std::pair{31, 11}, std::pair{36, 12}}) {
    Model model;
    model.dynamics.kind = dynamics::HegselmannKrause{.radius = 1};
    model.attention.masks = ChoiceList<masks::Catalogue>{masks::All{}};
    model.opinions.initial = laws::Spaced{0, static_cast<double>(n - 1)};
    const Network all = graphs::Empty{.agents = n}.make(1);
    CHECK(predicted(setting(model, all), "bounded_confidence", "clusters").value == clusters);
    model.opinions.initial = laws::Uniform{0, 100};
    CHECK_THAT(predicted(setting(model, all), "bounded_confidence", "clusters").value,
               WithinAbs(43.67, 0.01));
  }
}

TEST_CASE("a voter run ends at 1 with the chance of those who hold it, by degree", "[A17]") {
  std::vector<double> held(34, 0.0);
  for (const std::size_t i : {0, 32, 33}) held[i] = 1;
  Model model = from_column();
  model.attention.score = scores::Uniform{};
  model.attention.mode = Mode::sample;
  const Case c = setting(model, with_opinions(karate(), held));
  CHECK_THAT(predicted(c, "one_at_a_time", "chance to end at 1").value, WithinAbs(45.0 / 156, 1e-14));
}

TEST_CASE("where an assumption fails the law says which") {
  const auto reason = [](const Model& model, const std::string& law) {
    return asked(setting(model, camps(two_blocks())), law).reason;
  };
  CHECK(reason(likeness(1), "consensus") ==
        "score 'similarity' looks at opinions, so weights change with them");
  CHECK(reason(liking(1), "friedkin_johnsen") == "no agent is stubborn");
  CHECK(reason(liking(1), "gaussian_spread") == "the score is not 'similarity'");
  Model noisy = liking(1);
  noisy.dynamics.kind = dynamics::Attention{.noise = 0.1};
  CHECK(reason(noisy, "consensus") == "there is noise");
  Model drawn = liking(1);
  drawn.attention.mode = Mode::sample;
  CHECK(reason(drawn, "two_communities") == "agents hear one contact at a time (mode = \"sample\")");
  const Case changing(Setup{.model = liking(1),
                            .network = camps(two_blocks()),
                            .seed = 1,
                            .steps = 10,
                            .changes = {"event 'rewire' at step 3"}});
  for (const Finding& finding : ask_all(changing)) {
    INFO(finding.law);
    CHECK_FALSE(finding.answer.reason.empty());
  }
}

// Every dynamics in continuous time: the same bits on any number of threads and after a resume, in both
// precisions; what it refuses; and that nothing moves where all agree.
#include "heed/core/error.hpp"
#include "heed/core/parallel.hpp"
#include "heed/graphs/empty.hpp"
#include "heed/run/simulation.hpp"

#include <string>

#include "catch.hpp"

using namespace heed;

namespace {

/// A setting of each with something in every part of it: noise where it may be, a ring, drawn contacts.
template <class D> D sample() {
  D out;
  out.pace = {.step = 0.05, .integrator = Integrator::euler_maruyama, .diffusion = 0.01};
  if constexpr (requires { out.project; }) out.project = true;
  if constexpr (requires { out.normalization; }) out.normalization = Normalization::none;
  if constexpr (requires { out.length; }) out.length = 1;
  if constexpr (requires { out.stubbornness; }) out.stubbornness = laws::Uniform{0, 0.5};
  if constexpr (requires { out.overlap; }) out.overlap = {{1, 0.4}, {0.4, 1}};
  return out;
}

Model model_of(const Choice<dynamics::Catalogue>& kind) {
  Model out;
  out.opinions.topics = {"a", "b"};
  out.opinions.initial = laws::Normal{};
  out.attention.masks = {masks::All{}};
  out.attention.temperature = temperatures::Constant{0.5};
  out.dynamics.kind = kind;
  return out;
}

Network crowd() { return graphs::Empty{.agents = 150}.make(1); }

template <class Real> Matrix<Real> run(const Model& model, int threads, int steps) {
  use_threads(threads);
  Simulation<Real> simulation(model, crowd(), 3);
  for (int s = 0; s < steps; ++s) simulation.step();
  use_threads(0);
  return simulation.state();
}

std::string refusal(const Model& model) {
  try {
    Simulation<double>(model, crowd(), 1);
  } catch (const Error& e) {
    return e.what();
  }
  return "no error";
}

}  // namespace

TEMPLATE_LIST_TEST_CASE("a flow has the same bits on any number of threads and after a resume", "[C10]",
                        dynamics::Catalogue) {
  if constexpr (FlowDynamics<TestType>) {
    const Model model = model_of(sample<TestType>());
    const Matrix<double> one = run<double>(model, 1, 12);
    CHECK(one == run<double>(model, 5, 12));
    CHECK(run<float>(model, 1, 12) == run<float>(model, 2, 12));
    Simulation<double> rest(model, crowd(), 3);
    rest.restore(run<double>(model, 2, 6), 6);
    for (int s = 0; s < 6; ++s) rest.step();
    CHECK(rest.state() == one);
  }
}

TEMPLATE_LIST_TEST_CASE(
    "a flow moves all at once: other schedules, and noise by Runge and Kutta, are refused", "",
    dynamics::Catalogue) {
  if constexpr (FlowDynamics<TestType>) {
    Model model = model_of(sample<TestType>());
    CHECK(refusal(model) == "no error");
    model.dynamics.schedule = schedules::Gossip{};
    CHECK(refusal(model) ==
          "dynamics: continuous time moves all agents at once; set schedule = \"synchronous\"");
    TestType noisy = sample<TestType>();
    noisy.pace.integrator = Integrator::runge_kutta;
    CHECK(refusal(model_of(noisy)).starts_with("dynamics: integrator 'runge_kutta' is of order 4 only"));
    TestType wide = sample<TestType>();
    wide.pace.step = 1.5;
    CHECK(refusal(model_of(wide)).starts_with("dynamics: 'step' is 1.5, and above 1 opinions overshoot"));
  }
}

TEST_CASE("tokens that do not begin on the sphere are refused, unless projected; so is who is put off it") {
  dynamics::Transformer kind;
  CHECK(refusal(model_of(kind))
            .ends_with("from the centre of a sphere of radius 1; give opinions of norm 1, or set "
                       "dynamics.project = true to "
                       "begin at the nearest points of it"));
  kind.project = true;
  Simulation<double> simulation(model_of(kind), crowd(), 1);
  CHECK((simulation.state().rowwise().norm().array() - 1).abs().maxCoeff() < 1e-15);
  CHECK_THROWS_AS(simulation.fix(3, 1, 1), Error);
  Model single = model_of(kind);
  single.opinions.topics = {"a"};
  CHECK(refusal(single) ==
        "a sphere needs two topics or more, and there is one; name more as opinions.topics");
}

TEST_CASE("what a normalisation cannot do is refused") {
  dynamics::Continuous kind{.normalization = Normalization::sinkhorn};
  CHECK(refusal(model_of(kind)).starts_with("normalization 'sinkhorn' balances what two agents heed"));
  kind.normalization = Normalization::none;
  Model biased = model_of(kind);
  biased.attention.biases = {biases::Prominence{}};
  CHECK(refusal(biased).starts_with("normalization 'none' sums exp(score / T)"));
  biased.attention.biases = {};
  biased.attention.masks = {masks::All{}, masks::TopK{3}};
  CHECK(refusal(biased).starts_with("normalization 'none' sums exp(score / T)"));
}

TEST_CASE("without softmax a cold crowd relaxes too fast for large steps, and the run says so") {
  dynamics::Transformer kind{.normalization = Normalization::none, .project = true};
  Model model = model_of(kind);
  model.attention.temperature = temperatures::Constant{0.2};
  model.opinions.initial = laws::Constant{1};
  Simulation<double> simulation(model, crowd(), 1);
  try {
    simulation.step();
    FAIL("exp(5) per unit time in steps of 0.05");
  } catch (const Error& e) {
    CHECK(e.kind() == ErrorKind::numeric);
    CHECK(std::string(e.what()).starts_with(
        "step 1: dynamics.step is 0.05 but opinions relax at rates up to 148"));
  }
}

TEST_CASE("the paths to unnormalised attention agree: with and without one more agent") {
  // A tiny tie of bias would be refused, so the slow path is asked for by a score that is a dot product too.
  Matrix<double> fast, slow;
  for (const bool bilinear : {false, true}) {
    dynamics::Continuous kind{
        .space = {.shape = Space::Shape::sphere}, .project = true, .normalization = Normalization::none};
    Model model = model_of(kind);
    model.attention.self_ties = SelfTies::add;
    model.attention.score = scores::Dot{};
    if (bilinear) model.attention.score = scores::Bilinear{{{1, 0}, {0, 1}}};
    (bilinear ? slow : fast) = run<double>(model, 1, 20);
  }
  CHECK((fast - slow).cwiseAbs().maxCoeff() < 1e-12);
}

TEST_CASE("activities that are no probabilities, and topics that do not fit, are refused") {
  dynamics::ActivityDriven kind;
  kind.activity = laws::Constant{1.5};
  CHECK(refusal(model_of(kind)) ==
        "the activity of agent 0 is 1.5 but must be a probability, between 0 and 1; choose another law for "
        "dynamics.activity");
  kind.activity = laws::Power{};
  kind.overlap = {{1}};
  CHECK(refusal(model_of(kind)) == "dynamics.overlap is for 1 topics but there are 2");
  kind.overlap = {{1, 2}, {2, 1}};
  CHECK(refusal(model_of(kind)).starts_with("dynamics.overlap gives some differences of opinion a negative"));
}

TEST_CASE("the error of steps is kept when parameters change on the way") {
  dynamics::Transformer kind{.pace = {.step = 0.2}, .project = true};
  const Model model = model_of(kind);
  Simulation<double> simulation(model, crowd(), 1, [&](const auto&) { return model; });
  for (int s = 0; s < 3; ++s) simulation.step();
  const double error = simulation.integration()->error().largest;
  CHECK(error > 0);
  simulation.set({});
  CHECK(simulation.integration()->error().largest == error);
}

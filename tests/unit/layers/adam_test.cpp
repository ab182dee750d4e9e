#include "heed/layers/adam.hpp"

#include "heed/core/error.hpp"
#include "heed/run/kept_state.hpp"

#include <cmath>
#include <limits>

#include "catch.hpp"

using namespace heed;
using namespace heed::layers;

namespace {

struct Two {
  Parameter<double> weight{1, 2, Decay::weight}, offset{1, 1, Decay::none};
  void parameters(const Visit<double>& visit) {
    visit("weight", weight);
    visit("offset", offset);
  }
};

template <class Work> std::string message(Work work) {
  try {
    work();
  } catch (const Error& e) {
    return e.what();
  }
  return "no error";
}

}  // namespace

TEST_CASE("the first step of Adam is the rate, against each gradient's sign", "[layers]") {
  // m / (1-β₁) = g and v / (1-β₂) = g², whatever the betas.
  Two two;
  two.weight.gradient << 3, -1e-4;
  const auto parameters = parameters_of<double>(two);
  Adam<double> adam({.rate = ConstantRate{0.1}, .epsilon = 1e-300});
  CHECK(adam.step(parameters) == Approx(std::hypot(3, 1e-4)).epsilon(1e-15));
  CHECK(two.weight.value(0) == Approx(-0.1).epsilon(1e-14));
  CHECK(two.weight.value(1) == Approx(0.1).epsilon(1e-14));
  CHECK(two.offset.value(0) == 0);
  CHECK(adam.steps() == 1);
}

TEST_CASE("a penalty is a part of the gradient of weights, and of nothing else", "[layers]") {
  Two plain, penalised;
  Adam<double> first({.rate = ConstantRate{0.01}}), second({.rate = ConstantRate{0.01}, .penalty = 0.3});
  for (Two* two : {&plain, &penalised}) two->weight.value << 1, -2;
  for (Two* two : {&plain, &penalised}) two->offset.value << 4;
  for (int t = 1; t <= 4; ++t) {
    const double g = 0.3 * t - 1;
    plain.weight.gradient << g + 0.3 * plain.weight.value(0), -g + 0.3 * plain.weight.value(1);
    penalised.weight.gradient << g, -g;
    plain.offset.gradient(0) = penalised.offset.gradient(0) = g;
    first.step(parameters_of<double>(plain));
    second.step(parameters_of<double>(penalised));
    CHECK((plain.weight.value - penalised.weight.value).cwiseAbs().maxCoeff() < 1e-15);
    CHECK(plain.offset.value == penalised.offset.value);
  }
}

TEST_CASE("steps of Adam follow the algorithm of the paper", "[layers]") {
  Two two;
  two.weight.value << 1, -2;
  Adam<double> adam({.rate = ConstantRate{0.01}, .beta1 = 0.8, .beta2 = 0.9, .epsilon = 1e-3, .decay = 0.5});
  double w = 1, m = 0, v = 0;
  for (int t = 1; t <= 5; ++t) {
    const double g = 0.3 * t - 1;
    two.weight.gradient(0) = g;
    adam.step(parameters_of<double>(two));
    m = 0.8 * m + 0.2 * g;
    v = 0.9 * v + 0.1 * g * g;
    w -= 0.01 * (m / (1 - std::pow(0.8, t)) / (std::sqrt(v / (1 - std::pow(0.9, t))) + 1e-3) + 0.5 * w);
    CHECK(two.weight.value(0) == Approx(w).epsilon(1e-14));
  }
}

TEST_CASE("decay pulls weights to 0 and leaves offsets alone", "[layers]") {
  Two two;
  two.weight.value << 1, 1;
  two.offset.value << 1;
  Adam<double>({.rate = ConstantRate{0.1}, .decay = 0.2}).step(parameters_of<double>(two));
  CHECK(two.weight.value(0) == Approx(0.98).epsilon(1e-15));
  CHECK(two.offset.value(0) == 1);
}

TEST_CASE("clipping scales all gradients together", "[layers]") {
  // A norm of 50 clipped to 5 gives the moments of gradients a tenth as large; ε shows the difference.
  Two large, small;
  large.weight.gradient << 30, 0;
  large.offset.gradient << 40;
  small.weight.gradient << 3, 0;
  small.offset.gradient << 4;
  CHECK(Adam<double>({.epsilon = 1, .clip = 5}).step(parameters_of<double>(large)) ==
        Approx(50).epsilon(1e-15));
  CHECK(Adam<double>({.epsilon = 1, .clip = 6}).step(parameters_of<double>(small)) ==
        Approx(5).epsilon(1e-15));
  CHECK(large.weight.value(0) == Approx(small.weight.value(0)).epsilon(1e-14));
  CHECK(large.offset.value(0) == Approx(small.offset.value(0)).epsilon(1e-14));
}

TEST_CASE("Adam finds the lowest point of a bowl", "[layers]") {
  Two two;
  const auto parameters = parameters_of<double>(two);
  Adam<double> adam({.rate = CosineRate{.rate = 0.1, .steps = 400}});
  for (int t = 0; t < 400; ++t) {
    two.weight.gradient << two.weight.value(0) - 3, 10 * (two.weight.value(1) + 1);
    two.offset.gradient << two.offset.value(0) - 0.5;
    adam.step(parameters);
  }
  CHECK(two.weight.value(0) == Approx(3).margin(1e-3));
  CHECK(two.weight.value(1) == Approx(-1).margin(1e-3));
  CHECK(two.offset.value(0) == Approx(0.5).margin(1e-3));
}

TEST_CASE("learning rates follow their schedule", "[layers]") {
  CHECK(rate_at(ConstantRate{0.3}, 999) == 0.3);
  const Schedule cosine = CosineRate{.rate = 2, .steps = 110, .warmup = 10, .least = 0.1};
  CHECK(rate_at(cosine, 0) == Approx(0.2).epsilon(1e-15));
  CHECK(rate_at(cosine, 9) == Approx(2).epsilon(1e-15));
  CHECK(rate_at(cosine, 10) == Approx(2).epsilon(1e-15));
  CHECK(rate_at(cosine, 60) == Approx(2 * 0.55).epsilon(1e-14));  // half way: the mean of 1 and 0.1
  CHECK(rate_at(cosine, 110) == Approx(0.2).epsilon(1e-15));
  CHECK(rate_at(cosine, 5000) == Approx(0.2).epsilon(1e-15));
  const Schedule steps = StepRate{.rate = 1, .every = 10, .factor = 0.5};
  CHECK(rate_at(steps, 9) == 1);
  CHECK(rate_at(steps, 10) == 0.5);
  CHECK(rate_at(steps, 35) == 0.125);
}

TEST_CASE("Adam stops where training diverges, and nothing has moved", "[layers]") {
  Two two;
  two.weight.gradient << 1, 1;
  const auto parameters = parameters_of<double>(two);
  Adam<double> adam(AdamOptions{});
  adam.step(parameters);
  const Matrix<double> before = two.weight.value;
  for (const double bad :
       {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
    two.offset.gradient << bad;
    CHECK(message([&] { adam.step(parameters); }) ==
          "adam: the gradient of 'offset' is not finite in step 2; training diverges: try a smaller rate, a "
          "warm-up, "
          "or clip");
    CHECK(two.weight.value == before);
  }
}

TEST_CASE("Adam refuses what cannot work", "[layers]") {
  CHECK(message([] { Adam<float>({.beta2 = 1}); }) ==
        "adam: 'beta2' is 1, but should be at least 0 and below 1");
  CHECK(message([] { Adam<float>({.rate = ConstantRate{-1}}); }) ==
        "adam: 'rate' is -1, but should be at least 0");
  CHECK(message([] { Adam<float>({.epsilon = 0}); }) == "adam: 'epsilon' is 0, but should be above 0");
  Two two;
  auto parameters = parameters_of<double>(two);
  Adam<double> adam(AdamOptions{});
  adam.step(parameters);
  parameters.pop_back();
  CHECK(message([&] { adam.step(parameters); }) ==
        "adam: other parameters than in step 1; start a new one for them");
}

TEST_CASE("Adam goes on from what it carried with the same bits", "[layers]") {
  const auto learn = [](Two& two, Adam<double>& adam, int first, int last) {
    for (int t = first; t < last; ++t) {
      two.weight.gradient << 0.3 * t - 1, std::sin(t);
      two.offset.gradient(0) = 1.0 / (t + 1);
      adam.step(parameters_of<double>(two));
    }
  };
  for (const int left_at : {0, 3}) {
    Two whole, other;
    Adam<double> first({.rate = ConstantRate{0.1}}), second({.rate = ConstantRate{0.1}});
    learn(whole, first, 0, left_at);
    const std::string kept = keep_state([&](Carried& c) { first.carried(c, parameters_of<double>(whole)); });
    learn(whole, first, left_at, 7);
    give_back_state(kept, [&](Carried& c) { second.carried(c, parameters_of<double>(other)); });
    learn(other, second, left_at, 7);
    CHECK(other.weight.value == whole.weight.value);
    CHECK(other.offset.value == whole.offset.value);
    CHECK(second.steps() == 7);
  }
}

TEST_CASE("Adam refuses what was kept of parameters of another size", "[layers]") {
  Two kept_of, here;
  kept_of.weight = Parameter<double>(1, 2000, Decay::weight);
  Adam<double> first(AdamOptions{}), second(AdamOptions{});
  const std::string kept = keep_state([&](Carried& c) { first.carried(c, parameters_of<double>(kept_of)); });
  CHECK(message([&] {
          give_back_state(kept, [&](Carried& c) { second.carried(c, parameters_of<double>(here)); });
        }) ==
        "a checkpoint does not fit this run: 'weight' has 2000 values, but should have 2; start over "
        "with --force and without --resume");
}

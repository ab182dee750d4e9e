// Methods of sensor fusion on moments written by hand.
#include "scenarios/sensor_fusion/fusion.hpp"

#include "heed/run/kept_state.hpp"

#include <cmath>

#include "catch.hpp"

using namespace heed;
using namespace heed::scenarios;

namespace {

/// Moments that are given one by one.
class Given final : public Readings {
 public:
  explicit Given(std::vector<Moment> moments) : moments_(std::move(moments)) {
    for (std::size_t i = 0; i < moments_.front().value.size(); ++i) sensors.push_back(std::to_string(i));
  }
  std::int64_t moments() const override { return static_cast<std::int64_t>(moments_.size()); }
  void next(Moment& moment) override { moment = moments_[at_++]; }

 private:
  std::vector<Moment> moments_;
  std::size_t at_ = 0;
};

Moment said(double time, std::vector<double> value, std::vector<double> variance, double truth = missing) {
  return {.time = time, .truth = truth, .value = std::move(value), .variance = std::move(variance)};
}

template <class M> Fusion only(M method, std::vector<Moment> moments, FusionParameters parameters = {}) {
  FusionSettings settings;
  settings.methods = {Choice<methods::Catalogue>(method)};
  settings.parameters = parameters;
  return Fusion(settings, std::make_unique<Given>(std::move(moments)));
}

template <class M> Fused first(M method, Moment moment, FusionParameters parameters = {}) {
  Fusion fusion = only(method, {std::move(moment)}, parameters);
  fusion.step();
  return fusion.fused()[0];
}

}  // namespace

TEST_CASE("a sensor that says nothing is as good as not there, to the last bit") {
  const Moment with = said(0, {1.25, missing, -3.5}, {0.3, 0.001, 2}),
               without = said(0, {1.25, -3.5}, {0.3, 2});
  const auto same = [&](auto method) {
    const Fused a = first(method, with), b = first(method, without);
    CHECK(a.value == b.value);
    CHECK((a.variance == b.variance || std::isnan(a.variance)));
    CHECK(a.weight == std::vector<double>{b.weight[0], 0, b.weight[1]});
  };
  std::apply(
      [&](auto... method) { (same(method), ...); },
      std::tuple<methods::Attention, methods::Tracking, methods::Robust, methods::Watchful, methods::Mean,
                 methods::Median, methods::BestSensor, methods::Blue, methods::Kalman>());
}

TEST_CASE("readings in other units give the same weights") {
  const Moment moment = said(0, {1, 2, 4.5, 1.5}, {1, 0.25, 0.1, 2}, 1.8);
  const auto same = [&](auto method) {
    const Fused a = first(method, moment);
    const Fused b = first(method, said(0, {64, 128, 288, 96}, {4096, 1024, 4096 * 0.1, 8192}, 1.8 * 64));
    CHECK_THAT(b.value, WithinRel(64 * a.value, 1e-12));
    for (std::size_t i = 0; i < 4; ++i) CHECK_THAT(b.weight[i], WithinAbs(a.weight[i], 1e-12));
  };
  std::apply(
      [&](auto... method) { (same(method), ...); },
      std::tuple<methods::Attention, methods::Tracking, methods::Robust, methods::Watchful, methods::Mean,
                 methods::Median, methods::BestSensor, methods::Blue, methods::Kalman>());
}

TEST_CASE("a low temperature heeds the best sensor, a high one all alike") {
  const Moment moment = said(0, {1, 2, 4}, {1, 0.25, 0.5});
  CHECK(first(methods::Attention{}, moment, {.temperature = 1e-3}).value == 2);
  CHECK_THAT(first(methods::Attention{}, moment, {.temperature = 1e12}).value, WithinAbs(7.0 / 3, 1e-11));
}

TEST_CASE("sensors that agree are believed to the last bit") {
  const Moment moment = said(0, {0.1, 0.1, 0.1}, {0.3, 0.7, 0.11});
  CHECK(first(methods::Attention{}, moment).value == 0.1);
  CHECK(first(methods::Robust{}, moment).value == 0.1);
  CHECK(first(methods::Blue{}, moment).value == 0.1);
}

TEST_CASE("the best linear estimate knows what errors share, where they can share so much") {
  const auto blue = [](double correlation, std::vector<double> values) {
    const std::vector<double> variances{1, 0.25, 0.0625};
    auto readings = std::make_unique<Given>(std::vector<Moment>{said(0, std::move(values), variances)});
    readings->correlation = correlation;
    FusionSettings settings;
    settings.methods = {Choice<methods::Catalogue>(methods::Blue{})};
    Fusion fusion(settings, std::move(readings));
    fusion.step();
    return fusion.fused()[0];
  };
  const Fused fused = blue(0.6, {1, 2, 4});  // by hand: -2, 0.4 and 18.4 of 16.8
  CHECK_THAT(fused.weight[0], WithinRel(-2 / 16.8, 1e-13));
  CHECK_THAT(fused.weight[1], WithinRel(0.4 / 16.8, 1e-13));
  CHECK_THAT(fused.value, WithinRel(72.4 / 16.8, 1e-13));
  CHECK_THAT(fused.variance, WithinRel(0.88 / 16.8, 1e-13));
  CHECK(blue(1, {missing, 2, missing}).value == 2);
  CHECK_THROWS_WITH(blue(-0.5, {1, 2, 4}),
                    "method 'blue': 3 sensors cannot all have errors with a correlation of -0.5; correct "
                    "sensors.correlation");
}

TEST_CASE("the weights of the Kalman filter make its estimate") {
  const Fused fused = first(methods::Kalman{}, said(0, {1, 2, missing, 4}, {1, 0.5, missing, 0.25}));
  CHECK_THAT(fused.weight[0], WithinRel(1.0 / 7, 1e-14));
  CHECK_THAT(fused.weight[1], WithinRel(2.0 / 7, 1e-14));
  CHECK(fused.weight[2] == 0);
  CHECK_THAT(fused.weight[3], WithinRel(4.0 / 7, 1e-14));
}

TEST_CASE("the median of an even number is the middle of two") {
  const Fused fused = first(methods::Median{}, said(0, {4, 1, 2, 100}, {1, 1, 1, 1}));
  CHECK(fused.value == 3);
  CHECK(fused.weight == std::vector<double>{0.5, 0, 0.5, 0});
}

TEST_CASE("the robust variant leaves an outlier out") {
  const Moment moment = said(0, {1, 1.1, 0.9, 50}, {0.01, 0.01, 0.01, 0.01});
  const Fused fused = first(methods::Robust{}, moment);
  CHECK(fused.weight[3] < 1e-100);
  CHECK_THAT(fused.value, WithinAbs(1, 1e-9));  // the three are symmetric around 1
}

TEST_CASE("while no sensor says anything all estimates stay, and the prediction grows doubtful") {
  const std::vector<Moment> moments{said(0, {missing}, {missing}), said(1, {2}, {1}),
                                    said(5, {missing}, {missing}), said(9, {4}, {1})};
  Fusion tracking = only(methods::Tracking{}, moments, {.drift = 0.5});
  tracking.step();
  CHECK(std::isnan(tracking.fused()[0].value));
  CHECK(tracking.fused()[0].weight == std::vector<double>{0});
  tracking.step();
  CHECK(tracking.fused()[0].value == 2);
  tracking.step();
  CHECK(tracking.fused()[0].value == 2);
  tracking.step();
  // P = 1 + 0.5 · 8 = 5 before the reading: the reading has weight 5/6.
  CHECK_THAT(tracking.fused()[0].weight[0], WithinRel(5.0 / 6, 1e-14));
  CHECK_THAT(tracking.fused()[0].value, WithinRel(2 + 2 * 5.0 / 6, 1e-14));
  CHECK_THAT(tracking.fused()[0].variance, WithinRel(5.0 / 6, 1e-14));
}

TEST_CASE("the innovation is against the others") {
  Fusion fusion = only(methods::Mean{}, {said(0, {1, 2, 4}, {1, 0.5, 0.25})});
  fusion.step();
  // Of the third: the others have mean (1 + 2 · 2) / 3 and variance 1/3.
  CHECK_THAT(fusion.innovations()[2], WithinRel((4 - 5.0 / 3) / std::sqrt(0.25 + 1.0 / 3), 1e-13));
  CHECK_THAT(fusion.innovations()[0], WithinRel((1 - 20.0 / 6) / std::sqrt(1 + 1.0 / 6), 1e-13));
  Fusion alone = only(methods::Mean{}, {said(0, {1, missing}, {1, missing})});
  alone.step();
  CHECK(std::isnan(alone.innovations()[0]));
}

TEST_CASE("only moments with a truth count in the squared error") {
  Fusion fusion = only(methods::Mean{}, {said(0, {1}, {1}), said(1, {3}, {1}, 1), said(2, {2}, {1}, 1)});
  fusion.step();
  CHECK(std::isnan(fusion.mean_squared_errors()[0]));
  fusion.step();
  fusion.step();
  CHECK(fusion.mean_squared_errors()[0] == 2.5);
}

TEST_CASE("measured variances are those of three sensors that differ so, and the guilty is named") {
  // Differences of three sensors give each variance exactly: v_0 = (D_01 + D_02 - D_12) / 2.
  Watch watch(3);
  watch.look(said(0, {0, 3, 1}, {2, 2, 2}));  // D = 9, 1, 4: v = 3, 6, -2
  watch.look(said(1, {0, 3, 1}, {2, 2, 2}));
  CHECK_THAT(watch.ratio(0), WithinAbs(1.5, 1e-14));
  CHECK_THAT(watch.ratio(1), WithinAbs(3, 1e-14));
  CHECK_THAT(watch.ratio(2), WithinAbs(-1, 1e-14));
  CHECK(watch.guilt(1) == 1);  // after two moments no one is
  for (int k = 0; k < 30; ++k) watch.look(said(2, {0, 3.0 + 0.1 * (k % 3), 1}, {2, 2, 2}));
  CHECK(watch.guilt(1) == watch.ratio(1));
  CHECK(watch.guilt(2) == 1);
  Watch two(2);
  two.look(said(0, {0, 1}, {1, 1}));
  two.look(said(0, {0, 1}, {1, 1}));
  CHECK(std::isnan(two.ratio(0)));
}

TEST_CASE("what does not fit the readings is refused") {
  CHECK_THROWS_WITH(
      only(methods::Learned{}, {said(0, {1}, {1})}),
      "method 'learned' learns from the truth, which is not known here; name a sensor to learn from "
      "as sensors.reference, or leave it out of fusion.methods");
  Fusion fusion = only(methods::Attention{}, {said(0, {1e308, -1e308}, {1, 1})});
  CHECK_THROWS_WITH(
      fusion.step(),
      "step 1: the estimate of 'attention' is no longer a finite number; scale the readings so that "
      "their squares and variances stay within 1e±300");
}

TEST_CASE("what was kept of other sensors, other methods or later moments is refused") {
  const auto made = [](std::size_t sensors) {
    const Moment one = said(0, std::vector<double>(sensors, 1), std::vector<double>(sensors, 1), 1);
    FusionSettings settings;
    settings.methods = {Choice<methods::Catalogue>(methods::Learned{})};
    auto readings = std::make_unique<Given>(std::vector<Moment>{one, one});
    readings->truth_known = true;
    return Fusion(settings, std::move(readings));
  };
  Fusion was = made(20), same = made(20), other = made(3);
  was.step();
  was.step();
  const std::string kept = keep_state([&](Carried&c) { was.carried(c, 2); }),
                    end = "; start over with --force and without --resume";
  CHECK_THROWS_WITH(give_back_state(kept, [&](Carried& c) { other.carried(c, 2); }),
                    "a checkpoint does not fit this run: 'theta' has 20 values, but should have 3" + end);
  CHECK_THROWS_WITH(give_back_state(kept, [&](Carried& c) { same.carried(c, 1); }),
                    "a checkpoint does not fit this run: 'steps' is 2, but should be from 0 to 1" + end);
  Fusion again = made(20);
  give_back_state(kept, [&](Carried& c) { again.carried(c, 2); });
  CHECK(again.learned_keys() == was.learned_keys());
}

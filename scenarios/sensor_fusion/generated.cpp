#include "scenarios/sensor_fusion/generated.hpp"

#include "heed/core/error.hpp"
#include "heed/core/random.hpp"

#include <cmath>

namespace heed::scenarios::sensors {
namespace {

/// What a stream of one moment is for: none of them changes when another setting does.
enum class Part : std::uint64_t { truth, error, silence, calibration };

class Drawn final : public Readings {
 public:
  Drawn(const Generated& settings, std::uint64_t seed)
      : settings_(settings), seed_(seed), x_(settings.level) {
    truth_known = true;
    correlation = settings.correlation;
    for (std::size_t i = 0; i < count(); ++i) {
      sensors.push_back(std::to_string(i));
      deviation_.push_back(1 / std::sqrt(settings.reliability[i]));
    }
  }

  std::int64_t moments() const override { return settings_.moments; }

  void next(Moment& moment) override {
    ++step_;
    if (settings_.walk > 0) x_ += settings_.walk * stream(Part::truth).normal();
    moment.time = static_cast<double>(step_);
    moment.truth = x_;
    moment.value.resize(count());
    moment.variance.resize(count());
    draw_errors(moment);
    if (settings_.calibration > 0) draw_stated(moment);
    if (settings_.missing == 0) return;
    Stream silence = stream(Part::silence);
    for (double& value : moment.value)
      if (silence.chance(settings_.missing)) value = heed::scenarios::missing;
  }

  void carried(Carried& c, std::int64_t count) override { c("x", x_), c.count("step", step_, count); }

 private:
  std::size_t count() const { return settings_.reliability.size(); }
  Stream stream(Part part) const {
    return {seed_, Purpose::data, static_cast<std::uint64_t>(part), static_cast<std::uint64_t>(step_)};
  }

  /// e_i = sd_i (z_i + k Σ_j z_j), where k makes the correlation of any two what it should be: with
  /// b = √(1 - ρ) and n k = √(1 + (n - 1) ρ) - b the matrix b I + k 1 1ᵀ is the root of the correlations.
  void draw_errors(Moment& moment) {
    Stream stream = this->stream(Part::error);
    double sum = 0;
    for (double& e : moment.value) sum += e = stream.normal();
    const double n = static_cast<double>(count()), rho = settings_.correlation;
    const double own = std::sqrt(1 - rho), shared = (std::sqrt(1 + (n - 1) * rho) - own) / n;
    for (std::size_t i = 0; i < count(); ++i) {
      const double error = deviation_[i] * (own * moment.value[i] + shared * sum);
      const bool lies = static_cast<std::int64_t>(i) == settings_.liar;
      moment.value[i] = x_ + (lies ? settings_.lie : 1) * error;
      moment.variance[i] = deviation_[i] * deviation_[i];
    }
  }

  /// What a sensor states when all it knows of itself are some readings of a known value: their sample
  /// variance.
  void draw_stated(Moment& moment) {
    Stream stream = this->stream(Part::calibration);
    for (std::size_t i = 0; i < count(); ++i) {
      double mean = 0, squares = 0;
      for (std::int64_t k = 1; k <= settings_.calibration; ++k) {
        const double reading = stream.normal(), before = reading - mean;
        mean += before / static_cast<double>(k);
        squares += before * (reading - mean);
      }
      moment.variance[i] *= squares / static_cast<double>(settings_.calibration - 1);
    }
  }

  Generated settings_;
  std::uint64_t seed_;
  double x_;
  std::int64_t step_ = 0;
  std::vector<double> deviation_;
};

}  // namespace

void Generated::fields(Fields& f) {
  f("reliability", reliability, above(0), "r: one over the variance of each sensor's error");
  f("moments", moments, between(1, 1e12), "how often all are read");
  f("level", level, any(), "x at the start");
  f("walk", walk, at_least(0), "standard deviation of what x moves from one moment to the next");
  f("correlation", correlation, between(-1, 1), "ρ: correlation of the errors of any two sensors");
  f("missing", missing, between(0, 1), "probability that a sensor says nothing at a moment");
  f("liar", liar, at_least(-1), "the sensor that lies, from 0; -1: none");
  f("lie", lie, above(0), "how many times the standard deviation it states the errors of the liar have");
  f("calibration", calibration, at_least(0),
    "sensors state the sample variance of so many readings of their own, taken afresh at each moment; 0: the "
    "true one");
  const auto count = static_cast<std::int64_t>(reliability.size());
  f.require("reliability", count > 0, "'reliability' must name at least one sensor");
  f.require("calibration", calibration != 1, "'calibration' must be 0, or at least 2: one has no variance");
  f.require("liar", liar < count,
            "'liar' is " + std::to_string(liar) + " but sensors are numbered from 0 to " +
                std::to_string(count - 1));
  f.require("correlation", correlation < 1 && 1 + static_cast<double>(count - 1) * correlation > 0,
            "'correlation' must be below 1 and above " +
                to_text(-1.0 / static_cast<double>(std::max<std::int64_t>(1, count - 1))) + ": no " +
                std::to_string(count) + " errors are correlated like that");
}

std::unique_ptr<Readings> Generated::make(std::uint64_t seed) const {
  return std::make_unique<Drawn>(*this, seed);
}

}  // namespace heed::scenarios::sensors

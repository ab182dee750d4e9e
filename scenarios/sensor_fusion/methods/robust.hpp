#pragma once
#include "scenarios/sensor_fusion/listener.hpp"

namespace heed::scenarios {

/// Attention that looks at what is said, too: logit_i = ln r_i - r_i (y_i - m)² / 2w², where m is the answer
/// of the round before, until it stays; at first the weighted median. A mean shift (Cheng 1995) that weighs
/// by Welsch's function, in standard deviations of each sensor (Holland and Welsch 1977). It has no memory:
/// where one sensor states more reliability than all others together and lies, nothing said at that moment
/// speaks against it.
class RobustFuser final : public Fuser {
 public:
  RobustFuser(const FusionParameters& parameters, const Readings& readings)
      : parameters_(parameters), listener_(readings.sensors.size()) {}

  void fuse(const Moment& moment, Fused& out) override;

 private:
  double weighted_median(const Moment& moment);

  FusionParameters parameters_;
  Listener listener_;
  std::vector<double> stated_, keys_;
  std::vector<std::size_t> order_;
};

namespace methods {

struct Robust : Method<RobustFuser> {
  static constexpr std::string_view summary =
      "attention to reliability and to what agrees: outliers lose their weight";
};

}  // namespace methods
}  // namespace heed::scenarios

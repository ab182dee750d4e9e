#pragma once
#include "heed/core/matrix.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace heed {

/// What was kept of a run: what theory is held against.
struct Record {
  std::vector<double> times;                            ///< of the observables
  std::map<std::string, std::vector<double>> series;    ///< over `times`: "variance", or "variance[climate]"
  std::vector<double> snapshots;                        ///< times of the opinions; empty where none were kept
  std::function<Matrix<double>(std::size_t)> opinions;  ///< (N, K) at a snapshot
  double steps = 0;
};

/// An observable at the last time it was measured; NaN where it was not.
double at_end(const Record& record, const std::string& observable);
/// An observable at the first time at or after `time`; NaN where it was not measured that late.
double at_time(const Record& record, const std::string& observable, double time);
/// The mean of an observable over the second half of the times it was measured at; NaN where there are none.
double second_half(const Record& record, const std::string& observable);
/// The opinions at the last snapshot.
std::optional<Matrix<double>> last_opinions(const Record& record);

/// By which factor disagreement shrinks in a step, from the variance: √(v(b) / v(a)) to the power 1 / (b -
/// a), a and b the middle and the end of the times at which it is still above rounding (1e-24 of the first).
/// NaN where the variance was not measured there. `topic` as in the names of series: "" or "[climate]".
double measured_decay(const Record& record, const std::string& topic);

}  // namespace heed

#pragma once
#include "analysis/results.hpp"
#include "analysis/statistics/order_moments.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace heed::analysis {

/// Which numbers of which files a transition is looked for in.
struct TransitionOptions {
  std::vector<std::string> files = {};
  std::string by = {};                  ///< the swept parameter; empty: the one that is not the size
  std::string observable = {};          ///< the order parameter; empty: order_parameter or magnetization
  std::vector<std::string> where = {};  ///< "parameter=value": these points only
  std::optional<double> from = {};      ///< times before this one are left out; else found for each run
  std::string exponent = "0.5";         ///< of the drift with size, or "fit"
};

/// The order parameter along a swept parameter, of one size and one branch: what each run has at each value,
/// nothing where it has no number.
struct OrderCurve {
  std::string file;
  double agents = 0;           ///< 0 where the file does not say
  std::vector<double> values;  ///< increasing
  std::vector<double> seeds;
  std::vector<std::vector<std::optional<OrderMoments>>> runs;  ///< by value, by seed
  bool falling = false;  ///< of a schedule: the leg on which the parameter falls

  /// The mean of the moments over some seeds, by place; NaN where none has a number.
  OrderMoments mean(std::size_t value, std::span<const std::size_t> seeds) const;
};

/// All curves of some files, the smallest size first, and what a reader must know.
struct OrderCurves {
  std::string title, parameter, observable;
  std::vector<OrderCurve> curves;
  std::vector<std::string> remarks;  ///< warnings of files, runs left out, runs not settled, by name
};

/// Reads the curves. Of each run, and of each plateau of a run under a temperature of kind `steps`, the part
/// that is stationary counts (`stationary_part`), or what comes at `from` and later. A file without a swept
/// temperature, in which the temperature is a schedule (steps or ramp), gives a curve for each way it goes.
/// Throws Error (usage) where names are unknown, where it is not clear along what to look, and where a file
/// has one value of it only.
OrderCurves read_order_curves(const TransitionOptions& options);

}  // namespace heed::analysis

#pragma once
#include "heed/core/carried.hpp"

#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <vector>

namespace heed::scenarios {

/// A value that is not there.
inline constexpr double missing = std::numeric_limits<double>::quiet_NaN();

/// What K sensors say at one moment.
struct Moment {
  double time = 0;               ///< in steps, in the unit of the file, or in seconds where it has dates
  double truth = missing;        ///< what is measured; NaN where it is not known
  std::vector<double> value;     ///< by sensor; NaN: this one says nothing now
  std::vector<double> variance;  ///< of its error as each sensor states it, above 0
};

/// Which sensors there are, and what they say moment after moment. Moments are read in their order, each
/// once.
class Readings {
 public:
  virtual ~Readings() = default;
  virtual std::int64_t moments() const = 0;
  /// Gives the next moment. O(K).
  virtual void next(Moment& moment) = 0;
  /// What so many moments leave for the next. Unless said otherwise, new readings are gone through again.
  virtual void carried(Carried& c, std::int64_t count) {
    Moment passed;
    for (std::int64_t k = 0; c.gives_back() && k < count; ++k) next(passed);
  }

  std::vector<std::string> sensors;  ///< K names
  double correlation = 0;            ///< of the errors of any two sensors, as far as it is known
  bool truth_known = false;
  bool dated = false;              ///< times are seconds since 1970-01-01
  std::vector<std::string> notes;  ///< remarks on the data, such as moments at which no sensor says anything
};

}  // namespace heed::scenarios

#pragma once
#include "analysis/figure/source.hpp"

#include <string>
#include <vector>

namespace heed::analysis {

// What figures of sweeps have in common.

/// Why there is no sweep of an observable to draw; empty where there is.
std::string lacks_sweep(const FigureSource& source);

/// Points that share all parameters but those along the axes, by what they share.
struct PointGroups {
  std::vector<std::string> names;  ///< "p_out = 0.004"; one empty name where nothing else is swept
  std::vector<std::size_t> of;     ///< by point
};
PointGroups groups_beside(const Results& sweep, const std::vector<std::size_t>& along);

/// Are all values of a parameter numbers, and which are they?
bool is_numeric(const SweptParameter& parameter);
std::vector<double> numbers_of(const SweptParameter& parameter);
/// The different values as texts, numbers in increasing order, texts in theirs.
std::vector<std::string> value_texts(const SweptParameter& parameter);

/// The parameter asked for, else the first that has more than one value, numbers before texts.
std::size_t main_parameter(const FigureSource& source);
/// Do all parameters change from point to point, so that no two are alike in all but one?
bool is_scattered(const Results& sweep);

/// The series of the observables that a figure offers, the main one first, so many at most.
std::vector<std::size_t> offered_series(const FigureSource& source, std::size_t most);

/// " 9 of 13 observables are shown.", parts of one each for itself; empty where all these series are all.
std::string offered_text(const FigureSource& source, const std::vector<std::size_t>& offered);

/// "temperature 0.2, p_out 0.004".
std::string point_text(const Results& sweep, std::size_t point);

}  // namespace heed::analysis

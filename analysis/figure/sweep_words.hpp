#pragma once
#include "analysis/figure/source.hpp"
#include "analysis/json.hpp"

#include <string>
#include <vector>

namespace heed::analysis {

// What figures of sweeps have in common.

/// Why there is no sweep of an observable to draw; empty where there is.
std::string lacks_sweep(const FigureSource& source);

/// Points that share all parameters but those along the axes, by what they share. Where all parameters change
/// from point to point, as in a zip in which no value along the axis comes again, all points are one group.
struct PointGroups {
  std::vector<std::string> names;  ///< "p_out = 0.004"; one empty name where nothing else is swept
  std::vector<std::size_t> of;     ///< by point
};
PointGroups groups_beside(const Results& sweep, const std::vector<std::size_t>& along);

/// Has a parameter more than one value?
bool changes(const SweptParameter& parameter);
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
/// Dots that a figure draws at most where points are scattered or along one line.
inline constexpr std::size_t most_drawn_points = 2000;

/// The interval of a mean, NaN where there is none, so that bands break and tooltips say so.
Interval interval_of(const Spread& spread);
/// A field `interval`: the fields `low` and `high` as a text for tooltips, also where they are missing.
Json interval_in_words();
/// A sentence on those of these points that have no interval since one run is left; empty where all have.
std::string without_interval(const FigureSource& source, const std::vector<std::size_t>& points,
                             const std::vector<std::size_t>& series);

/// "temperature 0.2, p_out 0.004".
std::string point_text(const Results& sweep, std::size_t point);

}  // namespace heed::analysis

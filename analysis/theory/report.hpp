#pragma once
#include "analysis/theory/compare.hpp"

#include <cstddef>
#include <string>

#include <nlohmann/json.hpp>

namespace heed::analysis {

/// For people: predicted beside measured, what was assumed, and which laws do not hold and why. Of a sweep a
/// table for each quantity against what was swept; of its output only what was measured too.
std::string theory_text(const TheorySubject& subject, const std::vector<ComparedPoint>& points,
                        std::size_t width);

/// A line for each quantity of each point: law,quantity,<parameters>,predicted,measured,deviation,runs.
std::string theory_csv(const TheorySubject& subject, const std::vector<ComparedPoint>& points);

/// kind, title, and for each point its parameters, predictions, and the laws that do not hold.
nlohmann::ordered_json theory_json(const TheorySubject& subject, const std::vector<ComparedPoint>& points);

}  // namespace heed::analysis

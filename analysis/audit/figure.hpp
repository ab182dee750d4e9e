#pragma once
#include "analysis/audit/ask.hpp"

#include <nlohmann/json.hpp>

namespace heed::analysis {

/// A Vega-Lite specification with its data: the attention i gives j against the influence of j on i, a point
/// for each pair, beside each other after the first, the middle and the last horizon. Of more than 1500 pairs
/// every so many-th is shown.
nlohmann::ordered_json audit_figure(const Audit& audit);

}  // namespace heed::analysis
